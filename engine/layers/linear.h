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

/* What each row is to be. */
typedef struct {
  const guint32 *ids;          /* n_rows */
  const float   *row_weights;  /* n_rows; 0 leaves a row out */
  float          smoothing;    /* in [0, 1): how much goes to all words alike */
} HeedLabels;

/* The sum over rows of row_weights[r] times the cross-entropy of label r, nats.
 * Leaves the gradients of x, weight and bias at once if the tape records. */
double      heed_cross_entropy (HeedTape         *tape,
                                HeedTensor       *x,
                                HeedTensor       *weight,
                                HeedTensor       *bias,
                                const HeedLabels *labels);

/* What the output layer makes of a row, natural logarithms. */
typedef struct {
  float log_prob;  /* of its label */
  float entropy;   /* nats */
} HeedRowScore;

/* The same layer without gradients; rows of weight 0 keep the score they have. */
void        heed_score_rows    (HeedTape         *tape,
                                HeedTensor       *x,
                                HeedTensor       *weight,
                                HeedTensor       *bias,
                                const HeedLabels *labels,
                                HeedRowScore     *scores);

G_END_DECLS
