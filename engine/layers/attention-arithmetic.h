/* attention-arithmetic.h — one weight taken apart, with the numbers on the way
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/base/arithmetic.h"
#include "engine/layers/attention.h"

G_BEGIN_DECLS

/* What one query computed in all heads of one place. */
typedef struct {
  const HeedAttentionWeights  *weights;
  HeedAttentionMemory          memory;     /* of one sentence */
  HeedTensor                  *query;      /* 1 x D: what asks, as W_q reads it */
  const float                 *source;     /* n_source: the key, as W_k reads it; NULL: not kept */
  guint                        n_source;
  guint                        n_keys;     /* K */
  const float                 *scores;     /* H x K, stride apart */
  const float                 *attention;  /* H x K, likewise: the weights they became */
  guint                        stride;
  float                        factor;     /* of the products of query and key */
  const float                 *bias;       /* H: added by the distance of query and key; or NULL */
  const HeedAttentionOverride *override;   /* NULL: nothing was changed */
} HeedAttentionQuestion;

void heed_attention_explain (HeedTape                    *tape,
                             HeedArithmeticWriter        *writer,
                             const HeedAttentionQuestion *question,
                             HeedAttentionSite            site,
                             guint                        key);

G_END_DECLS
