/* heatmap-view.c — which part of a heatmap is seen, and how large
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Joins the layout, which knows no GTK, to the adjustments of a scrolled
 * window.
 */

#include "ui/heatmap-view.h"

/* Of what is seen, for a page of scrolling. */
#define PAGE_PART 0.9

static double
get_value (GtkAdjustment *adjustment)
{
  return adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0.0;
}

double
heed_heatmap_view_get_scroll_x (const HeedHeatmapView *view)
{
  return get_value (view->hadjustment);
}

double
heed_heatmap_view_get_scroll_y (const HeedHeatmapView *view)
{
  return get_value (view->vadjustment);
}

/* Returns: whether there is anything to lay out */
static gboolean
get_request (const HeedHeatmapView *view,
             HeedHeatmapRequest    *request)
{
  if (heed_heatmap_picture_get_matrix (view->picture) == NULL || view->width == 0)
    return FALSE;

  heed_heatmap_picture_get_request (view->picture, request);
  request->width = view->width;
  request->height = view->height;
  request->zoom = view->zoom;
  request->scroll_x = get_value (view->hadjustment);
  request->scroll_y = get_value (view->vadjustment);

  return TRUE;
}

/**
 * heed_heatmap_view_get_layout:
 * @layout: (out): set only if there is one
 *
 * Returns: whether there is anything to see
 */
gboolean
heed_heatmap_view_get_layout (const HeedHeatmapView *view,
                              HeedHeatmapLayout     *layout)
{
  HeedHeatmapRequest request;

  if (!get_request (view, &request))
    return FALSE;

  heed_heatmap_layout_compute (layout, &request);

  return TRUE;
}

static void
configure (GtkAdjustment *adjustment,
           double         value,
           double         all,
           double         seen,
           double         cell)
{
  if (adjustment != NULL)
    gtk_adjustment_configure (adjustment, value, 0.0, all, cell, seen * PAGE_PART, seen);
}

/**
 * heed_heatmap_view_update:
 *
 * Tells the scrollbars how much there is, after anything that changes it.
 */
void
heed_heatmap_view_update (const HeedHeatmapView *view)
{
  HeedHeatmapLayout layout = { .cell_width = 0.0 };

  heed_heatmap_view_get_layout (view, &layout);

  configure (view->hadjustment, layout.scroll_x, layout.n_columns * layout.cell_width,
             layout.view_width, layout.cell_width);
  configure (view->vadjustment, layout.scroll_y, layout.n_rows * layout.cell_height,
             layout.view_height, layout.cell_height);
}

/**
 * heed_heatmap_view_scroll_to:
 * @x: px; brought into what is possible
 * @y: px
 */
void
heed_heatmap_view_scroll_to (const HeedHeatmapView *view,
                             double                 x,
                             double                 y)
{
  if (view->hadjustment != NULL)
    gtk_adjustment_set_value (view->hadjustment, x);

  if (view->vadjustment != NULL)
    gtk_adjustment_set_value (view->vadjustment, y);
}

/**
 * heed_heatmap_view_reveal:
 * @row: a row, or -1
 * @column: a column, or -1
 *
 * Scrolls as little as is needed to see them.
 */
void
heed_heatmap_view_reveal (const HeedHeatmapView *view,
                          int                    row,
                          int                    column)
{
  HeedHeatmapLayout layout;
  double x, y;

  if (!heed_heatmap_view_get_layout (view, &layout))
    return;

  heed_heatmap_layout_scroll_to (&layout, row, column, &x, &y);
  heed_heatmap_view_scroll_to (view, x, y);
}

/**
 * heed_heatmap_view_find_zoom:
 * @factor: how much larger the cells shall be
 *
 * There is no use in cells that are smaller than what shows all of them.
 *
 * Returns: the zoom that gives such cells
 */
double
heed_heatmap_view_find_zoom (const HeedHeatmapView *view,
                             double                 factor)
{
  HeedHeatmapRequest request;
  HeedHeatmapLayout layout;
  double smallest, zoom;

  if (!get_request (view, &request))
    return view->zoom;

  heed_heatmap_layout_compute (&layout, &request);
  zoom = MIN (layout.cell_height * factor, HEED_HEATMAP_MAX_ZOOM_PX);
  smallest = heed_heatmap_layout_get_smallest_zoom (&request);

  if (smallest > 0.0)
    return MAX (zoom, smallest);

  request.zoom = 0.0;
  heed_heatmap_layout_compute (&layout, &request);

  return zoom <= layout.cell_height ? 0.0 : zoom;
}

/**
 * heed_heatmap_view_hold:
 * @before: the layout before the cells got another size
 * @x: px
 * @y: px
 *
 * Scrolls so that what was at (@x, @y) is there again.
 */
void
heed_heatmap_view_hold (const HeedHeatmapView   *view,
                        const HeedHeatmapLayout *before,
                        double                   x,
                        double                   y)
{
  double across = (x - before->left + before->scroll_x) / before->cell_width;
  double down = (y - before->top + before->scroll_y) / before->cell_height;
  HeedHeatmapLayout after;

  if (heed_heatmap_view_get_layout (view, &after))
    heed_heatmap_view_scroll_to (view,
                                 across * after.cell_width - (x - after.left),
                                 down * after.cell_height - (y - after.top));
}
