/* attentions.h — the attention matrices of one sentence, as many as are kept
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"
#include "ui/site-ranges.h"

G_BEGIN_DECLS

/* The last layer's cross-attention, averaged over its heads; G_MAXINT is clamped to that layer. */
#define HEED_ATTENTIONS_DEFAULT_SITE \
  ((HeedAttentionSite) { HEED_ATTENTION_CROSS, G_MAXINT, HEED_HEAD_MEAN })

/* Immutable, like everything in engine/values.h. */
typedef struct {
  HeedSiteRange  ranges[HEED_N_ATTENTION_KINDS];  /* the sites kept */
  GPtrArray     *matrices;                        /* of HeedMatrix, by kind, layer and head */
} HeedAttentions;

HeedAttentions *heed_attentions_new  (HeedSession           *session);
void            heed_attentions_free (HeedAttentions        *attentions);

/* Returns that matrix or the nearest one that is kept, borrowed; NULL if the model has no
 * attention. */
HeedMatrix     *heed_attentions_get  (const HeedAttentions  *attentions,
                                      HeedAttentionSite      site);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAttentions, heed_attentions_free)

G_END_DECLS
