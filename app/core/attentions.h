/* attentions.h — every attention to one sentence, as far as it is kept
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"
#include "ui/site-ranges.h"

G_BEGIN_DECLS

/* The last layer between the two sentences, however many there are. */
#define HEED_ATTENTIONS_DEFAULT_SITE \
  ((HeedAttentionSite) { HEED_ATTENTION_CROSS, G_MAXINT, HEED_HEAD_MEAN })

/* Immutable, like everything in engine/values.h. */
typedef struct {
  HeedSiteRange  ranges[HEED_N_ATTENTION_KINDS];  /* what is kept */
  GPtrArray     *matrices;                        /* of HeedMatrix, by kind, layer and head */
} HeedAttentions;

HeedAttentions *heed_attentions_new  (HeedSession           *session);
void            heed_attentions_free (HeedAttentions        *attentions);

/* That or the nearest that is kept; NULL if the model has no attention. */
HeedMatrix     *heed_attentions_get  (const HeedAttentions  *attentions,
                                      HeedAttentionSite      site);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAttentions, heed_attentions_free)

G_END_DECLS
