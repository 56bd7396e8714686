/* gold-marks.h — marks for gold and found links over the cells of a heatmap
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Links are between words of a line, but the rows and columns of a heatmap are tokens, or words
 * merged from them. So each axis lists, for each token, its word in the line and its row or column.
 */

#pragma once

#include "app/core/links/gold.h"
#include "app/core/words/words.h"

G_BEGIN_DECLS

/* One axis; all members are borrowed. */
typedef struct {
  const guint *words;     /* n_tokens, from heed_words_dup_of_tokens(); may be HEED_NO_WORD */
  const guint *places;    /* n_tokens: the row or column of each; NULL: its index */
  guint        n_tokens;
} HeedGoldAxis;

/* Returns an array of HeedLinkMark: one for every pair of words with a gold link or a found link.
 * Words without a token are left out. */
GArray  *heed_gold_marks_new       (HeedGold           *gold,
                                    const HeedGoldAxis *rows,
                                    const HeedGoldAxis *columns);

/* Returns the word of a row or column: that of the first token there that has one; -1 if none. */
int      heed_gold_axis_find_word  (const HeedGoldAxis *axis,
                                    guint               place);

/* Reads links between words of the line off an attention over tokens, whose rows are steps;
 * source_words has one word per column. Returns NULL if a side has no word. */
HeedAlignment *heed_gold_find_links (const HeedMatrix      *attention,
                                     const HeedWords       *target,
                                     const HeedWords       *source,
                                     const guint           *source_words,
                                     const HeedLinkOptions *options);

G_END_DECLS
