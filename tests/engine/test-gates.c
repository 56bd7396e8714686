/* test-gates.c — the gate kernels of a GRU and of an LSTM against their equations
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * That the equations are PyTorch's is what tests/engine/test-recurrent.c shows.
 */

#include <math.h>
#include <string.h>

#include "engine/kernels/gates.h"
#include "tests/engine/compare.h"
#include "tests/engine/gradient.h"
#include "tests/engine/numbers.h"

#define MOST 4  /* gates of an LSTM */

typedef struct {
  gsize  n;
  float *x_gates;      /* 3 n or 4 n */
  float *h_gates;      /* the same */
  float *state;        /* n: h of a GRU, c of an LSTM */
  float *h_factors;    /* n: the gradient of h_next */
  float *c_factors;    /* n: of c_next */
  float *gates;        /* out */
  float *h_next;       /* out */
  float *c_next;       /* out */
} Cell;

static void
cell_init (Cell *cell,
           gsize n)
{
  *cell = (Cell) {
    .n = n,
    .x_gates = numbers_new (MOST * n, 1),
    .h_gates = numbers_new (MOST * n, 2),
    .state = numbers_new (n, 3),
    .h_factors = numbers_new (n, 4),
    .c_factors = numbers_new (n, 5),
    .gates = numbers_new (MOST * n, 6),
    .h_next = numbers_new (n, 7),
    .c_next = numbers_new (n, 8),
  };
}

static void
cell_clear (Cell *cell)
{
  g_free (cell->x_gates);
  g_free (cell->h_gates);
  g_free (cell->state);
  g_free (cell->h_factors);
  g_free (cell->c_factors);
  g_free (cell->gates);
  g_free (cell->h_next);
  g_free (cell->c_next);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cell, cell_clear)

static double
sigmoid (double x)
{
  return 1.0 / (1.0 + exp (-x));
}

/* Returns the sum of x and h of gate @gate at index @i. */
static double
both (const Cell *cell,
      guint       gate,
      gsize       i)
{
  return (double) cell->x_gates[gate * cell->n + i] + cell->h_gates[gate * cell->n + i];
}

static void
gru (Cell *cell)
{
  heed_gru_gates_forward (cell->h_next, cell->gates, cell->x_gates, cell->h_gates, cell->state,
                          cell->n);
}

static void
lstm (Cell *cell)
{
  heed_lstm_gates_forward (cell->h_next, cell->c_next, cell->gates, cell->x_gates, cell->h_gates,
                           cell->state, cell->n);
}

static void
every_gru (void)
{
  for (gsize n = 1; n <= 40; n++)
    {
      g_auto(Cell) cell = { 0 };

      cell_init (&cell, n);
      gru (&cell);

      for (gsize i = 0; i < n; i++)
        {
          double r = sigmoid (both (&cell, 0, i));
          double z = sigmoid (both (&cell, 1, i));
          double candidate = tanh (cell.x_gates[2 * n + i] + r * cell.h_gates[2 * n + i]);

          assert_close (cell.gates[i], r, 1e-6, "reset gate");
          assert_close (cell.gates[n + i], z, 1e-6, "update gate");
          assert_close (cell.gates[2 * n + i], candidate, 1e-6, "candidate");
          assert_close (cell.h_next[i], (1.0 - z) * candidate + z * cell.state[i], 1e-6,
                        "next state");
        }
    }
}

static void
test_gates_gru_is_its_equations (void)
{
  numbers_every_level (every_gru);
}

static void
every_lstm (void)
{
  for (gsize n = 1; n <= 40; n++)
    {
      g_auto(Cell) cell = { 0 };

      cell_init (&cell, n);
      lstm (&cell);

      for (gsize k = 0; k < n; k++)
        {
          double i = sigmoid (both (&cell, 0, k));
          double f = sigmoid (both (&cell, 1, k));
          double g = tanh (both (&cell, 2, k));
          double o = sigmoid (both (&cell, 3, k));
          double c = f * cell.state[k] + i * g;

          assert_close (cell.gates[k], i, 1e-6, "input gate");
          assert_close (cell.gates[n + k], f, 1e-6, "forget gate");
          assert_close (cell.gates[2 * n + k], g, 1e-6, "candidate");
          assert_close (cell.gates[3 * n + k], o, 1e-6, "output gate");
          assert_close (cell.c_next[k], c, 1e-6, "next cell");
          assert_close (cell.h_next[k], o * tanh (c), 1e-6, "next state");
        }
    }
}

static void
test_gates_lstm_is_its_equations (void)
{
  numbers_every_level (every_lstm);
}

static double
combine_gru (gpointer user_data)
{
  Cell *cell = user_data;

  gru (cell);

  return gradient_combine (cell->h_next, cell->h_factors, cell->n);
}

static void
gru_slopes (void)
{
  for (gsize n = 1; n <= 33; n += 16)
    {
      g_auto(Cell) cell = { 0 };
      g_autofree float *d_x_gates = g_new0 (float, 3 * n);
      g_autofree float *d_h_gates = g_new0 (float, 3 * n);
      g_autofree float *d_h = g_new0 (float, n);

      cell_init (&cell, n);
      gru (&cell);
      heed_gru_gates_backward (d_x_gates, d_h_gates, d_h, cell.h_factors, cell.gates, cell.h_gates,
                               cell.state, n);

      assert_gradient ("x_gates", cell.x_gates, d_x_gates, 3 * n, combine_gru, &cell);
      assert_gradient ("h_gates", cell.h_gates, d_h_gates, 3 * n, combine_gru, &cell);
      assert_gradient ("h", cell.state, d_h, n, combine_gru, &cell);
    }
}

static void
test_gates_gru_backward_is_the_slope (void)
{
  numbers_every_level (gru_slopes);
}

static double
combine_lstm (gpointer user_data)
{
  Cell *cell = user_data;

  lstm (cell);

  return gradient_combine (cell->h_next, cell->h_factors, cell->n) +
         gradient_combine (cell->c_next, cell->c_factors, cell->n);
}

static void
lstm_slopes (void)
{
  for (gsize n = 1; n <= 33; n += 16)
    {
      g_auto(Cell) cell = { 0 };
      g_autofree float *d_gates = g_new0 (float, 4 * n);
      g_autofree float *d_c = g_new0 (float, n);

      cell_init (&cell, n);
      lstm (&cell);
      heed_lstm_gates_backward (d_gates, d_c, cell.h_factors, cell.c_factors, cell.gates,
                                cell.c_next, cell.state, n);

      assert_gradient ("x_gates", cell.x_gates, d_gates, 4 * n, combine_lstm, &cell);
      assert_gradient ("h_gates", cell.h_gates, d_gates, 4 * n, combine_lstm, &cell);
      assert_gradient ("c", cell.state, d_c, n, combine_lstm, &cell);
    }
}

static void
test_gates_lstm_backward_is_the_slope (void)
{
  numbers_every_level (lstm_slopes);
}

/* Gradients are added to what is already there: the second call adds the same again. */
static void
added (void)
{
  const gsize n = 21;
  g_auto(Cell) cell = { 0 };
  g_autofree float *d = g_new0 (float, 8 * n);
  g_autofree float *once = NULL;

  cell_init (&cell, n);
  gru (&cell);

  for (guint times = 1; times <= 2; times++)
    {
      heed_gru_gates_backward (d, d + 3 * n, d + 6 * n, cell.h_factors, cell.gates, cell.h_gates,
                               cell.state, n);
      if (times == 1)
        once = numbers_copy (d, 7 * n);
    }
  for (gsize i = 0; i < 7 * n; i++)
    assert_close (d[i], 2.0 * once[i], 1e-6, "GRU");

  g_clear_pointer (&once, g_free);
  memset (d, 0, 8 * n * sizeof *d);
  lstm (&cell);

  for (guint times = 1; times <= 2; times++)
    {
      heed_lstm_gates_backward (d, d + 4 * n, cell.h_factors, cell.c_factors, cell.gates,
                                cell.c_next, cell.state, n);
      if (times == 1)
        once = numbers_copy (d, 5 * n);
    }
  for (gsize i = 0; i < 5 * n; i++)
    assert_close (d[i], 2.0 * once[i], 1e-6, "LSTM");
}

static void
test_gates_backward_adds (void)
{
  numbers_every_level (added);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/gates/gru-is-its-equations", test_gates_gru_is_its_equations);
  g_test_add_func ("/engine/gates/lstm-is-its-equations", test_gates_lstm_is_its_equations);
  g_test_add_func ("/engine/gates/gru-backward-is-the-slope", test_gates_gru_backward_is_the_slope);
  g_test_add_func ("/engine/gates/lstm-backward-is-the-slope",
                   test_gates_lstm_backward_is_the_slope);
  g_test_add_func ("/engine/gates/backward-adds", test_gates_backward_adds);

  return g_test_run ();
}
