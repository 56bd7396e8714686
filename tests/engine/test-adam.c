/* test-adam.c — every copy of the Adam kernel equals the plain loop
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "engine/kernels/adam.h"
#include "tests/engine/compare.h"
#include "tests/engine/numbers.h"

static const HeedAdamStep step = {
  .beta1 = 0.9f,
  .beta2 = 0.999f,
  .rest1 = 0.1f,
  .rest2 = 0.001f,
  .epsilon = 1e-8f,
  .step_size = 0.02f,
  .root_correction = 3.0f,
  .gradient_factor = 0.25f,
};

/* Computes the equations of heed_adam() in double precision. */
static void
assert_number (gsize        i,
               const float *before[4],
               const float *after[3])
{
  double g = (double) step.gradient_factor * before[3][i];
  double m = (double) step.beta1 * before[1][i] + (double) step.rest1 * g;
  double v = (double) step.beta2 * before[2][i] + (double) step.rest2 * g * g;
  double change = (double) step.step_size * m /
                  (sqrt (v) * (double) step.root_correction + (double) step.epsilon);

  assert_close (after[1][i], m, 1e-6, "first moment");
  assert_close (after[2][i], v, 1e-6, "second moment");
  assert_close (after[0][i], before[0][i] - change, 1e-6, "weight");
}

static void
assert_length (gsize n)
{
  g_autofree float *weights = numbers_new (n, 1);
  g_autofree float *first = numbers_new (n, 2);
  g_autofree float *second = numbers_new (n, 3);
  g_autofree float *gradient = numbers_new (n, 4);
  g_autofree float *old_weights = numbers_copy (weights, n);
  g_autofree float *old_first = numbers_copy (first, n);
  g_autofree float *old_second = NULL;
  g_autofree float *old_gradient = numbers_copy (gradient, n);

  for (gsize i = 0; i < n; i++)
    second[i] = fabsf (second[i]);
  old_second = numbers_copy (second, n);

  heed_adam (weights, first, second, gradient, &step, n);
  assert_same_floats (gradient, old_gradient, n, "gradient");

  for (gsize i = 0; i < n; i++)
    assert_number (i, (const float *[]) { old_weights, old_first, old_second, old_gradient },
                   (const float *[]) { weights, first, second });
}

static void
every_length (void)
{
  for (gsize n = 1; n <= 70; n++)
    assert_length (n);
}

static void
test_adam_is_the_plain_loop (void)
{
  numbers_every_level (every_length);
}

static void
no_gradient (void)
{
  float weight = 1.5f, first = 0.0f, second = 0.0f, gradient = 0.0f;

  heed_adam (&weight, &first, &second, &gradient, &step, 1);
  g_assert_cmpfloat (weight, ==, 1.5f);
  g_assert_cmpfloat (first, ==, 0.0f);
  g_assert_cmpfloat (second, ==, 0.0f);
}

static void
test_adam_without_gradient_moves_nothing (void)
{
  numbers_every_level (no_gradient);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/adam/is-the-plain-loop", test_adam_is_the_plain_loop);
  g_test_add_func ("/engine/adam/without-gradient-moves-nothing",
                   test_adam_without_gradient_moves_nothing);

  return g_test_run ();
}
