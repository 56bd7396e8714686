/* heatmap-edit.h — changes weights by dragging cells of a heatmap up and down
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/heatmap-view.h"

G_BEGIN_DECLS

#define HEED_TYPE_HEATMAP_EDIT (heed_heatmap_edit_get_type ())
G_DECLARE_FINAL_TYPE (HeedHeatmapEdit, heed_heatmap_edit, HEED, HEATMAP_EDIT, GObject)

/* The widget owns the controllers; widget and view must outlive the edit. */
HeedHeatmapEdit *heed_heatmap_edit_new  (HeedHeatmapView *view,
                                         GtkWidget       *widget);

/* What the pointer does: press at (x, y), px, in the widget; drag by (dx, dy), px; release. */
gboolean         heed_heatmap_edit_begin (HeedHeatmapEdit *self,
                                          double           x,
                                          double           y);
gboolean         heed_heatmap_edit_drag  (HeedHeatmapEdit *self,
                                          double           dx,
                                          double           dy);
void             heed_heatmap_edit_end   (HeedHeatmapEdit *self);

G_END_DECLS
