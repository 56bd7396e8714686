/* corpus-json.h — a pair of a corpus, and all of them, as lines of JSON
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/pair-blocks.h"
#include "app/core/corpus-totals.h"

G_BEGIN_DECLS

/* Of a pair with a problem the line says why. */
char *heed_corpus_json_dup_line   (const HeedPairLine   *pair,
                                   const HeedCorpusLine *line);
char *heed_corpus_json_dup_totals (HeedCorpusTotals     *totals);

G_END_DECLS
