/* guided-attention.h — the loss of an attention against given word links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/layers/attention.h"

G_BEGIN_DECLS

/* guide is n x S for n queries; scores and weights are n H x S. */
double heed_guide_attention (HeedTape                   *tape,
                             const HeedAttentionResult  *attention,
                             guint                       n_heads,
                             const float                *guide,
                             float                       factor);

G_END_DECLS
