/* heatmap-view.c — where the cells of a heatmap are in its widget, and getting there
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The layout knows no widget and the widget no arithmetic; here the widget's
 * size, scroll and zoom become a request, and its answer the scroll bars.
 */

#include "ui/heatmap-private.h"

#include "ui/heatmap-zoom.h"

/* Returns: whether there is anything to lay out */
static gboolean
get_request (HeedHeatmap        *self,
             HeedHeatmapRequest *request)
{
  if (heed_heatmap_picture_get_matrix (self->picture) == NULL || gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    return FALSE;

  heed_heatmap_picture_get_request (self->picture, request);
  request->width = gtk_widget_get_width (GTK_WIDGET (self));
  request->height = gtk_widget_get_height (GTK_WIDGET (self));
  request->zoom = self->zoom;
  request->scroll_x = heed_scroll_area_get_x (HEED_SCROLL_AREA (self));
  request->scroll_y = heed_scroll_area_get_y (HEED_SCROLL_AREA (self));

  return TRUE;
}

/**
 * heed_heatmap_get_layout:
 * @layout: (out): set only if there is one
 *
 * Returns: whether there is anything to see
 */
gboolean
heed_heatmap_get_layout (HeedHeatmap       *self,
                         HeedHeatmapLayout *layout)
{
  HeedHeatmapRequest request;

  if (!get_request (self, &request))
    return FALSE;

  heed_heatmap_layout_compute (layout, &request);

  return TRUE;
}

/**
 * heed_heatmap_is_cell:
 *
 * Returns: whether the matrix has such a cell
 */
gboolean
heed_heatmap_is_cell (HeedHeatmap *self,
                      int          row,
                      int          column)
{
  HeedMatrix *matrix = heed_heatmap_picture_get_matrix (self->picture);

  return matrix != NULL &&
         row >= 0 && row < (int) matrix->n_rows &&
         column >= 0 && column < (int) matrix->n_columns;
}

/* After anything that changes the size of the cells. */
void
heed_heatmap_update_view (HeedHeatmap *self)
{
  HeedScrollArea *area = HEED_SCROLL_AREA (self);
  HeedHeatmapLayout layout = { .n_rows = 0 };

  heed_heatmap_get_layout (self, &layout);

  heed_scroll_area_configure (area, GTK_ORIENTATION_HORIZONTAL, layout.scroll_x,
                              layout.n_columns * layout.cell_width, layout.view_width, layout.cell_width);
  heed_scroll_area_configure (area, GTK_ORIENTATION_VERTICAL, layout.scroll_y,
                              layout.n_rows * layout.cell_height, layout.view_height, layout.cell_height);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Scrolls until the cell can be seen. */
void
heed_heatmap_reveal (HeedHeatmap *self,
                     int          row,
                     int          column)
{
  HeedHeatmapLayout layout;
  double x, y;

  if (!heed_heatmap_get_layout (self, &layout))
    return;

  heed_heatmap_layout_scroll_to (&layout, row, column, &x, &y);
  heed_scroll_area_scroll_to (HEED_SCROLL_AREA (self), x, y);
}

/**
 * heed_heatmap_zoom_around:
 * @factor: how much larger the cells become
 * @x: px
 * @y: px
 *
 * What is at (@x, @y) stays there.
 */
void
heed_heatmap_zoom_around (HeedHeatmap *self,
                          double       factor,
                          double       x,
                          double       y)
{
  HeedHeatmapRequest request;
  HeedHeatmapLayout before, after;
  double scroll_x, scroll_y;

  if (!get_request (self, &request))
    return;

  heed_heatmap_layout_compute (&before, &request);
  heed_heatmap_set_zoom (self, heed_heatmap_zoom_find (&request, factor));
  heed_heatmap_get_layout (self, &after);
  heed_heatmap_zoom_hold (&before, &after, x, y, &scroll_x, &scroll_y);
  heed_scroll_area_scroll_to (HEED_SCROLL_AREA (self), scroll_x, scroll_y);
}

/**
 * heed_heatmap_get_zoom:
 *
 * Returns: the height of a cell, px; 0 fits
 */
double
heed_heatmap_get_zoom (HeedHeatmap *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP (self), 0.0);

  return self->zoom;
}

/**
 * heed_heatmap_set_zoom:
 * @zoom: height of a cell, px; 0 fits
 */
void
heed_heatmap_set_zoom (HeedHeatmap *self,
                       double       zoom)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));
  g_return_if_fail (zoom >= 0.0 && zoom <= HEED_HEATMAP_MAX_ZOOM_PX);

  if (self->zoom == zoom)
    return;

  self->zoom = zoom;
  heed_heatmap_update_view (self);
  heed_heatmap_update_hover (self);
  g_object_notify (G_OBJECT (self), "zoom");
}
