/* chart-legend.c — the names, samples and values of the curves of a chart
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/chart-legend.h"

#include <glib/gi18n.h>

#include "ui/shapes.h"
#include "ui/text-drawing.h"

#define GAP_PX        6.0
#define SAMPLE_PX     18.0
#define COLUMN_GAP_PX 12.0
#define PAPER_ALPHA   0.8

void
heed_chart_legend_clear (HeedChartLegend *legend)
{
  for (guint run = 0; run < HEED_CHART_MAX_RUNS; run++)
    for (guint curve = 0; curve < HEED_CHART_MAX_CURVES; curve++)
      g_clear_pointer (&legend->values[run][curve], g_free);
}

static gboolean
has_curve (const HeedChartLegend *legend,
           guint                  run,
           guint                  curve)
{
  return *legend->values[run][curve] != '\0';
}

/* "training 0.214"; only the name if there is no curve. */
static char *
dup_curve_text (const HeedChartLegend *legend,
                guint                  run,
                guint                  curve)
{
  if (!has_curve (legend, run, curve))
    return g_strdup (legend->curve_names[curve]);

  /* Translators: the name of a curve and its value */
  return g_strdup_printf (_("%s %s"), legend->curve_names[curve], legend->values[run][curve]);
}

/**
 * heed_chart_legend_dup_run_text:
 *
 * Returns: (transfer full): "training 0.214, held-out 0.305", without the curves that are missing
 */
char *
heed_chart_legend_dup_run_text (const HeedChartLegend *legend,
                                guint                  run)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint curve = 0; curve < legend->n_curves; curve++)
    if (has_curve (legend, run, curve))
      {
        g_autofree char *part = dup_curve_text (legend, run, curve);

        /* Translators: between two of a list */
        g_string_append_printf (text, "%s%s", text->len > 0 ? _(", ") : "", part);
      }

  return g_strdup (text->str);
}

/* --- Drawing ------------------------------------------------------------- */

/* Draws text from the left edge; text wider than width is ellipsized in the middle. */
static void
draw_name (cairo_t             *cr,
           const HeedChartLook *look,
           const char          *text,
           HeedColor            color,
           double               y,
           double               width)
{
  g_autoptr(PangoLayout) layout = heed_chart_look_new_layout (look, text);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_MIDDLE);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  heed_shapes_set_color (cr, color);
  cairo_move_to (cr, 0.0, y);
  heed_text_show (cr, layout);
}

/* Draws text that ends at right.
 *
 * Returns: its width, px */
static double
draw_value (cairo_t             *cr,
            const HeedChartLook *look,
            const char          *text,
            HeedColor            color,
            double               right,
            double               y)
{
  g_autoptr(PangoLayout) layout = heed_chart_look_new_layout (look, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  heed_shapes_set_color (cr, color);
  cairo_move_to (cr, right - width, y);
  heed_text_show (cr, layout);

  return width;
}

static void
measure_text (const HeedChartLook *look,
              const char          *text,
              int                 *width,
              int                 *height)
{
  g_autoptr(PangoLayout) layout = heed_chart_look_new_layout (look, text);

  pango_layout_get_pixel_size (layout, width, height);
}

/* Returns: its height, px */
static int
draw_line_inside (cairo_t             *cr,
                  const HeedChartPlot *plot,
                  const HeedChartLook *look,
                  const char          *text,
                  HeedColor            color,
                  double               y)
{
  HeedColor paper = look->paper;
  double right = plot->left + plot->width - GAP_PX;
  int width, height;

  measure_text (look, text, &width, &height);
  paper.alpha *= PAPER_ALPHA;
  heed_shapes_set_color (cr, paper);
  cairo_rectangle (cr, right - width - GAP_PX / 2.0, y, width + GAP_PX, height);
  cairo_fill (cr);
  draw_value (cr, look, text, color, right, y);

  return height;
}

/**
 * heed_chart_legend_draw_inside:
 * @look: provides the font
 *
 * Draws one line per curve of the only run, one below the other.
 */
void
heed_chart_legend_draw_inside (const HeedChartLegend *legend,
                               cairo_t               *cr,
                               const HeedChartPlot   *plot,
                               const HeedChartLook   *look)
{
  double y = plot->top + GAP_PX;

  for (guint curve = 0; curve < legend->n_curves; curve++)
    {
      g_autofree char *text = dup_curve_text (legend, 0, curve);

      y += draw_line_inside (cr, plot, look, text, legend->colors[0][curve], y);
    }

  if (legend->moment != NULL)
    draw_line_inside (cr, plot, look, legend->moment, look->muted,
                      y);
}

static int
measure_line (const HeedChartLook *look)
{
  int height;

  measure_text (look, "0", NULL, &height);

  return height;
}

/**
 * heed_chart_legend_measure_table:
 * @look: provides the font
 *
 * Returns: the height of the table, px
 */
int
heed_chart_legend_measure_table (const HeedChartLook *look,
                                 guint                n_runs)
{
  return (int) (n_runs + 1) * measure_line (look) + (int) GAP_PX;
}

/* Draws a column: for each run a sample of the curve and its value.
 *
 * Returns: its left edge, px */
static double
draw_table_column (const HeedChartLegend *legend,
                   cairo_t               *cr,
                   const HeedChartLook   *look,
                   guint                  curve,
                   double                 right,
                   double                 y)
{
  int line_height = measure_line (look);
  double width = draw_value (cr, look, legend->curve_names[curve], look->muted, right, y);

  for (guint run = 0; run < legend->n_runs; run++)
    {
      double value_width;

      y += line_height;
      if (!has_curve (legend, run, curve))
        continue;

      value_width = draw_value (cr, look, legend->values[run][curve], legend->colors[run][curve],
                                right, y);
      heed_chart_draw_sample (cr, legend->pens[run][curve],
                              right - value_width - GAP_PX - SAMPLE_PX, y + line_height / 2.0,
                              SAMPLE_PX);
      width = MAX (width, value_width + GAP_PX + SAMPLE_PX);
    }

  return right - width;
}

/**
 * heed_chart_legend_draw_table:
 * @look: font and colours
 * @y: top of the table, px
 *
 * Draws one row per run, with a sample and the value of each of its curves.
 */
void
heed_chart_legend_draw_table (const HeedChartLegend *legend,
                              cairo_t               *cr,
                              const HeedChartPlot   *plot,
                              const HeedChartLook   *look,
                              double                 y)
{
  double right = plot->left + plot->width;
  int line_height = measure_line (look);

  y += GAP_PX;
  for (guint curve = legend->n_curves; curve-- > 0; )
    right = draw_table_column (legend, cr, look, curve, right, y) - COLUMN_GAP_PX;

  right = MAX (right, 1.0);
  if (legend->moment != NULL)
    draw_name (cr, look, legend->moment, look->muted, y, right);

  for (guint run = 0; run < legend->n_runs; run++)
    draw_name (cr, look, legend->run_names[run], look->text,
               y + (run + 1) * line_height, right);
}
