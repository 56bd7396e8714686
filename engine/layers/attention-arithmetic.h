/* attention-arithmetic.h — one attention weight with all intermediate numbers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/base/arithmetic.h"
#include "engine/layers/attention-question.h"

G_BEGIN_DECLS

void heed_attention_explain (HeedTape                    *tape,
                             HeedArithmeticWriter        *writer,
                             const HeedAttentionQuestion *question,
                             HeedAttentionSite            site,
                             guint                        key);

G_END_DECLS
