/* chart-drawing.c — the axes and curves of a chart
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/chart-drawing.h"

#include <math.h>

#include "ui/shapes.h"
#include "ui/text-drawing.h"

#define GAP_PX         6.0
#define CURVE_WIDTH_PX 2.0
#define DASH_PX        5.0
#define DASH_GAP_PX    3.0
#define GRID_ALPHA     0.6

/**
 * heed_chart_look_new_layout:
 *
 * Returns: (transfer full): @text in the font of the chart
 */
PangoLayout *
heed_chart_look_new_layout (const HeedChartLook *look,
                            const char          *text)
{
  PangoLayout *layout = pango_layout_new (look->context);

  pango_layout_set_text (layout, text, -1);

  return layout;
}

static PangoLayout *
create_tick (const HeedChartLook *look,
             const HeedChartAxis *axis,
             guint                i)
{
  g_autofree char *text = heed_chart_axis_format_tick (axis, i);

  return heed_chart_look_new_layout (look, text);
}

static int
measure_ticks (const HeedChartLook *look,
               const HeedChartAxis *axis,
               int                 *line_height)
{
  int widest = 0;

  for (guint i = 0; i < axis->n_ticks; i++)
    {
      g_autoptr(PangoLayout) layout = create_tick (look, axis, i);
      int width;

      pango_layout_get_pixel_size (layout, &width, line_height);
      widest = MAX (widest, width);
    }

  return widest;
}

/**
 * heed_chart_plot_place:
 * @plot: its y axis must be set; everything but the x axis is filled in
 * @look: provides the font
 * @width: of the whole chart, px
 * @height: px
 */
void
heed_chart_plot_place (HeedChartPlot       *plot,
                       const HeedChartLook *look,
                       double               width,
                       double               height)
{
  int line_height;

  plot->left = measure_ticks (look, &plot->y, &line_height) + GAP_PX;
  plot->top = line_height / 2.0 + 1.0;
  plot->width = MAX (width - plot->left - GAP_PX, 1.0);
  plot->height = MAX (height - plot->top - 2.0 * line_height - 1.5 * GAP_PX, 1.0);
}

/**
 * heed_chart_plot_get_x:
 *
 * Returns: the x coordinate of @value, px
 */
double
heed_chart_plot_get_x (const HeedChartPlot *plot,
                       double               value)
{
  return plot->left + heed_chart_axis_place (&plot->x, value) * plot->width;
}

static double
get_y (const HeedChartPlot *plot,
       double               value)
{
  return plot->top +
         (1.0 - CLAMP (heed_chart_axis_place (&plot->y, value), 0.0, 1.0)) * plot->height;
}

/* --- Axes ---------------------------------------------------------------- */

static void
show_layout (cairo_t     *cr,
             PangoLayout *layout,
             double       x,
             double       y)
{
  cairo_move_to (cr, x, y);
  heed_text_show (cr, layout);
}

static void
draw_y_ticks (cairo_t             *cr,
              const HeedChartPlot *plot,
              const HeedChartLook *look)
{
  HeedColor grid = look->border;
  HeedColor text = look->muted;

  grid.alpha *= GRID_ALPHA;

  for (guint i = 0; i < plot->y.n_ticks; i++)
    {
      g_autoptr(PangoLayout) layout = create_tick (look, &plot->y, i);
      double y = get_y (plot, plot->y.ticks[i]);
      int width, height;

      pango_layout_get_pixel_size (layout, &width, &height);
      heed_shapes_set_color (cr, text);
      show_layout (cr, layout, plot->left - GAP_PX - width, y - height / 2.0);

      heed_shapes_set_color (cr, grid);
      cairo_move_to (cr, plot->left, round (y) + 0.5);
      cairo_rel_line_to (cr, plot->width, 0.0);
      cairo_stroke (cr);
    }
}

static void
draw_x_ticks (cairo_t             *cr,
              const HeedChartPlot *plot,
              const HeedChartLook *look,
              const char          *x_name)
{
  g_autoptr(PangoLayout) name = heed_chart_look_new_layout (look, x_name);
  double y = plot->top + plot->height + GAP_PX / 2.0;
  int width, height;

  heed_shapes_set_color (cr, look->muted);

  for (guint i = 0; i < plot->x.n_ticks; i++)
    {
      g_autoptr(PangoLayout) layout = create_tick (look, &plot->x, i);
      double x = heed_chart_plot_get_x (plot, plot->x.ticks[i]);

      pango_layout_get_pixel_size (layout, &width, NULL);
      show_layout (cr, layout, MIN (x - width / 2.0, plot->left + plot->width + GAP_PX - width), y);
    }

  pango_layout_get_pixel_size (name, &width, &height);
  show_layout (cr, name, plot->left + (plot->width - width) / 2.0, y + height);
}

/**
 * heed_chart_draw_axes:
 * @look: font and colours
 * @x_name: title of the horizontal axis
 *
 * Draws both axes with their ticks, and a grid line across the chart at each tick of the vertical
 * axis.
 */
void
heed_chart_draw_axes (cairo_t             *cr,
                      const HeedChartPlot *plot,
                      const HeedChartLook *look,
                      const char          *x_name)
{
  cairo_set_line_width (cr, 1.0);
  draw_y_ticks (cr, plot, look);
  draw_x_ticks (cr, plot, look, x_name);

  heed_shapes_set_color (cr, look->muted);
  cairo_move_to (cr, round (plot->left) + 0.5, plot->top);
  cairo_rel_line_to (cr, 0.0, plot->height);
  cairo_rel_line_to (cr, plot->width, 0.0);
  cairo_stroke (cr);
}

/* --- Curves -------------------------------------------------------------- */

static void
use_pen (cairo_t      *cr,
         HeedChartPen  pen)
{
  const double dashes[] = { DASH_PX, DASH_GAP_PX };

  heed_shapes_set_color (cr, pen.color);
  cairo_set_line_width (cr, CURVE_WIDTH_PX);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (cr, dashes, pen.is_dashed ? (int) G_N_ELEMENTS (dashes) : 0, 0.0);
}

/**
 * heed_chart_draw_curve:
 * @points: (array length=n_points): sorted by x, finite
 */
void
heed_chart_draw_curve (cairo_t              *cr,
                       const HeedChartPlot  *plot,
                       const HeedChartPoint *points,
                       guint                 n_points,
                       HeedChartPen          pen)
{
  cairo_save (cr);
  use_pen (cr, pen);

  for (guint i = 0; i < n_points; i++)
    cairo_line_to (cr, heed_chart_plot_get_x (plot, points[i].x), get_y (plot, points[i].y));

  cairo_stroke (cr);

  /* A single point is drawn as a dot. */
  if (n_points == 1)
    {
      cairo_arc (cr, heed_chart_plot_get_x (plot, points[0].x), get_y (plot, points[0].y),
                 CURVE_WIDTH_PX, 0.0, 2.0 * G_PI);
      cairo_fill (cr);
    }

  cairo_restore (cr);
}

/**
 * heed_chart_draw_sample:
 * @x: left end, px
 * @y: px
 * @width: px
 *
 * Draws a short piece of a curve, for a legend.
 */
void
heed_chart_draw_sample (cairo_t      *cr,
                        HeedChartPen  pen,
                        double        x,
                        double        y,
                        double        width)
{
  cairo_save (cr);
  use_pen (cr, pen);
  cairo_move_to (cr, x, round (y));
  cairo_rel_line_to (cr, width, 0.0);
  cairo_stroke (cr);
  cairo_restore (cr);
}
