/* corpus-relink.h — reading the links of many pairs again with other settings, without a model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus/corpus-linker.h"
#include "app/core/corpus/corpus-run.h"

G_BEGIN_DECLS

/* Returns an empty array of HeedCorpusNews that frees the links of its elements. */
GArray *heed_corpus_news_new_list    (void);

/* rows: an array of HeedCorpusNews without links. Pairs that are not kept are left out of the
 * result. */
void    heed_corpus_relink_async     (HeedCorpusLinker     *linker,
                                      GArray               *rows,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);

/* Returns an array of HeedCorpusNews. */
GArray *heed_corpus_relink_finish    (GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
