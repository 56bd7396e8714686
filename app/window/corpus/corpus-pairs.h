/* corpus-pairs.h — lists of the pairs of a corpus whose attention is stored, with their gold links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus/corpus-breakdown.h"
#include "app/core/corpus/corpus-sweep.h"
#include "app/window/corpus/corpus.h"

G_BEGIN_DECLS

/* Returns an array of HeedCorpusGold: only pairs with gold links, or all pairs, with NULL for
 * those without. */
GArray *heed_corpus_list_stored (HeedCorpus *corpus,
                                 gboolean    needs_gold);

/* The maximum number of pairs compared with the links of the other direction, spread evenly from
 * first to last. */
#define HEED_REVERSED_PAIRS 500

/* Returns an array of HeedCorpusGold, with the links that the model of the other direction finds
 * in place of gold links; empty without such a model. */
GArray *heed_corpus_list_reversed (HeedCorpus *corpus);

/* Returns an array of HeedBreakdownPair: the pairs that were read again since the baseline was set
 * for comparison. */
GArray *heed_corpus_list_compared (HeedCorpus *corpus);

G_END_DECLS
