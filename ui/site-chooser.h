/* site-chooser.h — chooses the attention of a model that is shown
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

/* The chosen site. set_site() does not emit a signal. */
HeedAttentionSite  heed_site_chooser_get_site   (HeedSiteChooser     *self);
void               heed_site_chooser_set_site   (HeedSiteChooser     *self,
                                                 HeedAttentionSite    site);

/* For a mean: the heads it is of, bit h for head h; 0: all. Several heads can be chosen only after
 * offer_heads(), which callers use if they can show such a mean. */
void               heed_site_chooser_offer_heads (HeedSiteChooser    *self);
void               heed_site_chooser_set_heads  (HeedSiteChooser     *self,
                                                 guint64              heads);

G_END_DECLS
