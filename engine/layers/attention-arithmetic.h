/* attention-arithmetic.h — one attention weight with all intermediate numbers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/base/arithmetic.h"
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

void heed_attention_explain (HeedTape                    *tape,
                             HeedArithmeticWriter        *writer,
                             const HeedAttentionQuestion *question,
                             HeedAttentionSite            site,
                             guint                        key);

G_END_DECLS
