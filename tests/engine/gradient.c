/* gradient.c — checks gradients against measured slopes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     slope[i] = (f (x + h e_i) - f (x - h e_i)) / 2 h
 *
 * The truncation error is h^2 / 6 times the third derivative; the rounding error is that of
 * float32 divided by 2 h. With h = 2^-7 and numbers around 1 both are 1e-5.
 */

#include "tests/engine/gradient.h"

#include <math.h>

#define STEP      0x1p-7f
#define TOLERANCE 1e-3  /* relative to the largest number of the gradient */

static double
measure_slope (float        *x,
               GradientFunc  function,
               gpointer      user_data)
{
  float before = *x;
  volatile float above = before + STEP;
  volatile float below = before - STEP;
  double up, down;

  *x = above;
  up = function (user_data);
  *x = below;
  down = function (user_data);
  *x = before;

  return (up - down) / ((double) above - below);
}

void
assert_gradient (const char   *what,
                 float        *x,
                 const float  *gradient,
                 gsize         n,
                 GradientFunc  function,
                 gpointer      user_data)
{
  double largest = 0.0;

  for (gsize i = 0; i < n; i++)
    largest = MAX (largest, fabs (gradient[i]));

  /* An all-zero gradient is accepted if the function is constant. */
  for (gsize i = 0; i < n; i++)
    {
      double slope = measure_slope (&x[i], function, user_data);

      if (!(fabs (slope - gradient[i]) <= TOLERANCE * MAX (largest, 0.1)))
        g_error ("%s: expected the slope %.6g at %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT
                 ", found %.6g",
                 what, slope, i, n, gradient[i]);
    }
}

double
gradient_combine (const float *y,
                  const float *factors,
                  gsize        n)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += (double) factors[i] * y[i];

  return sum;
}
