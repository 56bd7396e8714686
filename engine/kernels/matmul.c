/* matmul.c — a linear map of one row or many, and its two ways back
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Many rows go to OpenBLAS. A few rows do not: with one row its matrix product
 * packs the whole weight before it multiplies once, and a decoder that steps
 * through one sentence has one row (tests/bench/README.md has the figures).
 * Here the weight is read once, in order, and each row of it meets all of x.
 */

#include "engine/kernels/matmul.h"

#include "engine/kernels/blas.h"
#include "engine/kernels/elementwise.h"
#include "engine/kernels/simd.h"

#define FEW_ROWS 4    /* up to here our own product is the faster one */
#define BLOCK    4    /* rows of the weight that are read side by side */

/* The sums of four vectors, as four floats. */
static HEED_SIMD_BODY void
sum_four (float            *sums,
          const HeedVector  vectors[BLOCK])
{
  typedef float Half __attribute__ ((vector_size (32), aligned (4)));
  typedef float Quarter __attribute__ ((vector_size (16), aligned (4)));
  Quarter q[BLOCK];
  Quarter ab, cd, total;

  for (guint i = 0; i < BLOCK; i++)
    {
      Half low = __builtin_shufflevector (vectors[i], vectors[i], 0, 1, 2, 3, 4, 5, 6, 7);
      Half high = __builtin_shufflevector (vectors[i], vectors[i], 8, 9, 10, 11, 12, 13, 14, 15);
      Half half = low + high;

      q[i] = __builtin_shufflevector (half, half, 0, 1, 2, 3) + __builtin_shufflevector (half, half, 4, 5, 6, 7);
    }

  ab = __builtin_shufflevector (q[0], q[1], 0, 4, 1, 5) + __builtin_shufflevector (q[0], q[1], 2, 6, 3, 7);
  cd = __builtin_shufflevector (q[2], q[3], 0, 4, 1, 5) + __builtin_shufflevector (q[2], q[3], 2, 6, 3, 7);
  total = __builtin_shufflevector (ab, cd, 0, 1, 4, 5) + __builtin_shufflevector (ab, cd, 2, 3, 6, 7);
  memcpy (sums, &total, sizeof total);
}

/* Four rows of w against one of x: sums[i] = w_i . x */
static HEED_SIMD_BODY void
dot_four (float       *sums,
          const float *x,
          const float *w,
          gsize        n_in)
{
  HeedVector totals[BLOCK] = { 0 };
  gsize i = 0;

  for (; i + HEED_SIMD_WIDTH <= n_in; i += HEED_SIMD_WIDTH)
    {
      HeedVector x_i = heed_vector_load (x + i);

      for (guint o = 0; o < BLOCK; o++)
        totals[o] += heed_vector_load (w + o * n_in + i) * x_i;
    }

  if (i < n_in)
    {
      HeedVector x_i = heed_vector_load_some (x + i, n_in - i);

      for (guint o = 0; o < BLOCK; o++)
        totals[o] += heed_vector_load_some (w + o * n_in + i, n_in - i) * x_i;
    }

  sum_four (sums, totals);
}

static HEED_SIMD_BODY float
dot (const float *a,
     const float *b,
     gsize        n)
{
  HeedVector total = heed_vector_set (0.0f);
  gsize i = 0;

  for (; i + HEED_SIMD_WIDTH <= n; i += HEED_SIMD_WIDTH)
    total += heed_vector_load (a + i) * heed_vector_load (b + i);

  if (i < n)
    total += heed_vector_load_some (a + i, n - i) * heed_vector_load_some (b + i, n - i);

  return heed_vector_sum (total);
}

static HEED_SIMD_BODY void
few_rows_body (float       *y,
               const float *x,
               const float *w,
               const float *bias,
               gsize        n_rows,
               gsize        n_out,
               gsize        n_in)
{
  gsize o = 0;

  for (; o + BLOCK <= n_out; o += BLOCK)
    for (gsize r = 0; r < n_rows; r++)
      {
        float sums[BLOCK];

        dot_four (sums, x + r * n_in, w + o * n_in, n_in);
        for (guint i = 0; i < BLOCK; i++)
          y[r * n_out + o + i] = sums[i] + (bias != NULL ? bias[o + i] : 0.0f);
      }

  for (; o < n_out; o++)
    for (gsize r = 0; r < n_rows; r++)
      y[r * n_out + o] = dot (x + r * n_in, w + o * n_in, n_in) + (bias != NULL ? bias[o] : 0.0f);
}

HEED_SIMD_STATIC_KERNEL (few_rows, few_rows_body,
                         (float *y, const float *x, const float *w, const float *bias,
                          gsize n_rows, gsize n_out, gsize n_in),
                         (y, x, w, bias, n_rows, n_out, n_in))

/**
 * heed_linear_forward:
 * @y: (out): n_rows x n_out
 * @x: n_rows x n_in
 * @w: n_out x n_in
 * @bias: (nullable): n_out
 *
 *     y[r, o] = bias[o] + sum over i of w[o, i] x[r, i]
 *
 * Cost: reads @w once for up to FEW_ROWS rows
 */
void
heed_linear_forward (float       *y,
                     const float *x,
                     const float *w,
                     const float *bias,
                     gsize        n_rows,
                     gsize        n_out,
                     gsize        n_in)
{
  if (n_rows <= FEW_ROWS)
    {
      few_rows (y, x, w, bias, n_rows, n_out, n_in);
      return;
    }

  if (bias != NULL)
    for (gsize r = 0; r < n_rows; r++)
      memcpy (y + r * n_out, bias, n_out * sizeof *y);

  heed_blas_gemm (FALSE, TRUE, n_rows, n_out, n_in, x, w, bias != NULL ? 1.0f : 0.0f, y);
}

/*     d_x[r, i] += sum over o of d_y[r, o] w[o, i] */
void
heed_linear_backward_input (float       *d_x,
                            const float *d_y,
                            const float *w,
                            gsize        n_rows,
                            gsize        n_out,
                            gsize        n_in)
{
  heed_blas_gemm (FALSE, FALSE, n_rows, n_in, n_out, d_y, w, 1.0f, d_x);
}

/*     d_w[o, i] += sum over r of d_y[r, o] x[r, i]
 *     d_bias[o] += sum over r of d_y[r, o] */
void
heed_linear_backward_weights (float       *d_w,
                              float       *d_bias,
                              const float *d_y,
                              const float *x,
                              gsize        n_rows,
                              gsize        n_out,
                              gsize        n_in)
{
  heed_blas_gemm (TRUE, FALSE, n_out, n_in, n_rows, d_y, x, 1.0f, d_w);

  if (d_bias != NULL)
    for (gsize r = 0; r < n_rows; r++)
      heed_accumulate (d_bias, d_y + r * n_out, n_out);
}

void
heed_linear_forward_plain (float       *y,
                           const float *x,
                           const float *w,
                           const float *bias,
                           gsize        n_rows,
                           gsize        n_out,
                           gsize        n_in)
{
  for (gsize r = 0; r < n_rows; r++)
    for (gsize o = 0; o < n_out; o++)
      {
        float sum = bias != NULL ? bias[o] : 0.0f;

        for (gsize i = 0; i < n_in; i++)
          sum += w[o * n_in + i] * x[r * n_in + i];

        y[r * n_out + o] = sum;
      }
}
