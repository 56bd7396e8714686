/* training-run.h — a training on its own thread, controlled by orders
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/training/training-plan.h"
#include "app/core/training/training-status.h"

G_BEGIN_DECLS

typedef enum {
  HEED_ORDER_TRAIN,
  HEED_ORDER_PAUSE,
  HEED_ORDER_STOP
} HeedOrder;

typedef struct _HeedTrainingRun HeedTrainingRun;

/* Called on the main thread; takes ownership of @status. */
typedef void (*HeedTrainingRunFunc) (HeedTrainingStatus *status,
                                     gpointer            user_data);

HeedTrainingRun *heed_training_run_new       (const HeedTrainingPlan  *plan,
                                              const char              *probe,
                                              HeedTrainingRunFunc      callback,
                                              gpointer                 user_data);
void             heed_training_run_free      (HeedTrainingRun         *run);

void             heed_training_run_order     (HeedTrainingRun         *run,
                                              HeedOrder                order);
void             heed_training_run_set_probe (HeedTrainingRun         *run,
                                              const char              *sentence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTrainingRun, heed_training_run_free)

G_END_DECLS
