/* training-fit.h — numbers of a training that suit how many pairs there are
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/pair-file.h"
#include "app/core/training-plan.h"

G_BEGIN_DECLS

/* Of a plan for a file of pairs, whose numbers are the preset's. */
void heed_training_plan_fit (HeedTrainingPlan    *plan,
                             const HeedPairFile  *file);

G_END_DECLS
