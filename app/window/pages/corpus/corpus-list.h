/* corpus-list.h — the pairs of a corpus as a list model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An item holds only the index of a pair. It is created when a row of the table becomes visible,
 * and freed with it.
 */

#pragma once

#include <gio/gio.h>

#include "app/core/corpus/corpus-files.h"
#include "app/core/corpus/corpus-rows.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_ITEM (heed_corpus_item_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusItem, heed_corpus_item, HEED, CORPUS_ITEM, GObject)

guint           heed_corpus_item_get_pair   (HeedCorpusItem   *self);

#define HEED_TYPE_CORPUS_LIST (heed_corpus_list_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusList, heed_corpus_list, HEED, CORPUS_LIST, GObject)

/* Both arguments are borrowed and must outlive the list. */
HeedCorpusList *heed_corpus_list_new        (HeedCorpusFiles  *files,
                                             HeedCorpusRows   *rows);
HeedCorpusRows *heed_corpus_list_get_rows   (HeedCorpusList   *self);

/* Returns the pair at a place. */
guint           heed_corpus_list_get_pair   (HeedCorpusList   *self,
                                             guint             place);

/* Returns the source text, or the reason why there is none in brackets. */
char           *heed_corpus_list_dup_source (HeedCorpusList   *self,
                                             guint             pair);

/* To be called when the order has changed. */
void            heed_corpus_list_sorted     (HeedCorpusList   *self);

G_END_DECLS
