/* reel-gif.c — films as an animated GIF
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A film lasts twelve seconds, a quarter of a second for each step of its pace, which
 * follows the changes. Steps without a change share one frame that is shown for longer,
 * and the last frame stays for two more seconds. A timeline of the training is drawn
 * below, with a tick for every frame: ticks are dense where the attention changes.
 */

#include "app/core/training/film-pace.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/core/training/gif.h"
#include "app/core/training/reel-moment.h"
#include "ui/heatmap-drawing.h"
#include "ui/shapes.h"

#define N_STEPS           48
#define STEP_CENTISECONDS 25
#define REST_CENTISECONDS 200

#define MIN_WIDTH_PX   440
#define MIN_HEIGHT_PX  220
#define MAX_SIDE_PX    900
#define CELL_WIDTH_PX  26
#define CELL_HEIGHT_PX 36
#define LABELS_PX      120
#define LINE_PX        22.0
#define MARGIN_PX      14.0
#define TIME_PX        18.0  /* height of the timeline */
#define TICK_PX        5.0
#define TITLE_FONT     "Sans Bold 11"
#define RIGHT          "\342\234\223"  /* U+2713 */

typedef struct {
  const HeedReels *reels;
  double           last_epoch;
  GArray          *epochs;        /* of double: the epoch of each frame */
  GArray          *centiseconds;  /* of guint: the duration of each frame */
  double           width;         /* of one attention, px */
  double           height;
} Movie;

/* --- Which frames ---------------------------------------------------------- */

/* Whether every film shows the same frame at both epochs. */
static gboolean
looks_the_same (const HeedReels *reels,
                double           before,
                double           after)
{
  for (guint k = 0; k < reels->n_reels; k++)
    if (heed_reel_find (&reels->reels[k], before) != heed_reel_find (&reels->reels[k], after))
      return FALSE;

  return TRUE;
}

static void
choose_frames (Movie *movie)
{
  g_autoptr(HeedFilmPace) pace = heed_film_pace_new (movie->reels, movie->last_epoch);

  for (guint i = 0; i < N_STEPS; i++)
    {
      double epoch = heed_film_pace_get_epoch (pace, i / (N_STEPS - 1.0));
      guint n_frames = movie->epochs->len;
      guint step = STEP_CENTISECONDS;

      if (n_frames > 0 && looks_the_same (movie->reels,
                                          g_array_index (movie->epochs, double, n_frames - 1),
                                          epoch))
        {
          g_array_index (movie->centiseconds, guint, n_frames - 1) += step;
          continue;
        }

      g_array_append_val (movie->epochs, epoch);
      g_array_append_val (movie->centiseconds, step);
    }

  g_array_index (movie->centiseconds, guint, movie->centiseconds->len - 1) += REST_CENTISECONDS;
}

/* --- Drawing --------------------------------------------------------------- */

/* Chooses the size so that all frames fit. The output of an untrained model may be very long, so at
 * most twice the rows of the last frames count, and longer frames are drawn smaller. */
static void
choose_size (Movie *movie)
{
  guint n_rows = 1, n_columns = 1, n_last_rows = 1;

  for (guint k = 0; k < movie->reels->n_reels; k++)
    for (guint i = 0; i < movie->reels->reels[k].frames->len; i++)
      {
        const HeedReel *reel = &movie->reels->reels[k];
        const HeedSnapshot *frame = g_ptr_array_index (reel->frames, i);
        guint n = heed_snapshot_get_rows (frame, reel->site)->n_tokens;

        n_rows = MAX (n_rows, n);
        n_columns = MAX (n_columns, heed_snapshot_get_columns (frame, reel->site)->n_tokens);
        if (i == reel->frames->len - 1)
          n_last_rows = MAX (n_last_rows, n);
      }

  n_rows = MIN (n_rows, 2 * n_last_rows);
  movie->width = CLAMP (n_columns * CELL_WIDTH_PX + LABELS_PX, MIN_WIDTH_PX, MAX_SIDE_PX);
  movie->height = CLAMP (n_rows * CELL_HEIGHT_PX + LABELS_PX, MIN_HEIGHT_PX, MAX_SIDE_PX);
}

static void
draw_reel (const Movie    *movie,
           const HeedReel *reel,
           double          epoch,
           double          x,
           cairo_t        *cr)
{
  HeedHeatmapColors colors = heed_heatmap_colors_get (FALSE);
  const HeedSnapshot *frame = heed_reel_find (reel, epoch);
  g_autofree char *moment = g_strdup_printf (_("epoch %.2f"), frame->epoch);
  g_autofree char *caption =
    g_strdup_printf ("%s · %s %s", moment, frame->output, frame->is_right ? RIGHT : "");
  const cairo_rectangle_t area = { x, MARGIN_PX + 2.0 * LINE_PX, movie->width, movie->height };

  cairo_move_to (cr, x, MARGIN_PX);
  heed_reel_moment_draw_text (cr, reel->title, TITLE_FONT, colors.text, movie->width);
  cairo_move_to (cr, x, MARGIN_PX + LINE_PX);
  heed_reel_moment_draw_text (cr, caption, HEED_REEL_MOMENT_FONT, colors.muted, movie->width);
  heed_reel_moment_draw (reel, frame, cr, &area);
}

static void
draw_time (const Movie *movie,
           double       epoch,
           double       width,
           cairo_t     *cr)
{
  HeedHeatmapColors colors = heed_heatmap_colors_get (FALSE);
  double y = round (MARGIN_PX + 2.0 * LINE_PX + movie->height + TIME_PX / 2.0) + 0.5;
  double scale = movie->last_epoch > 0.0 ? (width - 2.0 * MARGIN_PX) / movie->last_epoch : 0.0;

  heed_shapes_set_color (cr, colors.muted);
  cairo_set_line_width (cr, 1.0);
  cairo_move_to (cr, MARGIN_PX, y);
  cairo_line_to (cr, width - MARGIN_PX, y);
  for (guint i = 0; i < movie->epochs->len; i++)
    {
      double x = MARGIN_PX + scale * g_array_index (movie->epochs, double, i);

      cairo_move_to (cr, round (x) + 0.5, y - TICK_PX / 2.0);
      cairo_rel_line_to (cr, 0.0, TICK_PX);
    }
  cairo_stroke (cr);

  heed_shapes_set_color (cr, colors.text);
  cairo_arc (cr, MARGIN_PX + scale * epoch, y, TICK_PX, 0.0, 2.0 * G_PI);
  cairo_fill (cr);
}

static double
get_width (const Movie *movie)
{
  return movie->reels->n_reels * (movie->width + MARGIN_PX) + MARGIN_PX;
}

static void
draw_frame (gpointer  data,
            guint     i,
            cairo_t  *cr)
{
  const Movie *movie = data;
  double epoch = g_array_index (movie->epochs, double, i);

  heed_shapes_set_color (cr, heed_heatmap_colors_get (FALSE).paper);
  cairo_paint (cr);
  for (guint k = 0; k < movie->reels->n_reels; k++)
    draw_reel (movie, &movie->reels->reels[k], epoch, MARGIN_PX + k * (movie->width + MARGIN_PX),
               cr);
  draw_time (movie, epoch, get_width (movie), cr);
}

/**
 * heed_reels_save_gif:
 * @reels: at least one; the films are drawn side by side
 * @path: the file to write
 *
 * Errors: those of heed_gif_save()
 *
 * Returns: whether the file is written
 */
gboolean
heed_reels_save_gif (const HeedReels  *reels,
                     const char       *path,
                     GError          **error)
{
  g_autoptr(GArray) epochs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) centiseconds = g_array_new (FALSE, FALSE, sizeof (guint));
  Movie movie = { reels, heed_reels_get_last_epoch (reels), epochs, centiseconds, 0.0,
                  0.0 };
  HeedGif gif;

  choose_frames (&movie);
  choose_size (&movie);
  gif = (HeedGif) {
    .width = (int) get_width (&movie),
    .height = (int) (2.0 * MARGIN_PX + 2.0 * LINE_PX + movie.height + TIME_PX),
    .n_frames = epochs->len,
    .centiseconds = (guint *) (gpointer) centiseconds->data,
    .draw = draw_frame,
    .data = &movie,
  };

  return heed_gif_save (&gif, path, error);
}
