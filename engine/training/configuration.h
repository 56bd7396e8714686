/* configuration.h — what is to be trained, on what, and how
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"
#include "engine/networks/blueprint.h"
#include "engine/text/tokenizer.h"
#include "engine/training/mixing/augment.h"
#include "engine/training/mixing/mixture.h"
#include "engine/training/tasks/task.h"

G_BEGIN_DECLS

typedef enum {
  HEED_DECAY_NONE,
  HEED_DECAY_LINEAR,  /* down to 0 at the last batch */
  HEED_DECAY_COSINE   /* the same along half a cosine */
} HeedDecay;

typedef enum {
  HEED_DROPOUT_EVERYWHERE,
  HEED_DROPOUT_BETWEEN_LAYERS /* as nn.GRU has it: not of embeddings, nor before the output layer */
} HeedDropoutPlace;

typedef struct {
  char                 *name;
  char                 *source_language;
  char                 *target_language;
  HeedTaskOptions       task;             /* or, if it has none: */
  char                 *train_path;       /* absolute */
  guint                 n_pairs;          /* of it, from the first; 0: all */
  HeedMixtureOptions    mixture;          /* files to draw each epoch's pairs from; or none */
  HeedAugmentation      augmentation;     /* of what is drawn */
  char                **valid_paths;      /* absolute; NULL: none are held out */
  gboolean              swap;             /* files have the target first */
  guint                 max_tokens;       /* pairs with a longer side are left out */
  HeedTokenizerOptions  source_text;
  HeedTokenizerOptions  target_text;
  HeedBlueprint         model;
  guint                 batch_size;       /* sentence pairs */
  guint                 n_epochs;
  guint                 n_batches;        /* 0: as n_epochs says */
  float                 learning_rate;
  guint                 n_warmup;         /* batches */
  HeedDecay             decay;
  float                 embedding_deviation; /* of the first numbers; 0: 1 / sqrt (width) */
  float                 clip_norm;        /* 0 is off */
  float                 dropout;
  HeedDropoutPlace      dropout_place;
  float                 label_smoothing;
  float guided_alignment; /* what a nat of it weighs against one of the translation; 0 is off */
  HeedSymmetrisation    guided_links;
  gboolean              guided_decay;     /* down to 0 at the last batch, along a line */
  guint64               seed;
  guint                 n_shards;         /* parts of a batch; part of what a seed means */
} HeedTrainingConfiguration;

/* json is the whole text; relative paths are taken from base_folder. */
gboolean heed_training_configuration_parse (HeedTrainingConfiguration  *configuration,
                                            const char                 *json,
                                            const char                 *base_folder,
                                            GError                    **error);
void     heed_training_configuration_clear (HeedTrainingConfiguration  *configuration);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedTrainingConfiguration, heed_training_configuration_clear)

G_END_DECLS
