/* corpus-table.h — the pairs of a corpus with their numbers, sorted by any of them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/corpus/corpus-filter.h"
#include "app/window/pages/corpus/corpus-list.h"
#include "app/window/pages/corpus/corpus-sorter.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_TABLE (heed_corpus_table_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusTable, heed_corpus_table, HEED, CORPUS_TABLE, GtkWidget)

GtkWidget      *heed_corpus_table_new              (void);

/* Returns whether a visible column requires probing with the model. */
gboolean        heed_corpus_table_wants_probes  (HeedCorpusTable     *self);

/* Without a model, columns of numbers that only a model can compute are left out of the next
 * list. The default is TRUE. */
void            heed_corpus_table_set_has_model (HeedCorpusTable     *self,
                                                 gboolean             has_model);

/* NULL for none. Numbers that do not exist get no column. */
void            heed_corpus_table_set_list         (HeedCorpusTable *self,
                                                    HeedCorpusList  *list,
                                                    gboolean         has_gold,
                                                    gboolean         has_attention);

/* To be called when the numbers of rows have changed. The rows are sorted again if is_over, or
 * if the first row is visible, so that nothing moves while the user works further down. */
void            heed_corpus_table_refresh          (HeedCorpusTable *self,
                                                    gboolean         is_over);

/* Filters the rows; NULL shows all. has_words: for each pair whether it contains the words of
 * the filter; copied; NULL if the filter has no words. */
void            heed_corpus_table_set_filter       (HeedCorpusTable  *self,
                                                    HeedCorpusFilter *filter,
                                                    const gboolean   *has_words);

void            heed_corpus_table_baseline_changed (HeedCorpusTable *self);

guint           heed_corpus_table_get_n_shown      (HeedCorpusTable *self);

HeedCorpusOrder heed_corpus_table_get_order        (HeedCorpusTable *self);
void            heed_corpus_table_sort             (HeedCorpusTable *self,
                                                    HeedMeasure      measure,
                                                    gboolean         is_descending);

/* One action per column, to show or hide it. */
GActionGroup   *heed_corpus_table_get_actions      (HeedCorpusTable *self);

/* Returns -1 if no row is selected. */
int             heed_corpus_table_get_selected     (HeedCorpusTable *self);
void            heed_corpus_table_select           (HeedCorpusTable *self,
                                                    guint            pair);

/* Moves the focus to the rows. */
void            heed_corpus_table_focus            (HeedCorpusTable *self);

G_END_DECLS
