/* corpus-page.h — the page Corpus: a table of sentence pairs, and the attention of the selected one
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/corpus/corpus.h"
#include "app/window/pages/corpus/corpus-table.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_PAGE (heed_corpus_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusPage, heed_corpus_page, HEED, CORPUS_PAGE, GtkWidget)

GtkWidget       *heed_corpus_page_new        (void);

/* Returns NULL before the page has a document. */
HeedCorpus      *heed_corpus_page_get_corpus (HeedCorpusPage *self);
HeedCorpusTable *heed_corpus_page_get_table  (HeedCorpusPage *self);

G_END_DECLS
