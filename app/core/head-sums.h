/* head-sums.h — what each head of a model does over many pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     sums = heed_head_sums_new (n_heads)
 *     heed_head_sums_add (sums, kept, links, gold)   every pair, in any number of parts
 *     heed_head_sums_merge (sums, part)
 *     heed_head_sums_dup_heads (sums)                what they do on average
 */

#pragma once

#include "app/core/kept-links.h"

G_BEGIN_DECLS

/* Means are over all steps of all pairs. */
typedef struct {
  guint               i;            /* which of the heads that are kept */
  guint64             n_steps;      /* 0: nothing below means anything */
  double              entropy;      /* nats */
  double              diagonality;  /* as of HeedHeadMeasures */
  double              end_mass;     /* what the source's end token gets, [0, 1]; NAN without any */
  double              stop_mass;    /* what the mark gets that ends the sentence; likewise */
  double              agreement;    /* with the mean of all other heads, a correlation of ranks;
                                     * NAN if there is no other */
  guint               twin;         /* the head that looks at the same token most often */
  double              twin_share;   /* in this part of the steps; NAN if there is no other */
  guint               n_gold;       /* pairs with right links */
  HeedAlignmentCounts counts;       /* of its own links, of n_gold > 0 */
} HeedCorpusHead;

typedef struct _HeedHeadSums HeedHeadSums;

HeedHeadSums *heed_head_sums_new       (guint                    n_heads);
void          heed_head_sums_free      (HeedHeadSums            *sums);

/* gold may be NULL: it has none. */
void          heed_head_sums_add       (HeedHeadSums            *sums,
                                        const HeedKeptAttention *kept,
                                        const HeedLinkReading   *links,
                                        const HeedAlignment     *gold);
void          heed_head_sums_merge     (HeedHeadSums            *sums,
                                        const HeedHeadSums      *part);

/* Of HeedCorpusHead, in the order of the heads. */
GArray       *heed_head_sums_dup_heads (const HeedHeadSums      *sums);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedHeadSums, heed_head_sums_free)

G_END_DECLS
