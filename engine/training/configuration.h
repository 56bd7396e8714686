/* configuration.h — the configuration of a training: model, data and options
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
  HEED_DROPOUT_BETWEEN_LAYERS /* as in nn.GRU: not on embeddings, nor before the output */
} HeedDropoutPlace;

typedef struct {
  char                 *name;
  char                 *source_language;
  char                 *target_language;
  HeedTaskOptions       task;             /* or, without a task, the files below */
  char                 *train_path;       /* absolute */
  guint                 n_pairs;          /* number of pairs to read, from the first; 0: all */
  HeedMixtureOptions    mixture;          /* files to draw the pairs of each epoch from, if any */
  HeedAugmentation      augmentation;     /* applied to the pairs that are drawn */
  char                **valid_paths;      /* absolute; NULL: no held-out pairs */
  gboolean              swap;             /* the files have the target first */
  guint                 max_tokens;       /* pairs with a longer side are skipped */
  HeedTokenizerOptions  source_text;
  HeedTokenizerOptions  target_text;
  char                 *start_from;       /* absolute path of a model, or NULL: random weights */
  HeedBlueprint         model;            /* with start_from: set when that model is opened */
  guint                 batch_size;       /* sentence pairs */
  guint                 n_epochs;
  guint                 n_batches;        /* 0: n_epochs applies */
  float                 learning_rate;
  guint                 n_warmup;         /* in batches */
  HeedDecay             decay;
  float                 embedding_deviation; /* of the initial values; 0: 1 / sqrt (width) */
  float                 clip_norm;        /* L2 norm; 0: no clipping */
  float                 dropout;
  HeedDropoutPlace      dropout_place;
  float                 label_smoothing;
  float guided_alignment; /* weight of its loss, relative to the loss of the translation; 0: off */
  HeedSymmetrisation    guided_links;
  gboolean              guided_decay;     /* linear decay of the weight to 0 at the last batch */
  guint64               seed;
  guint                 n_shards;         /* parts of a batch; affects results like the seed */
} HeedTrainingConfiguration;

/* json is the text of the configuration; relative paths are relative to base_folder. */
gboolean heed_training_configuration_parse (HeedTrainingConfiguration  *configuration,
                                            const char                 *json,
                                            const char                 *base_folder,
                                            GError                    **error);
void     heed_training_configuration_clear (HeedTrainingConfiguration  *configuration);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedTrainingConfiguration, heed_training_configuration_clear)

G_END_DECLS
