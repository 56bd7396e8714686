/* trainer.h — the members of a trainer, for the files that implement it
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

/* One shard of every batch: its own tape and its own gradients of the shared weights. */
typedef struct {
  HeedTape       *tape;
  HeedArena      *arena;       /* for the ids of the batch */
  HeedParameters *parameters;
  HeedNetwork     network;
  double          loss;        /* sum over tokens, nats */
  double          guided_loss; /* sum over guided tokens, nats */
  guint           n_tokens;
  guint           n_guided;
} HeedShard;

struct _HeedTrainer {
  HeedTrainingConfiguration   configuration;
  char                       *text;           /* JSON of the configuration */
  char                       *checksum;       /* of that text */
  HeedModel                  *start;          /* until its weights are copied; NULL: random ones */
  HeedTokenizer              *source_text;
  HeedTokenizer              *target_text;
  HeedPreparationFunc         tell;           /* called with the progress of preparation, or NULL */
  gpointer                    tell_data;
  HeedPairRules               rules;
  HeedMixture                *mixture;        /* source of the pairs of each epoch, or NULL */
  HeedAligner *aligner; /* links drawn pairs; NULL without a mixture or guided alignment */
  guint64                     epoch;          /* the epoch of the pairs in train */
  guint                       n_per_epoch;    /* batches */
  HeedBatches                *train;
  HeedBatches                *valid;          /* or NULL */
  HeedPairs                  *train_pairs;
  HeedPairs                  *valid_pairs;    /* or NULL */
  HeedParameters             *parameters;
  HeedOptimizer              *optimizer;
  HeedShard                  *shards;
  HeedParameters            **gradients;      /* those of the shards, as one array */
  HeedParallel               *parallel;
  guint64                     batch;          /* number of batches done */
  guint64                     n_batches;
  guint64                     n_batches_here; /* batches done by this process */
  guint64                     n_tokens_here;
  double                      seconds_here;
};

/* The purpose of a number that is derived from the seed. */
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
