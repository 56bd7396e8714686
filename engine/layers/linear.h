/* linear.h — linear maps, embeddings, and the output layer's loss
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/tape/tape.h"

G_BEGIN_DECLS

/* y = x W^T + b; bias may be NULL */
HeedTensor *heed_linear        (HeedTape       *tape,
                                HeedTensor     *x,
                                HeedTensor     *weight,
                                HeedTensor     *bias);

/* Row ids[i] of the table is row i of the result. */
HeedTensor *heed_embedding     (HeedTape       *tape,
                                HeedTensor     *table,
                                const guint32  *ids,
                                guint           n_ids);

/* The target token of each row. */
typedef struct {
  const guint32 *ids;          /* n_rows */
  const float   *row_weights;  /* n_rows; 0 ignores the row */
  float          smoothing;    /* label smoothing, in [0, 1) */
} HeedLabels;

/* Returns the sum over rows of row_weights[r] times the cross-entropy of label r, in nats. If
 * the tape records, adds the gradients of x, weight and bias immediately. */
double      heed_cross_entropy (HeedTape         *tape,
                                HeedTensor       *x,
                                HeedTensor       *weight,
                                HeedTensor       *bias,
                                const HeedLabels *labels);

/* The log-probability and entropy that the output layer gives for a row. */
typedef struct {
  float log_prob;  /* of the row's label, nats */
  float entropy;   /* nats */
} HeedRowScore;

/* The same layer without gradients; the scores of rows with weight 0 are not written. */
void        heed_score_rows    (HeedTape         *tape,
                                HeedTensor       *x,
                                HeedTensor       *weight,
                                HeedTensor       *bias,
                                const HeedLabels *labels,
                                HeedRowScore     *scores);

G_END_DECLS
