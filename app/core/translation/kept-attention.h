/* kept-attention.h — the attention of a pair in all heads, kept to read links again
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
} HeedKeptAttention;

void        heed_kept_attention_take       (HeedKeptAttention       *kept,
                                            const HeedWords         *source,
                                            const HeedWords         *target,
                                            const HeedForcedReading *reading);
void        heed_kept_attention_clear      (HeedKeptAttention       *kept);

/* Returns the weighted sum of the heads: steps x source tokens. */
HeedMatrix *heed_kept_attention_dup_tokens (const HeedKeptAttention *kept,
                                            const float             *weights);

/* Returns the same merged to target words x source words; NULL if a side has no word. shift is
 * as in HeedLinkOptions. */
HeedMatrix *heed_kept_attention_dup_words  (const HeedKeptAttention *kept,
                                            const HeedMatrix        *tokens,
                                            guint                    shift);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedKeptAttention, heed_kept_attention_clear)

G_END_DECLS
