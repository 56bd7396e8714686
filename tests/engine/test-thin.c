/* test-thin.c — a linear map of some dozens of rows equals three plain loops
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/kernels/thin.h"

#include <math.h>
#include <string.h>

#include "engine/kernels/matmul.h"
#include "tests/engine/compare.h"
#include "tests/engine/numbers.h"

/* Sizes around those of the tile, the panel, several panels, and the depth of a block. */
static const gsize rows[] = { 1, 9, 15, 16, 17, 63, 64, 65 };
static const gsize outs[] = { 1, 5, 6, 7, 12, 13, 40 };
static const gsize ins[] = { 1, 2, 17, 100 };

#define BEYOND_THE_DEPTH 1027

static void
assert_is_the_loops (gsize n_rows,
                     gsize n_out,
                     gsize n_in)
{
  g_autofree float *x = numbers_new (n_rows * n_in, 1);
  g_autofree float *w = numbers_new (n_out * n_in + 1, 2);
  g_autofree float *y = numbers_new (n_rows * n_out, 3);
  g_autofree float *before = numbers_copy (y, n_rows * n_out);
  g_autofree float *product = g_new (float, n_rows * n_out);

  heed_thin_forward (y, x, w + 1, n_rows, n_out, n_in, n_out);  /* + 1: an unaligned address */
  heed_linear_forward_plain (product, x, w + 1, NULL, n_rows, n_out, n_in);

  for (gsize i = 0; i < n_rows * n_out; i++)
    assert_close (y[i], before[i] + product[i], 1e-6 * (4.0 + (double) n_in), "y");
}

static void
every_size (void)
{
  for (gsize r = 0; r < G_N_ELEMENTS (rows); r++)
    for (gsize o = 0; o < G_N_ELEMENTS (outs); o++)
      for (gsize i = 0; i < G_N_ELEMENTS (ins); i++)
        assert_is_the_loops (rows[r], outs[o], ins[i]);

  assert_is_the_loops (20, 8, BEYOND_THE_DEPTH);
}

static void
test_thin_adds_the_three_loops (void)
{
  numbers_every_level (every_size);
}

static void
rows_alone (void)
{
  const gsize n_rows = 70, n_out = 11, n_in = BEYOND_THE_DEPTH;
  g_autofree float *x = numbers_new (n_rows * n_in, 1);
  g_autofree float *w = numbers_new (n_out * n_in, 2);
  g_autofree float *together = g_new0 (float, n_rows * n_out);

  heed_thin_forward (together, x, w, n_rows, n_out, n_in, n_out);

  for (gsize r = 0; r < n_rows; r += 23)
    {
      g_autofree float *alone = g_new0 (float, n_out);

      heed_thin_forward (alone, x + r * n_in, w, 1, n_out, n_in, n_out);
      assert_same_floats (together + r * n_out, alone, n_out, "a row alone");
    }
}

static void
test_thin_rows_do_not_touch_each_other (void)
{
  numbers_every_level (rows_alone);
}

/* A NaN or infinity affects only the numbers that depend on it. */
static void
not_finite (void)
{
  const gsize n_rows = 17, n_out = 7, n_in = 20;
  g_autofree float *x = numbers_new (n_rows * n_in, 1);
  g_autofree float *w = numbers_new (n_out * n_in, 2);
  g_autofree float *y = g_new0 (float, n_rows * n_out);

  x[16 * n_in + 19] = NAN;
  w[6 * n_in + 3] = INFINITY;
  heed_thin_forward (y, x, w, n_rows, n_out, n_in, n_out);

  for (gsize r = 0; r < n_rows; r++)
    for (gsize o = 0; o < n_out; o++)
      g_assert_cmpint (isfinite (y[r * n_out + o]) != 0, ==, r != 16 && o != 6);
}

static void
test_thin_hides_no_nan (void)
{
  numbers_every_level (not_finite);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/thin/adds-the-three-loops", test_thin_adds_the_three_loops);
  g_test_add_func ("/engine/thin/rows-do-not-touch-each-other",
                   test_thin_rows_do_not_touch_each_other);
  g_test_add_func ("/engine/thin/hides-no-nan", test_thin_hides_no_nan);

  return g_test_run ();
}
