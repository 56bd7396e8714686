/* forced-norms.h — norms of the weighted values in place of attention weights
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/forced.h"

G_BEGIN_DECLS

/* Replaces the word attention of each site by the norms of the weighted values, scaled so that
 * each row of tokens sums to 1; the member tokens keeps the attention weights. A pair with a
 * problem is left alone; on failure the pair gets a problem. */
void heed_forced_weigh_by_norms (HeedForced           *forced,
                                 HeedModel            *model,
                                 const HeedForcedView *view);

G_END_DECLS
