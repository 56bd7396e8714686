/* batches.h — sentence pairs as ids, in batches of similar length
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/base/arena.h"
#include "engine/files/pairs.h"
#include "engine/heed.h"
#include "engine/networks/token-batch.h"
#include "engine/text/tokenizer.h"

G_BEGIN_DECLS

/* How a pair becomes ids. */
typedef struct {
  HeedTokenizer *source_text;
  HeedTokenizer *target_text;
  gboolean       source_begin;  /* the begin token is part of the source */
  gboolean       source_end;    /* the end token is part of the source */
  guint          max_tokens;    /* longer pairs are left out */
  guint source_length; /* the model reads padding up to here; 0: as far as the batch goes */
} HeedPairRules;

typedef struct _HeedBatches HeedBatches;

/* One part of a batch, ready to be computed. */
typedef struct {
  HeedTokenBatch   source;
  HeedTargetBatch  target;
  guint            n_tokens;  /* target tokens that count */
  guint            n_guided;  /* of them, those whose attention is told where to look */
} HeedBatch;

HeedBatches *heed_batches_new      (HeedPairs            *pairs,
                                    const HeedPairRules  *rules,
                                    guint                 batch_size,
                                    GError              **error);
void         heed_batches_free     (HeedBatches          *batches);
guint        heed_batches_get_n    (HeedBatches          *batches);

/* Which words belong together, from these pairs. */
HeedAligner *heed_batches_learn_links (HeedBatches       *batches,
                                       HeedDoneFunc       tell,
                                       gpointer           user_data,
                                       GCancellable      *cancellable,
                                       GError           **error);

/* Links the words of all pairs; batches have a guide from then on. */
gboolean     heed_batches_align    (HeedBatches          *batches,
                                    HeedAligner          *aligner,
                                    HeedSymmetrisation    how,
                                    GCancellable         *cancellable,
                                    GError              **error);

/* A new order of pairs and batches, the same for the same seed. */
void         heed_batches_shuffle  (HeedBatches          *batches,
                                    guint64               seed);

/* Shard k of n of batch i; its arrays live in the arena. n_sentences is 0 if
 * there are fewer pairs than shards. Each token counts one. */
HeedBatch    heed_batches_get      (HeedBatches          *batches,
                                    guint                 i,
                                    guint                 shard,
                                    guint                 n_shards,
                                    HeedArena            *arena);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedBatches, heed_batches_free)

G_END_DECLS
