/* row-word.h — the word that one row of an attention belongs to, and where it looks
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

G_BEGIN_DECLS

/* Nothing in it is borrowed. Pieces are tokens; keys are the tokens that are looked at. */
typedef struct {
  char     *label;       /* as everywhere else */
  char    **pieces;      /* n_pieces of them */
  guint     n_pieces;    /* 1: the word is one token */
  guint     first;       /* the row of the first piece */
  gboolean  has_forced;  /* a person chose one of the pieces */

  char    **columns;     /* n_columns words that are looked at */
  guint     n_columns;
  guint    *starts;      /* n_columns + 1: the first key of each word, and behind the last */
  float    *weights;     /* n_columns: summed over keys, averaged over pieces */
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

/* -1 is none. */
int          heed_row_word_find_column (const HeedRowWord *word,
                                        int                key);
gboolean     heed_row_word_has_one_key (const HeedRowWord *word,
                                        guint              column);

/* Whether a weight of it may be that of several tokens. */
gboolean     heed_row_word_is_merged   (const HeedRowWord *word);

/* Of the keys of a word, the one that a piece looks at most. */
guint        heed_row_word_pick_key    (const HeedRowWord *word,
                                        guint              column,
                                        const float       *weights,
                                        guint              n_keys);

/* Scores of tokens, for the words that are one token; NULL if there is none. */
float       *heed_row_word_pick_scores (const HeedRowWord *word,
                                        const float       *scores,
                                        guint              n_keys);

/* Which words are hidden: those without a key that is not; NULL stays NULL. */
guint8      *heed_row_word_pick_hidden (const HeedRowWord *word,
                                        const guint8      *hidden,
                                        guint              n_keys);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedRowWord, heed_row_word_free)

G_END_DECLS
