/* override.h — applies interventions between scores and weights
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

G_BEGIN_DECLS

/* The interventions on one query, for all heads. Every pointer may be NULL. K is n_keys, at most
 * S: positions from K on are padding. */
typedef struct {
  guint         n_keys;
  const guint8 *masked;    /* H x K: nonzero for a masked key */
  const float
    *pinned; /* H x K: weights that replace the softmax; a row that begins with NAN is not pinned */
  const float  *factors;   /* H: multiply the scores before the softmax */
  const guint8 *silenced;  /* H: nonzero sets the head's context to zero */
  float        *d_pinned;  /* H x K: the gradient of pinned rows is added here */
} HeedAttentionOverride;

/* The interventions at one attention layer: one for all of its queries, or one for each. */
typedef struct {
  HeedAttentionKind            kind;
  int                          layer;
  const HeedAttentionOverride *queries;
  guint                        n_queries;  /* 1, or at least the number of queries */
} HeedSiteOverride;

typedef struct {
  const HeedSiteOverride *sites;
  guint                   n_sites;
} HeedOverrides;

/* Returns NULL if nothing is changed at this layer; overrides may be NULL. */
const HeedSiteOverride *
         heed_overrides_find    (const HeedOverrides         *overrides,
                                 HeedAttentionKind            kind,
                                 int                          layer);

/* weights (out) and scores are n_keys numbers each, of this head. scores are the model's own and
 * are not changed. */
void     heed_override_softmax  (const HeedAttentionOverride *override,
                                 guint                        head,
                                 float                       *weights,
                                 const float                 *scores,
                                 gsize                        n_keys);

/* The backward pass. d is n_keys numbers: the gradient of the weights on entry, that of the
 * scores on return. */
void     heed_override_softmax_backward
                                (const HeedAttentionOverride *override,
                                 guint                        head,
                                 float                       *d,
                                 const float                 *weights,
                                 gsize                        n_keys);
gboolean heed_override_silences (const HeedAttentionOverride *override,
                                 guint                        head);

G_END_DECLS
