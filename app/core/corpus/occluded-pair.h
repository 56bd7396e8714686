/* occluded-pair.h — what each target token of a pair depends on, by removing its source tokens
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     heed_occluded_pair_begin (&pair, model, &texts)
 *     while (heed_occluded_pair_work (&pair))
 *       continue;
 *     evidence = heed_occluded_pair_dup_evidence (&pair)
 *     heed_occluded_pair_clear (&pair)
 */

#pragma once

#include "app/core/corpus/forced-session.h"

G_BEGIN_DECLS

/* Starts as { 0 }. */
typedef struct {
  HeedForcedSession  forced;
  HeedEvidence      *evidence;  /* NULL before all steps are taken */
} HeedOccludedPair;

/* Returns FALSE if the pair has no target, or the model cannot read it. */
gboolean    heed_occluded_pair_begin        (HeedOccludedPair     *self,
                                             HeedModel            *model,
                                             const HeedCorpusPair *texts);

/* Does one unit of work: a step, or one reading without one of the source tokens. Returns whether
 * there is more to do. */
gboolean    heed_occluded_pair_work         (HeedOccludedPair     *self);

/* Returns steps x source tokens: the loss of probability of each target token without each source
 * token; NULL if the pair could not be read to its end. */
HeedMatrix *heed_occluded_pair_dup_evidence (HeedOccludedPair     *self);
void        heed_occluded_pair_clear        (HeedOccludedPair     *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedOccludedPair, heed_occluded_pair_clear)

G_END_DECLS
