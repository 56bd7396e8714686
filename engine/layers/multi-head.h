/* multi-head.h — attention of many queries over many keys, with several heads
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/layers/attention.h"

G_BEGIN_DECLS

/* A learned bias of each score, by the distance of the key from the query. */
typedef struct {
  HeedTensor    *table;      /* buckets x H */
  const guint32 *buckets;    /* indexed by key minus query position, which may be negative */
} HeedDistanceBias;

typedef struct {
  guint            n_heads;       /* H */
  float            factor;        /* of the dot products */
  gboolean         is_causal;     /* a query sees no key after its own position */
  guint            first_query;   /* position of the first query among the keys */
  HeedDistanceBias bias;          /* table is NULL without a bias */
  float            dropout;       /* of the weights, while the tape has a random generator */
} HeedMultiHead;

/* query is T B x D: T positions of each of the B sentences of memory. If memory has one sentence,
 * all rows of query attend to it. */
HeedAttentionResult heed_multi_head_attend (HeedTape                   *tape,
                                            const HeedMultiHead        *heads,
                                            const HeedAttentionMemory  *memory,
                                            HeedTensor                 *query,
                                            const HeedSiteOverride     *override);

G_END_DECLS
