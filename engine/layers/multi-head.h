/* multi-head.h — many queries look at many keys, several heads at once
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/layers/attention.h"

G_BEGIN_DECLS

/* A bias of each score by how far the key is from the query. */
typedef struct {
  HeedTensor    *table;      /* buckets x H */
  const guint32 *buckets;    /* by distance, key minus query; buckets[-3] is one too */
} HeedDistanceBias;

typedef struct {
  guint            n_heads;       /* H */
  float            factor;        /* of the scores */
  gboolean         is_causal;     /* a query sees no key behind its own position */
  guint            first_query;   /* what position the first query has among the keys */
  HeedDistanceBias bias;          /* table NULL: none */
  float            dropout;       /* of weights, while the tape has random numbers */
} HeedMultiHead;

/* query is T B x D for T positions of as many sentences as memory has, or T x D
 * for T rows that look at its only one. */
HeedAttentionResult heed_multi_head_attend (HeedTape                   *tape,
                                            const HeedMultiHead        *heads,
                                            const HeedAttentionMemory  *memory,
                                            HeedTensor                 *query,
                                            const HeedSiteOverride     *override);

G_END_DECLS
