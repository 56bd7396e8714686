/* test-matmul.c — every linear map equals three plain loops
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/kernels/blas.c,
 *   engine/kernels/simd.c
 */

#include <math.h>

#include "engine/kernels/blas.h"
#include "engine/kernels/matmul.h"
#include "tests/engine/compare.h"
#include "tests/engine/numbers.h"

/* Sizes around the number of rows below which matmul.c does not call BLAS, and around its vector
 * widths. */
static const gsize rows[] = { 1, 2, 7, 8, 9, 16, 96, 97 };
static const gsize sizes[] = { 1, 2, 3, 4, 5, 15, 16, 17, 33, 64, 67 };

/* Calls test for every shape of the lists above. */
static void
every_shape (void (*test) (gsize n_rows, gsize n_out, gsize n_in))
{
  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    for (guint o = 0; o < G_N_ELEMENTS (sizes); o++)
      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
        test (rows[r], sizes[o], sizes[i]);
}

static double
get_tolerance (gsize n_added)
{
  return 1e-6 * (4.0 + (double) n_added);
}

static void
assert_forward (gsize n_rows,
                gsize n_out,
                gsize n_in)
{
  g_autofree float *x = numbers_new (n_rows * n_in, 1);
  g_autofree float *w = numbers_new (n_out * n_in, 2);
  g_autofree float *bias = numbers_new (n_out, 3);
  g_autofree float *y = numbers_new (n_rows * n_out, 4);
  g_autofree float *plain = numbers_new (n_rows * n_out, 5);

  for (guint with_bias = 0; with_bias <= 1; with_bias++)
    {
      heed_linear_forward (y, x, w, with_bias ? bias : NULL, n_rows, n_out, n_in);
      heed_linear_forward_plain (plain, x, w, with_bias ? bias : NULL, n_rows, n_out, n_in);

      for (gsize i = 0; i < n_rows * n_out; i++)
        assert_close (y[i], plain[i], get_tolerance (n_in), "y");
    }
}

static void
every_forward (void)
{
  every_shape (assert_forward);
}

static void
test_matmul_forward_is_the_plain_loops (void)
{
  numbers_every_level (every_forward);
}

static void
assert_definition (gsize n_rows,
                   gsize n_out,
                   gsize n_in)
{
  g_autofree float *x = numbers_new (n_rows * n_in, 1);
  g_autofree float *w = numbers_new (n_out * n_in, 2);
  g_autofree float *bias = numbers_new (n_out, 3);
  g_autofree float *y = numbers_new (n_rows * n_out, 4);

  heed_linear_forward_plain (y, x, w, bias, n_rows, n_out, n_in);

  for (gsize r = 0; r < n_rows; r++)
    for (gsize o = 0; o < n_out; o++)
      {
        double expected = bias[o];

        for (gsize i = 0; i < n_in; i++)
          expected += (double) x[r * n_in + i] * w[o * n_in + i];
        assert_close (y[r * n_out + o], expected, get_tolerance (n_in), "y");
      }
}

static void
test_matmul_plain_loops_are_the_equation (void)
{
  every_shape (assert_definition);
}

/* One row of many equals the same row alone: a beam must give the same results as single steps. */
static void
rows_agree (void)
{
  const gsize n_rows = 9, n_out = 37, n_in = 50;
  g_autofree float *x = numbers_new (n_rows * n_in, 1);
  g_autofree float *w = numbers_new (n_out * n_in, 2);
  g_autofree float *together = numbers_new (n_rows * n_out, 3);

  heed_linear_forward (together, x, w, NULL, n_rows, n_out, n_in);

  for (gsize r = 0; r < n_rows; r++)
    {
      g_autofree float *alone = numbers_new (n_out, 4);

      heed_linear_forward (alone, x + r * n_in, w, NULL, 1, n_out, n_in);
      for (gsize o = 0; o < n_out; o++)
        assert_close (together[r * n_out + o], alone[o], get_tolerance (n_in), "one row of many");
    }
}

static void
test_matmul_rows_do_not_meet (void)
{
  numbers_every_level (rows_agree);
}

static void
assert_backward (gsize n_rows,
                 gsize n_out,
                 gsize n_in)
{
  g_autofree float *x = numbers_new (n_rows * n_in, 1);
  g_autofree float *w = numbers_new (n_out * n_in, 2);
  g_autofree float *d_y = numbers_new (n_rows * n_out, 3);
  g_autofree float *d_x = numbers_new (n_rows * n_in, 4);
  g_autofree float *d_w = numbers_new (n_out * n_in, 5);
  g_autofree float *d_bias = numbers_new (n_out, 6);
  g_autofree float *fresh_x = g_new (float, n_rows * n_in);
  g_autofree float *old_x = numbers_copy (d_x, n_rows * n_in);
  g_autofree float *old_w = numbers_copy (d_w, n_out * n_in);
  g_autofree float *old_bias = numbers_copy (d_bias, n_out);

  heed_linear_backward_input (d_x, d_y, w, n_rows, n_out, n_in, TRUE);
  for (gsize i = 0; i < n_rows * n_in; i++)
    fresh_x[i] = NAN;
  heed_linear_backward_input (fresh_x, d_y, w, n_rows, n_out, n_in, FALSE);
  heed_linear_backward_weights (d_w, d_bias, d_y, x, n_rows, n_out, n_in);

  for (gsize r = 0; r < n_rows; r++)
    for (gsize i = 0; i < n_in; i++)
      {
        double expected = old_x[r * n_in + i];

        for (gsize o = 0; o < n_out; o++)
          expected += (double) d_y[r * n_out + o] * w[o * n_in + i];
        assert_close (d_x[r * n_in + i], expected, get_tolerance (n_out), "d_x");
        assert_close (fresh_x[r * n_in + i], expected - old_x[r * n_in + i],
                      get_tolerance (n_out), "d_x, fresh");
      }

  for (gsize o = 0; o < n_out; o++)
    {
      double expected = old_bias[o];

      for (gsize r = 0; r < n_rows; r++)
        expected += d_y[r * n_out + o];
      assert_close (d_bias[o], expected, get_tolerance (n_rows), "d_bias");

      for (gsize i = 0; i < n_in; i++)
        {
          double d_weight = old_w[o * n_in + i];

          for (gsize r = 0; r < n_rows; r++)
            d_weight += (double) d_y[r * n_out + o] * x[r * n_in + i];
          assert_close (d_w[o * n_in + i], d_weight, get_tolerance (n_rows), "d_w");
        }
    }
}

static void
test_matmul_backward_adds_the_plain_loops (void)
{
  every_shape (assert_backward);
}

static void
test_matmul_backward_needs_no_bias (void)
{
  const float x[] = { 2.0f }, d_y[] = { 3.0f };
  float d_w = 1.0f;

  heed_linear_backward_weights (&d_w, NULL, d_y, x, 1, 1, 1);
  g_assert_cmpfloat (d_w, ==, 7.0f);
}

/* Computes a' b' + keep c for both storage orders of a and b; if keep is 0, c may hold NaN. */
static void
test_matmul_blas_is_the_plain_loops (void)
{
  const gsize m = 5, n = 7, k = 3;
  g_autofree float *a = numbers_new (m * k, 1);
  g_autofree float *b = numbers_new (k * n, 2);
  g_autofree float *before = numbers_new (m * n, 3);

  for (guint way = 0; way < 8; way++)
    {
      gboolean transpose_a = way & 1, transpose_b = way & 2, keep = way & 4;
      g_autofree float *c = numbers_copy (before, m * n);

      if (!keep)
        c[0] = 0.0f / 0.0f;
      heed_blas_gemm (
        transpose_a, transpose_b, m, n, k, 1.0f, (HeedBlock) { a, transpose_a ? m : k },
        (HeedBlock) { b, transpose_b ? k : n }, keep ? 1.0f : 0.0f, (HeedBlock) { c, n });

      for (gsize row = 0; row < m; row++)
        for (gsize column = 0; column < n; column++)
          {
            double expected = keep ? before[row * n + column] : 0.0;

            for (gsize i = 0; i < k; i++)
              expected += (double) a[transpose_a ? i * m + row : row * k + i] *
                          b[transpose_b ? column * k + i : i * n + column];
            assert_close (c[row * n + column], expected, 1e-5, "c");
          }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/matmul/forward-is-the-plain-loops",
                   test_matmul_forward_is_the_plain_loops);
  g_test_add_func ("/engine/matmul/plain-loops-are-the-equation",
                   test_matmul_plain_loops_are_the_equation);
  g_test_add_func ("/engine/matmul/rows-do-not-meet", test_matmul_rows_do_not_meet);
  g_test_add_func ("/engine/matmul/backward-adds-the-plain-loops",
                   test_matmul_backward_adds_the_plain_loops);
  g_test_add_func ("/engine/matmul/backward-needs-no-bias", test_matmul_backward_needs_no_bias);
  g_test_add_func ("/engine/matmul/blas-is-the-plain-loops", test_matmul_blas_is_the_plain_loops);

  return g_test_run ();
}
