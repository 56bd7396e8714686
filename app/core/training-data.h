/* training-data.h — a person's pairs, parted into what is learned and what is held out
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/pair-file.h"

G_BEGIN_DECLS

/* Fewer pairs than this teach nothing, and leave nothing to hold out. */
#define HEED_TRAINING_DATA_MIN_PAIRS 20

typedef struct {
  char *train_path;
  char *valid_path;
  char *folder;      /* where the two were made; NULL: nothing was */
  char *own_path;    /* what was read to make the first */
} HeedTrainingData;

/* Whether there are enough pairs; else the error names the first line that is none. */
gboolean heed_training_data_check (const HeedPairFile  *file,
                                   GError             **error);

/* Whether there are any, to measure with. */
gboolean heed_training_data_check_held_out (const HeedPairFile  *file,
                                            GError             **error);

/* Free with heed_training_data_clear(), which takes away what was made. */
gboolean heed_training_data_part  (HeedTrainingData    *data,
                                   const char          *path,
                                   const char          *valid_path,
                                   GCancellable        *cancellable,
                                   GError             **error);
void     heed_training_data_clear (HeedTrainingData    *data);

/* Where the message names a file that was made, it names the person's own from now on. */
void     heed_training_data_name_own (const HeedTrainingData  *data,
                                      GError                  *error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedTrainingData, heed_training_data_clear)

G_END_DECLS
