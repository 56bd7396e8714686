/* corpus-search.h — an entry that filters the pairs of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/corpus/corpus.h"
#include "app/window/pages/corpus/corpus-table.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_SEARCH (heed_corpus_search_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusSearch, heed_corpus_search, HEED, CORPUS_SEARCH, GtkWidget)

/* The table whose texts are searched, and which shows the matches; NULL for none. */
void       heed_corpus_search_set_table (HeedCorpusSearch *self,
                                         HeedCorpusTable  *table);
void       heed_corpus_search_set_files (HeedCorpusSearch *self,
                                         HeedCorpusFiles  *files);

/* Sets the text of the entry; also used by tests. */
void       heed_corpus_search_set_text  (HeedCorpusSearch *self,
                                         const char       *text);

G_END_DECLS
