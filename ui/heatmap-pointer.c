/* heatmap-pointer.c — a large ring that shows an audience which cell is selected
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ring is wider than the cell and follows the keyboard selection: the outline of a cell cannot
 * be seen from the back row, and a speaker does not use the mouse.
 */

#include "ui/heatmap-pointer.h"

#include "ui/shapes.h"

#define RING_PX   4.0
#define HALO_PX   2.0   /* of paper colour, on either side */
#define MIN_RADIUS_PX 16.0
#define WIDER     0.72  /* radius relative to the cell's smaller side */

gboolean
heed_heatmap_pointer_find (HeedHeatmapView *view,
                           guint           *row,
                           guint           *column)
{
  HeedMatrix *matrix =
    heed_heatmap_picture_get_matrix (heed_heatmap_view_get_picture (view));
  int selected_row = heed_heatmap_view_get_selected_row (view);
  int selected_column = heed_heatmap_view_get_selected_column (view);
  const float *weights;

  if (matrix == NULL || selected_row < 0 || selected_row >= (int) matrix->n_rows ||
      matrix->n_columns == 0)
    return FALSE;

  *row = (guint) selected_row;
  *column = selected_column >= 0 ? (guint) selected_column : 0;
  if (selected_column >= 0)
    return *column < matrix->n_columns;

  weights = matrix->values + (gsize) *row * matrix->n_columns;
  for (guint i = 1; i < matrix->n_columns; i++)
    if (weights[i] > weights[*column])
      *column = i;

  return TRUE;
}

/**
 * heed_heatmap_pointer_draw:
 * @cr: the context in which the heatmap has just been drawn
 * @paper: colour around the ring, so that it is visible on any cell
 * @mark: colour of the ring
 */
void
heed_heatmap_pointer_draw (HeedHeatmapView         *view,
                           cairo_t                 *cr,
                           const HeedHeatmapLayout *layout,
                           HeedColor                paper,
                           HeedColor                mark)
{
  guint row, column;
  HeedRectangle cell;
  double radius;

  if (!heed_heatmap_pointer_find (view, &row, &column))
    return;

  cell = heed_heatmap_layout_get_cell (layout, row, column);
  radius = MAX (MIN (cell.width, cell.height) * WIDER, MIN_RADIUS_PX);

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_arc (cr, cell.x + cell.width / 2.0, cell.y + cell.height / 2.0, radius, 0.0, 2.0 * G_PI);
  heed_shapes_set_color (cr, paper);
  cairo_set_line_width (cr, RING_PX + 2.0 * HALO_PX);
  cairo_stroke_preserve (cr);
  heed_shapes_set_color (cr, mark);
  cairo_set_line_width (cr, RING_PX);
  cairo_stroke (cr);
  cairo_restore (cr);
}
