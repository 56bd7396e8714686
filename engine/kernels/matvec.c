/* matvec.c — a linear map of a few rows
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A decoding step of one sentence has one row, and one of a beam has a few. Almost
 * all of the time then goes into reading the weight from memory, so it is read only
 * once and multiplied by all rows of x. It is read as eight streams, each of which
 * goes through an eighth of the weight: the hardware prefetches each stream, and
 * eight of them use more of the memory's bandwidth than one (tests/bench/README.md).
 *
 * Each result is one sum over eight lanes, in the order of the inputs, for any
 * number of rows: the numbers of a hypothesis depend neither on the other hypotheses
 * of the beam nor on how many threads share the outputs.
 *
 * Source: the definition; the order of reading was found by measuring.
 */

#include "engine/kernels/matvec.h"

#include "engine/kernels/simd.h"

#define BLOCK HEED_MATVEC_BLOCK
#define SMALL \
  32768 /* a weight of at most so many numbers stays in the cache: adjacent rows are faster */

/* The sums of eight vectors, each added in the order of heed_vector_sum(). */
static HEED_SIMD_BODY HeedVector
sum_each (const HeedVector v[BLOCK])
{
  HeedVector halves[4], quarters[2];

  for (guint i = 0; i < 4; i++)
    halves[i] = __builtin_shufflevector (v[i], v[i + 4], 0, 1, 2, 3, 8, 9, 10, 11) +
                __builtin_shufflevector (v[i], v[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);

  for (guint i = 0; i < 2; i++)
    quarters[i] =
      __builtin_shufflevector (halves[2 * i], halves[2 * i + 1], 0, 1, 8, 9, 4, 5, 12, 13) +
      __builtin_shufflevector (halves[2 * i], halves[2 * i + 1], 2, 3, 10, 11, 6, 7, 14, 15);

  return __builtin_shufflevector (quarters[0], quarters[1], 0, 2, 8, 10, 4, 6, 12, 14) +
         __builtin_shufflevector (quarters[0], quarters[1], 1, 3, 9, 11, 5, 7, 13, 15);
}

/* The dot products of one row of x with eight rows of w, which are apart numbers apart. */
static HEED_SIMD_BODY HeedVector
dot_block (const float *x,
           const float *w,
           gsize        n_in,
           gsize        apart)
{
  HeedVector sums[BLOCK] = { 0 };
  gsize i = 0;

  for (; i + HEED_SIMD_WIDTH <= n_in; i += HEED_SIMD_WIDTH)
    {
      HeedVector x_i = heed_vector_load (x + i);

      for (guint o = 0; o < BLOCK; o++)
        sums[o] += heed_vector_load (w + o * apart + i) * x_i;
    }

  if (i < n_in)
    {
      HeedVector x_i = heed_vector_load_some (x + i, n_in - i);

      for (guint o = 0; o < BLOCK; o++)
        sums[o] += heed_vector_load_some (w + o * apart + i, n_in - i) * x_i;
    }

  return sum_each (sums);
}

/* The dot products of two rows of x with four rows of w: first those of x, then those of
 * next_x. */
static HEED_SIMD_BODY HeedVector
dot_half_block (const float *x,
                const float *next_x,
                const float *w,
                gsize        n_in,
                gsize        apart)
{
  HeedVector sums[BLOCK] = { 0 };
  gsize i = 0;

  for (; i + HEED_SIMD_WIDTH <= n_in; i += HEED_SIMD_WIDTH)
    {
      HeedVector x_i = heed_vector_load (x + i);
      HeedVector next_i = heed_vector_load (next_x + i);

      for (guint o = 0; o < BLOCK / 2; o++)
        {
          HeedVector w_i = heed_vector_load (w + o * apart + i);

          sums[o] += w_i * x_i;
          sums[o + BLOCK / 2] += w_i * next_i;
        }
    }

  if (i < n_in)
    for (guint o = 0; o < BLOCK / 2; o++)
      {
        HeedVector w_i = heed_vector_load_some (w + o * apart + i, n_in - i);

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

/* Stores numbers first to first + n - 1 of sums, plus the bias, apart numbers apart. */
static HEED_SIMD_BODY void
store_apart (float       *y,
             const float *bias,
             HeedVector   sums,
             guint        first,
             guint        n,
             gsize        apart)
{
  if (apart == 1 && n == BLOCK)
    {
      heed_vector_store (y, bias != NULL ? sums + heed_vector_load (bias) : sums);
      return;
    }

  for (guint k = 0; k < n; k++)
    y[k * apart] = bias != NULL ? sums[first + k] + bias[k * apart] : sums[first + k];
}

/* Two rows of x times four rows of w, which are apart rows apart. */
static HEED_SIMD_BODY void
map_pair (float       *y,
          const float *x,
          const float *w,
          const float *bias,
          gsize        apart,
          gsize        n_in,
          gsize        stride)
{
  HeedVector sums = dot_half_block (x, x + n_in, w, n_in, apart * n_in);

  store_apart (y, bias, sums, 0, BLOCK / 2, apart);
  store_apart (y + stride, bias, sums, BLOCK / 2, BLOCK / 2, apart);
}

/* All rows of x times eight rows of w, which are apart rows apart. */
static HEED_SIMD_BODY void
map_rows (float       *y,
          const float *x,
          const float *w,
          const float *bias,
          gsize        n_rows,
          gsize        apart,
          gsize        n_in,
          gsize        stride)
{
  gsize half = apart * BLOCK / 2;
  gsize r = 0;

  for (; r + 2 <= n_rows; r += 2)
    {
      map_pair (y + r * stride, x + r * n_in, w, bias, apart, n_in, stride);
      map_pair (y + r * stride + half, x + r * n_in, w + half * n_in,
                bias != NULL ? bias + half : NULL, apart, n_in, stride);
    }

  if (r < n_rows)
    store_apart (y + r * stride, bias, dot_block (x + r * n_in, w, n_in, apart * n_in), 0, BLOCK,
                 apart);
}

static HEED_SIMD_BODY void
map_blocks (float       *y,
            const float *x,
            const float *w,
            const float *bias,
            gsize        n_rows,
            gsize        n_out,
            gsize        n_in,
            gsize        stride,
            gsize        apart)
{
  gsize step = apart == 1 ? BLOCK : 1;

  for (gsize o = 0; o < n_out / BLOCK * step; o += step)
    map_rows (y + o, x, w + o * n_in, bias != NULL ? bias + o : NULL, n_rows, apart, n_in, stride);
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
  if (n_out * n_in <= SMALL)
    map_blocks (y, x, w, bias, n_rows, n_out, n_in, stride, 1);
  else
    map_blocks (y, x, w, bias, n_rows, n_out, n_in, stride, n_out / BLOCK);

  for (gsize o = n_out / BLOCK * BLOCK; o < n_out; o++)
    for (gsize r = 0; r < n_rows; r++)
      y[r * stride + o] = dot (x + r * n_in, w + o * n_in, n_in) + (bias != NULL ? bias[o] : 0.0f);
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
 * Computing some outputs of a larger map separately gives the same bits.
 *
 * Cost: reads @w once from memory, and once from the cache for every two rows
 */
HEED_SIMD_KERNEL (heed_matvec, matvec_body,
                  (float *y, const float *x, const float *w, const float *bias,
                   gsize n_rows, gsize n_out, gsize n_in, gsize stride),
                  (y, x, w, bias, n_rows, n_out, n_in, stride))
