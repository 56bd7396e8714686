/* training-work.h — the work of the training's thread, one batch at a time
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/training/training-plan.h"
#include "app/core/training/training-status.h"

G_BEGIN_DECLS

/* Belongs to one thread. Once the training is over, only the probe can change. */
typedef struct _HeedTrainingWork HeedTrainingWork;

typedef void (*HeedTrainingTell) (gpointer user_data);

HeedTrainingWork   *heed_training_work_new       (const HeedTrainingPlan *plan);
void                heed_training_work_free      (HeedTrainingWork       *work);

HeedTrainingState   heed_training_work_get_state (HeedTrainingWork       *work);
HeedTrainingStatus *heed_training_work_report    (HeedTrainingWork       *work);

void                heed_training_work_prepare   (HeedTrainingWork       *work,
                                                  HeedTrainingTell        tell,
                                                  gpointer                user_data,
                                                  GCancellable           *cancellable);
void                heed_training_work_train     (HeedTrainingWork       *work,
                                                  gboolean                is_watched,
                                                  GCancellable           *cancellable);
void                heed_training_work_pause     (HeedTrainingWork       *work);
void                heed_training_work_stop      (HeedTrainingWork       *work);
void                heed_training_work_ask       (HeedTrainingWork       *work,
                                                  const char             *sentence,
                                                  GCancellable           *cancellable);

G_END_DECLS
