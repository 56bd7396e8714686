/* figure.c — an attention for export: a picture, a page, a table, TeX
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window and heed-cli fill in the content; this file draws it with its title and
 * its legend. figure-file.c saves it; the formats that are not pictures are in
 * figure-text.c, figure-html.c and figure-tex.c.
 */

#include "app/core/figures/figure.h"

#include <glib/gi18n.h>

#include "ui/link-marks-legend.h"
#include "ui/ribbons-drawing.h"
#include "ui/sentences-drawing.h"
#include "ui/shapes.h"
#include "ui/text-drawing.h"

#define MARGIN_PX      14.0
#define TITLE_SCALE    1.3
#define TITLE_ROOM_PX  38.0
#define BELOW_PX       34.0
#define LINKS_PX       26.0  /* for the legend of link signs */
#define RAMP_WIDTH_PX  120.0
#define RAMP_HEIGHT_PX 10.0
#define GAP_PX         6.0
#define CHANGES_LINES  3     /* at most, of what the user changed */
#define MAX_TEXT_SCALE 2.0   /* scale for few words; many words are smaller */
#define MIN_TEXT_SCALE 0.3
#define SIDE_ASPECT    1.25  /* preferred width : height of several side by side */

/* --- Titles and legends ----------------------------------------------------- */

static PangoLayout *
new_line (PangoContext *context,
          const char   *text,
          double        room,
          gboolean      is_title)
{
  PangoLayout *layout = pango_layout_new (context);

  pango_layout_set_text (layout, text, -1);
  if (is_title)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      pango_attr_list_insert (attributes, pango_attr_scale_new (TITLE_SCALE));
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
    }

  if (room > 0.0)
    {
      pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }

  return layout;
}

static gboolean
has_title (const HeedFigure *figure)
{
  return figure->title != NULL && *figure->title != '\0';
}

static void
draw_title (const HeedFigure *figure,
            cairo_t          *cr,
            PangoContext     *context,
            double            width)
{
  g_autoptr(PangoLayout) title =
    new_line (context, figure->title, MAX (width - 2 * MARGIN_PX, 1.0), TRUE);

  heed_shapes_set_color (cr, heed_heatmap_colors_get (figure->scene.is_dark).text);
  cairo_move_to (cr, MARGIN_PX, MARGIN_PX);
  heed_text_show (cr, title);
}

/* Draws the changes below the title, and returns the height that they take. */
static double
draw_changes (const HeedFigure *figure,
              cairo_t          *cr,
              PangoContext     *context,
              double            top,
              double            width)
{
  g_autofree char *text = heed_figure_new_changes_line (figure);
  g_autoptr(PangoLayout) changes = NULL;
  int height;

  if (text == NULL)
    return 0.0;

  changes = new_line (context, text, MAX (width - 2 * MARGIN_PX, 1.0), FALSE);
  pango_layout_set_wrap (changes, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (changes, -CHANGES_LINES);
  pango_layout_get_pixel_size (changes, NULL, &height);
  heed_shapes_set_color (cr, heed_heatmap_colors_get (figure->scene.is_dark).text);
  cairo_move_to (cr, MARGIN_PX, MAX (top, MARGIN_PX));
  heed_text_show (cr, changes);

  return MAX (MARGIN_PX - top, 0.0) + height;
}

static gboolean
has_legend (const HeedFigure *figure)
{
  return figure->view == HEED_FIGURE_MATRIX || figure->view == HEED_FIGURE_WALL;
}

static void
draw_ramp (const HeedFigure *figure,
           cairo_t          *cr,
           double            left,
           double            top)
{
  const HeedShading *shading = &figure->scene.style.shading;
  const HeedColorScale *scale =
    shading->is_signed ? heed_color_scale_get_diverging (figure->scene.is_dark)
                       : heed_color_scale_get (figure->scene.style.palette, figure->scene.is_dark);

  for (double x = 0.0; x < RAMP_WIDTH_PX; x += 1.0)
    {
      double part = (x + 0.5) / RAMP_WIDTH_PX;
      double shade = shading->is_signed ? part : heed_shading_scale (shading->scaling, part, 1.0);

      heed_shapes_set_color (cr, heed_color_from_pixel (heed_color_scale_lookup (scale, shade)));
      cairo_rectangle (cr, left + x, top, 1.0, RAMP_HEIGHT_PX);
      cairo_fill (cr);
    }
}

/* Draws the legend from right to left: high label, colour ramp, low label.
 *
 * Returns: its left edge, px */
static double
draw_legend (const HeedFigure *figure,
             cairo_t          *cr,
             PangoContext     *context,
             double            right,
             double            middle)
{
  gboolean is_signed = figure->scene.style.shading.is_signed;
  gboolean is_of_row =
    !is_signed && figure->scene.style.shading.scaling == HEED_SCALING_ROW_MAXIMUM;
  g_autoptr(PangoLayout) low = new_line (context, is_signed ? "−1" : "0", 0.0, FALSE);
  g_autoptr(PangoLayout) high =
    new_line (context, is_of_row ? _("row’s largest") : "1", 0.0, FALSE);
  int low_width, high_width, height;
  double left;

  pango_layout_get_pixel_size (low, &low_width, &height);
  pango_layout_get_pixel_size (high, &high_width, NULL);
  left = right - high_width - GAP_PX - RAMP_WIDTH_PX;

  draw_ramp (figure, cr, left, middle - RAMP_HEIGHT_PX / 2.0);
  heed_shapes_set_color (cr, heed_heatmap_colors_get (figure->scene.is_dark).muted);
  cairo_move_to (cr, right - high_width, middle - height / 2.0);
  heed_text_show (cr, high);
  cairo_move_to (cr, left - GAP_PX - low_width, middle - height / 2.0);
  heed_text_show (cr, low);

  return left - GAP_PX - low_width;
}

static void
draw_below (const HeedFigure *figure,
            cairo_t          *cr,
            PangoContext     *context,
            double            width,
            double            height)
{
  double middle = height - BELOW_PX / 2.0 - 2.0;
  double end = width - MARGIN_PX;
  g_autoptr(PangoLayout) caption = NULL;
  int caption_height;

  if (has_legend (figure))
    end = draw_legend (figure, cr, context, end, middle) - 2 * MARGIN_PX;

  if (figure->caption == NULL || end <= MARGIN_PX)
    return;

  caption = new_line (context, figure->caption, end - MARGIN_PX, FALSE);
  pango_layout_get_pixel_size (caption, NULL, &caption_height);
  heed_shapes_set_color (cr, heed_heatmap_colors_get (figure->scene.is_dark).muted);
  cairo_move_to (cr, MARGIN_PX, middle - caption_height / 2.0);
  heed_text_show (cr, caption);
}

static gboolean
has_links (const HeedFigure *figure)
{
  return figure->view == HEED_FIGURE_MATRIX && figure->scene.notes != NULL &&
         figure->scene.notes->has_gold;
}

/* Draws the legend of link signs, scaled down if the picture is too narrow. */
static void
draw_links_legend (const HeedFigure *figure,
                   cairo_t          *cr,
                   PangoContext     *context,
                   double            width,
                   double            middle)
{
  HeedHeatmapColors colors = heed_heatmap_colors_get (figure->scene.is_dark);
  double wanted, height, scale;

  heed_link_marks_legend_measure (context, &wanted, &height);
  scale = CLAMP ((width - 2 * MARGIN_PX) / wanted, 0.2, 1.0);

  cairo_save (cr);
  cairo_translate (cr, MARGIN_PX, middle);
  cairo_scale (cr, scale, scale);
  heed_link_marks_legend_draw (cr, context, 0.0, 0.0, &colors);
  cairo_restore (cr);
}

/* --- The views ---------------------------------------------------------------- */

static void
draw_ribbons (const HeedFigure *figure,
              cairo_t          *cr,
              double            width,
              double            height)
{
  g_autoptr(HeedHeatmapPicture) picture = heed_heatmap_scene_new_picture (&figure->scene, cr);
  const HeedRibbonsLook look = {
    .shading = figure->scene.style.shading,
    .focus = figure->focus,
    .selected_row = -1,
    .selected_column = -1,
    .n_played = G_MAXUINT,
    .colors = heed_heatmap_colors_get (figure->scene.is_dark),
  };

  heed_ribbons_draw (cr, picture, &look, width, height);
}

static void
draw_sentences (const HeedFigure *figure,
                cairo_t          *cr,
                PangoContext     *context,
                double            width,
                double            height)
{
  HeedHeatmapColors colors = heed_heatmap_colors_get (figure->scene.is_dark);
  HeedSentences sentences;
  double scale;

  heed_shapes_set_color (cr, colors.paper);
  cairo_paint (cr);

  heed_sentences_init (&sentences, context);
  heed_sentences_set_tokens (&sentences, HEED_SENTENCE_SOURCE, figure->columns, figure->n_columns);
  heed_sentences_set_tokens (&sentences, HEED_SENTENCE_TARGET, figure->rows, figure->n_rows);
  heed_heatmap_picture_set_matrix (sentences.picture, figure->scene.matrix);
  sentences.kind = figure->kind;
  sentences.focus = figure->focus;
  sentences.least = figure->scene.style.shading.threshold;

  for (scale = MAX_TEXT_SCALE;
       heed_sentences_place (&sentences, (int) (width / scale)) * scale > height &&
       scale > MIN_TEXT_SCALE;
       scale *= 0.95)
    ;

  cairo_scale (cr, scale, scale);
  heed_sentences_draw (&sentences, cr, (int) (width / scale), &colors);
  heed_sentences_clear (&sentences);
}

static void
draw_view (const HeedFigure *figure,
           cairo_t          *cr,
           PangoContext     *context,
           double            width,
           double            height)
{
  const HeedWall wall = { figure->heads, figure->n_heads, figure->n_per_line, figure->scene.style,
                          figure->scene.is_dark };

  switch (figure->view)
    {
    case HEED_FIGURE_RIBBONS:
      draw_ribbons (figure, cr, width, height);
      break;

    case HEED_FIGURE_TEXT:
      draw_sentences (figure, cr, context, width, height);
      break;

    case HEED_FIGURE_WALL:
      heed_wall_draw (cr, &wall, context, width, height);
      break;

    case HEED_FIGURE_MATRIX:
      heed_heatmap_draw (cr, &figure->scene, width, height);
      break;
    }
}

static void
draw_alone (const HeedFigure *figure,
            cairo_t          *cr,
            double            width,
            double            height)
{
  PangoContext *context = heed_heatmap_scene_new_context (&figure->scene, cr);
  double top = has_title (figure) ? TITLE_ROOM_PX : 0.0;
  double links = has_links (figure) ? LINKS_PX : 0.0;
  double room;

  heed_shapes_set_color (cr, heed_heatmap_colors_get (figure->scene.is_dark).paper);
  cairo_paint (cr);
  if (has_title (figure))
    draw_title (figure, cr, context, width);
  top += draw_changes (figure, cr, context, top, width);
  room = MAX (height - top - links - BELOW_PX, 1.0);

  cairo_save (cr);
  cairo_translate (cr, 0.0, top);
  cairo_rectangle (cr, 0.0, 0.0, width, room);
  cairo_clip (cr);
  draw_view (figure, cr, context, width, room);
  cairo_restore (cr);

  if (has_links (figure))
    draw_links_legend (figure, cr, context, width, height - BELOW_PX - links / 2.0);
  draw_below (figure, cr, context, width, height);
  g_object_unref (context);
}

/* --- Several side by side ----------------------------------------------------- */

/* Chooses the number of columns that leaves the most room to each side. */
static guint
choose_columns (guint  n_sides,
                double width,
                double height)
{
  guint chosen = 1;
  double most = 0.0;

  for (guint n_columns = 1; n_columns <= n_sides; n_columns++)
    {
      guint n_rows = (n_sides + n_columns - 1) / n_columns;
      double room = MIN (width / n_columns / SIDE_ASPECT, height / n_rows);

      if (room > most)
        {
          most = room;
          chosen = n_columns;
        }
    }

  return chosen;
}

static void
draw_sides (const HeedFigure *figure,
            cairo_t          *cr,
            double            width,
            double            height)
{
  PangoContext *context = heed_heatmap_scene_new_context (&figure->scene, cr);
  double top = has_title (figure) ? TITLE_ROOM_PX : 0.0;
  guint n_columns = choose_columns (figure->n_sides, width, height - top);
  guint n_rows = (figure->n_sides + n_columns - 1) / n_columns;
  double side_width = width / n_columns;
  double side_height = MAX ((height - top) / n_rows, 1.0);

  heed_shapes_set_color (cr, heed_heatmap_colors_get (figure->scene.is_dark).paper);
  cairo_paint (cr);
  if (has_title (figure))
    draw_title (figure, cr, context, width);
  g_object_unref (context);

  for (guint i = 0; i < figure->n_sides; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, i % n_columns * side_width, top + i / n_columns * side_height);
      cairo_rectangle (cr, 0.0, 0.0, side_width, side_height);
      cairo_clip (cr);
      draw_alone (&figure->sides[i], cr, side_width, side_height);
      cairo_restore (cr);
    }
}

char *
heed_figure_new_changes_line (const HeedFigure *figure)
{
  g_autofree char *joined = NULL;

  if (figure->changes == NULL || figure->changes[0] == NULL)
    return NULL;

  joined = g_strjoinv ("; ", (char **) figure->changes);

  /* Translators: in an exported picture; what the user changed: "Token 2 “garden” hidden" */
  return g_strdup_printf (_("Changed: %s"), joined);
}

void
heed_figure_draw (gpointer  data,
                  cairo_t  *cr,
                  double    width,
                  double    height)
{
  const HeedFigure *figure = data;

  if (figure->n_sides > 1)
    draw_sides (figure, cr, width, height);
  else
    draw_alone (figure, cr, width, height);
}
