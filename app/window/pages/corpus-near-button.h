/* corpus-near-button.h — a button that finds steps of other sentences with nearly the same state
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/state-index.h"
#include "app/window/corpus.h"
#include "app/window/pages/analysis-button.h"
#include "app/window/pages/corpus-sentence.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_NEAR_BUTTON (heed_corpus_near_button_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusNearButton, heed_corpus_near_button, HEED, CORPUS_NEAR_BUTTON,
                      GtkWidget)

/* In the order of the table. */
typedef enum {
  HEED_NEAR_COLUMN_COSINE,
  HEED_NEAR_COLUMN_PAIR,
  HEED_NEAR_COLUMN_WORD,
  HEED_NEAR_COLUMN_TEXT,
  HEED_N_NEAR_COLUMNS
} HeedNearColumn;

/* The search is for the selected row of sentence. */
GtkWidget          *heed_corpus_near_button_new        (HeedCorpusSentence   *sentence);

/* NULL for none. */
void                heed_corpus_near_button_set_corpus (HeedCorpusNearButton *self,
                                                        HeedCorpus           *corpus);

/* Searches for the selected row, as showing the popover does. */
void                heed_corpus_near_button_find       (HeedCorpusNearButton *self);

/* Returns the index of kept states; NULL before the first search. */
HeedStateIndex     *heed_corpus_near_button_get_index  (HeedCorpusNearButton *self);
HeedAnalysisButton *heed_corpus_near_button_get_button (HeedCorpusNearButton *self);

G_END_DECLS
