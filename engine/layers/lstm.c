/* lstm.c — one step of a long short-term memory, and its backward pass
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     i, f, o = sigmoid (W x + b + U h + c)      each with its own rows
 *     g  = tanh (W_g x + b_g + U_g h + c_g)
 *     c' = f * c + i * g
 *     h' = o * tanh (c')                  (* is element by element)
 */

#include "engine/layers/recurrent-cell.h"

#include <string.h>

#include "engine/kernels/elementwise.h"
#include "engine/kernels/gates.h"
#include "engine/layers/linear.h"

typedef struct
{
  HeedOperation  base;
  HeedTensor    *h_next;   /* B x D */
  HeedTensor    *c_next;   /* B x D */
  HeedTensor    *h;        /* B x D */
  HeedTensor    *c;        /* B x D */
  HeedTensor    *x_gates;  /* B x 4 D */
  HeedTensor    *h_gates;  /* B x 4 D */
  HeedTensor    *gates;    /* B x 4 D */
  HeedActive     active;
} Lstm;

static void
sentence_backward (HeedTape *tape,
                   Lstm     *lstm,
                   guint     b)
{
  gsize n = lstm->h->n_columns;
  const float *d_h_next = heed_tape_gradient (tape, lstm->h_next) + b * n;
  const float *d_c_next = heed_tape_gradient (tape, lstm->c_next) + b * n;
  float *d_x_gates = heed_tape_gradient (tape, lstm->x_gates) + b * 4 * n;
  float *d_h_gates = heed_tape_gradient (tape, lstm->h_gates) + b * 4 * n;
  float *d_c = heed_tape_gradient (tape, lstm->c) + b * n;

  if (!heed_active_has (lstm->active, b))
    {
      heed_accumulate (heed_tape_gradient (tape, lstm->h) + b * n, d_h_next, n);
      heed_accumulate (d_c, d_c_next, n);
      return;
    }

  /* Nothing else reads h_gates, so its gradient is still zero: the gradient of the gates is
   * computed there and then added to that of x_gates. */
  heed_lstm_gates_backward (d_h_gates, d_c, d_h_next, d_c_next, heed_tensor_row (lstm->gates, b),
                            heed_tensor_row (lstm->c_next, b), heed_tensor_row (lstm->c, b), n);
  heed_accumulate (d_x_gates, d_h_gates, 4 * n);
}

static void
lstm_backward (HeedTape      *tape,
               HeedOperation *operation)
{
  Lstm *lstm = (Lstm *) operation;

  if (lstm->h_next->gradient == NULL && lstm->c_next->gradient == NULL)
    return;

  for (guint b = 0; b < lstm->h->n_rows; b++)
    sentence_backward (tape, lstm, b);
}

/* A sentence that has ended keeps its state. */
static void
keep_sentence (const HeedCellState *next,
               const HeedCellState *state,
               guint                b)
{
  gsize n_bytes = state->h->n_columns * sizeof (float);

  memcpy (heed_tensor_row (next->h, b), heed_tensor_row (state->h, b), n_bytes);
  memcpy (heed_tensor_row (next->c, b), heed_tensor_row (state->c, b), n_bytes);
}

/**
 * heed_lstm_step:
 * @x_gates: B x 4 D
 * @state: h and c are B x D
 * @active: the sentences to update
 *
 * Source: torch.nn.LSTM
 *
 * Returns: the next state; its gates are i, f, g and o, side by side
 */
HeedCellState
heed_lstm_step (HeedTape              *tape,
                const HeedCellWeights *weights,
                HeedTensor            *x_gates,
                HeedCellState          state,
                HeedActive             active)
{
  guint n_rows = state.h->n_rows;
  guint n = state.h->n_columns;
  HeedTensor *h_gates = heed_linear (tape, state.h, weights->weight_hh, weights->bias_hh);
  HeedCellState next = {
    .h = heed_tape_new_tensor (tape, n_rows, n),
    .c = heed_tape_new_tensor (tape, n_rows, n),
    .gates = heed_tape_new_tensor (tape, n_rows, 4 * n),
  };
  Lstm *lstm = heed_tape_record (tape, Lstm, lstm_backward);

  for (guint b = 0; b < n_rows; b++)
    if (heed_active_has (active, b))
      heed_lstm_gates_forward (heed_tensor_row (next.h, b), heed_tensor_row (next.c, b),
                               heed_tensor_row (next.gates, b), heed_tensor_row (x_gates, b),
                               heed_tensor_row (h_gates, b), heed_tensor_row (state.c, b), n);
    else
      keep_sentence (&next, &state, b);

  if (lstm != NULL)
    {
      lstm->h_next = next.h;
      lstm->c_next = next.c;
      lstm->h = state.h;
      lstm->c = state.c;
      lstm->x_gates = x_gates;
      lstm->h_gates = h_gates;
      lstm->gates = next.gates;
      lstm->active = active;
    }

  return next;
}
