/* site-ranges.h — the attentions that a model has, and their titles
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

G_BEGIN_DECLS

#define HEED_N_ATTENTION_KINDS 3

/* The size of one kind of attention; n_layers 0: the model has none of it. */
typedef struct {
  guint n_layers;
  guint n_heads;
} HeedSiteRange;

/* ranges: HEED_N_ATTENTION_KINDS of them, in the order of HeedAttentionKind.
 * clamp() returns the nearest existing site; dup_text() names the parts that can be
 * chosen, "" if there is no choice. */
HeedAttentionSite  heed_site_ranges_clamp        (const HeedSiteRange *ranges,
                                                  HeedAttentionSite    site);
gboolean           heed_site_ranges_have_choice  (const HeedSiteRange *ranges);
char *heed_site_ranges_dup_text (const HeedSiteRange *ranges,
                                 HeedAttentionSite site) G_GNUC_WARN_UNUSED_RESULT;

/* Translated titles. */
const char        *heed_attention_kind_get_title (HeedAttentionKind    kind);
char *heed_layer_dup_title (int layer) G_GNUC_WARN_UNUSED_RESULT;
char *heed_head_dup_title (int head) G_GNUC_WARN_UNUSED_RESULT;

/* For chosen heads, bit h for head h: "Mean of heads 2, 5"; 0: all. */
char *heed_heads_dup_title (guint64 heads) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
