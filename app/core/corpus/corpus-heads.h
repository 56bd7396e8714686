/* corpus-heads.h — measuring every head over a corpus, from the stored attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus/corpus-sweep.h"
#include "app/core/links/head-sums.h"

G_BEGIN_DECLS

/* The maximum number of pairs measured, which suffices for a mean; of a larger corpus, pairs
 * spread evenly from first to last. */
#define HEED_CORPUS_HEADS_PAIRS 2000

typedef struct {
  GArray *heads;     /* of HeedCorpusHead */
  guint   n_pairs;   /* that were measured */
  guint   n_stored;  /* that are in the store */
} HeedCorpusHeads;

/* The input of the measurement. */
typedef struct {
  HeedAttentionStore *store;    /* borrowed */
  guint               n_heads;  /* stored for each pair */
  HeedLinkReading     links;    /* how links are read from each head */
  GArray             *pairs;    /* of HeedCorpusGold, whose gold may be NULL; taken */
} HeedCorpusHeadsJob;

void             heed_corpus_heads_async  (const HeedCorpusHeadsJob *job,
                                           GCancellable             *cancellable,
                                           GAsyncReadyCallback       callback,
                                           gpointer                  user_data);
HeedCorpusHeads *heed_corpus_heads_finish (GAsyncResult             *result,
                                           GError                  **error);
void             heed_corpus_heads_free   (HeedCorpusHeads          *heads);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusHeads, heed_corpus_heads_free)

G_END_DECLS
