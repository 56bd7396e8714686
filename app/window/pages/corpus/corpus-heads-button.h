/* corpus-heads-button.h — a button that measures every head of a model over a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/corpus/corpus.h"
#include "app/window/pages/corpus/analysis-button.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_HEADS_BUTTON (heed_corpus_heads_button_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusHeadsButton, heed_corpus_heads_button, HEED, CORPUS_HEADS_BUTTON,
                      GtkWidget)

/* In the order of the table. */
typedef enum {
  HEED_HEADS_COLUMN_NAME,
  HEED_HEADS_COLUMN_ERROR_RATE,
  HEED_HEADS_COLUMN_ENTROPY,
  HEED_HEADS_COLUMN_DIAGONALITY,
  HEED_HEADS_COLUMN_END,
  HEED_HEADS_COLUMN_STOP,
  HEED_HEADS_COLUMN_AGREEMENT,
  HEED_HEADS_COLUMN_TWIN,
  HEED_N_HEADS_COLUMNS
} HeedHeadsColumn;

GtkWidget          *heed_corpus_heads_button_new        (void);

/* Watches the corpus; NULL for none. */
void                heed_corpus_heads_button_set_corpus (HeedCorpusHeadsButton *self,
                                                         HeedCorpus            *corpus);

/* Measures the heads over the pairs that are stored now, as showing the popover does. */
void                heed_corpus_heads_button_measure    (HeedCorpusHeadsButton *self);
HeedAnalysisButton *heed_corpus_heads_button_get_button (HeedCorpusHeadsButton *self);

G_END_DECLS
