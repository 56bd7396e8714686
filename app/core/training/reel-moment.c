/* reel-moment.c — drawing one moment of a film
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * This file does not use GTK, so that it can draw without a display.
 */

#include "app/core/training/reel-moment.h"

#include <pango/pangocairo.h>

#include "ui/heatmap-drawing.h"
#include "ui/shapes.h"
#include "ui/text-drawing.h"
#include "ui/token-label.h"

void
heed_reel_moment_draw_text (cairo_t    *cr,
                            const char *text,
                            const char *font,
                            HeedColor   color,
                            double      width)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  heed_shapes_set_color (cr, color);
  heed_text_show (cr, layout);
  pango_font_description_free (description);
  g_object_unref (layout);
}

static void
draw_heatmap (const HeedReel          *reel,
              const HeedSnapshot      *frame,
              cairo_t                 *cr,
              const cairo_rectangle_t *area)
{
  const HeedTokens *row_tokens = heed_snapshot_get_rows (frame, reel->site);
  const HeedTokens *column_tokens = heed_snapshot_get_columns (frame, reel->site);
  g_auto(GStrv) rows = heed_token_label_new_list (row_tokens->tokens, row_tokens->n_tokens);
  g_auto(GStrv) columns =
    heed_token_label_new_list (column_tokens->tokens, column_tokens->n_tokens);
  HeedHeatmapScene scene = {
    .row_labels = (const char *const *) rows,
    .n_row_labels = row_tokens->n_tokens,
    .column_labels = (const char *const *) columns,
    .n_column_labels = column_tokens->n_tokens,
    .matrix = heed_snapshot_get_attention (frame, reel->site),
    .selected_row = -1,
    .selected_column = -1,
    .n_played = G_MAXUINT,
    .font = HEED_REEL_MOMENT_FONT,
  };

  cairo_save (cr);
  cairo_rectangle (cr, area->x, area->y, area->width, area->height);
  cairo_clip (cr);
  cairo_translate (cr, area->x, area->y);
  heed_heatmap_draw (cr, &scene, area->width, area->height);
  cairo_restore (cr);
}

void
heed_reel_moment_draw (const HeedReel          *reel,
                       const HeedSnapshot      *frame,
                       cairo_t                 *cr,
                       const cairo_rectangle_t *area)
{
  HeedHeatmapColors colors = heed_heatmap_colors_get (FALSE);

  if (heed_snapshot_get_attention (frame, reel->site) != NULL)
    {
      draw_heatmap (reel, frame, cr, area);
      return;
    }

  cairo_move_to (cr, area->x, area->y);
  heed_reel_moment_draw_text (cr, frame->output, HEED_REEL_MOMENT_FONT, colors.muted,
                              area->width);
}
