/* batches.h — sentence pairs as token ids, in batches of similar length
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

/* How a sentence pair is converted to ids. */
typedef struct {
  HeedTokenizer *source_text;
  HeedTokenizer *target_text;
  gboolean       source_begin;  /* whether to put the begin token before the source */
  gboolean       source_end;    /* whether to put the end token after the source */
  guint          max_tokens;    /* pairs with a longer side are skipped */
  guint source_length; /* the source is padded to this length; 0: to the longest of the batch */
} HeedPairRules;

typedef struct _HeedBatches HeedBatches;

/* One shard of a batch, ready to be computed. */
typedef struct {
  HeedTokenBatch   source;
  HeedTargetBatch  target;
  guint            n_tokens;  /* target tokens that count towards the loss */
  guint            n_guided;  /* those among them with a guide for their attention */
} HeedBatch;

HeedBatches *heed_batches_new      (HeedPairs            *pairs,
                                    const HeedPairRules  *rules,
                                    guint                 batch_size,
                                    GError              **error);
void         heed_batches_free     (HeedBatches          *batches);
guint        heed_batches_get_n    (HeedBatches          *batches);

/* Learns from these pairs which words correspond to each other. */
HeedAligner *heed_batches_learn_links (HeedBatches       *batches,
                                       HeedDoneFunc       tell,
                                       gpointer           user_data,
                                       GCancellable      *cancellable,
                                       GError           **error);

/* Links the words of all pairs; from then on batches have a guide for the attention. */
gboolean     heed_batches_align    (HeedBatches          *batches,
                                    HeedAligner          *aligner,
                                    HeedSymmetrisation    how,
                                    GCancellable         *cancellable,
                                    GError              **error);

/* Shuffles pairs and batches; the same seed gives the same order. */
void         heed_batches_shuffle  (HeedBatches          *batches,
                                    guint64               seed);

/* Returns shard k of n of batch i; its arrays are allocated in the arena. n_sentences is 0 if
 * the batch has fewer pairs than shards. Each token has weight 1. */
HeedBatch    heed_batches_get      (HeedBatches          *batches,
                                    guint                 i,
                                    guint                 shard,
                                    guint                 n_shards,
                                    HeedArena            *arena);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedBatches, heed_batches_free)

G_END_DECLS
