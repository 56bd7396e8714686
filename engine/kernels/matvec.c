/* matvec.c — a linear map of a few rows
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A decoder that steps through one sentence has one row, and a beam has a few.
 * Almost all of the time then goes into reading the weight, so it is read once,
 * in order, eight rows of it side by side, and meets all rows of x on the way.
 *
 * Each number is one sum over eight lanes, in the order of the inputs, however
 * many rows there are: what a hypothesis computes does not depend on who else
 * is on the beam, nor on how many threads share the outputs.
 */

#include "engine/kernels/matvec.h"

#include "engine/kernels/simd.h"

#define BLOCK      HEED_MATVEC_BLOCK
#define CACHE_LINE 16  /* floats */

/* Eight streams keep the memory busier than one, once the processor has seen
 * that they are streams. Rows shorter than this end too soon for that, and the
 * next eight are asked for by hand; of those shorter than the other, many fit
 * into the cache. */
#define LONG_ROW  640
#define SHORT_ROW 128

/* The sums of eight vectors, each added up as heed_vector_sum() does. */
static HEED_SIMD_BODY HeedVector
sum_each (const HeedVector v[BLOCK])
{
  HeedVector halves[4], quarters[2];

  for (guint i = 0; i < 4; i++)
    halves[i] = __builtin_shufflevector (v[i], v[i + 4], 0, 1, 2, 3, 8, 9, 10, 11) +
                __builtin_shufflevector (v[i], v[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);

  for (guint i = 0; i < 2; i++)
    quarters[i] = __builtin_shufflevector (halves[2 * i], halves[2 * i + 1], 0, 1, 8, 9, 4, 5, 12, 13) +
                  __builtin_shufflevector (halves[2 * i], halves[2 * i + 1], 2, 3, 10, 11, 6, 7, 14, 15);

  return __builtin_shufflevector (quarters[0], quarters[1], 0, 2, 8, 10, 4, 6, 12, 14) +
         __builtin_shufflevector (quarters[0], quarters[1], 1, 3, 9, 11, 5, 7, 13, 15);
}

/* Eight rows of w against one of x: y[o] = w_o . x */
static HEED_SIMD_BODY HeedVector
dot_block (const float *x,
           const float *w,
           gsize        n_in,
           gboolean     fetch_next)
{
  HeedVector sums[BLOCK] = { 0 };
  gsize i = 0;

  for (; i + HEED_SIMD_WIDTH <= n_in; i += HEED_SIMD_WIDTH)
    {
      HeedVector x_i = heed_vector_load (x + i);

      if (fetch_next)
        for (guint line = 0; line < BLOCK * HEED_SIMD_WIDTH; line += CACHE_LINE)
          __builtin_prefetch (w + (n_in + i) * BLOCK + line);

      for (guint o = 0; o < BLOCK; o++)
        sums[o] += heed_vector_load (w + o * n_in + i) * x_i;
    }

  if (i < n_in)
    {
      HeedVector x_i = heed_vector_load_some (x + i, n_in - i);

      for (guint o = 0; o < BLOCK; o++)
        sums[o] += heed_vector_load_some (w + o * n_in + i, n_in - i) * x_i;
    }

  return sum_each (sums);
}

/* Four rows of w against two of x: the first four numbers are those of x. */
static HEED_SIMD_BODY HeedVector
dot_half_block (const float *x,
                const float *next_x,
                const float *w,
                gsize        n_in)
{
  HeedVector sums[BLOCK] = { 0 };
  gsize i = 0;

  for (; i + HEED_SIMD_WIDTH <= n_in; i += HEED_SIMD_WIDTH)
    {
      HeedVector x_i = heed_vector_load (x + i);
      HeedVector next_i = heed_vector_load (next_x + i);

      for (guint o = 0; o < BLOCK / 2; o++)
        {
          HeedVector w_i = heed_vector_load (w + o * n_in + i);

          sums[o] += w_i * x_i;
          sums[o + BLOCK / 2] += w_i * next_i;
        }
    }

  if (i < n_in)
    for (guint o = 0; o < BLOCK / 2; o++)
      {
        HeedVector w_i = heed_vector_load_some (w + o * n_in + i, n_in - i);

        sums[o] += w_i * heed_vector_load_some (x + i, n_in - i);
        sums[o + BLOCK / 2] += w_i * heed_vector_load_some (next_x + i, n_in - i);
      }

  return sum_each (sums);
}

static HEED_SIMD_BODY float
dot (const float *a,
     const float *b,
     gsize        n)
{
  HeedVector sum = heed_vector_set (0.0f);

  for (gsize i = 0; i < n; i += HEED_SIMD_WIDTH)
    sum += heed_vector_load_at (a, i, n) * heed_vector_load_at (b, i, n);

  return heed_vector_sum (sum);
}

/* Two rows of x against eight of w, in two halves so that half a block of w
 * stays in the first cache. bias is one vector. */
static HEED_SIMD_BODY void
store_pair (float       *y,
            float       *next_y,
            const float *x,
            const float *next_x,
            const float *w,
            HeedVector   bias,
            gsize        n_in)
{
  HeedVector low = dot_half_block (x, next_x, w, n_in);
  HeedVector high = dot_half_block (x, next_x, w + BLOCK / 2 * n_in, n_in);

  heed_vector_store (y, __builtin_shufflevector (low, high, 0, 1, 2, 3, 8, 9, 10, 11) + bias);
  heed_vector_store (next_y, __builtin_shufflevector (low, high, 4, 5, 6, 7, 12, 13, 14, 15) + bias);
}

static HEED_SIMD_BODY void
matvec_rows (float       *y,
             const float *x,
             const float *w,
             const float *bias,
             gsize        n_rows,
             gsize        n_out,
             gsize        n_in,
             gsize        stride,
             gboolean     fetch_next)
{
  gsize o = 0;

  for (; o + BLOCK <= n_out; o += BLOCK)
    {
      HeedVector bias_o = bias != NULL ? heed_vector_load (bias + o) : heed_vector_set (0.0f);
      const float *w_o = w + o * n_in;
      float *y_o = y + o;
      gsize r = 0;

      for (; r + 2 <= n_rows; r += 2)
        store_pair (y_o + r * stride, y_o + (r + 1) * stride, x + r * n_in, x + (r + 1) * n_in, w_o, bias_o, n_in);
      if (r < n_rows)
        heed_vector_store (y_o + r * stride, dot_block (x + r * n_in, w_o, n_in, fetch_next) + bias_o);
    }

  for (; o < n_out; o++)
    for (gsize r = 0; r < n_rows; r++)
      y[r * stride + o] = dot (x + r * n_in, w + o * n_in, n_in) + (bias != NULL ? bias[o] : 0.0f);
}

static HEED_SIMD_BODY void
matvec_body (float       *y,
             const float *x,
             const float *w,
             const float *bias,
             gsize        n_rows,
             gsize        n_out,
             gsize        n_in,
             gsize        stride)
{
  if (n_rows == 1 && n_in > SHORT_ROW && n_in < LONG_ROW)
    matvec_rows (y, x, w, bias, 1, n_out, n_in, stride, TRUE);
  else
    matvec_rows (y, x, w, bias, n_rows, n_out, n_in, stride, FALSE);
}

/**
 * heed_matvec:
 * @y: (out): n_rows x n_out, stride numbers from one row to the next
 * @x: n_rows x n_in
 * @w: n_out x n_in
 * @bias: (nullable): n_out
 *
 *     y[r, o] = bias[o] + sum over i of w[o, i] x[r, i]
 *
 * Some of the outputs of a larger map are a smaller map: as long as the first
 * is a multiple of HEED_MATVEC_BLOCK the numbers are the same.
 *
 * Cost: reads @w once from memory, and half a time for each row from the cache
 */
HEED_SIMD_KERNEL (heed_matvec, matvec_body,
                  (float *y, const float *x, const float *w, const float *bias,
                   gsize n_rows, gsize n_out, gsize n_in, gsize stride),
                  (y, x, w, bias, n_rows, n_out, n_in, stride))
