/* override.h — applies interventions between scores and weights
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

G_BEGIN_DECLS

/* What a person changed for one query. Every pointer may be NULL. K is n_keys,
 * at most S: positions after it are padding. */
typedef struct {
  guint         n_keys;
  const guint8 *masked;    /* H x K: not 0 is a position that may not be looked at */
  const float
    *pinned; /* H x K: weights instead of the softmax's; a row that begins with NAN is free */
  const float  *factors;   /* H: scores are multiplied by it before the softmax */
  const guint8 *silenced;  /* H: not 0 makes the head's context zero */
  float        *d_pinned;  /* H x K: what flows back to pinned rows is added here */
} HeedAttentionOverride;

/* The same for every query of one place: one for all of them, or one for each. */
typedef struct {
  HeedAttentionKind            kind;
  int                          layer;
  const HeedAttentionOverride *queries;
  guint                        n_queries;  /* 1, or as many as ask */
} HeedSiteOverride;

typedef struct {
  const HeedSiteOverride *sites;
  guint                   n_sites;
} HeedOverrides;

/* NULL if nothing is changed there; overrides may be NULL. */
const HeedSiteOverride *
         heed_overrides_find    (const HeedOverrides         *overrides,
                                 HeedAttentionKind            kind,
                                 int                          layer);

/* weights and scores are n_keys numbers each, of this head. The scores that are
 * handed out are those of the model and stay as they are. */
void     heed_override_softmax  (const HeedAttentionOverride *override,
                                 guint                        head,
                                 float                       *weights,
                                 const float                 *scores,
                                 gsize                        n_keys);

/* The way back. d is n_keys numbers: the gradient of the weights becomes that of the
 * scores. */
void     heed_override_softmax_backward
                                (const HeedAttentionOverride *override,
                                 guint                        head,
                                 float                       *d,
                                 const float                 *weights,
                                 gsize                        n_keys);
gboolean heed_override_silences (const HeedAttentionOverride *override,
                                 guint                        head);

G_END_DECLS
