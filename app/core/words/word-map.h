/* word-map.h — grouping the tokens of a sentence into words for display
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

typedef enum {
  HEED_SHOWN_AS_WORDS,   /* the pieces of a word are merged */
  HEED_SHOWN_AS_PIECES   /* each token separately; a mark shows that it continues a word */
} HeedShownAs;

#define HEED_TYPE_SHOWN_AS (heed_shown_as_get_type ())

GType heed_shown_as_get_type (void);

/* Immutable; owns everything in it. */
typedef struct {
  guint      n_tokens;
  guint      n_words;   /* displayed words; a token shown separately counts as one */
  guint     *words;     /* n_tokens of them: the word of each token */
  guint     *starts;    /* n_words + 1 of them: a word's first token; the last is n_tokens */
  HeedToken *shown;     /* n_words of them, as displayed */
  HeedToken *tokens;    /* n_tokens of them, as they were given */
} HeedWordMap;

HeedWordMap *heed_word_map_new       (const HeedToken   *tokens,
                                      guint              n_tokens,
                                      HeedShownAs          units);
HeedWordMap *heed_word_map_new_plain (const HeedToken   *tokens,
                                      guint              n_tokens);
void         heed_word_map_free      (HeedWordMap       *map);

/* Between tokens and words; -1 stands for none. */
int          heed_word_map_find      (const HeedWordMap *map,
                                      int                token);
gboolean     heed_word_map_has       (const HeedWordMap *map,
                                      int                word,
                                      int                token);
gboolean     heed_word_map_merges    (const HeedWordMap *map);

/* The words as running text: without the mark that shows continued words. */
const HeedToken *heed_word_map_get_text (const HeedWordMap *map,
                                         guint             *n_tokens);

/* Convert a T x S matrix over tokens to one over words; NULL for NULL. */
HeedMatrix  *heed_word_map_merge     (const HeedWordMap *rows,
                                      const HeedWordMap *columns,
                                      HeedMatrix        *weights);
HeedMatrix  *heed_word_map_pick      (const HeedWordMap *rows,
                                      const HeedWordMap *columns,
                                      HeedMatrix        *scores);

/* Whether this model splits words into pieces; not if its tokens are words or characters. */
gboolean     heed_word_map_is_needed (HeedModel         *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedWordMap, heed_word_map_free)

G_END_DECLS
