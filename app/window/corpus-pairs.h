/* corpus-pairs.h — the pairs of a corpus that are kept, with their right links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus-breakdown.h"
#include "app/core/corpus-sweep.h"
#include "app/window/corpus.h"

G_BEGIN_DECLS

/* Of HeedCorpusGold, those with links alone, or all, with NULL where there are none. */
GArray *heed_corpus_list_kept (HeedCorpus *corpus,
                               gboolean    needs_gold);

/* So many are held against the links of the other direction at most, evenly from first to
 * last. */
#define HEED_REVERSED_PAIRS 500

/* Of HeedCorpusGold, with the links that the model of the other direction finds in the place of
 * right ones; none without such a model. */
GArray *heed_corpus_list_reversed (HeedCorpus *corpus);

/* Of HeedBreakdownPair, those that were read again since they were kept to compare with. */
GArray *heed_corpus_list_compared (HeedCorpus *corpus);

G_END_DECLS
