/* toy-pairs.h — a file of pairs that a small model learns in seconds, for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/training/training.h"

G_BEGIN_DECLS

typedef struct {
  char             *folder;
  char             *path;   /* source: three to five letters; target: the same letters */
  HeedTrainingPlan *plan;   /* trains a small model on them */
} ToyPairs;

void toy_pairs_set_up    (ToyPairs    *toy,
                          guint        n_pairs,
                          double       n_epochs);
void toy_pairs_tear_down (ToyPairs    *toy);

/* Iterate the main loop until the training has reached that point. */
void wait_until_trained  (HeedTraining      *training,
                          guint64            n_batches);
void wait_until_state    (HeedTraining      *training,
                          HeedTrainingState  state);
void wait_until_over     (HeedTraining      *training);
void wait_until_probed   (HeedTraining      *training,
                          const char        *sentence);

G_END_DECLS
