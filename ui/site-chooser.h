/* site-chooser.h — which attention of a model is looked at
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

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
HeedAttentionSite  heed_site_ranges_clamp    (const HeedSiteRange *ranges,
                                              HeedAttentionSite    site);
char              *heed_site_ranges_dup_text (const HeedSiteRange *ranges,
                                              HeedAttentionSite    site)    G_GNUC_WARN_UNUSED_RESULT;

#define HEED_TYPE_SITE_CHOOSER (heed_site_chooser_get_type ())
G_DECLARE_FINAL_TYPE (HeedSiteChooser, heed_site_chooser, HEED, SITE_CHOOSER, GtkWidget)

GtkWidget         *heed_site_chooser_new        (void);

void               heed_site_chooser_set_ranges (HeedSiteChooser     *self,
                                                 const HeedSiteRange *ranges);

/* What is chosen. Setting it is no choice of the person's: nothing is emitted. */
HeedAttentionSite  heed_site_chooser_get_site   (HeedSiteChooser     *self);
void               heed_site_chooser_set_site   (HeedSiteChooser     *self,
                                                 HeedAttentionSite    site);

G_END_DECLS
