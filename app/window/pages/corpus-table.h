/* corpus-table.h — the pairs of a corpus with their numbers, sorted by any of them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/corpus-filter.h"
#include "app/window/pages/corpus-list.h"
#include "app/window/pages/corpus-sorter.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_TABLE (heed_corpus_table_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusTable, heed_corpus_table, HEED, CORPUS_TABLE, GtkWidget)

GtkWidget      *heed_corpus_table_new          (void);

/* Whether a column is there that the model has to be asked for. */
gboolean        heed_corpus_table_wants_probes  (HeedCorpusTable *self);

/* Without one what a model would say has no columns, from the next list on; there is one at
 * first. */
void            heed_corpus_table_set_has_model (HeedCorpusTable *self,
                                                 gboolean         has_model);

/* NULL: there is none. What is not there has no column. */
void            heed_corpus_table_set_list     (HeedCorpusTable *self,
                                                HeedCorpusList  *list,
                                                gboolean         has_gold,
                                                gboolean         has_attention);

/* Rows have other numbers now. They are put in order again if is_over, or if somebody looks
 * at the first of them: nothing moves away from under a hand. */
void            heed_corpus_table_refresh      (HeedCorpusTable *self,
                                                gboolean         is_over);

/* Which rows are shown; NULL: all are. has_words, which is copied: of every pair whether it has
 * the words of the filter; NULL: it has none. */
void            heed_corpus_table_set_filter   (HeedCorpusTable  *self,
                                                HeedCorpusFilter *filter,
                                                const gboolean   *has_words);

void            heed_corpus_table_kept         (HeedCorpusTable *self);

guint           heed_corpus_table_get_n_shown  (HeedCorpusTable *self);

HeedCorpusOrder heed_corpus_table_get_order    (HeedCorpusTable *self);
void            heed_corpus_table_sort         (HeedCorpusTable *self,
                                                HeedMeasure      measure,
                                                gboolean         is_descending);

/* Which columns there are, an action each. */
GActionGroup   *heed_corpus_table_get_actions  (HeedCorpusTable *self);

/* -1: none. */
int             heed_corpus_table_get_selected (HeedCorpusTable *self);
void            heed_corpus_table_select       (HeedCorpusTable *self,
                                                guint            pair);

/* Onto its rows. */
void            heed_corpus_table_focus        (HeedCorpusTable *self);

G_END_DECLS
