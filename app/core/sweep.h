/* sweep.h — which attention of a model, read how, links words as people did
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     sweep = heed_sweep_new (model)
 *     heed_sweep_add (sweep, attention, gold)       every pair, in any number of parts
 *     heed_sweep_merge (sweep, part)
 *     heed_sweep_dup_ways (sweep)                   best first
 *     heed_sweep_find_set (sweep, &set)             heads that are better together
 *
 * Every way is tried on the same pairs: one attention, the mean of a layer's heads or a
 * head; its rows about the token that they emit or the one that they read; and a rule.
 */

#pragma once

#include "app/core/link-regions.h"

G_BEGIN_DECLS

#define HEED_SWEEP_SHIFTS 2

/* One way to read links off a model. */
typedef struct {
  HeedAttentionSite   site;
  HeedLinkOptions     links;
  HeedAlignmentCounts counts;
  HeedAlignmentCounts regions[HEED_N_REGIONS];  /* of counts, by thirds of the targets */
  double              agreement;  /* if ways are judged by it: with evidence, [-1, 1] */
} HeedSweepWay;

/* Heads whose mean is read, and how. */
typedef struct {
  GArray              *heads;   /* of HeedAttentionSite; free it */
  HeedLinkOptions      links;
  HeedAlignmentCounts  counts;
  guint                n_pairs; /* on so many of them, which had room */
} HeedSweepSet;

typedef struct _HeedSweep HeedSweep;

HeedSweep               *heed_sweep_new         (HeedModel           *model);

/* Of some attentions alone: of HeedAttentionSite, transfer full. */
HeedSweep               *heed_sweep_new_of      (GArray              *sites);

/* The same ways, nothing counted. */
HeedSweep               *heed_sweep_new_part    (HeedSweep           *sweep);
void                     heed_sweep_free        (HeedSweep           *sweep);

/* What heed_force_pairs() is to be asked for, in this order. */
const HeedAttentionSite *heed_sweep_get_sites   (HeedSweep           *sweep,
                                                 guint               *n_sites);

/* attention is n_sites x HEED_SWEEP_SHIFTS of target words x source words; any is NULL
 * if a side has no word. */
void                     heed_sweep_add         (HeedSweep           *sweep,
                                                 HeedMatrix *const   *attention,
                                                 const HeedAlignment *gold);

/* Takes all that part has. */
void                     heed_sweep_merge       (HeedSweep           *sweep,
                                                 HeedSweep           *part);

/* Of HeedSweepWay, the lowest error first. */
GArray                  *heed_sweep_dup_ways    (HeedSweep           *sweep);

/* Begins with the best head and takes in, one after the other, the one that lowers the
 * error most. FALSE if no pair has an attention. */
gboolean                 heed_sweep_find_set    (HeedSweep           *sweep,
                                                 HeedSweepSet        *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSweep, heed_sweep_free)

G_END_DECLS
