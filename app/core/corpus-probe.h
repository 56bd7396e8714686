/* corpus-probe.h — why something may be missing in a pair of a corpus, or made up
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus-line.h"

G_BEGIN_DECLS

/* Asks the model again, about the span that it looked at least; nothing happens if a side
 * has no word or nothing attends. A source share below least_share is HALLUCINATION. */
gboolean heed_corpus_probe_line (HeedCorpusLine        *line,
                                 HeedModel             *model,
                                 const HeedForced      *forced,
                                 const HeedForcedView  *view,
                                 double                 least_share,
                                 GError               **error);

G_END_DECLS
