/* head-sums.h — measures of every head of a model over many pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     sums = heed_head_sums_new (n_heads)
 *     heed_head_sums_add (sums, attention, links, gold)  every pair, in any number of parts
 *     heed_head_sums_merge (sums, part)
 *     heed_head_sums_dup_heads (sums)                what they do on average
 */

#pragma once

#include "app/core/links/pair-links.h"

G_BEGIN_DECLS

/* One head of a model. Means are over all steps of all pairs. */
typedef struct {
  guint               i;            /* index of the head among those that are stored */
  guint64             n_steps;      /* if 0, everything below is undefined */
  double              entropy;      /* nats */
  double              diagonality;  /* as in HeedHeadMeasures */
  double              end_mass;     /* weight of the source's end token, [0, 1]; NAN if there is
                                     * none */
  double              stop_mass;    /* weight of the mark that ends the sentence; likewise */
  double              agreement;    /* rank correlation with the mean of all other heads; NAN if
                                     * there is no other head */
  guint               twin;         /* the head that most often attends most to the same token */
  double              twin_share;   /* the share of steps in which it does; NAN if there is no
                                     * other head */
  guint               n_gold;       /* pairs with gold links */
  HeedAlignmentCounts counts;       /* of the head's own links, if n_gold > 0 */
} HeedCorpusHead;

typedef struct _HeedHeadSums HeedHeadSums;

HeedHeadSums *heed_head_sums_new       (guint                    n_heads);
void          heed_head_sums_free      (HeedHeadSums            *sums);

/* gold is NULL if the pair has no gold links. */
void          heed_head_sums_add       (HeedHeadSums            *sums,
                                        const HeedPairAttention *attention,
                                        const HeedLinkReading   *links,
                                        const HeedAlignment     *gold);
void          heed_head_sums_merge     (HeedHeadSums            *sums,
                                        const HeedHeadSums      *part);

/* Returns an array of HeedCorpusHead, in the order of the heads. */
GArray       *heed_head_sums_dup_heads (const HeedHeadSums      *sums);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedHeadSums, heed_head_sums_free)

G_END_DECLS
