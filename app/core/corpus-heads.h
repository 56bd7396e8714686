/* corpus-heads.h — what each head does over a corpus, from what was kept of it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus-sweep.h"
#include "app/core/head-sums.h"

G_BEGIN_DECLS

/* So many pairs say enough of a mean; of more, these, evenly from first to last. */
#define HEED_CORPUS_HEADS_PAIRS 2000

typedef struct {
  GArray *heads;    /* of HeedCorpusHead */
  guint   n_pairs;  /* that they are of */
  guint   n_kept;   /* of so many */
} HeedCorpusHeads;

/* What is measured. */
typedef struct {
  HeedCorpusStore *store;    /* borrowed */
  guint            n_heads;  /* that it keeps of a pair */
  HeedLinkReading  links;    /* how they are read from each head */
  GArray          *pairs;    /* of HeedCorpusGold, of which any gold may be NULL; taken */
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
