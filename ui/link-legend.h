/* link-legend.h — a legend of the boxes and signs drawn over a heatmap
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_LINK_LEGEND (heed_link_legend_get_type ())
G_DECLARE_FINAL_TYPE (HeedLinkLegend, heed_link_legend, HEED, LINK_LEGEND, GtkWidget)

GtkWidget *heed_link_legend_new (void);

G_END_DECLS
