/* test-elementwise.c — elementwise functions against the C library
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <float.h>
#include <math.h>

#include "engine/kernels/elementwise.h"
#include "tests/engine/compare.h"
#include "tests/engine/gradient.h"
#include "tests/engine/numbers.h"

#define N_POINTS 40001

typedef void   (*Kernel)   (float *y, const float *x, gsize n);
typedef void   (*Backward) (float *d_x, const float *d_y, const float *y, gsize n);

static double
sigmoid (double x)
{
  return 1.0 / (1.0 + exp (-x));
}

static double
relu (double x)
{
  return x < 0.0 ? 0.0 : x;
}

static const struct {
  const char *name;
  Kernel      kernel;
  Backward    backward;
  double    (*function) (double x);
  float       smallest;  /* the range of the grid of points */
  float       largest;
} functions[] = {
  { "exp", heed_exp, NULL, exp, -87.3f, 88.7f },
  { "tanh", heed_tanh, heed_tanh_backward, tanh, -12.0f, 12.0f },
  { "sigmoid", heed_sigmoid, heed_sigmoid_backward, sigmoid, -80.0f, 80.0f },
  { "relu", heed_relu, heed_relu_backward, relu, -3.0f, 3.0f },
};

/* Returns the distance between neighbouring floats of this size. */
static double
get_unit (double value)
{
  float size = fabsf ((float) value);

  return (double) nextafterf (size, INFINITY) - size;
}

static void
near_the_library (void)
{
  g_autofree float *x = g_new (float, N_POINTS);
  g_autofree float *y = g_new (float, N_POINTS);

  for (guint f = 0; f < G_N_ELEMENTS (functions); f++)
    {
      float step = (functions[f].largest - functions[f].smallest) / (N_POINTS - 1);

      for (guint i = 0; i < N_POINTS; i++)
        x[i] = MIN (functions[f].smallest + step * i, functions[f].largest);
      functions[f].kernel (y, x, N_POINTS);

      for (guint i = 0; i < N_POINTS; i++)
        {
          double expected = functions[f].function (x[i]);

          assert_close (y[i], expected, 2.0 * get_unit (expected), functions[f].name);
        }
    }
}

static void
test_elementwise_is_within_two_units_of_the_library (void)
{
  numbers_every_level (near_the_library);
}

/* numbers_new() returns a block of the exact size, so that a sanitizer detects reads past its end;
 * this test checks that nothing is written past the end. */
static void
every_length (void)
{
  for (guint f = 0; f < G_N_ELEMENTS (functions); f++)
    for (gsize n = 1; n <= 50; n++)
      {
        g_autofree float *x = numbers_new (n, n);
        g_autofree float *y = numbers_new (n + 1, 1);
        float behind = y[n];

        functions[f].kernel (y, x, n);
        g_assert_cmpfloat (y[n], ==, behind);
        for (gsize i = 0; i < n; i++)
          assert_close (y[i], functions[f].function (x[i]), 1e-6, functions[f].name);

        functions[f].kernel (x, x, n);
        assert_same_floats (x, y, n, "in place");
      }
}

static void
test_elementwise_takes_every_length_also_in_place (void)
{
  numbers_every_level (every_length);
}

static void
limits (void)
{
  const float x[] = { INFINITY, -INFINITY, 89.0f, -104.0f, 0.0f };
  float y[5];

  heed_exp (y, x, 5);
  assert_same_floats (y, (const float[]) { INFINITY, 0.0f, INFINITY, 0.0f, 1.0f }, 5, "exp");
  heed_tanh (y, x, 5);
  assert_same_floats (y, (const float[]) { 1.0f, -1.0f, 1.0f, -1.0f, 0.0f }, 5, "tanh");
  heed_sigmoid (y, x, 5);
  assert_same_floats (y, (const float[]) { 1.0f, 0.0f, 1.0f, 0.0f, 0.5f }, 5, "sigmoid");
  heed_relu (y, x, 5);
  assert_same_floats (y, (const float[]) { INFINITY, 0.0f, 89.0f, 0.0f, 0.0f }, 5, "relu");
}

static void
test_elementwise_goes_to_its_limits (void)
{
  numbers_every_level (limits);
}

static void
nan_is_nan (void)
{
  for (guint f = 0; f < G_N_ELEMENTS (functions); f++)
    for (guint place = 0; place < 18; place++)
      {
        float x[18] = { 0 }, y[18];

        x[place] = NAN;
        functions[f].kernel (y, x, 18);
        for (guint i = 0; i < 18; i++)
          g_assert_true (isnan (y[i]) == (i == place));
      }
}

static void
test_elementwise_nan_is_nan_and_alone (void)
{
  numbers_every_level (nan_is_nan);
}

typedef struct {
  Kernel       kernel;
  float       *x;        /* n */
  const float *factors;  /* n */
  gsize        n;
} Applied;

static double
combine_applied (gpointer user_data)
{
  Applied *applied = user_data;
  g_autofree float *y = g_new (float, applied->n);

  applied->kernel (y, applied->x, applied->n);

  return gradient_combine (y, applied->factors, applied->n);
}

static void
slopes (void)
{
  const gsize n = 37;

  for (guint f = 0; f < G_N_ELEMENTS (functions); f++)
    {
      g_autofree float *x = numbers_new (n, f);
      g_autofree float *factors = numbers_new (n, 10 + f);
      g_autofree float *y = g_new (float, n);
      g_autofree float *gradient = g_new0 (float, n);
      g_autofree float *twice = NULL;
      Applied applied = { functions[f].kernel, x, factors, n };

      if (functions[f].backward == NULL)
        continue;

      /* relu has no slope at 0, so none is measured across it. */
      for (gsize i = 0; i < n; i++)
        x[i] += fabsf (x[i]) < 0.02f ? 0.1f : 0.0f;

      functions[f].kernel (y, x, n);
      functions[f].backward (gradient, factors, y, n);
      assert_gradient (functions[f].name, x, gradient, n, combine_applied, &applied);

      twice = numbers_copy (gradient, n);
      functions[f].backward (twice, factors, y, n);
      for (gsize i = 0; i < n; i++)
        assert_close (twice[i], 2.0 * gradient[i], 1e-6, "added to");
    }
}

static void
test_elementwise_backward_is_the_slope (void)
{
  numbers_every_level (slopes);
}

static void
sums_and_products (void)
{
  for (gsize n = 1; n <= 50; n++)
    {
      g_autofree float *a = numbers_new (n, 1);
      g_autofree float *b = numbers_new (n, 2);
      g_autofree float *y = numbers_new (n, 3);
      g_autofree float *sum = numbers_copy (y, n);
      g_autofree float *scaled = numbers_copy (y, n);
      g_autofree float *product = numbers_copy (y, n);
      g_autofree float *added = numbers_copy (y, n);

      heed_accumulate (sum, a, n);
      heed_add_scaled (scaled, a, -1.5f, n);
      heed_multiply (product, a, b, n);
      heed_multiply_add (added, a, b, n);

      for (gsize i = 0; i < n; i++)
        {
          assert_close (sum[i], (double) y[i] + a[i], 1e-6, "y + x");
          assert_close (scaled[i], y[i] - 1.5 * a[i], 1e-6, "y + factor x");
          assert_close (product[i], (double) a[i] * b[i], 1e-6, "a b");
          assert_close (added[i], y[i] + (double) a[i] * b[i], 1e-6, "y + a b");
        }
    }
}

static void
test_elementwise_sums_and_products_are_the_plain_loops (void)
{
  numbers_every_level (sums_and_products);
}

/* If added up in float, the second thousand numbers would not change the sum. */
static void
test_elementwise_sum_of_squares_loses_nothing (void)
{
  for (gsize n = 0; n <= 40; n++)
    {
      g_autofree float *x = numbers_new (n, n);
      double expected = 0.0;

      for (gsize i = 0; i < n; i++)
        expected += (double) x[i] * x[i];
      assert_close (heed_sum_of_squares (x, n), expected, 1e-12, "sum of squares");
    }

  {
    float x[1001] = { 1e4f };

    for (guint i = 1; i < G_N_ELEMENTS (x); i++)
      x[i] = 1.0f;
    g_assert_cmpfloat (heed_sum_of_squares (x, G_N_ELEMENTS (x)), ==, 1e8 + 1000.0);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/elementwise/is-within-two-units-of-the-library",
                   test_elementwise_is_within_two_units_of_the_library);
  g_test_add_func ("/engine/elementwise/takes-every-length-also-in-place",
                   test_elementwise_takes_every_length_also_in_place);
  g_test_add_func ("/engine/elementwise/goes-to-its-limits", test_elementwise_goes_to_its_limits);
  g_test_add_func ("/engine/elementwise/nan-is-nan-and-alone",
                   test_elementwise_nan_is_nan_and_alone);
  g_test_add_func ("/engine/elementwise/backward-is-the-slope",
                   test_elementwise_backward_is_the_slope);
  g_test_add_func ("/engine/elementwise/sums-and-products-are-the-plain-loops",
                   test_elementwise_sums_and_products_are_the_plain_loops);
  g_test_add_func ("/engine/elementwise/sum-of-squares-loses-nothing",
                   test_elementwise_sum_of_squares_loses_nothing);

  return g_test_run ();
}
