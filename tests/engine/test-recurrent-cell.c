/* test-recurrent-cell.c — steps of a GRU and of an LSTM, forward and backward
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/engine/test-gates.c holds what happens inside to its equations, and
 * test-recurrent.c whole models to PyTorch's numbers; here are two steps in a
 * row, with sentences that end.
 *
 * Covers: engine/layers/gru.c,
 *   engine/layers/lstm.c
 */

#include "engine/layers/linear.h"
#include "engine/layers/recurrent-cell.h"
#include "engine/tape/operations.h"
#include "tests/engine/compare.h"
#include "tests/engine/layer.h"

#define WIDTH       5
#define N_SENTENCES 3

static const guint32 lengths[N_SENTENCES] = { 2, 1, 2 };

typedef HeedCellState (
  *StepFunc) (HeedTape *, const HeedCellWeights *, HeedTensor *, HeedCellState, HeedActive);

typedef struct {
  StepFunc        step;
  HeedCellWeights weights;
  HeedTensor     *x_gates;  /* B x gates D, the same at both steps */
  HeedTensor     *h;
  HeedTensor     *c;        /* NULL for a GRU */
  const guint32  *lengths;
} Cell;

static void
cell_init (Cell     *cell,
           gboolean  is_lstm)
{
  guint n_gates = is_lstm ? 4 * WIDTH : 3 * WIDTH;

  *cell = (Cell) {
    .step = is_lstm ? heed_lstm_step : heed_gru_step,
    .weights = {
      .weight_hh = layer_tensor_new ("weight_hh", n_gates, WIDTH, 1),
      .bias_hh = layer_tensor_new ("bias_hh", 1, n_gates, 2),
    },
    .x_gates = layer_tensor_new ("x_gates", N_SENTENCES, n_gates, 3),
    .h = layer_tensor_new ("h", N_SENTENCES, WIDTH, 4),
    .c = is_lstm ? layer_tensor_new ("c", N_SENTENCES, WIDTH, 5) : NULL,
    .lengths = lengths,
  };
}

static void
cell_clear (Cell *cell)
{
  layer_tensor_free (cell->weights.weight_hh);
  layer_tensor_free (cell->weights.bias_hh);
  layer_tensor_free (cell->x_gates);
  layer_tensor_free (cell->h);
  g_clear_pointer (&cell->c, layer_tensor_free);
}

static HeedCellState
take_steps (HeedTape *tape,
            Cell     *cell,
            guint     n_steps)
{
  HeedCellState state = { .h = cell->h, .c = cell->c };

  for (guint position = 0; position < n_steps; position++)
    state = cell->step (tape, &cell->weights, cell->x_gates, state,
                        (HeedActive) { cell->lengths, position });

  return state;
}

/* Returns h, and c beside it if there is one. */
static HeedTensor *
run_cell (HeedTape *tape,
          gpointer  user_data)
{
  Cell *cell = user_data;
  HeedCellState state = take_steps (tape, cell, 2);

  return state.c == NULL ? state.h
                         : heed_concatenate (tape, (HeedTensor *[]) { state.h, state.c }, 2);
}

static void
test_recurrent_cell_gradients_are_the_slopes (gconstpointer is_lstm)
{
  Cell cell;

  cell_init (&cell, GPOINTER_TO_INT (is_lstm));
  assert_layer_gradients (run_cell, &cell, (HeedTensor *[]) {
    cell.x_gates, cell.weights.weight_hh, cell.weights.bias_hh, cell.h, cell.c, NULL
  });

  cell.lengths = NULL;
  assert_layer_gradients (run_cell, &cell, (HeedTensor *[]) {
    cell.x_gates, cell.weights.weight_hh, cell.weights.bias_hh, cell.h, cell.c, NULL
  });
  cell_clear (&cell);
}

/* The second sentence has one token: its state stays, while the other states advance. */
static void
test_recurrent_cell_ended_sentence_keeps_its_state (gconstpointer is_lstm)
{
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedCellState one, two;
  Cell cell;

  cell_init (&cell, GPOINTER_TO_INT (is_lstm));
  heed_tape_begin (tape, FALSE);
  one = take_steps (tape, &cell, 1);
  two = take_steps (tape, &cell, 2);

  assert_same_floats (heed_tensor_row (two.h, 1), heed_tensor_row (one.h, 1), WIDTH, "h");
  g_assert_cmpfloat (heed_tensor_row (two.h, 0)[0], !=, heed_tensor_row (one.h, 0)[0]);
  g_assert_cmpfloat (heed_tensor_row (two.h, 2)[0], !=, heed_tensor_row (one.h, 2)[0]);

  if (cell.c != NULL)
    {
      assert_same_floats (heed_tensor_row (two.c, 1), heed_tensor_row (one.c, 1), WIDTH, "c");
      g_assert_cmpfloat (heed_tensor_row (two.c, 0)[0], !=, heed_tensor_row (one.c, 0)[0]);
    }

  cell_clear (&cell);
}

/* A sentence in a batch has the same states as alone. */
static void
test_recurrent_cell_sentences_do_not_meet (gconstpointer is_lstm)
{
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedCellState together;
  Cell cell;

  cell_init (&cell, GPOINTER_TO_INT (is_lstm));
  heed_tape_begin (tape, FALSE);
  together = take_steps (tape, &cell, 1);

  for (guint b = 0; b < N_SENTENCES; b++)
    {
      HeedCellState alone =
        cell.step (tape, &cell.weights, heed_tape_view_rows (tape, cell.x_gates, b, 1),
                   (HeedCellState) {
                     .h = heed_tape_view_rows (tape, cell.h, b, 1),
                     .c = cell.c != NULL ? heed_tape_view_rows (tape, cell.c, b, 1) : NULL,
                   },
                   (HeedActive) { 0 });

      for (guint i = 0; i < WIDTH; i++)
        assert_close (heed_tensor_row (together.h, b)[i], alone.h->values[i], 1e-6, "h");
    }

  cell_clear (&cell);
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *what; GTestDataFunc test; } tests[] = {
    { "gradients-are-the-slopes", test_recurrent_cell_gradients_are_the_slopes },
    { "ended-sentence-keeps-its-state", test_recurrent_cell_ended_sentence_keeps_its_state },
    { "sentences-do-not-meet", test_recurrent_cell_sentences_do_not_meet },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint is_lstm = 0; is_lstm <= 1; is_lstm++)
    for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path =
          g_strdup_printf ("/engine/recurrent-cell/%s/%s", is_lstm ? "lstm" : "gru", tests[i].what);

        g_test_add_data_func (path, GINT_TO_POINTER (is_lstm), tests[i].test);
      }

  return g_test_run ();
}
