/* gold-marks.h — gold links as marks over the cells of a heatmap
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Links are between the words of a line; a heatmap has tokens, or what a person calls words of
 * them. So the tokens of each axis say which word of the line they are in, and where they stand.
 */

#pragma once

#include "app/core/gold.h"
#include "app/core/words.h"

G_BEGIN_DECLS

/* One axis; everything is borrowed. */
typedef struct {
  const guint *words;     /* n_tokens: heed_words_dup_of_tokens(); HEED_NO_WORD is none */
  const guint *places;    /* n_tokens: the row or column each is shown in; NULL: its own */
  guint        n_tokens;
} HeedGoldAxis;

/* Of HeedLinkMark: every pair of words that is linked or was found to be. Words that have no
 * token cannot be shown. */
GArray  *heed_gold_marks_new       (HeedGold           *gold,
                                    const HeedGoldAxis *rows,
                                    const HeedGoldAxis *columns);

/* The word that a row or column is in, by the first token there that is in one; -1 is none. */
int      heed_gold_axis_find_word  (const HeedGoldAxis *axis,
                                    guint               place);

/* From an attention of tokens, with tokens->words of rows about the tokens that they emit,
 * the links of a model in words of the line; NULL if a side has no word. */
HeedAlignment *heed_gold_find_links (const HeedMatrix      *attention,
                                     const HeedWords       *target,
                                     const HeedWords       *source,
                                     const guint           *source_words,
                                     const HeedLinkOptions *options);

G_END_DECLS
