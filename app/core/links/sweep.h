/* sweep.h — finding the attention and the rule that reproduce gold links best
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     sweep = heed_sweep_new (model)
 *     heed_sweep_add (sweep, attention, gold)       for every pair; parts for other threads
 *     heed_sweep_merge (sweep, part)
 *     heed_sweep_dup_trials (sweep)                 best first
 *     heed_sweep_find_set (sweep, &set)             heads whose mean is better than one
 *
 * A trial is one combination of an attention (one head, or the mean of a layer's heads), a shift
 * (rows belong to the token they emit or to the one they read), and a rule for links. All trials
 * are run on the same pairs.
 */

#pragma once

#include "app/core/links/link-regions.h"

G_BEGIN_DECLS

#define HEED_SWEEP_SHIFTS 2

/* One combination, and how well its links agree with the gold links of all pairs so far. */
typedef struct {
  HeedAttentionSite   site;
  HeedLinkOptions     links;
  HeedAlignmentCounts counts;
  HeedAlignmentCounts regions[HEED_N_REGIONS];  /* counts, by thirds of the target */
  double              agreement;  /* with evidence, if trials are ranked by it, [-1, 1]; NAN if
                                   * it cannot be known */
} HeedSweepTrial;

/* A set of heads whose mean is read, and the rule for its links. */
typedef struct {
  GArray              *heads;   /* of HeedAttentionSite; owned by the caller */
  HeedLinkOptions      links;
  HeedAlignmentCounts  counts;
  guint                n_pairs; /* pairs it was tried on; bounded by memory */
} HeedSweepSet;

typedef struct _HeedSweep HeedSweep;

HeedSweep               *heed_sweep_new          (HeedModel           *model);

/* Returns a sweep over some sites only; sites is an array of HeedAttentionSite, ownership is
 * taken. */
HeedSweep               *heed_sweep_new_of       (GArray              *sites);

/* Returns a sweep with the same trials and empty counts, for another thread. */
HeedSweep               *heed_sweep_new_part     (HeedSweep           *sweep);
void                     heed_sweep_free         (HeedSweep           *sweep);

/* Returns the sites to request from heed_force_pairs(), in this order; borrowed. */
const HeedAttentionSite *heed_sweep_get_sites    (HeedSweep           *sweep,
                                                  guint               *n_sites);

/* attention is n_sites x HEED_SWEEP_SHIFTS matrices of target words x source words, all NULL if a
 * side has no word. */
void                     heed_sweep_add          (HeedSweep           *sweep,
                                                  HeedMatrix *const   *attention,
                                                  const HeedAlignment *gold);

/* Adds the counts of part and moves its kept pairs. */
void                     heed_sweep_merge        (HeedSweep           *sweep,
                                                  HeedSweep           *part);

/* Returns an array of HeedSweepTrial, lowest error first. */
GArray                  *heed_sweep_dup_trials   (HeedSweep           *sweep);

/* Greedy search: begins with the best head, and repeatedly adds the head that lowers the error
 * most. FALSE if no pair has an attention. */
gboolean                 heed_sweep_find_set     (HeedSweep           *sweep,
                                                  HeedSweepSet        *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSweep, heed_sweep_free)

G_END_DECLS
