/* test-norm.c — layer norm and RMS norm, forward and backward
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "engine/kernels/norm.h"
#include "engine/layers/norm.h"
#include "tests/engine/compare.h"
#include "tests/engine/layer.h"
#include "tests/engine/numbers.h"

static const gsize widths[] = { 1, 2, 7, 8, 9, 16, 33, 512 };

/* Computes the equations of heed_norm_forward() in double precision. */
static void
assert_plain (const float    *y,
              const float    *x,
              const HeedNorm *norm)
{
  double mean = 0.0, square = 0.0;

  for (gsize i = 0; i < norm->n; i++)
    mean += norm->is_centred ? x[i] / (double) norm->n : 0.0;
  for (gsize i = 0; i < norm->n; i++)
    square += (x[i] - mean) * (x[i] - mean) / norm->n;

  for (gsize i = 0; i < norm->n; i++)
    assert_close (y[i],
                  norm->weight[i] * (x[i] - mean) / sqrt (square + norm->epsilon) +
                    (norm->bias != NULL ? norm->bias[i] : 0.0),
                  1e-5, "normalised");
}

static void
every_width_is_plain (void)
{
  for (guint i = 0; i < 4 * G_N_ELEMENTS (widths); i++)
    {
      gsize n = widths[i / 4];
      g_autofree float *x = numbers_new (3 * n, i);
      g_autofree float *weight = numbers_new (n, i + 100);
      g_autofree float *bias = numbers_new (n, i + 200);
      g_autofree float *y = numbers_new (3 * n, 0);
      HeedNorm norm = { (i & 1) != 0, 1e-2f, weight, (i & 2) != 0 ? bias : NULL, n };

      heed_norm_forward (y, NULL, x, &norm, 3);
      for (guint row = 0; row < 3; row++)
        assert_plain (y + row * n, x + row * n, &norm);
    }
}

static void
test_norm_every_width_is_plain (void)
{
  numbers_every_level (every_width_is_plain);
}

/* If the mean is large, a variance computed as the difference of two large squares would be lost to
 * rounding. */
static void
test_norm_far_from_zero_is_right (void)
{
  const float x[] = { 10000.0f, 10001.0f, 10002.0f, 10003.0f };
  const float weight[] = { 1.0f, 1.0f, 1.0f, 1.0f };
  const HeedNorm norm = { TRUE, 1e-5f, weight, NULL, 4 };
  float y[4];

  heed_norm_forward (y, NULL, x, &norm, 1);
  for (guint i = 0; i < 4; i++)
    assert_close (y[i], (i - 1.5) / sqrt (1.25), 1e-4, "normalised");
}

static HeedTensor *
run_norm (HeedTape *tape,
          gpointer  user_data)
{
  HeedTensor *const *inputs = user_data;
  HeedNormWeights weights = { inputs[2] != NULL, 1e-2f, inputs[1], inputs[2] };

  return heed_normalise (tape, inputs[0], &weights);
}

static void
gradients_are_the_slopes (void)
{
  g_autoptr(LayerTensor) x = layer_tensor_new ("x", 3, 11, 1);
  g_autoptr(LayerTensor) weight = layer_tensor_new ("weight", 1, 11, 2);
  g_autoptr(LayerTensor) bias = layer_tensor_new ("bias", 1, 11, 3);
  HeedTensor *centred[] = { x, weight, bias, NULL };
  HeedTensor *not_centred[] = { x, weight, NULL };

  assert_layer_gradients (run_norm, centred, centred);
  assert_layer_gradients (run_norm, not_centred, not_centred);
}

static void
test_norm_gradients_are_the_slopes (void)
{
  numbers_every_level (gradients_are_the_slopes);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/norm/every-width-is-plain", test_norm_every_width_is_plain);
  g_test_add_func ("/engine/norm/far-from-zero-is-right", test_norm_far_from_zero_is_right);
  g_test_add_func ("/engine/norm/gradients-are-the-slopes", test_norm_gradients_are_the_slopes);

  return g_test_run ();
}
