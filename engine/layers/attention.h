/* attention.h — the attention of one query over many keys
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/layers/override.h"
#include "engine/tape/tape.h"
#include "engine/values.h"

G_BEGIN_DECLS

/* The weights of an attention. Which of them a kind of score has is in HeedScoreInfo; the others
 * are NULL. */
typedef struct {
  HeedScoreKind  kind;
  guint          n_heads;       /* H; 1 if the score has no heads */
  HeedTensor    *query_weight;  /* A or D x D */
  HeedTensor    *query_bias;
  HeedTensor    *key_weight;    /* A or D x D_k */
  HeedTensor    *key_bias;
  HeedTensor    *score_weight;  /* 1 x A or 1 x 1 */
  HeedTensor    *score_bias;    /* 1 x 1 */
  HeedTensor    *value_weight;  /* D x D_k */
  HeedTensor    *value_bias;
  HeedTensor    *output_weight; /* D x D */
  HeedTensor    *output_bias;
} HeedAttentionWeights;

/* Keys and values, computed once per sentence and used at every step. Rows are time-major:
 * position s of sentence b is row s * B + b. */
typedef struct {
  HeedTensor    *keys;         /* S B x A: projected as the score needs them */
  HeedTensor    *values;       /* S B x D_k */
  const guint32 *lengths;      /* B: sentence lengths; positions from there on are padding */
  guint          n_positions;  /* S */
  guint          n_sentences;  /* B */
} HeedAttentionMemory;

typedef struct {
  HeedTensor *scores;   /* B H x S, row b * H + head; -INFINITY for masked keys */
  HeedTensor *weights;  /* B H x S */
  HeedTensor *context;  /* B x D_k, or B x D if there is a value_weight */
} HeedAttentionResult;

HeedAttentionMemory heed_attention_prepare (HeedTape                    *tape,
                                            const HeedAttentionWeights  *weights,
                                            HeedTensor                  *values,
                                            const guint32               *lengths,
                                            guint                        n_sentences);
HeedAttentionResult heed_attention_attend  (HeedTape                    *tape,
                                            const HeedAttentionWeights  *weights,
                                            const HeedAttentionMemory   *memory,
                                            HeedTensor                  *query,
                                            const HeedAttentionOverride *override);

/* Parts of the computation, for the derivation of a weight (derivation.h). */
HeedTensor *heed_attention_map_query      (HeedTape                   *tape,
                                           const HeedAttentionWeights *weights,
                                           HeedTensor                 *query);
HeedTensor *heed_attention_make_unit_rows (HeedTape                   *tape,
                                           HeedTensor                 *x);
float       heed_attention_get_factor     (const HeedAttentionWeights *weights,
                                           guint                       width);

G_END_DECLS
