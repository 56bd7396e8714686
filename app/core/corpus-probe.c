/* corpus-probe.c — why something may be missing in a pair of a corpus, or made up
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus-probe.h"

/**
 * heed_corpus_probe_line:
 * @line: what heed_corpus_line_read() found
 * @view: shifts as those were that it was read with
 * @least_share: [0, 1]
 *
 * Errors: those of heed_probe_run()
 * Cost: some twenty times what reading took
 */
gboolean
heed_corpus_probe_line (HeedCorpusLine        *line,
                        HeedModel             *model,
                        const HeedForced      *forced,
                        const HeedForcedView  *view,
                        double                 least_share,
                        GError               **error)
{
  g_autoptr(HeedMatrix) attention = heed_forced_dup_mean (forced, view, view->n_shifts - 1);
  HeedWordSpan span;

  if (attention == NULL)
    return TRUE;

  heed_word_span_find_unread (attention, &span);
  if (!heed_probe_run (&line->probe, model, forced, attention, &span, error))
    return FALSE;

  line->has_probe = TRUE;
  if (line->probe.source_share < least_share)
    line->flags |= HEED_FLAG_HALLUCINATION;

  return TRUE;
}
