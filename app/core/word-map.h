/* word-map.h — which tokens of a sentence are shown as one, and as what
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

typedef enum {
  HEED_SHOWN_AS_WORDS,   /* the pieces of a word are shown as one */
  HEED_SHOWN_AS_PIECES   /* each for itself, with a mark where it is glued to the one before */
} HeedShownAs;

#define HEED_TYPE_SHOWN_AS (heed_shown_as_get_type ())

GType heed_shown_as_get_type (void);

/* Immutable, and nothing in it is borrowed. */
typedef struct {
  guint      n_tokens;
  guint      n_words;   /* what is shown; a piece that stands alone counts as one */
  guint     *words;     /* n_tokens of them: where each token is */
  guint     *starts;    /* n_words + 1 of them: its first token; the last is n_tokens */
  HeedToken *shown;     /* n_words of them */
  HeedToken *tokens;    /* n_tokens of them, as they were given */
} HeedWordMap;

HeedWordMap *heed_word_map_new       (const HeedToken   *tokens,
                                      guint              n_tokens,
                                      HeedShownAs          units);
HeedWordMap *heed_word_map_new_plain (const HeedToken   *tokens,
                                      guint              n_tokens);
void         heed_word_map_free      (HeedWordMap       *map);

/* From tokens to what is shown, and back; -1 is none and stays none. */
int          heed_word_map_find      (const HeedWordMap *map,
                                      int                token);
gboolean     heed_word_map_has       (const HeedWordMap *map,
                                      int                word,
                                      int                token);
gboolean     heed_word_map_merges    (const HeedWordMap *map);

/* What is shown, but for reading it as a text: without glue. */
const HeedToken *heed_word_map_get_text (const HeedWordMap *map,
                                         guint             *n_tokens);

/* T x S of tokens to what is shown of them; NULL stays NULL. */
HeedMatrix  *heed_word_map_merge     (const HeedWordMap *rows,
                                      const HeedWordMap *columns,
                                      HeedMatrix        *weights);
HeedMatrix  *heed_word_map_pick      (const HeedWordMap *rows,
                                      const HeedWordMap *columns,
                                      HeedMatrix        *scores);

/* Whether words of this model may be in pieces: not if its tokens are words, or
 * characters. */
gboolean     heed_word_map_is_needed (HeedModel         *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedWordMap, heed_word_map_free)

G_END_DECLS
