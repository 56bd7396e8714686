/* training-fit.h — fitting the hyperparameters of a training to the number of pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/files/pair-file.h"
#include "app/core/training/training-plan.h"

G_BEGIN_DECLS

/* Changes the preset hyperparameters of a plan to suit the size of its file of pairs. */
void heed_training_plan_fit (HeedTrainingPlan    *plan,
                             const HeedPairFile  *file);

G_END_DECLS
