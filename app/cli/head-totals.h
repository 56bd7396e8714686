/* head-totals.h — what each head of a model does over the pairs of a corpus, for its totals
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/pair-options.h"
#include "app/core/links/head-sums.h"
#include "app/core/translation/forced.h"
#include "engine/files/json-writer.h"

G_BEGIN_DECLS

/* The heads that are measured, how, and the sums over the blocks that are finished. */
typedef struct {
  HeedModel             *model;
  GArray                *sites;  /* of HeedAttentionSite, layer by layer */
  HeedLinkReading        links;  /* how links are read from each head */
  const HeedPairOptions *given;  /* how gold links are parsed; borrowed */
  HeedHeadSums          *sums;   /* used by the finisher only */
} HeedHeadTotals;

/* Fails if the model has no attention. */
HeedHeadTotals *heed_head_totals_new     (HeedModel              *model,
                                          const HeedLinkOptions  *links,
                                          const HeedPairOptions  *given,
                                          GError                **error);
void            heed_head_totals_free    (HeedHeadTotals         *totals);

/* Returns the sums over these pairs, given and as lines; those with a problem are left out. */
HeedHeadSums   *heed_head_totals_measure (const HeedHeadTotals   *totals,
                                          const HeedInputPair    *given,
                                          HeedPairLine *const    *pairs,
                                          guint                   n_pairs);

/* Adds the array "heads" to an object of JSON. */
void            heed_head_totals_write   (const HeedHeadTotals   *totals,
                                          HeedJsonWriter         *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedHeadTotals, heed_head_totals_free)

G_END_DECLS
