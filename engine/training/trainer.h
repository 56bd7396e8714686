/* trainer.h — what a trainer is made of, for the files that share it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/base/parallel.h"
#include "engine/heed.h"
#include "engine/models/model.h"
#include "engine/training/batches.h"
#include "engine/training/configuration.h"
#include "engine/training/optimizer.h"

G_BEGIN_DECLS

/* One part of every batch: its own tape and gradients over shared weights. */
typedef struct {
  HeedTape       *tape;
  HeedArena      *arena;       /* of the batch's ids */
  HeedParameters *parameters;
  HeedNetwork     network;
  double          loss;        /* sum over tokens, nats */
  double          guided_loss; /* sum over guided tokens, nats */
  guint           n_tokens;
  guint           n_guided;
} HeedShard;

struct _HeedTrainer {
  HeedTrainingConfiguration   configuration;
  char                       *text;           /* of the configuration */
  char                       *checksum;       /* of that text */
  HeedTokenizer              *source_text;
  HeedTokenizer              *target_text;
  HeedPreparationFunc         tell;           /* what is done before the first batch, or NULL */
  gpointer                    tell_data;
  HeedPairRules               rules;
  HeedMixture                *mixture;        /* of which each epoch's pairs are drawn, or NULL */
  HeedAligner *aligner; /* links what is drawn; NULL: nothing is drawn, or guided */
  guint64                     epoch;          /* whose pairs train has */
  guint                       n_per_epoch;    /* batches */
  HeedBatches                *train;
  HeedBatches                *valid;          /* or NULL */
  HeedPairs                  *train_pairs;
  HeedPairs                  *valid_pairs;    /* or NULL */
  HeedParameters             *parameters;
  HeedOptimizer              *optimizer;
  HeedShard                  *shards;
  HeedParameters            **gradients;      /* those of the shards, side by side */
  HeedParallel               *parallel;
  guint64                     batch;          /* how many are done */
  guint64                     n_batches;
  guint64                     n_batches_here; /* done by this process */
  guint64                     n_tokens_here;
  double                      seconds_here;
};

/* What a number that follows from the seed is for. */
typedef enum {
  HEED_STREAM_EPOCH = 1,
  HEED_STREAM_SHARD = 2,
  HEED_STREAM_START = 3,
  HEED_STREAM_DRAW = 4
} HeedStream;

guint64  heed_trainer_mix_seed     (guint64         seed,
                                    HeedStream      stream,
                                    guint64         number);

gboolean heed_trainer_make_batches (HeedTrainer    *trainer,
                                    GCancellable   *cancellable,
                                    GError        **error);
gboolean heed_trainer_begin_epoch  (HeedTrainer    *trainer,
                                    GError        **error);

G_END_DECLS
