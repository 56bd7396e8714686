/* heatmap-marks.c — marks beside the cells of a heatmap where the user changed something
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A changed row has a bar between its label and its cells, a column likewise; a changed cell has a
 * marked corner. The marks do not rely on colour: nothing else is drawn in those places.
 */

#include "ui/heatmap-marks.h"

#define BAR_PX    3.0
#define GAP_PX    2.0
#define CORNER_PX 7.0

/* Draws a bar beside the rows from first up to end. */
static void
draw_row_bar (cairo_t                 *cr,
              const HeedHeatmapLayout *layout,
              guint                    first,
              guint                    end)
{
  HeedRectangle top = heed_heatmap_layout_get_cell (layout, first, 0);
  HeedRectangle bottom = heed_heatmap_layout_get_cell (layout, end - 1, 0);

  cairo_rectangle (cr, layout->left - GAP_PX - BAR_PX, top.y + 1.0, BAR_PX,
                   bottom.y + bottom.height - top.y - 2.0);
  cairo_fill (cr);
}

static void
draw_column_bar (cairo_t                 *cr,
                 const HeedHeatmapLayout *layout,
                 guint                    first,
                 guint                    end)
{
  HeedRectangle left = heed_heatmap_layout_get_cell (layout, 0, first);
  HeedRectangle right = heed_heatmap_layout_get_cell (layout, 0, end - 1);

  cairo_rectangle (cr, left.x + 1.0, layout->top - GAP_PX - BAR_PX,
                   right.x + right.width - left.x - 2.0, BAR_PX);
  cairo_fill (cr);
}

static void
draw_corner (cairo_t                 *cr,
             const HeedHeatmapLayout *layout,
             guint                    row,
             guint                    column)
{
  HeedRectangle cell = heed_heatmap_layout_get_cell (layout, row, column);
  double size = MIN (CORNER_PX, MIN (cell.width, cell.height) / 2.0);
  double right = cell.x + cell.width - 1.0;
  double top = cell.y + 1.0;

  cairo_move_to (cr, right - size, top);
  cairo_line_to (cr, right, top);
  cairo_line_to (cr, right, top + size);
  cairo_close_path (cr);
  cairo_fill (cr);
}

typedef struct {
  guint first_row, end_row;
  guint first_column, end_column;
} Seen;

static gboolean
is_between (int   position,
            guint first,
            guint end)
{
  return position >= (int) first && position < (int) end;
}

static void
draw_mark (cairo_t                 *cr,
           const HeedHeatmapLayout *layout,
           const Seen              *seen,
           HeedHeatmapMark          mark)
{
  guint row = (guint) mark.row;
  guint column = (guint) mark.column;

  if (mark.row < 0 && mark.column < 0)
    draw_row_bar (cr, layout, seen->first_row, seen->end_row);
  else if (mark.column < 0 && is_between (mark.row, seen->first_row, seen->end_row))
    draw_row_bar (cr, layout, row, row + 1);
  else if (mark.row < 0 && is_between (mark.column, seen->first_column, seen->end_column))
    draw_column_bar (cr, layout, column, column + 1);
  else if (is_between (mark.row, seen->first_row, seen->end_row) &&
           is_between (mark.column, seen->first_column, seen->end_column))
    draw_corner (cr, layout, row, column);
}

/* Bars may lie just outside the cells, but not beside cells that are scrolled away. */
static void
clip (cairo_t                 *cr,
      const HeedHeatmapLayout *layout)
{
  double side = GAP_PX + BAR_PX;

  cairo_rectangle (cr, layout->left - side, layout->top - side, layout->view_width + side,
                   layout->view_height + side);
  cairo_clip (cr);
}

void
heed_heatmap_marks_draw (cairo_t                 *cr,
                         const HeedHeatmapLayout *layout,
                         const HeedHeatmapMark   *marks,
                         guint                    n_marks,
                         HeedColor                color)
{
  Seen seen;

  if (n_marks == 0)
    return;

  heed_heatmap_layout_get_seen_rows (layout, &seen.first_row, &seen.end_row);
  heed_heatmap_layout_get_seen_columns (layout, &seen.first_column, &seen.end_column);
  if (seen.first_row >= seen.end_row || seen.first_column >= seen.end_column)
    return;

  cairo_save (cr);
  clip (cr, layout);
  cairo_set_source_rgb (cr, color.red, color.green, color.blue);
  for (guint i = 0; i < n_marks; i++)
    draw_mark (cr, layout, &seen, marks[i]);
  cairo_restore (cr);
}
