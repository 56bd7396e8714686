/* pair-attention.h — the attention of a pair in all heads, from which links can be read again
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/words/words.h"

G_BEGIN_DECLS

#define HEED_NO_COLUMN G_MAXUINT

/* The attention of all heads for one pair; all owned. n_heads is 0 if nothing attends. */
typedef struct {
  guint  n_heads;
  guint  n_steps;         /* target tokens and the end token */
  guint  n_columns;       /* source tokens as the encoder received them */
  guint  n_target_tokens;
  guint  n_source_words;
  guint  n_target_words;
  guint  stop_column;     /* the mark that ends the source (". ! ? 。"); or HEED_NO_COLUMN */
  guint *column_words;    /* n_columns: the word of each, or HEED_NO_WORD */
  guint *target_words;    /* n_target_tokens: likewise */
  float *values;          /* n_heads x n_steps x n_columns */
} HeedPairAttention;

void        heed_pair_attention_take       (HeedPairAttention       *attention,
                                            const HeedWords         *source,
                                            const HeedWords         *target,
                                            const HeedForcedReading *reading);
void        heed_pair_attention_clear      (HeedPairAttention       *attention);

/* Returns the weighted sum of the heads: steps x source tokens. */
HeedMatrix *heed_pair_attention_dup_tokens (const HeedPairAttention *attention,
                                            const float             *weights);

/* Returns the same merged to target words x source words; NULL if a side has no word. shift is
 * as in HeedLinkOptions. */
HeedMatrix *heed_pair_attention_dup_words  (const HeedPairAttention *attention,
                                            const HeedMatrix        *tokens,
                                            guint                    shift);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedPairAttention, heed_pair_attention_clear)

G_END_DECLS
