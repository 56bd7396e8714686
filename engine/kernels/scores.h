/* scores.h — additive and dot-product scores of one query against many keys
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Keys and values are n_keys rows of n numbers, stride numbers apart. */
void heed_additive_scores (float *scores,
                           const float *query,
                           const float *keys,
                           const float *v,
                           gsize n_keys,
                           gsize stride,
                           gsize n);
void heed_additive_scores_backward (float *d_query,
                                    float *d_keys,
                                    float *d_v,
                                    const float *d_scores,
                                    const float *query,
                                    const float *keys,
                                    const float *v,
                                    gsize n_keys,
                                    gsize stride,
                                    gsize n);
void heed_dot_scores (float *scores,
                      const float *query,
                      const float *keys,
                      float factor,
                      gsize n_keys,
                      gsize stride,
                      gsize n);
void heed_dot_scores_backward      (float *d_query, float *d_keys, const float *d_scores,
                                    const float *query, const float *keys, float factor,
                                    gsize n_keys, gsize stride, gsize n);

/* context = sum over keys k of weights[k] values[k] */
void heed_weighted_sum             (float *context, const float *weights, const float *values,
                                    gsize n_keys, gsize stride, gsize n);
void heed_weighted_sum_backward    (float *d_weights, float *d_values, const float *d_context,
                                    const float *weights, const float *values,
                                    gsize n_keys, gsize stride, gsize n);

G_END_DECLS
