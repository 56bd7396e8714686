/* ribbons-drawing.c — draws an attention as lines between two sentences, on any cairo surface
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Both sentences run down the page, like words in a table, so that sixty tokens can be read without
 * turning the head. Each takes the full height, so that a monotonic alignment has level lines,
 * whatever the number of tokens on either side.
 */

#include "ui/ribbons-drawing.h"

#include <math.h>

#include "ui/number-format.h"
#include "ui/shapes.h"
#include "ui/text-drawing.h"

/* In px, except for the parts. */
#define MARGIN_PX        12.0
#define GAP_PX           8.0
#define NUMBER_PX        44.0
#define LINE_PART        1.35  /* relative to the height of text */
#define MAX_LINE_PART    4.0   /* the same, if there is room */
#define BOLD_PART        1.18  /* width of bold text relative to plain */
#define MAX_LABEL_PART   0.3   /* of the width, for one sentence */
#define MAX_RIBBON_PART  0.8   /* relative to a line, for a weight of 1 */
#define MIN_RIBBON_PX    0.8

/* Opacity of lines that are not highlighted, and factor for rows not played yet. */
#define FAINT            0.4

static double
measure_labels (HeedHeatmapPicture *picture,
                gboolean            is_row,
                guint               n_labels)
{
  double widest = 0.0;

  for (guint i = 0; i < n_labels; i++)
    {
      const char *label = is_row ? heed_heatmap_picture_get_row_label (picture, i)
                                 : heed_heatmap_picture_get_column_label (picture, i);
      g_autoptr(PangoLayout) text = heed_heatmap_picture_get_label_layout (picture, label, FALSE);
      PangoRectangle logical;

      pango_layout_set_width (text, -1);
      pango_layout_get_extents (text, NULL, &logical);
      widest = MAX (widest, (double) logical.width / PANGO_SCALE);
    }

  return widest * BOLD_PART;
}

/**
 * heed_ribbons_layout_compute:
 * @layout: (out): the geometry
 * @width: px, of the visible part
 * @height: px
 * @scroll_y: px; clamped to the valid range
 */
void
heed_ribbons_layout_compute (HeedRibbonsLayout  *layout,
                             HeedHeatmapPicture *picture,
                             double              width,
                             double              height,
                             double              scroll_y)
{
  HeedMatrix *matrix = heed_heatmap_picture_get_matrix (picture);
  guint n_lines = MAX (matrix->n_rows, matrix->n_columns);
  double limit = width * MAX_LABEL_PART;
  HeedHeatmapRequest request;
  double room;

  heed_heatmap_picture_get_request (picture, &request);
  room = MIN (height - 2 * MARGIN_PX, n_lines * request.row_line_height * MAX_LINE_PART);

  *layout = (HeedRibbonsLayout) {
    .width = width,
    .height = height,
    .n_rows = matrix->n_rows,
    .n_columns = matrix->n_columns,
    .left = MARGIN_PX + MIN (measure_labels (picture, FALSE, matrix->n_columns), limit) + GAP_PX +
            NUMBER_PX,
    .right = width - MARGIN_PX - MIN (measure_labels (picture, TRUE, matrix->n_rows), limit) -
             GAP_PX - NUMBER_PX,
    .content = MAX (n_lines * request.row_line_height * LINE_PART, room),
  };
  layout->line_height = layout->content / n_lines;
  layout->top = MARGIN_PX - CLAMP (scroll_y, 0.0,
                                   MAX (layout->content + 2 * MARGIN_PX - height, 0.0));
}

/**
 * heed_ribbons_layout_get_y:
 * @place: an existing token
 *
 * Returns: the vertical middle of that token, px
 */
double
heed_ribbons_layout_get_y (const HeedRibbonsLayout *layout,
                           HeedPlace                place)
{
  guint n_places = place.is_row ? layout->n_rows : layout->n_columns;

  return layout->top + (place.index + 0.5) * layout->content / n_places;
}

/**
 * heed_ribbons_layout_find:
 * @x: px; NAN if outside
 * @y: px
 *
 * Returns: the token at this position; each sentence has the half of the width nearer to it
 */
HeedPlace
heed_ribbons_layout_find (const HeedRibbonsLayout *layout,
                          double                   x,
                          double                   y)
{
  gboolean is_row = x > (layout->left + layout->right) / 2.0;
  guint n_places = is_row ? layout->n_rows : layout->n_columns;
  double at = (y - layout->top) / layout->content * n_places;

  if (isnan (x) || x < 0.0 || x > layout->width || !(at >= 0.0 && at < n_places))
    return (HeedPlace) { FALSE, -1 };

  return (HeedPlace) { is_row, (int) at };
}

/* --- Lines --- */

static gboolean
is_lit (const HeedRibbonsLook *look,
        guint                  row,
        guint                  column)
{
  return look->focus.index == (int) (look->focus.is_row ? row : column);
}

static void
draw_ribbon (cairo_t                 *cr,
             const HeedRibbonsLayout *layout,
             guint                    row,
             guint                    column,
             double                   weight)
{
  double from = heed_ribbons_layout_get_y (layout, (HeedPlace) { FALSE, (int) column });
  double to = heed_ribbons_layout_get_y (layout, (HeedPlace) { TRUE, (int) row });
  double middle = (layout->left + layout->right) / 2.0;
  double line_width = layout->line_height * MAX_RIBBON_PART * weight;

  if (MAX (from, to) < 0.0 || MIN (from, to) > layout->height)
    return;

  cairo_set_line_width (cr, MAX (line_width, MIN_RIBBON_PX));
  cairo_move_to (cr, layout->left, from);
  cairo_curve_to (cr, middle, from, middle, to, layout->right, to);
  cairo_stroke (cr);
}

/* Draws the highlighted lines, or all others. */
static void
draw_ribbons (cairo_t                 *cr,
              HeedHeatmapPicture      *picture,
              const HeedRibbonsLayout *layout,
              const HeedRibbonsLook   *look,
              gboolean                 lit)
{
  HeedMatrix *matrix = heed_heatmap_picture_get_matrix (picture);
  HeedColor color = lit ? look->colors.mark : look->colors.strong;
  double strength = lit || look->focus.index < 0 ? 1.0 : FAINT;
  g_autofree float *left = g_new (float, matrix->n_columns);

  for (guint row = 0; row < matrix->n_rows; row++)
    {
      double dim = row < look->n_played ? strength : strength * FAINT;

      heed_shading_choose (&look->shading, matrix->values + (gsize) row * matrix->n_columns,
                           matrix->n_columns, left);
      for (guint column = 0; column < matrix->n_columns; column++)
        if (left[column] >= HEED_RIBBONS_LEAST && is_lit (look, row, column) == lit)
          {
            cairo_set_source_rgba (cr, color.red, color.green, color.blue,
                                   (0.15 + 0.75 * left[column]) * dim);
            draw_ribbon (cr, layout, row, column, left[column]);
          }
    }
}

/* --- Labels --- */

/* Draws text next to the lines: its end nearer to them is at x, its vertical middle at y. */
static void
draw_text (cairo_t     *cr,
           PangoLayout *text,
           gboolean     is_row,
           double       x,
           double       y)
{
  PangoRectangle logical;
  double left, width, height;

  /* Right-to-left text starts at the right end of the width it is given. */
  pango_layout_get_extents (text, NULL, &logical);
  left = (double) logical.x / PANGO_SCALE;
  width = (double) logical.width / PANGO_SCALE;
  height = (double) logical.height / PANGO_SCALE;

  cairo_move_to (cr, (is_row ? x : x - width) - left, round (y - height / 2.0));
  heed_text_show (cr, text);
}

static void
draw_label (cairo_t                 *cr,
            HeedHeatmapPicture      *picture,
            const HeedRibbonsLayout *layout,
            const HeedRibbonsLook   *look,
            HeedPlace                place)
{
  double y = heed_ribbons_layout_get_y (layout, place);
  gboolean is_selected = place.index == (place.is_row ? look->selected_row : look->selected_column);
  gboolean is_focus = place.is_row == look->focus.is_row && place.index == look->focus.index;
  const char *label = place.is_row
                      ? heed_heatmap_picture_get_row_label (picture, (guint) place.index)
                      : heed_heatmap_picture_get_column_label (picture, (guint) place.index);
  double limit = place.is_row ? layout->width - layout->right : layout->left;
  g_autoptr(PangoLayout) text = NULL;

  if (y < -layout->line_height || y > layout->height + layout->line_height)
    return;

  text = heed_heatmap_picture_get_label_layout (picture, label, is_selected || is_focus);
  pango_layout_set_width (text, (int) ((limit - MARGIN_PX - GAP_PX - NUMBER_PX) * PANGO_SCALE + 1));
  if (is_selected || is_focus)
    heed_shapes_set_color (cr, look->colors.strong);
  else if (place.is_row && (guint) place.index >= look->n_played)
    heed_shapes_set_color (cr, look->colors.muted);
  else
    heed_shapes_set_color (cr, look->colors.text);

  draw_text (cr, text, place.is_row,
             place.is_row ? layout->right + NUMBER_PX + GAP_PX : layout->left - NUMBER_PX - GAP_PX,
             y);
}

static void
draw_labels (cairo_t                 *cr,
             HeedHeatmapPicture      *picture,
             const HeedRibbonsLayout *layout,
             const HeedRibbonsLook   *look)
{
  for (guint i = 0; i < layout->n_columns; i++)
    draw_label (cr, picture, layout, look, (HeedPlace) { FALSE, (int) i });

  for (guint i = 0; i < layout->n_rows; i++)
    draw_label (cr, picture, layout, look, (HeedPlace) { TRUE, (int) i });
}

/* Writes the weight beside every token that is linked with the focused one. */
static void
draw_numbers (cairo_t                 *cr,
              HeedHeatmapPicture      *picture,
              const HeedRibbonsLayout *layout,
              const HeedRibbonsLook   *look)
{
  HeedMatrix *matrix = heed_heatmap_picture_get_matrix (picture);
  double least = MAX (look->shading.threshold, HEED_RIBBONS_LEAST);
  g_autoptr(GArray) partners = heed_partners_find (matrix, look->focus, least);

  heed_shapes_set_color (cr, look->colors.text);
  for (guint i = 0; i < partners->len; i++)
    {
      HeedPartner partner = g_array_index (partners, HeedPartner, i);
      gboolean is_row = !look->focus.is_row;
      HeedPlace place = { is_row, (int) partner.index };
      g_autofree char *weight = heed_number_format_weight (partner.weight);
      g_autoptr(PangoLayout) text = heed_heatmap_picture_get_label_layout (picture, weight, FALSE);

      pango_layout_set_width (text, -1);
      draw_text (cr, text, is_row, is_row ? layout->right + GAP_PX / 2.0
                                          : layout->left - GAP_PX / 2.0,
                 heed_ribbons_layout_get_y (layout, place));
    }
}

/**
 * heed_ribbons_draw_picture:
 * @cr: the context to draw on
 * @picture: labels and weights; must have a matrix
 * @layout: the geometry
 * @look: focus, selection and colours
 *
 * Does not paint the paper behind the lines.
 */
void
heed_ribbons_draw_picture (cairo_t                 *cr,
                           HeedHeatmapPicture      *picture,
                           const HeedRibbonsLayout *layout,
                           const HeedRibbonsLook   *look)
{
  cairo_save (cr);
  cairo_rectangle (cr, 0.0, 0.0, layout->width, layout->height);
  cairo_clip (cr);

  draw_ribbons (cr, picture, layout, look, FALSE);
  if (look->focus.index >= 0)
    {
      draw_ribbons (cr, picture, layout, look, TRUE);
      draw_numbers (cr, picture, layout, look);
    }
  draw_labels (cr, picture, layout, look);

  cairo_restore (cr);
}

/**
 * heed_ribbons_draw:
 * @cr: the context to draw on, with any surface
 * @picture: labels and weights
 * @look: focus, selection and colours
 * @width: px, of the whole picture
 * @height: px
 */
void
heed_ribbons_draw (cairo_t               *cr,
                   HeedHeatmapPicture    *picture,
                   const HeedRibbonsLook *look,
                   double                 width,
                   double                 height)
{
  HeedRibbonsLayout layout;
  double needed, scale;

  heed_shapes_set_color (cr, look->colors.paper);
  cairo_paint (cr);

  if (heed_heatmap_picture_get_matrix (picture) == NULL)
    return;

  heed_ribbons_layout_compute (&layout, picture, width, height, 0.0);
  needed = layout.content + 2 * MARGIN_PX;
  scale = MIN (height / needed, 1.0);
  heed_ribbons_layout_compute (&layout, picture, width / scale, height / scale, 0.0);

  cairo_save (cr);
  cairo_scale (cr, scale, scale);
  heed_ribbons_draw_picture (cr, picture, &layout, look);
  cairo_restore (cr);
}
