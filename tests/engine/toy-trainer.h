/* toy-trainer.h — trainings of a second or less
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* A tiny model that learns to reverse a few letters. training is what stands in
 * the configuration's "training" beside the usual, such as "\"warmup\": 3". */
char        *toy_trainer_configure (const char   *training);
HeedTrainer *toy_trainer_new       (const char   *training);
HeedTrainer *toy_trainer_new_transformer (const char *training);

/* The same letters, drawn from two files and augmented; ten batches an epoch. */
HeedTrainer *toy_trainer_new_mixture (const char *training);

/* The report of the last of n batches. */
HeedTrainReport toy_trainer_run    (HeedTrainer  *trainer,
                                    guint         n_batches);

/* Every weight of both, bit for bit. */
void         assert_same_weights   (HeedTrainer  *found,
                                    HeedTrainer  *expected);

G_END_DECLS
