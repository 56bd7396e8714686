/* loss-drawing.c — draws loss curves with axes and legend on any surface
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The legend is also the readout: it gives the names of the curves and their values at the cursor,
 * or at their ends if there is no cursor. A second training does not change the look of the first:
 * its own curves are dashed and have their own colours, and the legend becomes a table below the
 * axes.
 */

#include "ui/loss-drawing.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/shapes.h"

#define TICK_GAP_PX 70.0
#define LINE_GAP_PX 36.0

guint
heed_loss_scene_get_n_runs (const HeedLossScene *scene)
{
  return scene->names[1] != NULL ? 2 : 1;
}

const GArray *
heed_loss_scene_get_walk (const HeedLossScene *scene)
{
  for (guint run = 0; run < heed_loss_scene_get_n_runs (scene); run++)
    for (guint curve = 0; curve < HEED_N_LOSSES; curve++)
      if (scene->curves[run][curve]->len > 0)
        return scene->curves[run][curve];

  return scene->curves[0][HEED_LOSS_TRAINING];
}

static const HeedChartPoint *
get_point (const GArray *curve,
           guint         i)
{
  return &g_array_index (curve, HeedChartPoint, i);
}

static double
get_read_epoch (const HeedLossScene *scene)
{
  const GArray *walk = heed_loss_scene_get_walk (scene);

  if (walk->len == 0)
    return 0.0;

  return get_point (walk, scene->cursor >= 0 ? (guint) scene->cursor : walk->len - 1)->x;
}

static HeedChartPen
get_pen (const HeedLossScene *scene,
         guint                run,
         guint                curve)
{
  return (HeedChartPen) { scene->lines[run][curve], run > 0 };
}

/* "0.214": the value at the cursor or at the end; "" if there is no curve. */
static char *
describe_value (const HeedLossScene *scene,
                const GArray        *points)
{
  guint i;

  if (points->len == 0)
    return g_strdup ("");

  i = scene->cursor >= 0
      ? heed_chart_points_find (get_point (points, 0), points->len, get_read_epoch (scene))
      : points->len - 1;

  return g_strdup_printf ("%.3f", get_point (points, i)->y);
}

char *
heed_loss_scene_describe_epoch (const HeedLossScene *scene)
{
  return g_strdup_printf (_("epoch %.1f"), get_read_epoch (scene));
}

/* Fills the legend with the values at the cursor; moment is borrowed and must outlive it. */
void
heed_loss_scene_fill_legend (const HeedLossScene *scene,
                             HeedChartLegend     *legend,
                             const char          *moment)
{
  *legend = (HeedChartLegend) {
    .n_runs = heed_loss_scene_get_n_runs (scene),
    .n_curves = HEED_N_LOSSES,
    .curve_names = { _("training"), _("held-out") },
    .moment = moment,
  };

  for (guint run = 0; run < legend->n_runs; run++)
    {
      legend->run_names[run] = scene->names[run];

      for (guint curve = 0; curve < HEED_N_LOSSES; curve++)
        {
          legend->values[run][curve] = describe_value (scene, scene->curves[run][curve]);
          legend->colors[run][curve] = scene->texts[run][curve];
          legend->pens[run][curve] = get_pen (scene, run, curve);
        }
    }
}

static void
widen (const GArray *curve,
       double       *least,
       double       *most,
       double       *last)
{
  for (guint i = 0; i < curve->len; i++)
    {
      *least = MIN (*least, get_point (curve, i)->y);
      *most = MAX (*most, get_point (curve, i)->y);
      *last = MAX (*last, get_point (curve, i)->x);
    }
}

static int
measure_table (const HeedLossScene *scene)
{
  return heed_loss_scene_get_n_runs (scene) > 1
         ? heed_chart_legend_measure_table (&scene->look, heed_loss_scene_get_n_runs (scene))
         : 0;
}

void
heed_loss_scene_place (const HeedLossScene *scene,
                       double               width,
                       double               height,
                       HeedChartPlot       *plot)
{
  double least = INFINITY, most = -INFINITY, last = 0.0;

  for (guint run = 0; run < heed_loss_scene_get_n_runs (scene); run++)
    for (guint curve = 0; curve < HEED_N_LOSSES; curve++)
      widen (scene->curves[run][curve], &least, &most, &last);

  if (least > most)
    least = 0.0, most = 1.0;

  height -= measure_table (scene);
  heed_chart_axis_fit (&plot->y, least, most, scene->is_logarithmic,
                       (guint) MAX (height / LINE_GAP_PX, 2.0));
  heed_chart_plot_place (plot, &scene->look, width, height);
  heed_chart_axis_span (&plot->x, 0.0, scene->n_epochs > 0.0 ? MAX (scene->n_epochs, last) : last,
                        (guint) MAX (plot->width / TICK_GAP_PX, 1.0));
}

/* --- Drawing ------------------------------------------------------------- */

static void
draw_curves (const HeedLossScene *scene,
             cairo_t             *cr,
             const HeedChartPlot *plot)
{
  for (guint run = 0; run < heed_loss_scene_get_n_runs (scene); run++)
    for (guint curve = 0; curve < HEED_N_LOSSES; curve++)
      heed_chart_draw_curve (cr, plot,
                             (const HeedChartPoint *) (gpointer) scene->curves[run][curve]->data,
                             scene->curves[run][curve]->len, get_pen (scene, run, curve));
}

static void
draw_cursor (const HeedLossScene *scene,
             cairo_t             *cr,
             const HeedChartPlot *plot)
{
  double x = round (heed_chart_plot_get_x (plot, get_read_epoch (scene))) + 0.5;

  heed_shapes_set_color (cr, scene->look.text);
  cairo_move_to (cr, x, plot->top);
  cairo_rel_line_to (cr, 0.0, plot->height);
  cairo_stroke (cr);
}

void
heed_loss_scene_draw (const HeedLossScene *scene,
                      cairo_t             *cr,
                      double               width,
                      double               height)
{
  g_autofree char *epoch = scene->cursor >= 0 ? heed_loss_scene_describe_epoch (scene) : NULL;
  g_auto(HeedChartLegend) legend = { 0 };
  HeedChartPlot plot;

  heed_loss_scene_place (scene, width, height, &plot);
  heed_loss_scene_fill_legend (scene, &legend, epoch);
  heed_chart_draw_axes (cr, &plot, &scene->look, _("epochs"));
  draw_curves (scene, cr, &plot);

  if (scene->cursor >= 0)
    draw_cursor (scene, cr, &plot);

  if (legend.n_runs == 1)
    heed_chart_legend_draw_inside (&legend, cr, &plot, &scene->look);
  else
    heed_chart_legend_draw_table (&legend, cr, &plot, &scene->look, height - measure_table (scene));
}
