/* wall-drawing.c — draws small pictures of many attentions on any cairo surface
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/wall-drawing.h"

#include <math.h>

#include "ui/shapes.h"
#include "ui/text-drawing.h"

#define GAP_PX       14.0
#define MARGIN_PX    14.0
#define LABEL_GAP_PX 2.0
#define ASPECT       0.75   /* height of a picture relative to its width */
#define MAX_WIDTH_PX 320.0  /* of a picture; few pictures do not fill the paper */

/**
 * heed_wall_draw_head:
 * @picture: must have a matrix, a scale and a shading
 * @width: px
 * @height: px
 */
void
heed_wall_draw_head (cairo_t            *cr,
                     HeedHeatmapPicture *picture,
                     double              width,
                     double              height)
{
  HeedMatrix *matrix = heed_heatmap_picture_get_matrix (picture);
  gboolean is_reduced = (int) matrix->n_columns > width || (int) matrix->n_rows > height;

  cairo_save (cr);
  cairo_rectangle (cr, 0.0, 0.0, width, height);
  cairo_clip (cr);
  cairo_scale (cr, width / matrix->n_columns, height / matrix->n_rows);
  cairo_set_source_surface (cr, heed_heatmap_picture_get_cells (picture), 0.0, 0.0);
  cairo_pattern_set_filter (cairo_get_source (cr),
                            is_reduced ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
}

static double
measure_line (PangoContext *context)
{
  g_autoptr(PangoLayout) text = pango_layout_new (context);
  int height;

  pango_layout_set_text (text, "X", -1);
  pango_layout_get_pixel_size (text, NULL, &height);

  return height;
}

static void
draw_label (cairo_t      *cr,
            PangoContext *context,
            const char   *label,
            double        width,
            double        y)
{
  g_autoptr(PangoLayout) text = pango_layout_new (context);

  pango_layout_set_text (text, label, -1);
  pango_layout_set_width (text, (int) (width * PANGO_SCALE));
  pango_layout_set_alignment (text, PANGO_ALIGN_CENTER);
  pango_layout_set_ellipsize (text, PANGO_ELLIPSIZE_END);
  cairo_move_to (cr, 0.0, y);
  heed_text_show (cr, text);
}

/* The width of one picture with n_per_line pictures side by side, px. */
static double
fit (const HeedWall *wall,
     guint           n_per_line,
     double          below,
     double          width,
     double          height)
{
  guint n_lines = (wall->n_heads + n_per_line - 1) / n_per_line;
  double across = (width - 2 * MARGIN_PX + GAP_PX) / n_per_line - GAP_PX;
  double down = ((height - 2 * MARGIN_PX + GAP_PX) / n_lines - GAP_PX - below) / ASPECT;

  return fmax (fmin (fmin (across, down), MAX_WIDTH_PX), 1.0);
}

static guint
choose_n_per_line (const HeedWall *wall,
                   double          below,
                   double          width,
                   double          height)
{
  guint best = 1;

  if (wall->n_per_line > 0)
    return wall->n_per_line;

  for (guint n = 2; n <= wall->n_heads; n++)
    if (fit (wall, n, below, width, height) > fit (wall, best, below, width, height))
      best = n;

  return best;
}

static void
draw_one (cairo_t            *cr,
          const HeedWall     *wall,
          const HeedWallHead *head,
          PangoContext       *context,
          double              width)
{
  g_autoptr(HeedHeatmapPicture) picture = heed_heatmap_picture_new (context);
  HeedHeatmapColors colors = heed_heatmap_colors_get (wall->is_dark);
  double line = measure_line (context);

  heed_heatmap_picture_set_matrix (picture, head->attention);
  heed_heatmap_picture_set_scale (picture,
                                  heed_color_scale_get (wall->style.palette, wall->is_dark));
  heed_heatmap_picture_set_shading (picture, &wall->style.shading);
  heed_wall_draw_head (cr, picture, width, width * ASPECT);

  heed_shapes_set_color (cr, colors.text);
  draw_label (cr, context, head->title, width, width * ASPECT + LABEL_GAP_PX);
  heed_shapes_set_color (cr, colors.muted);
  draw_label (cr, context, head->number, width, width * ASPECT + LABEL_GAP_PX + line);
}

static gboolean
has_numbers (const HeedWall *wall)
{
  for (guint i = 0; i < wall->n_heads; i++)
    if (*wall->heads[i].number != '\0')
      return TRUE;

  return FALSE;
}

/**
 * heed_wall_draw:
 * @context: Pango context for the labels
 * @width: px
 * @height: px
 */
void
heed_wall_draw (cairo_t        *cr,
                const HeedWall *wall,
                PangoContext   *context,
                double          width,
                double          height)
{
  double line = measure_line (context);
  double below = LABEL_GAP_PX + line * (has_numbers (wall) ? 2 : 1);
  guint n_per_line = choose_n_per_line (wall, below, width, height);
  double size = fit (wall, n_per_line, below, width, height);
  double used = n_per_line * (size + GAP_PX) - GAP_PX;

  heed_shapes_set_color (cr, heed_heatmap_colors_get (wall->is_dark).paper);
  cairo_paint (cr);

  for (guint i = 0; i < wall->n_heads; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, (width - used) / 2.0 + (i % n_per_line) * (size + GAP_PX),
                       MARGIN_PX + (i / n_per_line) * (size * ASPECT + below + GAP_PX));
      draw_one (cr, wall, &wall->heads[i], context, size);
      cairo_restore (cr);
    }
}
