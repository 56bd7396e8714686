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

/* Of HeedBreakdownPair, those that were read again since they were kept to compare with. */
GArray *heed_corpus_list_compared (HeedCorpus *corpus);

G_END_DECLS
