/* recurrent-loss.h — the loss of a recurrent model over a batch of pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/networks/recurrent.h"

G_BEGIN_DECLS

double heed_recurrent_loss (const HeedRecurrent    *model,
                            HeedTape               *tape,
                            const HeedTokenBatch   *source,
                            const HeedTargetBatch  *target,
                            float                   label_smoothing,
                            HeedTensor           ***weights);

G_END_DECLS
