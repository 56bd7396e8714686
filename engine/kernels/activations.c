/* activations.c — GELU and swish over an array, forward and backward
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     gelu        x F (x), F the normal distribution function: (1 + erf (x / sqrt 2)) / 2
 *     gelu_tanh   x (1 + tanh (u)) / 2,  u = sqrt (2 / pi) (x + 0.044715 x^3)
 *     swish       x sigmoid (x)
 *
 * Source: Hendrycks and Gimpel 2016, section 2; Ramachandran et al. 2017
 */

#include "engine/kernels/activations.h"

#include <math.h>

#include "engine/kernels/functions.h"

#define ROOT_HALF        0.70710678118654752f  /* 1 / sqrt 2 */
#define ROOT_TWO_OVER_PI 0.79788456080286536f
#define ONE_OVER_ROOT_TWO_PI 0.39894228040143268f
#define CUBIC            0.044715f

static float
normal_distribution (float x)
{
  return 0.5f * erfcf (-x * ROOT_HALF);
}

/**
 * heed_gelu:
 * @y: (out): n numbers; may be @x
 * @x: n numbers
 *
 *     y[i] = x[i] F (x[i]), F the normal distribution function
 *
 * Uses the C library's erfc, one number at a time: it is accurate for large negative
 * numbers too, where 1 + erf loses all digits.
 */
void
heed_gelu (float       *y,
           const float *x,
           gsize        n)
{
  for (gsize i = 0; i < n; i++)
    y[i] = x[i] * normal_distribution (x[i]);
}

/**
 * heed_gelu_backward:
 * @d_x: (inout): n numbers; added to
 * @d_y: n numbers, the gradient of y
 * @x: n numbers, as given to heed_gelu()
 *
 *     d_x[i] += d_y[i] (F (x[i]) + x[i] exp (-x[i]^2 / 2) / sqrt (2 pi))
 */
void
heed_gelu_backward (float       *d_x,
                    const float *d_y,
                    const float *x,
                    gsize        n)
{
  for (gsize i = 0; i < n; i++)
    d_x[i] += d_y[i] * (normal_distribution (x[i]) +
                        x[i] * ONE_OVER_ROOT_TWO_PI * expf (-0.5f * x[i] * x[i]));
}

static HEED_SIMD_BODY HeedVector
inner_tanh (HeedVector x)
{
  return heed_vector_tanh (ROOT_TWO_OVER_PI * (x + CUBIC * x * x * x));
}

static HEED_SIMD_BODY HeedVector
vector_gelu_tanh (HeedVector x)
{
  return 0.5f * x * (1.0f + inner_tanh (x));
}

/*     (1 + t) / 2 + x (1 - t^2) / 2 sqrt (2 / pi) (1 + 3 0.044715 x^2),  t = tanh (u) */
static HEED_SIMD_BODY HeedVector
gelu_tanh_slope (HeedVector x)
{
  HeedVector t = inner_tanh (x);
  HeedVector d_u = ROOT_TWO_OVER_PI * (1.0f + 3.0f * CUBIC * x * x);

  return 0.5f * (1.0f + t) + 0.5f * x * (1.0f - t * t) * d_u;
}

static HEED_SIMD_BODY HeedVector
vector_swish (HeedVector x)
{
  return x * heed_vector_sigmoid (x);
}

/*     s + x s (1 - s),  s = sigmoid (x) */
static HEED_SIMD_BODY HeedVector
swish_slope (HeedVector x)
{
  HeedVector s = heed_vector_sigmoid (x);

  return s + x * s * (1.0f - s);
}

#define DEFINE_FUNCTION(name, function) \
  static HEED_SIMD_BODY void \
  name##_body (float *y, const float *x, gsize n) \
  { \
    for (gsize i = 0; i < n; i += HEED_SIMD_WIDTH) \
      heed_vector_store_at (y, i, n, function (heed_vector_load_at (x, i, n))); \
  } \
  \
  HEED_SIMD_KERNEL (name, name##_body, (float *y, const float *x, gsize n), (y, x, n))

#define DEFINE_BACKWARD(name, slope)                                                             \
  static HEED_SIMD_BODY void name##_body (float *d_x, const float *d_y, const float *x, gsize n) \
  {                                                                                              \
    for (gsize i = 0; i < n; i += HEED_SIMD_WIDTH)                                               \
      heed_vector_add_at (                                                                       \
        d_x, i, n, heed_vector_load_at (d_y, i, n) * slope (heed_vector_load_at (x, i, n)));     \
  }                                                                                              \
                                                                                                 \
  HEED_SIMD_KERNEL (name, name##_body, (float *d_x, const float *d_y, const float *x, gsize n),  \
                    (d_x, d_y, x, n))

/**
 * heed_gelu_tanh:
 * @y: (out): n numbers; may be @x
 * @x: n numbers
 *
 *     y[i] = x[i] (1 + tanh (u)) / 2,  u = sqrt (2 / pi) (x[i] + 0.044715 x[i]^3)
 */
DEFINE_FUNCTION (heed_gelu_tanh, vector_gelu_tanh)
/**
 * heed_gelu_tanh_backward:
 * @d_x: (inout): n numbers; added to
 * @d_y: n numbers, the gradient of y
 * @x: n numbers, as given to heed_gelu_tanh()
 *
 *     d_x[i] += d_y[i] times the slope of heed_gelu_tanh() at x[i]
 */
DEFINE_BACKWARD (heed_gelu_tanh_backward, gelu_tanh_slope)
/**
 * heed_swish:
 * @y: (out): n numbers; may be @x
 * @x: n numbers
 *
 *     y[i] = x[i] sigmoid (x[i])
 */
DEFINE_FUNCTION (heed_swish, vector_swish)
/**
 * heed_swish_backward:
 * @d_x: (inout): n numbers; added to
 * @d_y: n numbers, the gradient of y
 * @x: n numbers, as given to heed_swish()
 *
 *     d_x[i] += d_y[i] (s + x[i] s (1 - s)),  s = sigmoid (x[i])
 */
DEFINE_BACKWARD (heed_swish_backward, swish_slope)
