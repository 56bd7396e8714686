/* corpus-probe.h — the omission probe of one pair of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus/corpus-line.h"

G_BEGIN_DECLS

/* Runs the probe with the model, for the span of source words that received least attention.
 * Does nothing if a side has no word or nothing attends. Sets HALLUCINATION if the source share
 * is below least_share. */
gboolean heed_corpus_probe_line (HeedCorpusLine        *line,
                                 HeedModel             *model,
                                 const HeedForced      *forced,
                                 const HeedForcedView  *view,
                                 double                 least_share,
                                 GError               **error);

G_END_DECLS
