/* heatmap-view.h — which part of a heatmap is seen, and how large
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/heatmap-layout.h"
#include "ui/heatmap-picture.h"

G_BEGIN_DECLS

#define HEED_HEATMAP_MAX_ZOOM_PX 128.0

typedef struct {
  HeedHeatmapPicture *picture;      /* not owned */
  int                 width;        /* px; 0 until there is room */
  int                 height;
  double              zoom;         /* px, height of a cell; 0 fits */
  GtkAdjustment      *hadjustment;  /* may be NULL: nothing scrolls */
  GtkAdjustment      *vadjustment;
} HeedHeatmapView;

gboolean heed_heatmap_view_get_layout   (const HeedHeatmapView   *view,
                                         HeedHeatmapLayout       *layout);
void     heed_heatmap_view_update       (const HeedHeatmapView   *view);

double   heed_heatmap_view_get_scroll_x (const HeedHeatmapView   *view);
double   heed_heatmap_view_get_scroll_y (const HeedHeatmapView   *view);
void     heed_heatmap_view_scroll_to    (const HeedHeatmapView   *view,
                                         double                   x,
                                         double                   y);
void     heed_heatmap_view_reveal       (const HeedHeatmapView   *view,
                                         int                      row,
                                         int                      column);

double   heed_heatmap_view_find_zoom    (const HeedHeatmapView   *view,
                                         double                   factor);
void     heed_heatmap_view_hold         (const HeedHeatmapView   *view,
                                         const HeedHeatmapLayout *before,
                                         double                   x,
                                         double                   y);

G_END_DECLS
