/* lexicon.h — translation probabilities between source and target words
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

typedef struct _HeedLexicon HeedLexicon;

/* Source words are ids plus 1, so that 0 is the null word, the origin of target words without a
 * source word. */
#define HEED_NULL_WORD 0

/* Has one entry for each two words that occur in one pair, with equal probabilities. */
HeedLexicon *heed_lexicon_new   (const HeedIdPair  *pairs,
                                 guint              n_pairs);
void         heed_lexicon_free  (HeedLexicon       *lexicon);

/* The index of the entry of two words; HEED_NO_ENTRY, with probability 0, if they never occurred
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

/* Computes the probabilities from the counts, and resets the counts to 0. */
void         heed_lexicon_learn (HeedLexicon       *lexicon);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedLexicon, heed_lexicon_free)

G_END_DECLS
