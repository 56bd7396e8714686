/* corpus-store.h — the attention of many pairs, on the disk
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file is unnamed, so that it disappears with the program however that ends. Its size
 * is limited; pairs that do not fit any more are not kept.
 */

#pragma once

#include "app/core/translation/kept-attention.h"

G_BEGIN_DECLS

typedef struct _HeedCorpusStore HeedCorpusStore;

HeedCorpusStore *heed_corpus_store_new         (guint                    n_pairs,
                                                guint64                  max_bytes);
HeedCorpusStore *heed_corpus_store_ref         (HeedCorpusStore         *self);
void             heed_corpus_store_unref       (HeedCorpusStore         *self);

/* May be called on any thread. */
void             heed_corpus_store_put         (HeedCorpusStore         *self,
                                                guint                    i,
                                                const HeedKeptAttention *kept);
gboolean         heed_corpus_store_has         (HeedCorpusStore         *self,
                                                guint                    i);
gboolean         heed_corpus_store_get         (HeedCorpusStore         *self,
                                                guint                    i,
                                                HeedKeptAttention       *kept);
guint64          heed_corpus_store_get_n_bytes (HeedCorpusStore         *self,
                                                guint                   *n_kept);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusStore, heed_corpus_store_unref)

G_END_DECLS
