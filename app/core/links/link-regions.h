/* link-regions.h — links by thirds of the target: beginning, middle and end
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An attention may fail towards the end of a sentence, which a single score for the whole sentence
 * hides.
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* Thirds of the target words. */
typedef enum {
  HEED_REGION_BEGINNING,
  HEED_REGION_MIDDLE,
  HEED_REGION_END,
  HEED_N_REGIONS
} HeedRegion;

typedef struct {
  HeedAlignment *links[HEED_N_REGIONS];
} HeedLinkRegions;

HeedRegion heed_region_of          (guint                    target,
                                    guint                    n_target);

void       heed_link_regions_split (HeedLinkRegions         *regions,
                                    const HeedAlignment     *links,
                                    guint                    n_target);
void       heed_link_regions_clear (HeedLinkRegions         *regions);

/* Adds to counts, which has one element per region; their sum is the count of all links. */
void       heed_link_regions_count (HeedAlignmentCounts     *counts,
                                    const HeedLinkRegions   *found,
                                    const HeedLinkRegions   *gold);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedLinkRegions, heed_link_regions_clear)

G_END_DECLS
