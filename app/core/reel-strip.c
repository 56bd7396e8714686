/* reel-strip.c — films as one picture: moments side by side
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * No GTK: what is drawn here can be drawn without a display.
 */

#include "app/core/film-pace.h"

#include <glib/gi18n.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "ui/heatmap-drawing.h"
#include "ui/shapes.h"
#include "ui/text-drawing.h"
#include "ui/token-label.h"

#define N_MOMENTS   8
#define MOMENT_PX   220.0  /* a side of one picture */
#define LINE_PX     22.0   /* a line of text */
#define MARGIN_PX   12.0
#define FONT        "Sans 10"
#define TITLE_FONT  "Sans Bold 11"

/**
 * heed_reels_get_last_epoch:
 *
 * Returns: when the longest of the films ends
 */
double
heed_reels_get_last_epoch (const HeedReels *reels)
{
  double last = 0.0;

  for (guint k = 0; k < reels->n_reels; k++)
    {
      const GPtrArray *frames = reels->reels[k].frames;

      last = MAX (last, ((HeedSnapshot *) g_ptr_array_index (frames, frames->len - 1))->epoch);
    }

  return last;
}

/**
 * heed_reel_find:
 *
 * Returns: (transfer none): the frame nearest @epoch
 */
HeedSnapshot *
heed_reel_find (const HeedReel *reel,
                double          epoch)
{
  HeedSnapshot *best = g_ptr_array_index (reel->frames, 0);

  for (guint i = 1; i < reel->frames->len; i++)
    {
      HeedSnapshot *frame = g_ptr_array_index (reel->frames, i);

      if (fabs (frame->epoch - epoch) < fabs (best->epoch - epoch))
        best = frame;
    }

  return best;
}

/**
 * heed_reels_get_strip_size:
 * @width: (out): px
 * @height: (out): px
 */
void
heed_reels_get_strip_size (const HeedReels *reels,
                           double          *width,
                           double          *height)
{
  *width = N_MOMENTS * MOMENT_PX + 2.0 * MARGIN_PX;
  *height = reels->n_reels * (MOMENT_PX + 2.0 * LINE_PX) + 2.0 * MARGIN_PX;
}

/* At the current point, cut off at the width. */
static void
draw_text (cairo_t    *cr,
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
draw_heatmap (cairo_t            *cr,
              const HeedSnapshot *frame,
              HeedAttentionSite   site,
              double              x,
              double              y)
{
  const HeedTokens *row_tokens = heed_snapshot_get_rows (frame, site);
  const HeedTokens *column_tokens = heed_snapshot_get_columns (frame, site);
  g_auto(GStrv) rows = heed_token_label_new_list (row_tokens->tokens, row_tokens->n_tokens);
  g_auto(GStrv) columns =
    heed_token_label_new_list (column_tokens->tokens, column_tokens->n_tokens);
  HeedHeatmapScene scene = {
    .row_labels = (const char *const *) rows,
    .n_row_labels = row_tokens->n_tokens,
    .column_labels = (const char *const *) columns,
    .n_column_labels = column_tokens->n_tokens,
    .matrix = heed_snapshot_get_attention (frame, site),
    .selected_row = -1,
    .selected_column = -1,
    .n_played = G_MAXUINT,
    .font = FONT,
  };

  cairo_save (cr);
  cairo_rectangle (cr, x, y, MOMENT_PX, MOMENT_PX);
  cairo_clip (cr);
  cairo_translate (cr, x, y);
  heed_heatmap_draw (cr, &scene, MOMENT_PX, MOMENT_PX);
  cairo_restore (cr);
}

static void
draw_moment (cairo_t            *cr,
             const HeedSnapshot *frame,
             HeedAttentionSite   site,
             double              x,
             double              y)
{
  HeedHeatmapColors colors = heed_heatmap_colors_get (FALSE);
  g_autofree char *caption = g_strdup_printf (_("epoch %.2f"), frame->epoch);

  cairo_move_to (cr, x, y);
  draw_text (cr, caption, FONT, colors.text, MOMENT_PX);
  if (heed_snapshot_get_attention (frame, site) != NULL)
    {
      draw_heatmap (cr, frame, site, x, y + LINE_PX);
      return;
    }

  cairo_move_to (cr, x, y + LINE_PX);
  draw_text (cr, frame->output, FONT, colors.muted, MOMENT_PX);
}

/**
 * heed_reels_draw_strip:
 * @cr: any surface
 *
 * Draws as many moments of each film on white paper, with as much change between any
 * two of them.
 */
void
heed_reels_draw_strip (const HeedReels *reels,
                       cairo_t         *cr,
                       double           width,
                       double           height)
{
  HeedHeatmapColors colors = heed_heatmap_colors_get (FALSE);
  g_autoptr(HeedFilmPace) pace = heed_film_pace_new (reels, heed_reels_get_last_epoch (reels));
  double own_width, own_height;

  heed_reels_get_strip_size (reels, &own_width, &own_height);
  heed_shapes_set_color (cr, colors.paper);
  cairo_paint (cr);
  cairo_scale (cr, width / own_width, height / own_height);

  for (guint k = 0; k < reels->n_reels; k++)
    {
      double y = MARGIN_PX + k * (MOMENT_PX + 2.0 * LINE_PX);

      cairo_move_to (cr, MARGIN_PX, y);
      draw_text (cr, reels->reels[k].title, TITLE_FONT, colors.text, own_width - 2.0 * MARGIN_PX);

      for (guint i = 0; i < N_MOMENTS; i++)
        {
          double epoch = heed_film_pace_get_epoch (pace, i / (N_MOMENTS - 1.0));

          draw_moment (cr, heed_reel_find (&reels->reels[k], epoch), reels->reels[k].site,
                       MARGIN_PX + i * MOMENT_PX, y + LINE_PX);
        }
    }
}
