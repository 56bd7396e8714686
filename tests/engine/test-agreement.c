/* test-agreement.c — whether attention and evidence name the same tokens
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The numbers of is-spearmans were made with NumPy: corrcoef of mean ranks.
 */

#include <math.h>

#include "engine/heed.h"
#include "tests/engine/compare.h"

static double
compare (const float *attention,
         const float *evidence,
         guint        n_rows,
         guint        n_columns)
{
  g_autoptr(HeedMatrix) a = heed_matrix_new (n_rows, n_columns, attention);
  g_autoptr(HeedMatrix) b = heed_matrix_new (n_rows, n_columns, evidence);

  return heed_attention_agreement (a, b);
}

static void
test_same_order_is_one (void)
{
  const float attention[] = { 0.1f, 0.2f, 0.7f };
  const float evidence[] = { 0.0f, 3.0f, 900.0f };
  const float reversed[] = { 3.0f, 2.0f, 1.0f };

  assert_close (compare (attention, evidence, 1, 3), 1.0, 1e-12, "the same order");
  assert_close (compare (attention, reversed, 1, 3), -1.0, 1e-12, "the reverse");
}

/* Evidence is compared by absolute value: a token that lowered the probability matters as well. */
static void
test_sizes_count (void)
{
  const float attention[] = { 0.1f, 0.2f, 0.7f };
  const float evidence[] = { 0.1f, 0.5f, -2.0f };

  assert_close (compare (attention, evidence, 1, 3), 1.0, 1e-12, "of sizes");
}

static void
test_is_spearmans (void)
{
  const float a[] = { 0.1f, 0.4f, 0.2f, 0.2f, 0.1f };
  const float b[] = { 5.0f, 1.0f, 2.0f, 2.0f, 7.0f };
  const float c[] = { 0.05f, 0.4f, 0.2f, 0.25f, 0.1f };
  const float d[] = { 3.0f, 1.0f, 4.0f, 1.0f, 5.0f };

  assert_close (compare (a, b, 1, 5), -0.9733285267845753, 1e-9, "with ties in both");
  assert_close (compare (c, d, 1, 5), -0.6668859288553503, 1e-9, "with ties in one");
}

static void
test_rows_are_averaged_that_have_an_order (void)
{
  const float attention[] = { 0.1f, 0.2f, 0.7f, 0.7f, 0.2f, 0.1f, 0.2f, 0.3f, 0.5f };
  const float evidence[] = { 1.0f, 2.0f, 3.0f, 1.0f, 2.0f, 3.0f, 4.0f, 4.0f, 4.0f };
  const float even[] = { 0.5f, 0.5f, 0.5f };

  assert_close (compare (attention, evidence, 3, 3), 0.0, 1e-12, "the mean of 1 and -1");
  g_assert_true (isnan (compare (even, attention, 1, 3)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/agreement/same-order-is-one", test_same_order_is_one);
  g_test_add_func ("/engine/agreement/sizes-count", test_sizes_count);
  g_test_add_func ("/engine/agreement/is-spearmans", test_is_spearmans);
  g_test_add_func ("/engine/agreement/rows-are-averaged-that-have-an-order",
                   test_rows_are_averaged_that_have_an_order);

  return g_test_run ();
}
