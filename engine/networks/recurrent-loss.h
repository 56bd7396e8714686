/* recurrent-loss.h — a batch of sentence pairs, told word by word
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
