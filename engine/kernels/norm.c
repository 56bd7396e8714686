/* norm.c — layer and root-mean-square normalisation of rows, forward and backward
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     m      = mean of x, or 0 where rows are not centred
 *     r      = 1 / sqrt (mean of (x - m)^2 + epsilon)
 *     z[i]   = r (x[i] - m)
 *     y[i]   = weight[i] z[i] + bias[i]
 *
 *     d_z[i] = weight[i] d_y[i]
 *     d_x[i] += r (d_z[i] - z[i] mean of (d_z z) - mean of d_z, where centred)
 *
 * Source: Ba, Kiros and Hinton 2016, section 3 (centred); Zhang and Sennrich
 * 2019, equation 4 (not)
 */

#include "engine/kernels/norm.h"

#include <math.h>

#include "engine/kernels/simd.h"

static HEED_SIMD_BODY float
mean_of (const float *x,
         gsize        n)
{
  HeedVector sum = heed_vector_set (0.0f);

  for (gsize i = 0; i < n; i += HEED_SIMD_WIDTH)
    sum += heed_vector_load_at (x, i, n);

  return heed_vector_sum (sum) / (float) n;
}

/* Mean of (x - mean)^2. */
static HEED_SIMD_BODY float
mean_of_squares (const float *x,
                 float        mean,
                 gsize        n)
{
  HeedVector sum = heed_vector_set (0.0f);
  float rest = 0.0f;
  gsize i = 0;

  for (; i + HEED_SIMD_WIDTH <= n; i += HEED_SIMD_WIDTH)
    {
      HeedVector from_mean = heed_vector_load (x + i) - mean;

      sum += from_mean * from_mean;
    }
  for (; i < n; i++)
    rest += (x[i] - mean) * (x[i] - mean);

  return (heed_vector_sum (sum) + rest) / (float) n;
}

static HEED_SIMD_BODY void
forward_body (float          *y,
              float          *stats,
              const float    *x,
              const HeedNorm *norm,
              gsize           n_rows)
{
  gsize n = norm->n;

  for (gsize row = 0; row < n_rows; row++, x += n, y += n)
    {
      float mean = norm->is_centred ? mean_of (x, n) : 0.0f;
      float factor = 1.0f / sqrtf (mean_of_squares (x, mean, n) + norm->epsilon);

      if (norm->bias != NULL)
        for (gsize i = 0; i < n; i++)
          y[i] = norm->weight[i] * (factor * (x[i] - mean)) + norm->bias[i];
      else
        for (gsize i = 0; i < n; i++)
          y[i] = norm->weight[i] * (factor * (x[i] - mean));

      if (stats != NULL)
        {
          stats[2 * row] = mean;
          stats[2 * row + 1] = factor;
        }
    }
}

/**
 * heed_norm_forward:
 * @y: (out): n_rows x n, n being that of @norm
 * @stats: (out) (nullable): n_rows x 2: m and r of each row, for the backward pass
 * @x: n_rows x n
 * @norm: how to normalise; its weight and bias are n numbers each
 *
 *     y[i] = weight[i] (x[i] - m) r + bias[i], with m and r as above
 */
HEED_SIMD_KERNEL (heed_norm_forward, forward_body,
                  (float *y, float *stats, const float *x, const HeedNorm *norm, gsize n_rows),
                  (y, stats, x, norm, n_rows))

/* Computes two sums over a row: of d_z and of d_z z. */
static HEED_SIMD_BODY void
sum_row (float          sums[2],
         const float   *d_y,
         const float   *x,
         const float   *weight,
         float          mean,
         float          factor,
         gsize          n)
{
  HeedVector sum = heed_vector_set (0.0f);
  HeedVector sum_of_products = heed_vector_set (0.0f);

  for (gsize i = 0; i < n; i += HEED_SIMD_WIDTH)
    {
      HeedVector d_z = heed_vector_load_at (weight, i, n) * heed_vector_load_at (d_y, i, n);

      sum += d_z;
      sum_of_products += d_z * (factor * (heed_vector_load_at (x, i, n) - mean));
    }

  sums[0] = heed_vector_sum (sum);
  sums[1] = heed_vector_sum (sum_of_products);
}

static HEED_SIMD_BODY void
backward_body (float          *d_x,
               float          *d_weight,
               float          *d_bias,
               const float    *d_y,
               const float    *x,
               const float    *stats,
               const HeedNorm *norm,
               gsize           n_rows)
{
  gsize n = norm->n;

  for (gsize row = 0; row < n_rows; row++, d_x += n, d_y += n, x += n)
    {
      float mean = stats[2 * row], factor = stats[2 * row + 1];
      float sums[2], mean_d_z, mean_product;

      sum_row (sums, d_y, x, norm->weight, mean, factor, n);
      mean_d_z = norm->is_centred ? sums[0] / (float) n : 0.0f;
      mean_product = sums[1] / (float) n;

      for (gsize i = 0; i < n; i++)
        {
          float z = factor * (x[i] - mean);

          d_x[i] += factor * (norm->weight[i] * d_y[i] - mean_d_z - z * mean_product);
          d_weight[i] += d_y[i] * z;
        }

      for (gsize i = 0; d_bias != NULL && i < n; i++)
        d_bias[i] += d_y[i];
    }
}

/**
 * heed_norm_backward:
 * @d_x: (inout): n_rows x n; added to
 * @d_weight: (inout): n numbers; added to
 * @d_bias: (inout) (nullable): n numbers; added to
 * @d_y: n_rows x n, the gradient of y
 * @x: n_rows x n, as given to heed_norm_forward()
 * @stats: n_rows x 2, as heed_norm_forward() computed them
 *
 *     d_x[i] += r (d_z[i] - z[i] mean of (d_z z) - mean of d_z, where centred)
 *     d_weight[i] += sum over rows of d_y[i] z[i];  d_bias[i] += sum over rows of d_y[i]
 */
HEED_SIMD_KERNEL (heed_norm_backward, backward_body,
                  (float *d_x, float *d_weight, float *d_bias, const float *d_y, const float *x,
                   const float *stats, const HeedNorm *norm, gsize n_rows),
                  (d_x, d_weight, d_bias, d_y, x, stats, norm, n_rows))
