/* training-data.h — splitting a user's pairs into training and held-out pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/files/pair-file.h"

G_BEGIN_DECLS

/* Fewer pairs are too few to learn from and to hold out. */
#define HEED_TRAINING_DATA_MIN_PAIRS 20

typedef struct {
  char *train_path;
  char *valid_path;
  char *folder;      /* temporary folder of both files; NULL if none was made */
  char *own_path;    /* the user's file */
} HeedTrainingData;

/* Whether there are enough pairs; if not, the error names the first line that is not a pair. */
gboolean heed_training_data_check (const HeedPairFile  *file,
                                   GError             **error);

/* Whether there are any pairs at all, which is enough for held-out pairs. */
gboolean heed_training_data_check_held_out (const HeedPairFile  *file,
                                            GError             **error);

/* Free with heed_training_data_clear(), which also deletes the temporary files. */
gboolean heed_training_data_part  (HeedTrainingData    *data,
                                   const char          *path,
                                   const char          *valid_path,
                                   GCancellable        *cancellable,
                                   GError             **error);
void     heed_training_data_clear (HeedTrainingData    *data);

/* Replaces the names of the temporary files in the error message by that of the user's file. */
void     heed_training_data_name_own (const HeedTrainingData  *data,
                                      GError                  *error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedTrainingData, heed_training_data_clear)

G_END_DECLS
