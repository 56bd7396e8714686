/* occlusion-sums.h — how well each attention of a model agrees with occlusion, over many pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     sums = heed_occlusion_sums_new (model)
 *     heed_occlusion_sums_add (sums, attention, evidence)   every pair, in any number of parts
 *     heed_occlusion_sums_merge (sums, part)
 *     heed_occlusion_sums_dup_trials (sums)
 */

#pragma once

#include "app/core/links/sweep.h"
#include "app/core/translation/pair-attention.h"

G_BEGIN_DECLS

typedef struct _HeedOcclusionSums HeedOcclusionSums;

HeedOcclusionSums *heed_occlusion_sums_new         (HeedModel               *model);
void               heed_occlusion_sums_free        (HeedOcclusionSums       *sums);

/* Returns the heads that are stored for each pair, an array of HeedAttentionSite; borrowed. */
GArray            *heed_occlusion_sums_get_heads   (HeedOcclusionSums       *sums);

/* Returns whether the pair can be compared: it needs a token besides its end, and the attention of
 * the same steps and tokens as the evidence. */
gboolean           heed_occlusion_sums_add         (HeedOcclusionSums       *sums,
                                                    const HeedPairAttention *pair_attention,
                                                    const HeedMatrix        *evidence);
void               heed_occlusion_sums_merge       (HeedOcclusionSums       *sums,
                                                    const HeedOcclusionSums *part);

/* Returns the number of pairs that were compared. */
guint              heed_occlusion_sums_get_n_pairs (HeedOcclusionSums       *sums);

/* Returns an array of HeedSweepTrial, one for each attention and shift, highest agreement first. An
 * agreement is NAN if no row varies, and then comes last. */
GArray            *heed_occlusion_sums_dup_trials  (HeedOcclusionSums       *sums);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedOcclusionSums, heed_occlusion_sums_free)

G_END_DECLS
