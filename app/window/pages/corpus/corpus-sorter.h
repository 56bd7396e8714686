/* corpus-sorter.h — by which number and in which direction a table is sorted
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/corpus/corpus-rows.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_SORTER (heed_corpus_sorter_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusSorter, heed_corpus_sorter, HEED, CORPUS_SORTER, GtkSorter)

typedef struct {
  HeedMeasure measure;
  gboolean    is_descending;
} HeedCorpusOrder;

/* Returns the sorter of one column. */
GtkSorter *heed_corpus_sorter_new  (HeedMeasure      measure);

/* Finds the column and direction that the sorter of a column view requests; FALSE if there is
 * none. */
gboolean   heed_corpus_sorter_find (GtkSorter       *sorter_of_view,
                                    HeedCorpusOrder *order);

G_END_DECLS
