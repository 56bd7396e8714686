/* lexicon.h — which target words a source word turns into, and how often
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

typedef struct _HeedLexicon HeedLexicon;

/* Words that a target word may come from: an id plus 1, or none at all. */
#define HEED_NULL_WORD 0

/* One entry for each two words that stand in one pair, all equally likely. */
HeedLexicon *heed_lexicon_new   (const HeedIdPair  *pairs,
                                 guint              n_pairs);
void         heed_lexicon_free  (HeedLexicon       *lexicon);

/* The entry of two words; HEED_NO_ENTRY, of probability 0, if they never stood
 * in one pair. */
#define HEED_NO_ENTRY G_MAXSIZE

gsize        heed_lexicon_find  (HeedLexicon       *lexicon,
                                 guint              word,
                                 guint32            target);
double       heed_lexicon_get   (HeedLexicon       *lexicon,
                                 gsize              entry);
void         heed_lexicon_count (HeedLexicon       *lexicon,
                                 gsize              entry,
                                 double             part);

/* Counts become probabilities, and begin again at 0. */
void         heed_lexicon_learn (HeedLexicon       *lexicon);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedLexicon, heed_lexicon_free)

G_END_DECLS
