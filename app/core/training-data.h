/* training-data.h — a file of pairs, parted into what is learned and what is held out
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Fewer pairs than this teach nothing, and leave nothing to hold out. */
#define HEED_TRAINING_DATA_MIN_PAIRS 20

typedef struct {
  char *train_path;
  char *valid_path;  /* NULL: nothing is held out */
  char *folder;      /* where the two were made; NULL: they are the person's */
  char *own_path;    /* what they were made from, line for line */
} HeedTrainingData;

/* Free with heed_training_data_clear(), which takes away what was made. */
gboolean heed_training_data_part  (HeedTrainingData  *data,
                                   const char        *path,
                                   const char        *valid_path,
                                   GError           **error);
void     heed_training_data_clear (HeedTrainingData  *data);

/* Where the message names a file that was made, it names the person's own from now on. */
void     heed_training_data_name_own (const HeedTrainingData  *data,
                                      GError                  *error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedTrainingData, heed_training_data_clear)

G_END_DECLS
