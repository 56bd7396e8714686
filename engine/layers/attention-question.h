/* attention-question.h — what one query computed, for the explanation of its weights
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/layers/attention.h"

G_BEGIN_DECLS

/* What one query computed in all heads of one attention layer. */
typedef struct {
  const HeedAttentionWeights  *weights;
  HeedAttentionMemory          memory;     /* of one sentence */
  HeedTensor                  *query;      /* 1 x D: the input of W_q */
  const float                 *source;     /* n_source: the input of W_k; NULL: not kept */
  guint                        n_source;
  guint                        n_keys;     /* K */
  const float                 *scores;     /* H x K, rows stride numbers apart */
  const float                 *attention;  /* H x K, likewise: the attention weights */
  guint                        stride;
  float                        factor;     /* of the dot products of query and key */
  const float                 *bias;       /* H: the distance bias of this key; or NULL */
  const HeedAttentionOverride *override;   /* NULL without interventions */
} HeedAttentionQuestion;

G_END_DECLS
