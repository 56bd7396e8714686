/* sites.h — the attentions that a model has, and the choice among them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

#define HEED_EVERY_HEAD (-2)  /* beside HEED_HEAD_MEAN */

/* --layer and --head as given; layer may be HEED_EVERY_LAYER, head may be
 * HEED_EVERY_HEAD or HEED_HEAD_MEAN. */
typedef struct {
  int layer;
  int head;
} HeedSiteChoice;

/* Returns an array of HeedAttentionSite, by layer, then head. */
GArray     *heed_sites_choose       (HeedModel             *model,
                                     HeedAttentionKind      kind,
                                     const HeedSiteChoice  *choice);

/* The site for a single picture if several are chosen: the last layer, the mean of its heads. FALSE
 * for a model without attention. */
gboolean    heed_sites_choose_one   (HeedModel             *model,
                                     const HeedSiteChoice  *choice,
                                     HeedAttentionSite     *site);

/* head_text: a number, "mean", or NULL for every head. */
gboolean    heed_sites_parse        (int                    layer,
                                     const char            *head_text,
                                     HeedSiteChoice        *choice,
                                     GError               **error);
gboolean    heed_sites_check        (HeedModel             *model,
                                     const HeedSiteChoice  *choice,
                                     gboolean               every_kind,
                                     GError               **error);

G_END_DECLS
