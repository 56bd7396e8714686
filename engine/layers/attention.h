/* attention.h — one query looks at many keys
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/layers/override.h"
#include "engine/tape/tape.h"
#include "engine/values.h"

G_BEGIN_DECLS

/* Which tensors a kind of score has is in the table of scores (values.h); the
 * others are NULL. */
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

/* What is looked at: made once a sentence, used at every step. Rows are time-
 * major: position s of sentence b is row s * B + b. */
typedef struct {
  HeedTensor    *keys;         /* S B x A: as the score wants them */
  HeedTensor    *values;       /* S B x D_k */
  const guint32 *lengths;      /* B: positions from here on are not looked at */
  guint          n_positions;  /* S */
  guint          n_sentences;  /* B */
} HeedAttentionMemory;

typedef struct {
  HeedTensor *scores;   /* B H x S, row b * H + head; -INFINITY where nothing may be looked at */
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

/* The parts of it, for whoever explains it. */
HeedTensor *heed_attention_map_query      (HeedTape                   *tape,
                                           const HeedAttentionWeights *weights,
                                           HeedTensor                 *query);
HeedTensor *heed_attention_make_unit_rows (HeedTape                   *tape,
                                           HeedTensor                 *x);
float       heed_attention_get_factor     (const HeedAttentionWeights *weights,
                                           guint                       width);

G_END_DECLS
