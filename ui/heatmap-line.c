/* heatmap-line.c — one number per row, drawn as a line down the rows of a heatmap
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/heatmap-line.h"

#define LINE_PX   2.0
#define DOT_PX    3.0
#define BORDER_PX 4.0  /* distance of the dots from either edge */

static double
get_x (const HeedHeatmapLayout *layout,
       double                   value)
{
  return layout->left + BORDER_PX + CLAMP (value, 0.0, 1.0) * (layout->view_width - 2 * BORDER_PX);
}

static double
get_y (const HeedHeatmapLayout *layout,
       guint                    row)
{
  HeedRectangle cell = heed_heatmap_layout_get_cell (layout, row, 0);

  return cell.y + cell.height / 2.0;
}

static void
draw_line (cairo_t                 *cr,
           const HeedHeatmapLayout *layout,
           const double            *values,
           guint                    n_rows)
{
  for (guint row = 0; row < n_rows; row++)
    cairo_line_to (cr, get_x (layout, values[row]), get_y (layout, row));

  cairo_set_line_width (cr, LINE_PX);
  cairo_stroke (cr);

  for (guint row = 0; row < n_rows; row++)
    {
      cairo_arc (cr, get_x (layout, values[row]), get_y (layout, row), DOT_PX, 0.0, 2.0 * G_PI);
      cairo_fill (cr);
    }
}

void
heed_heatmap_line_draw (cairo_t                 *cr,
                        const HeedHeatmapLayout *layout,
                        const double            *values,
                        guint                    n_values,
                        HeedColor                color)
{
  guint n_rows = MIN (n_values, layout->n_rows);

  if (n_rows == 0)
    return;

  cairo_save (cr);
  cairo_rectangle (cr, layout->left, layout->top, layout->view_width, layout->view_height);
  cairo_clip (cr);
  cairo_set_source_rgb (cr, color.red, color.green, color.blue);
  draw_line (cr, layout, values, n_rows);
  cairo_restore (cr);
}
