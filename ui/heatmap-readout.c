/* heatmap-readout.c — the numbers beside the pointer
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/heatmap-private.h"

#include "ui/bubble.h"
#include "ui/heatmap-words.h"

/* What a bubble keeps clear of, below the pointer, px. */
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
draw_cell_readout (HeedHeatmap             *self,
                   cairo_t                 *cr,
                   const HeedHeatmapLayout *layout,
                   guint                    row,
                   guint                    column)
{
  g_autofree char *pair = heed_heatmap_words_new_pair (self->picture, row, column);
  g_autofree char *numbers = heed_heatmap_words_new_numbers (self->picture, self->scores, row, column);

  heed_bubble_draw (cr, gtk_widget_get_pango_context (GTK_WIDGET (self)), pair, numbers,
                    heed_heatmap_layout_get_cell (layout, row, column),
                    layout->width, layout->height);
}

/* A label that is cut off is shown whole under the pointer. */
static void
draw_label_readout (HeedHeatmap             *self,
                    cairo_t                 *cr,
                    const HeedHeatmapLayout *layout)
{
  gboolean is_row = self->hover_row >= 0;
  double limit = is_row ? layout->row_label_width / layout->row_label_scale
                        : layout->column_label_width / layout->column_label_scale;
  const char *label = is_row ? heed_heatmap_picture_get_row_label (self->picture, (guint) self->hover_row)
                             : heed_heatmap_picture_get_column_label (self->picture, (guint) self->hover_column);
  g_autoptr(PangoLayout) text = heed_heatmap_picture_get_label_layout (self->picture, label, FALSE);
  int text_width;

  pango_layout_set_width (text, -1);
  pango_layout_get_pixel_size (text, &text_width, NULL);

  if (text_width > limit)
    heed_bubble_draw (cr, gtk_widget_get_pango_context (GTK_WIDGET (self)), label, NULL,
                      (HeedRectangle) { self->pointer_x, self->pointer_y, 0.0, POINTER_HEIGHT_PX },
                      layout->width, layout->height);
}

/**
 * heed_heatmap_draw_readout:
 *
 * The pointer goes before the keyboard: it was moved last.
 */
void
heed_heatmap_draw_readout (HeedHeatmap             *self,
                           cairo_t                 *cr,
                           const HeedHeatmapLayout *layout)
{
  if (heed_heatmap_is_cell (self, self->hover_row, self->hover_column))
    draw_cell_readout (self, cr, layout, (guint) self->hover_row, (guint) self->hover_column);
  else if (self->hover_row >= 0 || self->hover_column >= 0)
    draw_label_readout (self, cr, layout);
  else if (gtk_widget_has_visible_focus (GTK_WIDGET (self)) &&
           heed_heatmap_is_cell (self, self->selected_row, self->selected_column) &&
           is_cell_seen (layout, self->selected_row, self->selected_column))
    draw_cell_readout (self, cr, layout, (guint) self->selected_row, (guint) self->selected_column);
}
