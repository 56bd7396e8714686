/* loss-figure.c — loss curves for export: a picture or a table
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It uses the colours of the light theme. It does not use GTK, so that it can be drawn
 * without a display.
 */

#include "app/core/training/loss-figure.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/core/training/reel-moment.h"
#include "ui/heatmap-drawing.h"
#include "ui/shapes.h"

#define MARGIN_PX  16.0
#define LINE_PX    22.0
#define FONT       "Sans 10"
#define TITLE_FONT "Sans Bold 11"

static HeedColor
color_of (guint32 rgb)
{
  return (HeedColor) { (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0,
                       1.0 };
}

gboolean
heed_loss_figure_can_save (const char *path)
{
  return heed_picture_can_save (path) || g_str_has_suffix (path, ".csv");
}

/* --- A picture ------------------------------------------------------------- */

/* Leaves out points that are not finite; they are not drawn. */
static GArray *
copy_finite (const GArray *curve)
{
  GArray *finite = g_array_new (FALSE, FALSE, sizeof (HeedChartPoint));

  for (guint i = 0; curve != NULL && i < curve->len; i++)
    {
      HeedChartPoint point = g_array_index (curve, HeedChartPoint, i);

      if (isfinite (point.x) && isfinite (point.y))
        g_array_append_val (finite, point);
    }

  return finite;
}

static void
fill_scene (const HeedLossFigure *figure,
            cairo_t              *cr,
            HeedLossScene        *scene)
{
  static const guint32 lines[HEED_CHART_MAX_RUNS][HEED_N_LOSSES] = { { 0x347cd3, 0xe26208 },
                                                                     { 0x1e9882, 0x9356ba } };
  static const guint32 texts[HEED_CHART_MAX_RUNS][HEED_N_LOSSES] = { { 0x3369a9, 0xb05515 },
                                                                     { 0x227c6d, 0x804fa2 } };
  HeedHeatmapColors colors = heed_heatmap_colors_get (FALSE);
  PangoFontDescription *font = pango_font_description_from_string (FONT);

  *scene = (HeedLossScene) {
    .look = { pango_cairo_create_context (cr), colors.text, color_of (0x717576),
              color_of (0xdedfdf), colors.paper },
    .n_epochs = figure->n_epochs,
    .is_logarithmic = figure->is_logarithmic,
    .cursor = -1,
  };
  pango_context_set_font_description (scene->look.context, font);
  pango_font_description_free (font);

  for (guint run = 0; run < HEED_CHART_MAX_RUNS; run++)
    {
      scene->names[run] = run < figure->n_runs ? figure->names[run] : NULL;
      for (guint curve = 0; curve < HEED_N_LOSSES; curve++)
        {
          scene->lines[run][curve] = color_of (lines[run][curve]);
          scene->texts[run][curve] = color_of (texts[run][curve]);
          scene->curves[run][curve] = copy_finite (figure->curves[run][curve]);
        }
    }
}

static void
clear_scene (HeedLossScene *scene)
{
  g_object_unref (scene->look.context);
  for (guint run = 0; run < HEED_CHART_MAX_RUNS; run++)
    for (guint curve = 0; curve < HEED_N_LOSSES; curve++)
      g_array_unref ((GArray *) scene->curves[run][curve]);
}

/* The name of a single training; two trainings are named in the legend. */
static char *
dup_title (const HeedLossFigure *figure)
{
  return figure->n_runs == 1 && figure->names[0] != NULL ? g_strdup (figure->names[0])
                                                         : g_strdup (_("Losses"));
}

static void
draw (gpointer  data,
      cairo_t  *cr,
      double    width,
      double    height)
{
  const HeedLossFigure *figure = data;
  double inner = width - 2.0 * MARGIN_PX;
  g_autofree char *title = dup_title (figure);
  HeedLossScene scene;

  fill_scene (figure, cr, &scene);
  heed_shapes_set_color (cr, scene.look.paper);
  cairo_paint (cr);

  cairo_move_to (cr, MARGIN_PX, MARGIN_PX);
  heed_reel_moment_draw_text (cr, title, TITLE_FONT, scene.look.text, inner);
  cairo_move_to (cr, MARGIN_PX, MARGIN_PX + LINE_PX);
  heed_reel_moment_draw_text (cr, _("loss, in nats a token"), FONT, scene.look.muted, inner);

  cairo_translate (cr, MARGIN_PX, MARGIN_PX + 2.0 * LINE_PX);
  heed_loss_scene_draw (&scene, cr, inner, height - 2.0 * MARGIN_PX - 2.0 * LINE_PX);
  clear_scene (&scene);
}

/* --- A table --------------------------------------------------------------- */

static void
append_quoted (GString    *csv,
               const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  g_string_append_printf (csv, "\"%s\"", doubled);
}

static void
append_curve (GString      *csv,
              const char   *name,
              const char   *curve_name,
              const GArray *curve)
{
  char epoch[G_ASCII_DTOSTR_BUF_SIZE], loss[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; curve != NULL && i < curve->len; i++)
    {
      const HeedChartPoint *point = &g_array_index (curve, HeedChartPoint, i);

      append_quoted (csv, name);
      g_string_append_printf (csv, ",%s,%s,%s\n", curve_name,
                              g_ascii_dtostr (epoch, sizeof epoch, point->x),
                              g_ascii_dtostr (loss, sizeof loss, point->y));
    }
}

/**
 * heed_loss_figure_to_csv:
 *
 * Returns: (transfer full): a table in which numbers have all digits needed to read
 *   them back exactly
 */
char *
heed_loss_figure_to_csv (const HeedLossFigure *figure)
{
  GString *csv = g_string_new ("training,curve,epoch,loss\n");

  for (guint run = 0; run < figure->n_runs; run++)
    {
      const char *name = figure->names[run] != NULL ? figure->names[run] : "";

      append_curve (csv, name, "training", figure->curves[run][HEED_LOSS_TRAINING]);
      append_curve (csv, name, "held-out", figure->curves[run][HEED_LOSS_HELD_OUT]);
    }

  return g_string_free (csv, FALSE);
}

/**
 * heed_loss_figure_save:
 * @path: its extension determines the format
 * @form: (nullable): the form of a picture; %NULL for %HEED_LOSS_FIGURE_WIDTH_PX x
 *   %HEED_LOSS_FIGURE_HEIGHT_PX
 *
 * Errors: those of heed_picture_save_as(), %G_FILE_ERROR
 *
 * Returns: whether the file is written
 */
gboolean
heed_loss_figure_save (const HeedLossFigure   *figure,
                       const char             *path,
                       const HeedPictureForm  *form,
                       GError                **error)
{
  const HeedPictureForm usual = { .width = HEED_LOSS_FIGURE_WIDTH_PX,
                                  .height = HEED_LOSS_FIGURE_HEIGHT_PX };
  g_autofree char *csv = NULL;

  g_return_val_if_fail (figure != NULL && figure->n_runs <= HEED_CHART_MAX_RUNS, FALSE);

  if (!g_str_has_suffix (path, ".csv"))
    return heed_picture_save_as (path, form != NULL ? form : &usual, draw, (gpointer) figure,
                                 error);

  csv = heed_loss_figure_to_csv (figure);

  return g_file_set_contents (path, csv, -1, error);
}
