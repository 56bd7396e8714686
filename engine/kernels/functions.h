/* functions.h — exp, tanh and the logistic sigmoid of 8 floats at once
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For kernels to inline. The results are within 2 units in the last place of the
 * true values (tests/engine/test-elementwise.c), as PyTorch's are.
 *
 * Source: the Cephes library (Moshier 1989), expf.c and tanhf.c: its reduction
 * and its polynomials.
 */

#pragma once

#include <math.h>

#include "engine/kernels/simd.h"

#define HEED_EXP_LARGEST  88.72283f   /* above it exp is infinite in float32 */
#define HEED_EXP_SMALLEST -87.33654f  /* below it exp is subnormal; rounded to 0 */

/* 2^n for -126 <= n <= 127 */
static HEED_SIMD_BODY HeedVector
heed_vector_power_of_two (HeedIntVector n)
{
  return (HeedVector) ((n + 127) << 23);
}

/*     exp (x) = 2^n exp (r),  n = round (x / ln 2),  r = x - n ln 2
 *
 * 2^n is applied in two halves, since n may be 128. */
static HEED_SIMD_BODY HeedVector
heed_vector_exp (HeedVector x)
{
  const HeedVector round =
    heed_vector_set (12582912.0f); /* 1.5 * 2^23: adding it rounds to an integer */
  HeedIntVector too_large = x > HEED_EXP_LARGEST;
  HeedIntVector too_small = x < HEED_EXP_SMALLEST;
  HeedVector bounded = heed_vector_select (too_large | too_small, x * 0.0f, x);
  HeedVector n = (bounded * 1.44269504088896341f + round) - round;
  HeedVector r = (bounded - n * 0.693359375f) - n * -2.12194440e-4f;
  HeedVector p = heed_vector_set (1.9875691500e-4f);
  HeedVector result;
  HeedIntVector whole, half;

  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r + 1.0f;

  whole = __builtin_convertvector (n, HeedIntVector);
  half = whole >> 1;
  result = p * heed_vector_power_of_two (half) * heed_vector_power_of_two (whole - half);
  result = heed_vector_select (too_large, heed_vector_set (INFINITY), result);

  return heed_vector_select (too_small, heed_vector_set (0.0f), result);
}

/*     1 / (1 + exp (-x)) */
static HEED_SIMD_BODY HeedVector
heed_vector_sigmoid (HeedVector x)
{
  return 1.0f / (1.0f + heed_vector_exp (-x));
}

/*     |x| < 0.625   x + x^3 P (x^2)
 *     else          sign (x) (1 - 2 / (exp (2 |x|) + 1)) */
static HEED_SIMD_BODY HeedVector
heed_vector_tanh (HeedVector x)
{
  const HeedIntVector sign_bit = (HeedIntVector) heed_vector_set (-0.0f);
  HeedVector size = (HeedVector) ((HeedIntVector) x & ~sign_bit);
  HeedVector square = x * x;
  HeedVector p = heed_vector_set (-5.70498872745e-3f);
  HeedVector near_zero, far;

  p = p * square + 2.06390887954e-2f;
  p = p * square - 5.37397155531e-2f;
  p = p * square + 1.33314422036e-1f;
  p = p * square - 3.33332819422e-1f;
  near_zero = p * square * x + x;

  far = 1.0f - 2.0f / (heed_vector_exp (size + size) + 1.0f);
  far = (HeedVector) ((HeedIntVector) far | ((HeedIntVector) x & sign_bit));

  return heed_vector_select (size < 0.625f, near_zero, far);
}
