/* corpus-probe.c — the omission probe of one pair of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/corpus-probe.h"

/**
 * heed_corpus_probe_line:
 * @line: the result of heed_corpus_line_read()
 * @view: has the same shifts as the view that @line was read with
 * @least_share: [0, 1]
 *
 * Errors: those of heed_probe_run()
 * Cost: about twenty times that of reading the pair
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
