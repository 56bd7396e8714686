/* test-operations.c — the operations between layers, forward and backward
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "engine/tape/operations.h"
#include "tests/engine/compare.h"
#include "tests/engine/layer.h"

#define N_ROWS    4
#define N_COLUMNS 3

typedef struct {
  HeedTensor *a;
  HeedTensor *b;
  HeedRandom  random;
} Operands;

static HeedTensor *
run_sum (HeedTape *tape,
         gpointer  user_data)
{
  Operands *operands = user_data;

  return heed_add (tape, operands->a, heed_tanh_of (tape, operands->b));
}

/* Rows of [a ; b ; a] over rows 1 and 2 of [b ; a ; b]: uses every operation, and each operand in
 * several places. */
static HeedTensor *
run_places (HeedTape *tape,
            gpointer  user_data)
{
  Operands *operands = user_data;
  HeedTensor *beside =
    heed_concatenate (tape, (HeedTensor *[]) { operands->a, operands->b, operands->a }, 3);
  HeedTensor *other =
    heed_concatenate (tape, (HeedTensor *[]) { operands->b, operands->a, operands->b }, 3);

  return heed_stack (tape, (HeedTensor *[]) { beside, heed_tape_view_rows (tape, other, 1, 2) }, 2);
}

static HeedTensor *
run_dropout (HeedTape *tape,
             gpointer  user_data)
{
  Operands *operands = user_data;

  heed_random_seed (&operands->random, 7);
  heed_tape_set_random (tape, &operands->random);

  return heed_dropout (tape, operands->a, 0.4f);
}

static void
test_operations_gradients_are_the_slopes (gconstpointer run)
{
  g_autoptr(LayerTensor) a = layer_tensor_new ("a", N_ROWS, N_COLUMNS, 1);
  g_autoptr(LayerTensor) b = layer_tensor_new ("b", N_ROWS, N_COLUMNS, 2);
  Operands operands = { .a = a, .b = b };

  assert_layer_gradients ((LayerFunc) run, &operands, (HeedTensor *[]) { a, b, NULL });
}

static void
test_operations_dropout_gradient_is_the_slope (void)
{
  g_autoptr(LayerTensor) a = layer_tensor_new ("a", 10, 20, 1);
  Operands operands = { .a = a };

  assert_layer_gradients (run_dropout, &operands, (HeedTensor *[]) { a, NULL });
}

static void
test_operations_put_numbers_where_they_belong (void)
{
  g_autoptr(LayerTensor) a = layer_tensor_new ("a", N_ROWS, N_COLUMNS, 1);
  g_autoptr(LayerTensor) b = layer_tensor_new ("b", N_ROWS, N_COLUMNS, 2);
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedTensor *beside, *below, *sum, *zeros;

  heed_tape_begin (tape, FALSE);
  beside = heed_concatenate (tape, (HeedTensor *[]) { a, b }, 2);
  below = heed_stack (tape, (HeedTensor *[]) { a, b }, 2);
  sum = heed_add (tape, a, b);
  zeros = heed_zeros (tape, 2, 5);

  g_assert_cmpuint (beside->n_columns, ==, 2 * N_COLUMNS);
  g_assert_cmpuint (below->n_rows, ==, 2 * N_ROWS);

  for (guint r = 0; r < N_ROWS; r++)
    {
      assert_same_floats (heed_tensor_row (beside, r), heed_tensor_row (a, r), N_COLUMNS, "left");
      assert_same_floats (heed_tensor_row (beside, r) + N_COLUMNS, heed_tensor_row (b, r),
                          N_COLUMNS, "right");
      assert_same_floats (heed_tensor_row (below, r), heed_tensor_row (a, r), N_COLUMNS, "above");
      assert_same_floats (heed_tensor_row (below, N_ROWS + r), heed_tensor_row (b, r), N_COLUMNS,
                          "below");
    }

  for (guint i = 0; i < N_ROWS * N_COLUMNS; i++)
    assert_close (sum->values[i], (double) a->values[i] + b->values[i], 1e-6, "sum");
  for (guint i = 0; i < 10; i++)
    g_assert_cmpfloat (zeros->values[i], ==, 0.0f);
}

/* 40 % of the numbers are dropped, to within 0.5 %, and the others are scaled to keep the mean. */
static void
test_operations_dropout_keeps_the_mean (void)
{
  g_autoptr(LayerTensor) a = layer_tensor_new ("a", 100, 100, 1);
  g_autoptr(HeedTape) tape = heed_tape_new ();
  Operands operands = { .a = a };
  HeedTensor *y;
  guint n_dropped = 0;

  for (guint i = 0; i < 10000; i++)
    a->values[i] = 1.0f;

  heed_tape_begin (tape, FALSE);
  y = run_dropout (tape, &operands);

  for (guint i = 0; i < 10000; i++)
    if (y->values[i] == 0.0f)
      n_dropped++;
    else
      assert_close (y->values[i], 1.0 / 0.6, 1e-6, "kept");
  assert_close (n_dropped, 4000.0, 200.0, "how many are dropped");

  heed_tape_set_random (tape, NULL);
  g_assert_true (heed_dropout (tape, a, 0.4f) == a);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/engine/operations/gradients-are-the-slopes/sum", run_sum,
                        test_operations_gradients_are_the_slopes);
  g_test_add_data_func ("/engine/operations/gradients-are-the-slopes/places", run_places,
                        test_operations_gradients_are_the_slopes);
  g_test_add_func ("/engine/operations/dropout-gradient-is-the-slope",
                   test_operations_dropout_gradient_is_the_slope);
  g_test_add_func ("/engine/operations/put-numbers-where-they-belong",
                   test_operations_put_numbers_where_they_belong);
  g_test_add_func ("/engine/operations/dropout-keeps-the-mean",
                   test_operations_dropout_keeps_the_mean);

  return g_test_run ();
}
