/* corpus-near-button.h — a button that finds steps of other sentences with nearly the same state
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/corpus/corpus-states.h"
#include "app/window/pages/corpus/analysis-button.h"

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

/* Fills in the question, and the word that the step is in; both are taken. Returns NULL, or why
 * nothing can be asked, borrowed and translated. */
typedef const char *(*HeedNearAskFunc) (HeedNearQuestion *question,
                                        char            **word,
                                        gpointer          data);

GtkWidget          *heed_corpus_near_button_new        (HeedNearAskFunc       ask,
                                                        gpointer              data);

/* NULL for none. */
void                heed_corpus_near_button_set_corpus (HeedCorpusNearButton *self,
                                                        HeedCorpus           *corpus);

/* Searches for the step, as showing the popover does. */
void                heed_corpus_near_button_find       (HeedCorpusNearButton *self);

HeedAnalysisButton *heed_corpus_near_button_get_button (HeedCorpusNearButton *self);

G_END_DECLS
