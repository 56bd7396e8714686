/* adam.c — one step of the Adam optimizer over an array
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/kernels/adam.h"

#include <math.h>

#include "engine/kernels/simd.h"

static HEED_SIMD_BODY void
adam_body (float              *weights,
           float              *first,
           float              *second,
           const float        *gradient,
           const HeedAdamStep *step,
           gsize               n)
{
  const HeedAdamStep s = *step;

  for (gsize i = 0; i < n; i++)
    {
      float g = s.gradient_factor * gradient[i];

      first[i] = s.beta1 * first[i] + s.rest1 * g;
      second[i] = s.beta2 * second[i] + s.rest2 * g * g;
      weights[i] -= s.step_size * first[i] / (sqrtf (second[i]) * s.root_correction + s.epsilon);
    }
}

/**
 * heed_adam:
 * @weights: (inout): n numbers
 * @first: (inout): n numbers, the first moment m
 * @second: (inout): n numbers, the second moment v
 * @gradient: n numbers; times the gradient factor of the step this is g
 *
 *     m = b1 m + (1 - b1) g
 *     v = b2 v + (1 - b2) g^2
 *     w = w - rate m / (1 - b1^t) / (sqrt (v / (1 - b2^t)) + e)
 *
 * Source: Kingma and Ba 2015, algorithm 1; torch.optim.Adam without decay
 */
HEED_SIMD_KERNEL (heed_adam, adam_body,
                  (float *weights, float *first, float *second, const float *gradient,
                   const HeedAdamStep *step, gsize n),
                  (weights, first, second, gradient, step, n))
