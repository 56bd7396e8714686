/* heatmap-readout.c — a bubble with the numbers of the cell under the pointer
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/heatmap-readout.h"

#include "ui/bubble.h"
#include "ui/column-span.h"
#include "ui/heatmap-words.h"

/* Height of the pointer, which the bubble must not cover, px. */
#define POINTER_HEIGHT_PX 12.0

static gboolean
is_cell_seen (const HeedHeatmapLayout *layout,
              int                      row,
              int                      column)
{
  HeedRectangle cell = heed_heatmap_layout_get_cell (layout, (guint) row, (guint) column);
  guint found_row, found_column;

  return heed_heatmap_layout_find (layout, cell.x + cell.width / 2.0, cell.y + cell.height / 2.0,
                                   &found_row, &found_column);
}

static void
draw_cell (const HeedHeatmapReadout *readout,
           cairo_t                  *cr,
           const HeedHeatmapLayout  *layout,
           guint                     row,
           guint                     column)
{
  HeedHeatmapPicture *picture = heed_heatmap_view_get_picture (readout->view);
  g_autofree char *pair = heed_heatmap_words_new_pair (picture, row, column);
  g_autofree char *numbers = heed_heatmap_words_new_numbers (picture, readout->scores, row, column);
  const HeedHeatmapNotes *notes = heed_heatmap_picture_get_notes (picture);
  const char *note = heed_heatmap_notes_get_row (notes, row);
  const char *link = heed_heatmap_notes_get_link (notes, row, column);
  g_autofree char *all =
    g_strconcat (numbers, note != NULL ? "   " : "", note != NULL ? note : "",
                 link != NULL ? "   " : "", link != NULL ? link : "", NULL);
  const HeedBubble bubble = { pair, all, heed_heatmap_layout_get_cell (layout, row, column) };

  heed_bubble_draw (cr, readout->context, &bubble, layout->width, layout->height);
}

/* Shows the selected cells of a row and their sum. */
static void
draw_sum (const HeedHeatmapReadout *readout,
          cairo_t                  *cr,
          const HeedHeatmapLayout  *layout,
          const guint              *span,
          guint                     n_span)
{
  HeedHeatmapPicture *picture = heed_heatmap_view_get_picture (readout->view);
  guint row = (guint) heed_heatmap_view_get_selected_row (readout->view);
  g_autofree char *tokens = heed_heatmap_words_new_tokens (picture, row, span, n_span);
  g_autofree char *sum = heed_heatmap_words_new_sum (picture, row, span, n_span);
  HeedBubble bubble = { tokens, sum, heed_heatmap_layout_get_cell (layout, row, span[0]) };

  bubble.about.width *= span[n_span - 1] - span[0] + 1;
  heed_bubble_draw (cr, readout->context, &bubble, layout->width, layout->height);
}

/* Shows the full text of a label that is ellipsized, and the note on its row or column. */
static void
draw_label (const HeedHeatmapReadout *readout,
            cairo_t                  *cr,
            const HeedHeatmapLayout  *layout,
            int                       row,
            int                       column)
{
  HeedHeatmapPicture *picture = heed_heatmap_view_get_picture (readout->view);
  double limit = row >= 0 ? layout->row_label_width / layout->row_label_scale
                          : layout->column_label_width / layout->column_label_scale;
  const char *label = row >= 0 ? heed_heatmap_picture_get_row_label (picture, (guint) row)
                               : heed_heatmap_picture_get_column_label (picture, (guint) column);
  g_autoptr(PangoLayout) text = heed_heatmap_picture_get_label_layout (picture, label, FALSE);
  const HeedHeatmapNotes *notes = heed_heatmap_picture_get_notes (picture);
  const char *note = row >= 0 ? heed_heatmap_notes_get_row (notes, (guint) row)
                              : heed_heatmap_notes_get_column (notes, (guint) column);
  HeedBubble bubble = { .title = label, .detail = note, .about.height = POINTER_HEIGHT_PX };
  int text_width;

  pango_layout_set_width (text, -1);
  pango_layout_get_pixel_size (text, &text_width, NULL);
  if (text_width <= limit && note == NULL)
    return;

  heed_heatmap_view_get_pointer (readout->view, &bubble.about.x, &bubble.about.y);
  heed_bubble_draw (cr, readout->context, &bubble, layout->width, layout->height);
}

/**
 * heed_heatmap_readout_draw:
 * @cr: the context in which the heatmap has just been drawn
 * @layout: the geometry it was drawn with
 *
 * The cell under the pointer takes precedence over the selected cell.
 */
void
heed_heatmap_readout_draw (const HeedHeatmapReadout *readout,
                           cairo_t                  *cr,
                           const HeedHeatmapLayout  *layout)
{
  int hover_row = heed_heatmap_view_get_hover_row (readout->view);
  int hover_column = heed_heatmap_view_get_hover_column (readout->view);
  int row = heed_heatmap_view_get_selected_row (readout->view);
  int column = heed_heatmap_view_get_selected_column (readout->view);
  guint n_span;
  const guint *span = heed_heatmap_view_get_span (readout->view, &n_span);
  gboolean is_elsewhere =
    hover_row >= 0 && (hover_row != row || hover_column < 0 ||
                       !heed_columns_have (span, n_span, (guint) hover_column));

  if (n_span > 0 && !is_elsewhere)
    draw_sum (readout, cr, layout, span, n_span);
  else if (heed_heatmap_view_is_cell (readout->view, hover_row, hover_column))
    draw_cell (readout, cr, layout, (guint) hover_row, (guint) hover_column);
  else if (hover_row >= 0 || hover_column >= 0)
    draw_label (readout, cr, layout, hover_row, hover_column);
  else if (readout->has_focus && heed_heatmap_view_is_cell (readout->view, row, column) &&
           is_cell_seen (layout, row, column))
    draw_cell (readout, cr, layout, (guint) row, (guint) column);
}
