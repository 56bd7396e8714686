/* sweep-occlusion.h — compares the attentions of a model with occlusion, for heed-cli sweep
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/pair-blocks.h"
#include "app/core/corpus/occlusion-sums.h"

G_BEGIN_DECLS

/* Returns the sums over the pairs of a block; NULL if it was interrupted. A pair that cannot be
 * read gets a problem. */
HeedOcclusionSums *heed_sweep_occlude_block (HeedPairBlock *block,
                                             HeedModel     *model,
                                             GCancellable  *cancellable);

G_END_DECLS
