/* row-word.h — the word that one row of an attention belongs to, with its weights by word
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

G_BEGIN_DECLS

/* All contents are owned. Pieces are query tokens; keys are the tokens attended to. */
typedef struct {
  char     *label;       /* as in the heatmap */
  char    **pieces;      /* n_pieces, NULL-terminated */
  guint     n_pieces;    /* 1 if the word is a single token */
  guint     first;       /* row of the first piece */
  gboolean  has_forced;  /* the user forced one of the pieces */

  char    **columns;     /* n_columns key words, NULL-terminated */
  guint     n_columns;
  guint    *starts;      /* n_columns + 1: the first key of each word, then the number of keys */
  float    *weights;     /* n_columns: sums over keys, means over pieces */
} HeedRowWord;

HeedRowWord *heed_row_word_new         (const HeedToken   *shown,
                                        const HeedToken   *pieces,
                                        guint              n_pieces,
                                        guint              first);
void         heed_row_word_free        (HeedRowWord       *word);

void         heed_row_word_set_columns (HeedRowWord       *word,
                                        const HeedToken   *columns,
                                        const guint       *starts,
                                        const float       *weights,
                                        guint              n_columns);

/* The word that contains a key; -1: none. */
int          heed_row_word_find_column (const HeedRowWord *word,
                                        int                key);
gboolean     heed_row_word_has_one_key (const HeedRowWord *word,
                                        guint              column);

/* Whether any of its weights may combine several tokens. */
gboolean     heed_row_word_is_merged   (const HeedRowWord *word);

/* The key of a word with the largest weight. */
guint        heed_row_word_pick_key    (const HeedRowWord *word,
                                        guint              column,
                                        const float       *weights,
                                        guint              n_keys);

/* The scores of words that are one token, NAN for others; NULL if there is none. Caller frees. */
float       *heed_row_word_pick_scores (const HeedRowWord *word,
                                        const float       *scores,
                                        guint              n_keys);

/* Which words are hidden: those with hidden keys only. NULL if hidden is NULL. Caller frees. */
guint8      *heed_row_word_pick_hidden (const HeedRowWord *word,
                                        const guint8      *hidden,
                                        guint              n_keys);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedRowWord, heed_row_word_free)

G_END_DECLS
