/* corpus-json.h — the results for a pair of a corpus, and the totals, as lines of JSON
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/head-totals.h"
#include "app/cli/pair-blocks.h"
#include "app/core/corpus/corpus-totals.h"

G_BEGIN_DECLS

/* For a pair with a problem, the line gives the reason. */
char *heed_corpus_json_dup_line   (const HeedPairLine   *pair,
                                   const HeedCorpusLine *line);

/* heads: what each head does, or NULL. */
char *heed_corpus_json_dup_totals (HeedCorpusTotals     *totals,
                                   const HeedHeadTotals *heads);

G_END_DECLS
