/* site-chooser.h — which attention of a model is looked at
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/site-ranges.h"

G_BEGIN_DECLS

#define HEED_TYPE_SITE_CHOOSER (heed_site_chooser_get_type ())
G_DECLARE_FINAL_TYPE (HeedSiteChooser, heed_site_chooser, HEED, SITE_CHOOSER, GtkWidget)

GtkWidget         *heed_site_chooser_new        (void);

void               heed_site_chooser_set_ranges (HeedSiteChooser     *self,
                                                 const HeedSiteRange *ranges);

/* What is chosen. Setting it is no choice of the person's: nothing is emitted. */
HeedAttentionSite  heed_site_chooser_get_site   (HeedSiteChooser     *self);
void               heed_site_chooser_set_site   (HeedSiteChooser     *self,
                                                 HeedAttentionSite    site);

/* Of a mean, bit h being head h: whose it is; 0: of all. Who can show that of some says
 * so first; without there is no choice of several. */
void               heed_site_chooser_offer_heads (HeedSiteChooser    *self);
void               heed_site_chooser_set_heads  (HeedSiteChooser     *self,
                                                 guint64              heads);

G_END_DECLS
