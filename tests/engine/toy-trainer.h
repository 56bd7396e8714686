/* toy-trainer.h — trainers of tiny models that take a second or less
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* A tiny model that learns to reverse a few letters. training: additional members of
 * "training" in the configuration, such as "\"warmup\": 3". */
char        *toy_trainer_configure (const char   *training);
HeedTrainer *toy_trainer_new       (const char   *training);
HeedTrainer *toy_trainer_new_transformer (const char *training);

/* Trains on the same letters, sampled from two files and augmented; ten batches an epoch. */
HeedTrainer *toy_trainer_new_mixture (const char *training);

/* Returns the report of the last of n batches. */
HeedTrainReport toy_trainer_run    (HeedTrainer  *trainer,
                                    guint         n_batches);

/* Compares every weight of both bit for bit. */
void         assert_same_weights   (HeedTrainer  *found,
                                    HeedTrainer  *expected);

G_END_DECLS
