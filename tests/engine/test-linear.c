/* test-linear.c — linear maps and embeddings, forward and back
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "engine/layers/linear.h"
#include "tests/engine/compare.h"
#include "tests/engine/layer.h"

#define N_IN   7
#define N_OUT  5
#define N_ROWS 6

typedef struct {
  HeedTensor *x;
  HeedTensor *weight;
  HeedTensor *bias;
} Linear;

static HeedTensor *
run_linear (HeedTape *tape,
            gpointer  user_data)
{
  Linear *linear = user_data;

  return heed_linear (tape, linear->x, linear->weight, linear->bias);
}

static void
test_linear_is_its_equation (void)
{
  g_autoptr(LayerTensor) x = layer_tensor_new ("x", N_ROWS, N_IN, 1);
  g_autoptr(LayerTensor) weight = layer_tensor_new ("weight", N_OUT, N_IN, 2);
  g_autoptr(LayerTensor) bias = layer_tensor_new ("bias", 1, N_OUT, 3);
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedTensor *y;

  heed_tape_begin (tape, FALSE);
  y = heed_linear (tape, x, weight, bias);
  g_assert_cmpuint (y->n_rows, ==, N_ROWS);
  g_assert_cmpuint (y->n_columns, ==, N_OUT);

  for (guint r = 0; r < N_ROWS; r++)
    for (guint o = 0; o < N_OUT; o++)
      {
        double expected = bias->values[o];

        for (guint i = 0; i < N_IN; i++)
          expected += (double) heed_tensor_row (x, r)[i] * heed_tensor_row (weight, o)[i];
        assert_close (heed_tensor_row (y, r)[o], expected, 1e-5, "y");
      }
}

static void
test_linear_gradients_are_the_slopes (void)
{
  g_autoptr(LayerTensor) x = layer_tensor_new ("x", N_ROWS, N_IN, 1);
  g_autoptr(LayerTensor) weight = layer_tensor_new ("weight", N_OUT, N_IN, 2);
  g_autoptr(LayerTensor) bias = layer_tensor_new ("bias", 1, N_OUT, 3);
  Linear with_bias = { x, weight, bias };
  Linear without = { x, weight, NULL };

  assert_layer_gradients (run_linear, &with_bias, (HeedTensor *[]) { x, weight, bias, NULL });
  assert_layer_gradients (run_linear, &without, (HeedTensor *[]) { x, weight, NULL });
}

/* The second call reads the output of the first; both add to the gradient of one weight, as at each
 * step of a sentence. */
static HeedTensor *
run_twice (HeedTape *tape,
           gpointer  user_data)
{
  Linear *linear = user_data;
  HeedTensor *once = heed_linear (tape, linear->x, linear->weight, linear->bias);

  return heed_linear (tape, once, linear->weight, linear->bias);
}

static void
test_linear_used_twice_gathers_both_gradients (void)
{
  g_autoptr(LayerTensor) x = layer_tensor_new ("x", 3, 4, 1);
  g_autoptr(LayerTensor) weight = layer_tensor_new ("weight", 4, 4, 2);
  g_autoptr(LayerTensor) bias = layer_tensor_new ("bias", 1, 4, 3);
  Linear linear = { x, weight, bias };

  assert_layer_gradients (run_twice, &linear, (HeedTensor *[]) { x, weight, bias, NULL });
}

static void
test_linear_frozen_weight_gets_no_gradient (void)
{
  g_autoptr(LayerTensor) x = layer_tensor_new ("x", N_ROWS, N_IN, 1);
  g_autoptr(LayerTensor) weight = layer_tensor_new ("weight", N_OUT, N_IN, 2);
  Linear linear = { x, weight, NULL };

  weight->needs_gradient = FALSE;
  assert_layer_gradients (run_linear, &linear, (HeedTensor *[]) { x, NULL });
  g_assert_null (weight->gradient);
}

/* --- Embeddings ---------------------------------------------------------- */

static const guint32 ids[] = { 3, 0, 3, 8, 1, 3 };

static HeedTensor *
run_embedding (HeedTape *tape,
               gpointer  table)
{
  return heed_embedding (tape, table, ids, G_N_ELEMENTS (ids));
}

static void
test_linear_embedding_is_the_rows_of_its_table (void)
{
  g_autoptr(LayerTensor) table = layer_tensor_new ("table", 9, N_IN, 4);
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedTensor *y;

  heed_tape_begin (tape, FALSE);
  y = run_embedding (tape, table);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    assert_same_floats (heed_tensor_row (y, i), heed_tensor_row (table, ids[i]), N_IN, "row");

  y = heed_embedding (tape, table, ids, 1);
  assert_same_floats (y->values, heed_tensor_row (table, ids[0]), N_IN, "a row alone");
}

/* A weight large enough to be shared among threads, whose sides are no multiples of a tile. */
#define N_SHARED_IN  331
#define N_SHARED_OUT 611

static void
assert_threads_agree (HeedTensor *weight,
                      HeedTensor *bias,
                      guint       n_rows)
{
  g_autoptr(LayerTensor) x = layer_tensor_new ("x", n_rows, N_SHARED_IN, 1);
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedTensor *alone;

  heed_tape_begin (tape, FALSE);
  alone = heed_linear (tape, x, weight, bias);

  for (guint n_threads = 1; n_threads <= 4; n_threads++)
    {
      g_autoptr(HeedParallel) parallel = heed_parallel_new (n_threads);

      heed_tape_set_parallel (tape, parallel);
      assert_same_floats (heed_linear (tape, x, weight, bias)->values, alone->values,
                          heed_tensor_n_values (alone), "output");
    }
}

/* Tries one row, as many as a beam or a sentence has, and as many as are not shared among
 * threads. */
static void
test_linear_is_the_same_for_any_number_of_threads (void)
{
  g_autoptr(LayerTensor) weight = layer_tensor_new ("weight", N_SHARED_OUT, N_SHARED_IN, 2);
  g_autoptr(LayerTensor) bias = layer_tensor_new ("bias", 1, N_SHARED_OUT, 3);
  const guint n_rows[] = { 1, 4, 5, 20, 96, 130 };

  for (guint i = 0; i < G_N_ELEMENTS (n_rows); i++)
    {
      assert_threads_agree (weight, bias, n_rows[i]);
      assert_threads_agree (weight, NULL, n_rows[i]);
    }
}

static void
test_linear_embedding_repeated_ids_add_up (void)
{
  g_autoptr(LayerTensor) table = layer_tensor_new ("table", 9, N_IN, 4);

  assert_layer_gradients (run_embedding, table, (HeedTensor *[]) { table, NULL });
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/linear/is-its-equation", test_linear_is_its_equation);
  g_test_add_func ("/engine/linear/gradients-are-the-slopes", test_linear_gradients_are_the_slopes);
  g_test_add_func ("/engine/linear/used-twice-gathers-both-gradients",
                   test_linear_used_twice_gathers_both_gradients);
  g_test_add_func ("/engine/linear/frozen-weight-gets-no-gradient",
                   test_linear_frozen_weight_gets_no_gradient);
  g_test_add_func ("/engine/linear/is-the-same-for-any-number-of-threads",
                   test_linear_is_the_same_for_any_number_of_threads);
  g_test_add_func ("/engine/linear/embedding-is-the-rows-of-its-table",
                   test_linear_embedding_is_the_rows_of_its_table);
  g_test_add_func ("/engine/linear/embedding-repeated-ids-add-up",
                   test_linear_embedding_repeated_ids_add_up);

  return g_test_run ();
}
