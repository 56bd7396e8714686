/* softmax.c — scores to probabilities, forward and backward
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The forward and the backward pass of an operation are always in one file, one
 * below the other, so that a change to one is checked against the other.
 *
 * Source: Vaswani et al. 2017, equation 1 (the softmax); Shannon 1948, section 6 (the
 * entropy); the backward passes are the chain rule.
 */

#include "engine/kernels/softmax.h"

#include "engine/kernels/functions.h"

#define SUM_BLOCK 4096  /* numbers summed in float before adding to a double; a multiple of every
                         * vector width */

static HEED_SIMD_BODY float
find_largest (const float *in,
              gsize        n)
{
  HeedVector largest = heed_vector_set (-INFINITY);
  float result;
  gsize i = 0;

  for (; i + HEED_SIMD_WIDTH <= n; i += HEED_SIMD_WIDTH)
    {
      HeedVector x = heed_vector_load (in + i);

      largest = heed_vector_select (x > largest, x, largest);
    }

  result = heed_vector_max (largest);
  for (; i < n; i++)
    result = in[i] > result ? in[i] : result;

  return result;
}

/* out[c] = exp (in[c] - largest); returns their sum. A single float sum would be off by 2e-4 for
 * a quarter of a million keys. */
static HEED_SIMD_BODY float
exponentiate (float       *out,
              const float *in,
              float        largest,
              gsize        n)
{
  double sum = 0.0;
  float rest = 0.0f;
  gsize i = 0;

  while (i + HEED_SIMD_WIDTH <= n)
    {
      gsize end = MIN (n, i + SUM_BLOCK);
      HeedVector block = heed_vector_set (0.0f);

      for (; i + HEED_SIMD_WIDTH <= end; i += HEED_SIMD_WIDTH)
        {
          HeedVector e = heed_vector_exp (heed_vector_load (in + i) - largest);

          heed_vector_store (out + i, e);
          block += e;
        }
      sum += heed_vector_sum (block);
    }

  if (i < n)
    {
      HeedVector e = heed_vector_exp (heed_vector_load_some (in + i, n - i) - largest);

      heed_vector_store_some (out + i, e, n - i);
      for (gsize lane = 0; lane < n - i; lane++)
        rest += e[lane];
    }

  return (float) (sum + rest);
}

static HEED_SIMD_BODY void
softmax_forward_body (float       *probs,
                      const float *scores,
                      gsize        n_rows,
                      gsize        n_columns)
{
  for (gsize r = 0; r < n_rows; r++)
    {
      const float *in = scores + r * n_columns;
      float *out = probs + r * n_columns;
      float largest = find_largest (in, n_columns);
      float sum, factor;

      if (largest == -INFINITY)
        largest = 0.0f;  /* every place is masked or NaN */

      sum = exponentiate (out, in, largest, n_columns);
      factor = sum == 0.0f ? 0.0f : 1.0f / sum;

      for (gsize c = 0; c < n_columns; c++)
        out[c] *= factor;
    }
}

/**
 * heed_softmax_forward:
 * @probs: (out): n_rows x n_columns; may be @scores itself
 * @scores: n_rows x n_columns; -INFINITY marks a masked place
 *
 *     probs[r, c] = exp (scores[r, c]) / sum over j of exp (scores[r, j])
 *
 * The largest score of a row is subtracted first, so that exp() does not overflow. A
 * row that is masked everywhere becomes all zeros, not NaN. A NaN in the scores makes
 * its whole row NaN, which the caller reports with the tensor's name.
 *
 * Source: Vaswani et al. 2017, equation 1 (the softmax only).
 */
HEED_SIMD_KERNEL (heed_softmax_forward, softmax_forward_body,
                  (float *probs, const float *scores, gsize n_rows, gsize n_columns),
                  (probs, scores, n_rows, n_columns))

static HEED_SIMD_BODY void
softmax_backward_body (float       *d_scores,
                       const float *d_probs,
                       const float *probs,
                       gsize        n_rows,
                       gsize        n_columns)
{
  for (gsize r = 0; r < n_rows; r++)
    {
      const float *d_out = d_probs + r * n_columns;
      const float *out = probs + r * n_columns;
      float *d_in = d_scores + r * n_columns;
      float shared = 0.0f;

      for (gsize c = 0; c < n_columns; c++)
        shared += d_out[c] * out[c];

      for (gsize c = 0; c < n_columns; c++)
        d_in[c] += out[c] * (d_out[c] - shared);
    }
}

/**
 * heed_softmax_backward:
 * @d_scores: (inout): n_rows x n_columns; added to, not overwritten
 * @d_probs: n_rows x n_columns, the gradient of @probs
 * @probs: n_rows x n_columns, as heed_softmax_forward() computed them
 *
 *     d_scores[r, c] += probs[r, c] * (d_probs[r, c] - sum over j of d_probs[r, j] * probs[r, j])
 */
HEED_SIMD_KERNEL (
  heed_softmax_backward,
  softmax_backward_body,
  (float *d_scores, const float *d_probs, const float *probs, gsize n_rows, gsize n_columns),
  (d_scores, d_probs, probs, n_rows, n_columns))

static HEED_SIMD_BODY void
log_sum_exp_body (const float *scores,
                  float       *probs,
                  gsize        n_columns,
                  float       *result)
{
  float largest = find_largest (scores, n_columns);
  float sum = exponentiate (probs, scores, largest, n_columns);
  float factor = 1.0f / sum;

  for (gsize c = 0; c < n_columns; c++)
    probs[c] *= factor;

  *result = largest + logf (sum);
}

/**
 * heed_log_sum_exp:
 * @scores: n_columns
 * @probs: (out): n_columns, the softmax of @scores
 * @result: (out): one number, log (sum over c of exp (scores[c]))
 *
 * scores[c] minus @result is the log-probability of c, exact even where the
 * probability itself is too small for a float.
 */
HEED_SIMD_KERNEL (heed_log_sum_exp, log_sum_exp_body,
                  (const float *scores, float *probs, gsize n_columns, float *result),
                  (scores, probs, n_columns, result))

static HEED_SIMD_BODY void
entropy_body (const float *scores,
              const float *probs,
              float        log_sum,
              gsize        n_columns,
              float       *result)
{
  HeedVector sum = heed_vector_set (0.0f);

  for (gsize i = 0; i < n_columns; i += HEED_SIMD_WIDTH)
    {
      HeedVector p = heed_vector_load_at (probs, i, n_columns);
      HeedVector log_p = heed_vector_load_at (scores, i, n_columns) - log_sum;

      sum -= heed_vector_select (p > 0.0f, p * log_p, heed_vector_set (0.0f));
    }

  *result = heed_vector_sum (sum);
}

/**
 * heed_entropy:
 * @scores: n_columns
 * @probs: n_columns; @probs and @log_sum are results of heed_log_sum_exp()
 * @result: (out): one number, nats
 *
 *     - sum over c of probs[c] log probs[c],  log probs[c] = scores[c] - log_sum
 *
 * Terms of probability 0 are left out, also if the score is -INFINITY.
 */
HEED_SIMD_KERNEL (
  heed_entropy,
  entropy_body,
  (const float *scores, const float *probs, float log_sum, gsize n_columns, float *result),
  (scores, probs, log_sum, n_columns, result))
