/* elementwise.c — exp, tanh, sigmoid, ReLU, sums and products over an array
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The C library's expf and tanhf are accurate but compute one number at a time, and
 * the gates take half of a recurrent decoder's step. tests/engine/test-elementwise.c
 * compares these functions with the library's.
 *
 * Source: the definitions; exp and tanh are approximated as functions.h says.
 */

#include "engine/kernels/elementwise.h"

#include "engine/kernels/functions.h"

#define DEFINE_FUNCTION(name, function) \
  static HEED_SIMD_BODY void \
  name##_body (float *y, const float *x, gsize n) \
  { \
    for (gsize i = 0; i < n; i += HEED_SIMD_WIDTH) \
      heed_vector_store_at (y, i, n, function (heed_vector_load_at (x, i, n))); \
  } \
  \
  HEED_SIMD_KERNEL (name, name##_body, (float *y, const float *x, gsize n), (y, x, n))

static HEED_SIMD_BODY HeedVector
vector_relu (HeedVector x)
{
  return heed_vector_select (x < 0.0f, heed_vector_set (0.0f), x);
}

/**
 * heed_exp:
 * @y: (out): n numbers; may be @x
 * @x: n numbers
 *
 *     y[i] = exp (x[i])
 */
DEFINE_FUNCTION (heed_exp, heed_vector_exp)
/**
 * heed_tanh:
 * @y: (out): n numbers; may be @x
 * @x: n numbers
 *
 *     y[i] = tanh (x[i])
 */
DEFINE_FUNCTION (heed_tanh, heed_vector_tanh)
/**
 * heed_sigmoid:
 * @y: (out): n numbers; may be @x
 * @x: n numbers
 *
 *     y[i] = 1 / (1 + exp (-x[i]))
 */
DEFINE_FUNCTION (heed_sigmoid, heed_vector_sigmoid)
/**
 * heed_relu:
 * @y: (out): n numbers; may be @x
 * @x: n numbers
 *
 *     y[i] = max (x[i], 0); NaN stays NaN
 */
DEFINE_FUNCTION (heed_relu, vector_relu)

/* d_x += d_y * slope, where slope is an expression in y. The compiler vectorizes these loops by
 * itself. */
#define DEFINE_BACKWARD(name, slope) \
  static HEED_SIMD_BODY void \
  name##_body (float *d_x, const float *d_y, const float *y, gsize n) \
  { \
    for (gsize i = 0; i < n; i++) \
      d_x[i] += d_y[i] * (slope); \
  } \
  \
  HEED_SIMD_KERNEL (name, name##_body, \
                    (float *d_x, const float *d_y, const float *y, gsize n), (d_x, d_y, y, n))

/**
 * heed_tanh_backward:
 * @d_x: (inout): n numbers; added to
 * @d_y: n numbers, the gradient of @y
 * @y: n numbers, as heed_tanh() computed them
 *
 *     d_x[i] += d_y[i] (1 - y[i]^2)
 */
DEFINE_BACKWARD (heed_tanh_backward, 1.0f - y[i] * y[i])
/**
 * heed_sigmoid_backward:
 * @d_x: (inout): n numbers; added to
 * @d_y: n numbers, the gradient of @y
 * @y: n numbers, as heed_sigmoid() computed them
 *
 *     d_x[i] += d_y[i] y[i] (1 - y[i])
 */
DEFINE_BACKWARD (heed_sigmoid_backward, y[i] * (1.0f - y[i]))
/**
 * heed_relu_backward:
 * @d_x: (inout): n numbers; added to
 * @d_y: n numbers, the gradient of @y
 * @y: n numbers, as heed_relu() computed them
 *
 *     d_x[i] += d_y[i] where y[i] > 0
 */
DEFINE_BACKWARD (heed_relu_backward, y[i] > 0.0f ? 1.0f : 0.0f)

static HEED_SIMD_BODY void
accumulate_body (float *y, const float *x, gsize n)
{
  for (gsize i = 0; i < n; i++)
    y[i] += x[i];
}

/**
 * heed_accumulate:
 * @y: (inout): n numbers
 * @x: n numbers
 *
 *     y[i] += x[i]
 */
HEED_SIMD_KERNEL (heed_accumulate, accumulate_body, (float *y, const float *x, gsize n), (y, x, n))

static HEED_SIMD_BODY void
add_scaled_body (float *y, const float *x, float factor, gsize n)
{
  for (gsize i = 0; i < n; i++)
    y[i] += factor * x[i];
}

/**
 * heed_add_scaled:
 * @y: (inout): n numbers
 * @x: n numbers
 *
 *     y[i] += factor x[i]
 */
HEED_SIMD_KERNEL (heed_add_scaled, add_scaled_body,
                  (float *y, const float *x, float factor, gsize n), (y, x, factor, n))

static HEED_SIMD_BODY void
multiply_body (float *y, const float *a, const float *b, gsize n)
{
  for (gsize i = 0; i < n; i++)
    y[i] = a[i] * b[i];
}

/**
 * heed_multiply:
 * @y: (out): n numbers; may be @a or @b
 * @a: n numbers
 * @b: n numbers
 *
 *     y[i] = a[i] b[i]
 */
HEED_SIMD_KERNEL (heed_multiply, multiply_body,
                  (float *y, const float *a, const float *b, gsize n), (y, a, b, n))

static HEED_SIMD_BODY void
multiply_add_body (float *y, const float *a, const float *b, gsize n)
{
  for (gsize i = 0; i < n; i++)
    y[i] += a[i] * b[i];
}

/**
 * heed_multiply_add:
 * @y: (inout): n numbers
 * @a: n numbers
 * @b: n numbers
 *
 *     y[i] += a[i] b[i]
 */
HEED_SIMD_KERNEL (heed_multiply_add, multiply_add_body,
                  (float *y, const float *a, const float *b, gsize n), (y, a, b, n))

/**
 * heed_sum_of_squares:
 * @x: n numbers
 *
 * Adds in double precision and always in the same order, so that the norm of millions
 * of numbers is reproducible.
 *
 * Returns: the sum over i of x[i]^2
 */
double
heed_sum_of_squares (const float *x,
                     gsize        n)
{
  double sums[8] = { 0 };
  gsize i = 0;

  for (; i + 8 <= n; i += 8)
    for (guint lane = 0; lane < 8; lane++)
      sums[lane] += (double) x[i + lane] * x[i + lane];

  for (; i < n; i++)
    sums[0] += (double) x[i] * x[i];

  return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}
