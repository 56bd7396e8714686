/* corpus-neighbours-button.h — a button that finds steps of other sentences with similar states
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/corpus/corpus-states.h"
#include "app/window/pages/corpus/analysis-button.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_NEIGHBOURS_BUTTON (heed_corpus_neighbours_button_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusNeighboursButton, heed_corpus_neighbours_button, HEED,
                      CORPUS_NEIGHBOURS_BUTTON, GtkWidget)

/* In the order of the table. */
typedef enum {
  HEED_NEIGHBOUR_COLUMN_COSINE,
  HEED_NEIGHBOUR_COLUMN_PAIR,
  HEED_NEIGHBOUR_COLUMN_WORD,
  HEED_NEIGHBOUR_COLUMN_TEXT,
  HEED_N_NEIGHBOUR_COLUMNS
} HeedNeighbourColumn;

/* Fills in the question, and the word that contains the step; ownership of both passes to the
 * button. Returns NULL, or a translated text saying why there is no step; borrowed. */
typedef const char *(*HeedNeighbourAskFunc) (HeedStateNeighbourQuestion *question,
                                             char                      **word,
                                             gpointer                    data);

GtkWidget          *heed_corpus_neighbours_button_new        (HeedNeighbourAskFunc        ask,
                                                              gpointer                    data);

/* NULL for none. */
void                heed_corpus_neighbours_button_set_corpus (HeedCorpusNeighboursButton *self,
                                                              HeedCorpus                 *corpus);

/* Searches for the step, as showing the popover does. */
void                heed_corpus_neighbours_button_find       (HeedCorpusNeighboursButton *self);

HeedAnalysisButton *heed_corpus_neighbours_button_get_button (HeedCorpusNeighboursButton *self);

G_END_DECLS
