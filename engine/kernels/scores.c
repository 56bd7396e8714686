/* scores.c — additive and dot-product scores of one query against many keys
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One query, K keys. In a batch the keys of one sentence are not adjacent in memory
 * (position is the outer index), hence the stride. Backward kernels add to the
 * gradients.
 */

#include "engine/kernels/scores.h"

#include "engine/kernels/functions.h"

static HEED_SIMD_BODY void
additive_body (float       *scores,
               const float *query,
               const float *keys,
               const float *v,
               gsize        n_keys,
               gsize        stride,
               gsize        n)
{
  for (gsize k = 0; k < n_keys; k++)
    {
      const float *key = keys + k * stride;
      HeedVector sum = heed_vector_set (0.0f);

      for (gsize i = 0; i < n; i += HEED_SIMD_WIDTH)
        sum += heed_vector_load_at (v, i, n) * heed_vector_tanh (heed_vector_load_at (query, i, n) +
                                                                 heed_vector_load_at (key, i, n));

      scores[k] = heed_vector_sum (sum);
    }
}

/**
 * heed_additive_scores:
 * @scores: (out): K
 * @query: n, already projected: W q
 * @keys: K x n, already projected: U k
 * @v: n
 *
 *     scores[k] = sum over i of v[i] tanh (query[i] + keys[k, i])
 *
 * Source: Bahdanau et al. 2015, appendix A.1.2
 */
HEED_SIMD_KERNEL (heed_additive_scores, additive_body,
                  (float *scores, const float *query, const float *keys, const float *v,
                   gsize n_keys, gsize stride, gsize n),
                  (scores, query, keys, v, n_keys, stride, n))

static HEED_SIMD_BODY void
additive_backward_body (float       *d_query,
                        float       *d_keys,
                        float       *d_v,
                        const float *d_scores,
                        const float *query,
                        const float *keys,
                        const float *v,
                        gsize        n_keys,
                        gsize        stride,
                        gsize        n)
{
  for (gsize i = 0; i < n; i += HEED_SIMD_WIDTH)
    {
      HeedVector query_i = heed_vector_load_at (query, i, n);
      HeedVector v_i = heed_vector_load_at (v, i, n);
      HeedVector d_query_i = heed_vector_set (0.0f);
      HeedVector d_v_i = heed_vector_set (0.0f);

      for (gsize k = 0; k < n_keys; k++)
        {
          HeedVector t = heed_vector_tanh (query_i + heed_vector_load_at (keys + k * stride, i, n));
          HeedVector d_inside = d_scores[k] * v_i * (1.0f - t * t);

          d_query_i += d_inside;
          d_v_i += d_scores[k] * t;
          heed_vector_add_at (d_keys + k * stride, i, n, d_inside);
        }

      heed_vector_add_at (d_query, i, n, d_query_i);
      heed_vector_add_at (d_v, i, n, d_v_i);
    }
}

/**
 * heed_additive_scores_backward:
 * @d_query: (inout): n numbers; added to, as @d_keys and @d_v are
 * @d_keys: (inout): K x n, stride numbers from one to the next
 * @d_v: (inout): n numbers
 * @d_scores: K numbers, the gradient of the scores
 * @query: n numbers; @query, @keys and @v are those given to heed_additive_scores()
 * @keys: K x n
 * @v: n numbers
 *
 *     t             = tanh (query[i] + keys[k, i])
 *     d_query[i]   += sum over k of d_scores[k] v[i] (1 - t^2)
 *     d_keys[k, i] += d_scores[k] v[i] (1 - t^2)
 *     d_v[i]       += sum over k of d_scores[k] t
 *
 * Source: the chain rule
 */
HEED_SIMD_KERNEL (heed_additive_scores_backward, additive_backward_body,
                  (float *d_query, float *d_keys, float *d_v, const float *d_scores,
                   const float *query, const float *keys, const float *v,
                   gsize n_keys, gsize stride, gsize n),
                  (d_query, d_keys, d_v, d_scores, query, keys, v, n_keys, stride, n))

static HEED_SIMD_BODY void
dot_body (float       *scores,
          const float *query,
          const float *keys,
          float        factor,
          gsize        n_keys,
          gsize        stride,
          gsize        n)
{
  for (gsize k = 0; k < n_keys; k++)
    {
      HeedVector sum = heed_vector_set (0.0f);

      for (gsize i = 0; i < n; i += HEED_SIMD_WIDTH)
        sum += heed_vector_load_at (query, i, n) * heed_vector_load_at (keys + k * stride, i, n);

      scores[k] = factor * heed_vector_sum (sum);
    }
}

/**
 * heed_dot_scores:
 * @scores: (out): K numbers
 * @query: n numbers
 * @keys: K x n, stride numbers from one to the next
 *
 *     scores[k] = factor sum over i of query[i] keys[k, i]
 *
 * Source: Luong et al. 2015, section 3.1 (factor 1); Vaswani et al. 2017, equation 1
 *   (factor 1 / sqrt (n))
 */
HEED_SIMD_KERNEL (heed_dot_scores, dot_body,
                  (float *scores, const float *query, const float *keys, float factor,
                   gsize n_keys, gsize stride, gsize n),
                  (scores, query, keys, factor, n_keys, stride, n))

static HEED_SIMD_BODY void
dot_backward_body (float       *d_query,
                   float       *d_keys,
                   const float *d_scores,
                   const float *query,
                   const float *keys,
                   float        factor,
                   gsize        n_keys,
                   gsize        stride,
                   gsize        n)
{
  for (gsize i = 0; i < n; i += HEED_SIMD_WIDTH)
    {
      HeedVector query_i = heed_vector_load_at (query, i, n);
      HeedVector d_query_i = heed_vector_set (0.0f);

      for (gsize k = 0; k < n_keys; k++)
        {
          d_query_i += factor * d_scores[k] * heed_vector_load_at (keys + k * stride, i, n);
          heed_vector_add_at (d_keys + k * stride, i, n, factor * d_scores[k] * query_i);
        }

      heed_vector_add_at (d_query, i, n, d_query_i);
    }
}

/**
 * heed_dot_scores_backward:
 * @d_query: (inout): n numbers; added to
 * @d_keys: (inout): K x n, stride numbers from one to the next; added to
 * @d_scores: K numbers, the gradient of the scores
 * @query: n numbers, as given to heed_dot_scores()
 * @keys: K x n
 *
 *     d_query[i]   += factor sum over k of d_scores[k] keys[k, i]
 *     d_keys[k, i] += factor d_scores[k] query[i]
 *
 * Source: the chain rule
 */
HEED_SIMD_KERNEL (heed_dot_scores_backward, dot_backward_body,
                  (float *d_query, float *d_keys, const float *d_scores,
                   const float *query, const float *keys, float factor,
                   gsize n_keys, gsize stride, gsize n),
                  (d_query, d_keys, d_scores, query, keys, factor, n_keys, stride, n))

static HEED_SIMD_BODY void
weighted_sum_body (float       *context,
                   const float *weights,
                   const float *values,
                   gsize        n_keys,
                   gsize        stride,
                   gsize        n)
{
  for (gsize i = 0; i < n; i += HEED_SIMD_WIDTH)
    {
      HeedVector sum = heed_vector_set (0.0f);

      for (gsize k = 0; k < n_keys; k++)
        sum += weights[k] * heed_vector_load_at (values + k * stride, i, n);

      heed_vector_store_at (context, i, n, sum);
    }
}

/**
 * heed_weighted_sum:
 * @context: (out): n numbers
 * @weights: K numbers
 * @values: K x n, stride numbers from one to the next
 *
 *     context[i] = sum over k of weights[k] values[k, i]
 *
 * Source: Bahdanau et al. 2015, equation 5
 */
HEED_SIMD_KERNEL (heed_weighted_sum, weighted_sum_body,
                  (float *context, const float *weights, const float *values,
                   gsize n_keys, gsize stride, gsize n),
                  (context, weights, values, n_keys, stride, n))

static HEED_SIMD_BODY void
weighted_sum_backward_body (float       *d_weights,
                            float       *d_values,
                            const float *d_context,
                            const float *weights,
                            const float *values,
                            gsize        n_keys,
                            gsize        stride,
                            gsize        n)
{
  for (gsize k = 0; k < n_keys; k++)
    {
      HeedVector sum = heed_vector_set (0.0f);

      for (gsize i = 0; i < n; i += HEED_SIMD_WIDTH)
        {
          HeedVector d_context_i = heed_vector_load_at (d_context, i, n);

          sum += d_context_i * heed_vector_load_at (values + k * stride, i, n);
          heed_vector_add_at (d_values + k * stride, i, n, weights[k] * d_context_i);
        }

      d_weights[k] += heed_vector_sum (sum);
    }
}

/**
 * heed_weighted_sum_backward:
 * @d_weights: (inout): K numbers; added to
 * @d_values: (inout): K x n, stride numbers from one to the next; added to
 * @d_context: n numbers, the gradient of the context
 * @weights: K numbers, as given to heed_weighted_sum()
 * @values: K x n
 *
 *     d_weights[k]   += sum over i of d_context[i] values[k, i]
 *     d_values[k, i] += weights[k] d_context[i]
 *
 * Source: the chain rule
 */
HEED_SIMD_KERNEL (heed_weighted_sum_backward, weighted_sum_backward_body,
                  (float *d_weights, float *d_values, const float *d_context,
                   const float *weights, const float *values,
                   gsize n_keys, gsize stride, gsize n),
                  (d_weights, d_values, d_context, weights, values, n_keys, stride, n))
