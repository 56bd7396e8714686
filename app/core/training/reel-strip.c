/* reel-strip.c — films as one picture: moments side by side
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * This file does not use GTK, so that it can draw without a display.
 */

#include "app/core/training/film-pace.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/core/training/reel-moment.h"
#include "ui/heatmap-drawing.h"
#include "ui/shapes.h"

#define N_MOMENTS   8
#define MOMENT_PX   220.0  /* the sides of one moment */
#define LINE_PX     22.0   /* a line of text */
#define MARGIN_PX   12.0
#define TITLE_FONT  "Sans Bold 11"

/**
 * heed_reels_get_last_epoch:
 *
 * Returns: the epoch at which the longest film ends
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

static void
draw_moment (const HeedReel *reel,
             double          epoch,
             cairo_t        *cr,
             double          x,
             double          y)
{
  HeedHeatmapColors colors = heed_heatmap_colors_get (FALSE);
  const HeedSnapshot *frame = heed_reel_find (reel, epoch);
  g_autofree char *caption = g_strdup_printf (_("epoch %.2f"), frame->epoch);
  const cairo_rectangle_t area = { x, y + LINE_PX, MOMENT_PX, MOMENT_PX };

  cairo_move_to (cr, x, y);
  heed_reel_moment_draw_text (cr, caption, HEED_REEL_MOMENT_FONT, colors.text, MOMENT_PX);
  heed_reel_moment_draw (reel, frame, cr, &area);
}

/**
 * heed_reels_draw_strip:
 * @cr: any surface
 *
 * Draws the same number of moments of each film on white, with equal amounts of change
 * between neighbouring moments.
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
      heed_reel_moment_draw_text (cr, reels->reels[k].title, TITLE_FONT, colors.text,
                                  own_width - 2.0 * MARGIN_PX);

      for (guint i = 0; i < N_MOMENTS; i++)
        {
          double epoch = heed_film_pace_get_epoch (pace, i / (N_MOMENTS - 1.0));

          draw_moment (&reels->reels[k], epoch, cr, MARGIN_PX + i * MOMENT_PX, y + LINE_PX);
        }
    }
}
