/* heatmap-zoom.c — the range of zoom of a heatmap, and the scroll that keeps a point in place
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells smaller than needed to show all of them at once are of no use, so zooming out ends there;
 * for a short sentence that is the fitted size.
 */

#include "ui/heatmap-zoom.h"

#include <math.h>

/**
 * heed_heatmap_zoom_get_smallest:
 * @request: what is to be drawn, and the room for it
 *
 * Returns: the height of a cell at which all cells are visible at once, px; 0 if they are when
 *   fitted
 */
double
heed_heatmap_zoom_get_smallest (const HeedHeatmapRequest *request)
{
  HeedHeatmapRequest fitted = *request;
  HeedHeatmapLayout layout;
  double across, down;

  fitted.zoom = 0.0;
  heed_heatmap_layout_compute (&layout, &fitted);
  across = layout.view_width / (layout.n_columns * layout.cell_width);
  down = layout.view_height / (layout.n_rows * layout.cell_height);

  if (across >= 1.0 && down >= 1.0)
    return 0.0;

  return layout.cell_height * fmin (across, down);
}

/**
 * heed_heatmap_zoom_find:
 * @request: what is drawn now
 * @factor: factor by which the cells should grow
 *
 * Returns: the zoom with that cell height, clamped to the useful range
 */
double
heed_heatmap_zoom_find (const HeedHeatmapRequest *request,
                        double                    factor)
{
  HeedHeatmapRequest fitted = *request;
  HeedHeatmapLayout layout;
  double smallest = heed_heatmap_zoom_get_smallest (request);
  double zoom;

  heed_heatmap_layout_compute (&layout, request);
  zoom = fmin (layout.cell_height * factor, HEED_HEATMAP_MAX_ZOOM_PX);

  if (smallest > 0.0)
    return fmax (zoom, smallest);

  fitted.zoom = 0.0;
  heed_heatmap_layout_compute (&layout, &fitted);

  return zoom <= layout.cell_height ? 0.0 : zoom;
}

/**
 * heed_heatmap_zoom_hold:
 * @before: the layout before zooming
 * @after: the layout with cells of another size
 * @x: px
 * @y: px
 * @scroll_x: (out): px
 * @scroll_y: (out): px
 *
 * Finds the scroll position at which the content that was at (@x, @y) is there again.
 */
void
heed_heatmap_zoom_hold (const HeedHeatmapLayout *before,
                        const HeedHeatmapLayout *after,
                        double                   x,
                        double                   y,
                        double                  *scroll_x,
                        double                  *scroll_y)
{
  double across = (x - before->left + before->scroll_x) / before->cell_width;
  double down = (y - before->top + before->scroll_y) / before->cell_height;

  *scroll_x = across * after->cell_width - (x - after->left);
  *scroll_y = down * after->cell_height - (y - after->top);
}
