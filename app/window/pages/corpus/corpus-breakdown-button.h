/* corpus-breakdown-button.h — a button that shows where two readings of a corpus differ
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/corpus/corpus.h"
#include "app/window/pages/corpus/analysis-button.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_BREAKDOWN_BUTTON (heed_corpus_breakdown_button_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusBreakdownButton, heed_corpus_breakdown_button, HEED,
                      CORPUS_BREAKDOWN_BUTTON, GtkWidget)

/* In the order of the table. */
typedef enum {
  HEED_BREAKDOWN_COLUMN_PART,
  HEED_BREAKDOWN_COLUMN_PAIRS,
  HEED_BREAKDOWN_COLUMN_BASELINE,
  HEED_BREAKDOWN_COLUMN_NOW,
  HEED_BREAKDOWN_COLUMN_CHANGE,
  HEED_BREAKDOWN_COLUMN_LOG_PROB,
  HEED_N_BREAKDOWN_COLUMNS
} HeedBreakdownColumn;

GtkWidget          *heed_corpus_breakdown_button_new        (void);

/* Watches the corpus; NULL for none. */
void                heed_corpus_breakdown_button_set_corpus (HeedCorpusBreakdownButton *self,
                                                             HeedCorpus                *corpus);

/* Computes the present parts, as showing the popover does. */
void                heed_corpus_breakdown_button_find       (HeedCorpusBreakdownButton *self);
HeedAnalysisButton *heed_corpus_breakdown_button_get_button (HeedCorpusBreakdownButton *self);

G_END_DECLS
