/* site-ranges.h — which attentions there are to look at, and what they are called
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

G_BEGIN_DECLS

#define HEED_N_ATTENTION_KINDS 3

/* What a model has of one kind of attention; no layers: none of it. */
typedef struct {
  guint n_layers;
  guint n_heads;
} HeedSiteRange;

/* ranges are HEED_N_ATTENTION_KINDS, in the order of HeedAttentionKind. What lies
 * outside becomes the nearest inside; the text names what can be chosen, and is
 * empty if nothing can. */
HeedAttentionSite  heed_site_ranges_clamp        (const HeedSiteRange *ranges,
                                                  HeedAttentionSite    site);
gboolean           heed_site_ranges_have_choice  (const HeedSiteRange *ranges);
char *heed_site_ranges_dup_text (const HeedSiteRange *ranges,
                                 HeedAttentionSite site) G_GNUC_WARN_UNUSED_RESULT;

/* In the person's language. */
const char        *heed_attention_kind_get_title (HeedAttentionKind    kind);
char *heed_layer_dup_title (int layer) G_GNUC_WARN_UNUSED_RESULT;
char *heed_head_dup_title (int head) G_GNUC_WARN_UNUSED_RESULT;

/* Of chosen heads, bit h being head h: "Mean of heads 2, 5"; 0: of all. */
char *heed_heads_dup_title (guint64 heads) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
