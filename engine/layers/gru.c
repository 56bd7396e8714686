/* gru.c — one step of a gated recurrent unit, and its backward pass
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     r  = sigmoid (W_r x + b_r + U_r h + c_r)
 *     z  = sigmoid (W_z x + b_z + U_z h + c_z)
 *     n  = tanh    (W_n x + b_n + r * (U_n h + c_n))
 *     h' = (1 - z) * n + z * h            (* is element by element)
 *
 * The products with x and h are linear layers; the rest is in kernels/gates.c,
 * which also explains which of the two GRU variants this is.
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
  HeedTensor    *h;        /* B x D */
  HeedTensor    *x_gates;  /* B x 3 D */
  HeedTensor    *h_gates;  /* B x 3 D */
  HeedTensor    *gates;    /* B x 3 D */
  HeedActive     active;
} Gru;

static void
gru_backward (HeedTape      *tape,
              HeedOperation *operation)
{
  Gru *gru = (Gru *) operation;
  gsize n = gru->h->n_columns;
  float *d_x_gates, *d_h_gates, *d_h;

  if (gru->h_next->gradient == NULL)
    return;

  d_x_gates = heed_tape_gradient (tape, gru->x_gates);
  d_h_gates = heed_tape_gradient (tape, gru->h_gates);
  d_h = heed_tape_gradient (tape, gru->h);

  for (guint b = 0; b < gru->h->n_rows; b++)
    {
      const float *d_h_next = gru->h_next->gradient + b * n;

      if (heed_active_has (gru->active, b))
        heed_gru_gates_backward (d_x_gates + b * 3 * n, d_h_gates + b * 3 * n, d_h + b * n,
                                 d_h_next, heed_tensor_row (gru->gates, b),
                                 heed_tensor_row (gru->h_gates, b), heed_tensor_row (gru->h, b), n);
      else
        heed_accumulate (d_h + b * n, d_h_next, n);
    }
}

/**
 * heed_gru_step:
 * @x_gates: B x 3 D
 * @state: h is B x D
 * @active: the sentences to update
 *
 * Source: torch.nn.GRU
 *
 * Returns: the next state; its gates are r, z and n, side by side
 */
HeedCellState
heed_gru_step (HeedTape              *tape,
               const HeedCellWeights *weights,
               HeedTensor            *x_gates,
               HeedCellState          state,
               HeedActive             active)
{
  HeedTensor *h = state.h;
  HeedTensor *h_gates = heed_linear (tape, h, weights->weight_hh, weights->bias_hh);
  HeedTensor *gates = heed_tape_new_tensor (tape, h->n_rows, 3 * h->n_columns);
  HeedTensor *h_next = heed_tape_new_tensor (tape, h->n_rows, h->n_columns);
  Gru *gru = heed_tape_record (tape, Gru, gru_backward);

  for (guint b = 0; b < h->n_rows; b++)
    if (heed_active_has (active, b))
      heed_gru_gates_forward (heed_tensor_row (h_next, b), heed_tensor_row (gates, b),
                              heed_tensor_row (x_gates, b), heed_tensor_row (h_gates, b),
                              heed_tensor_row (h, b), h->n_columns);
    else
      memcpy (heed_tensor_row (h_next, b), heed_tensor_row (h, b), h->n_columns * sizeof (float));

  if (gru != NULL)
    {
      gru->h_next = h_next;
      gru->h = h;
      gru->x_gates = x_gates;
      gru->h_gates = h_gates;
      gru->gates = gates;
      gru->active = active;
    }

  return (HeedCellState) { .h = h_next, .gates = gates };
}
