/* link-regions.c — links by thirds of the target: beginning, middle and end
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/links/link-regions.h"

/**
 * heed_region_of:
 * @target: index of a target word
 * @n_target: number of target words
 *
 * Returns: the third that contains the word; the last one for an out-of-range index
 */
HeedRegion
heed_region_of (guint target,
                guint n_target)
{
  guint third = n_target > 0 ? (guint) ((guint64) target * HEED_N_REGIONS / n_target) : 0;

  return (HeedRegion) MIN (third, HEED_N_REGIONS - 1);
}

/**
 * heed_link_regions_split:
 * @regions: (out): to be cleared with heed_link_regions_clear()
 */
void
heed_link_regions_split (HeedLinkRegions     *regions,
                         const HeedAlignment *links,
                         guint                n_target)
{
  g_autofree HeedLink *some = g_new (HeedLink, MAX (links->n_links, 1));

  for (guint region = 0; region < HEED_N_REGIONS; region++)
    {
      guint n = 0;

      for (guint k = 0; k < links->n_links; k++)
        if (heed_region_of (links->links[k].target, n_target) == region)
          some[n++] = links->links[k];

      regions->links[region] = heed_alignment_new (some, n);
    }
}

void
heed_link_regions_clear (HeedLinkRegions *regions)
{
  for (guint region = 0; region < HEED_N_REGIONS; region++)
    g_clear_pointer (&regions->links[region], heed_alignment_unref);
}

void
heed_link_regions_count (HeedAlignmentCounts   *counts,
                         const HeedLinkRegions *found,
                         const HeedLinkRegions *gold)
{
  for (guint region = 0; region < HEED_N_REGIONS; region++)
    heed_alignment_count (&counts[region], found->links[region], gold->links[region]);
}
