/* loss-chart.c — how the loss fell: two curves over the epochs, or four
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The legend is also the readout: it says what the curves are called and what
 * they are at the cursor, or at their ends while there is none. A second training
 * changes nothing of the first: its own curves are dashed and have colours of
 * their own, and the legend becomes a table below.
 */

#include "ui/loss-chart.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/chart-drawing.h"
#include "ui/chart-legend.h"
#include "ui/shapes.h"
#include "ui/style.h"

#define NATURAL_WIDTH_PX  280
#define MIN_WIDTH_PX      160
#define NATURAL_HEIGHT_PX 170
#define MIN_HEIGHT_PX     170
#define TICK_GAP_PX       70.0
#define LINE_GAP_PX       36.0

enum {
  TRAINING,
  HELD_OUT,
  N_CURVES
};

/**
 * HeedLossChart:
 *
 * The loss of what is learned and of what is held out, with axes; of one
 * training, or of two to compare.
 *
 * ## Keyboard
 *
 * Left and Right move the cursor from point to point, Home and End to the first
 * and the last.
 *
 * ## CSS nodes
 *
 * One node named `losschart`. Labels are written in its colour.
 *
 * ## Accessibility
 *
 * An image, labelled with what the curves are at the cursor, or at their ends.
 */
struct _HeedLossChart
{
  GtkWidget  parent_instance;

  GArray    *curves[HEED_CHART_MAX_RUNS][N_CURVES];  /* of HeedChartPoint */
  char      *names[HEED_CHART_MAX_RUNS];             /* the second NULL: there is one */
  double     n_epochs;
  gboolean   is_logarithmic;
  int        cursor;          /* a point of the longer curve; -1 is none */
};

/* By run and curve. */
static const struct {
  const char *line;
  const char *text;
} colors[HEED_CHART_MAX_RUNS][N_CURVES] = {
  { { "heed_accent", "heed_accent_text" }, { "heed_second", "heed_second_text" } },
  { { "heed_third", "heed_third_text" }, { "heed_fourth", "heed_fourth_text" } },
};

G_DEFINE_FINAL_TYPE (HeedLossChart, heed_loss_chart, GTK_TYPE_WIDGET)

/* --- What it says -------------------------------------------------------- */

static guint
get_n_runs (HeedLossChart *self)
{
  return self->names[1] != NULL ? 2 : 1;
}

/* The curve that the cursor walks on: the first that is there. */
static const GArray *
get_walk (HeedLossChart *self)
{
  for (guint run = 0; run < get_n_runs (self); run++)
    for (guint curve = 0; curve < N_CURVES; curve++)
      if (self->curves[run][curve]->len > 0)
        return self->curves[run][curve];

  return self->curves[0][TRAINING];
}

static const HeedChartPoint *
get_point (const GArray *curve,
           guint         i)
{
  return &g_array_index (curve, HeedChartPoint, i);
}

static double
get_read_epoch (HeedLossChart *self)
{
  const GArray *walk = get_walk (self);

  if (walk->len == 0)
    return 0.0;

  return get_point (walk, self->cursor >= 0 ? (guint) self->cursor : walk->len - 1)->x;
}

static HeedChartPen
get_pen (HeedLossChart *self,
         guint          run,
         guint          curve)
{
  return (HeedChartPen) { heed_style_lookup (GTK_WIDGET (self), colors[run][curve].line), run > 0 };
}

/* "0.214", at the cursor or at the end; empty while there is no curve. */
static char *
describe_value (HeedLossChart *self,
                const GArray  *points)
{
  guint i;

  if (points->len == 0)
    return g_strdup ("");

  i = self->cursor >= 0
      ? heed_chart_points_find (get_point (points, 0), points->len, get_read_epoch (self))
      : points->len - 1;

  return g_strdup_printf ("%.3f", get_point (points, i)->y);
}

static char *
describe_epoch (HeedLossChart *self)
{
  return g_strdup_printf (_("epoch %.1f"), get_read_epoch (self));
}

/* What it says at @moment, which must outlive it. */
static void
fill_legend (HeedLossChart   *self,
             HeedChartLegend *legend,
             const char      *moment)
{
  *legend = (HeedChartLegend) {
    .n_runs = get_n_runs (self),
    .n_curves = N_CURVES,
    .curve_names = { _("training"), _("held-out") },
    .moment = moment,
  };

  for (guint run = 0; run < legend->n_runs; run++)
    {
      legend->run_names[run] = self->names[run];

      for (guint curve = 0; curve < N_CURVES; curve++)
        {
          legend->values[run][curve] = describe_value (self, self->curves[run][curve]);
          legend->colors[run][curve] =
            heed_style_lookup (GTK_WIDGET (self), colors[run][curve].text);
          legend->pens[run][curve] = get_pen (self, run, curve);
        }
    }
}

static void
describe (HeedLossChart *self)
{
  g_autofree char *epoch = describe_epoch (self);
  g_auto(HeedChartLegend) legend = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *words = NULL;

  fill_legend (self, &legend, epoch);
  first = heed_chart_legend_dup_run_text (&legend, 0);
  second = legend.n_runs > 1 ? heed_chart_legend_dup_run_text (&legend, 1) : NULL;

  if (get_walk (self)->len == 0)
    words = g_strdup (_("Loss: nothing was trained yet"));
  else if (second == NULL)
    /* Translators: an epoch, and what the curves are there */
    words = g_strdup_printf (_("Loss at %s: %s"), epoch, first);
  else
    /* Translators: an epoch, and twice the name of a training and what its curves are there */
    words = g_strdup_printf (_("Loss at %s: %s: %s; %s: %s"), epoch, self->names[0], first,
                             self->names[1], second);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* --- Where everything is ------------------------------------------------- */

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
measure_table (HeedLossChart *self)
{
  return get_n_runs (self) > 1
         ? heed_chart_legend_measure_table (GTK_WIDGET (self), get_n_runs (self))
         : 0;
}

static void
compute_plot (HeedLossChart *self,
              double         width,
              double         height,
              HeedChartPlot *plot)
{
  double least = INFINITY, most = -INFINITY, last = 0.0;

  for (guint run = 0; run < get_n_runs (self); run++)
    for (guint curve = 0; curve < N_CURVES; curve++)
      widen (self->curves[run][curve], &least, &most, &last);

  if (least > most)
    least = 0.0, most = 1.0;

  height -= measure_table (self);
  heed_chart_axis_fit (&plot->y, least, most, self->is_logarithmic,
                       (guint) MAX (height / LINE_GAP_PX, 2.0));
  heed_chart_plot_place (plot, GTK_WIDGET (self), width, height);
  heed_chart_axis_span (&plot->x, 0.0, self->n_epochs > 0.0 ? MAX (self->n_epochs, last) : last,
                        (guint) MAX (plot->width / TICK_GAP_PX, 1.0));
}

/* --- Drawing ------------------------------------------------------------- */

static void
draw_curves (HeedLossChart       *self,
             cairo_t             *cr,
             const HeedChartPlot *plot)
{
  for (guint run = 0; run < get_n_runs (self); run++)
    for (guint curve = 0; curve < N_CURVES; curve++)
      heed_chart_draw_curve (cr, plot,
                             (const HeedChartPoint *) (gpointer) self->curves[run][curve]->data,
                             self->curves[run][curve]->len, get_pen (self, run, curve));
}

static void
draw_cursor (HeedLossChart       *self,
             cairo_t             *cr,
             const HeedChartPlot *plot)
{
  double x = round (heed_chart_plot_get_x (plot, get_read_epoch (self))) + 0.5;

  heed_shapes_set_color (cr, heed_style_get_color (GTK_WIDGET (self)));
  cairo_move_to (cr, x, plot->top);
  cairo_rel_line_to (cr, 0.0, plot->height);
  cairo_stroke (cr);
}

static void
heed_loss_chart_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  HeedLossChart *self = HEED_LOSS_CHART (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  g_autofree char *epoch = self->cursor >= 0 ? describe_epoch (self) : NULL;
  g_auto(HeedChartLegend) legend = { 0 };
  HeedChartPlot plot;

  compute_plot (self, width, height, &plot);
  fill_legend (self, &legend, epoch);
  heed_chart_draw_axes (cr, &plot, widget, _("epochs"));
  draw_curves (self, cr, &plot);

  if (self->cursor >= 0)
    draw_cursor (self, cr, &plot);

  if (legend.n_runs == 1)
    heed_chart_legend_draw_inside (&legend, cr, &plot, widget);
  else
    heed_chart_legend_draw_table (&legend, cr, &plot, widget, height - measure_table (self));

  cairo_destroy (cr);
}

static void
heed_loss_chart_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  gboolean is_width = orientation == GTK_ORIENTATION_HORIZONTAL;
  int table_height = is_width ? 0 : measure_table (HEED_LOSS_CHART (widget));

  *minimum = is_width ? MIN_WIDTH_PX : MIN_HEIGHT_PX + table_height;
  *natural = is_width ? NATURAL_WIDTH_PX : NATURAL_HEIGHT_PX + table_height;
}

/* --- The cursor ---------------------------------------------------------- */

static void
set_cursor (HeedLossChart *self,
            int            cursor)
{
  if (self->cursor == cursor)
    return;

  self->cursor = cursor;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
move_cursor_cb (GtkWidget *widget,
                GVariant  *arguments,
                gpointer   user_data)
{
  HeedLossChart *self = HEED_LOSS_CHART (widget);
  int last = (int) get_walk (self)->len - 1;
  int by = g_variant_get_int32 (arguments);
  int from = self->cursor >= 0 ? self->cursor : by < 0 ? last + 1 : -1;

  if (last < 0)
    return FALSE;

  set_cursor (self, CLAMP (from + CLAMP (by, -last - 1, last + 1), 0, last));

  return TRUE;
}

static void
motion_cb (HeedLossChart *self,
           double         x,
           double         y)
{
  const GArray *walk = get_walk (self);
  HeedChartPlot plot;
  double epoch;

  if (walk->len == 0)
    return;

  compute_plot (self, gtk_widget_get_width (GTK_WIDGET (self)),
                gtk_widget_get_height (GTK_WIDGET (self)), &plot);
  epoch = (x - plot.left) / plot.width * (plot.x.most - plot.x.least) + plot.x.least;
  set_cursor (self, (int) heed_chart_points_find (get_point (walk, 0), walk->len, epoch));
}

static void
leave_cb (HeedLossChart *self)
{
  set_cursor (self, -1);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_loss_chart_css_changed (GtkWidget         *widget,
                             GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (heed_loss_chart_parent_class)->css_changed (widget, change);

  gtk_widget_queue_draw (widget);
}

static void
heed_loss_chart_finalize (GObject *object)
{
  HeedLossChart *self = HEED_LOSS_CHART (object);

  for (guint run = 0; run < HEED_CHART_MAX_RUNS; run++)
    {
      for (guint curve = 0; curve < N_CURVES; curve++)
        g_clear_pointer (&self->curves[run][curve], g_array_unref);
      g_clear_pointer (&self->names[run], g_free);
    }

  G_OBJECT_CLASS (heed_loss_chart_parent_class)->finalize (object);
}

static void
heed_loss_chart_class_init (HeedLossChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_loss_chart_finalize;

  widget_class->css_changed = heed_loss_chart_css_changed;
  widget_class->measure = heed_loss_chart_measure;
  widget_class->snapshot = heed_loss_chart_snapshot;

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, move_cursor_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, move_cursor_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, move_cursor_cb, "i", G_MININT / 2);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, move_cursor_cb, "i", G_MAXINT / 2);

  gtk_widget_class_set_css_name (widget_class, "losschart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
heed_loss_chart_init (HeedLossChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  for (guint run = 0; run < HEED_CHART_MAX_RUNS; run++)
    for (guint curve = 0; curve < N_CURVES; curve++)
      self->curves[run][curve] = g_array_new (FALSE, FALSE, sizeof (HeedChartPoint));
  self->cursor = -1;

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  describe (self);
}

/**
 * heed_loss_chart_new:
 *
 * Returns: (transfer full): a chart without curves
 */
GtkWidget *
heed_loss_chart_new (void)
{
  return g_object_new (HEED_TYPE_LOSS_CHART, NULL);
}

static void
curves_changed (HeedLossChart *self)
{
  if (self->cursor >= (int) get_walk (self)->len)
    self->cursor = -1;

  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_curve (HeedLossChart        *self,
           GArray               *curve,
           const HeedChartPoint *points,
           guint                 n_points)
{
  g_array_set_size (curve, 0);

  for (guint i = 0; i < n_points; i++)
    if (isfinite (points[i].x) && isfinite (points[i].y))
      g_array_append_val (curve, points[i]);

  curves_changed (self);
}

/**
 * heed_loss_chart_set_names:
 * @first: (nullable): what the first training is called
 * @second: (nullable): and the second one; %NULL: there is none, and nobody needs
 *   the name of the first
 */
void
heed_loss_chart_set_names (HeedLossChart *self,
                           const char    *first,
                           const char    *second)
{
  g_return_if_fail (HEED_IS_LOSS_CHART (self));
  g_return_if_fail (first != NULL || second == NULL);

  if (g_strcmp0 (self->names[0], first) == 0 && g_strcmp0 (self->names[1], second) == 0)
    return;

  g_free (self->names[0]);
  g_free (self->names[1]);
  self->names[0] = g_strdup (first);
  self->names[1] = g_strdup (second);
  curves_changed (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * heed_loss_chart_set_training:
 * @run: 0, or 1 for the second training
 * @points: (array length=n_points): by x; copied
 */
void
heed_loss_chart_set_training (HeedLossChart        *self,
                              guint                 run,
                              const HeedChartPoint *points,
                              guint                 n_points)
{
  g_return_if_fail (HEED_IS_LOSS_CHART (self));
  g_return_if_fail (run < HEED_CHART_MAX_RUNS);
  g_return_if_fail (points != NULL || n_points == 0);

  set_curve (self, self->curves[run][TRAINING], points, n_points);
}

/**
 * heed_loss_chart_set_held_out:
 * @run: 0, or 1 for the second training
 * @points: (array length=n_points): by x; copied
 */
void
heed_loss_chart_set_held_out (HeedLossChart        *self,
                              guint                 run,
                              const HeedChartPoint *points,
                              guint                 n_points)
{
  g_return_if_fail (HEED_IS_LOSS_CHART (self));
  g_return_if_fail (run < HEED_CHART_MAX_RUNS);
  g_return_if_fail (points != NULL || n_points == 0);

  set_curve (self, self->curves[run][HELD_OUT], points, n_points);
}

/**
 * heed_loss_chart_set_n_epochs:
 * @n_epochs: where the axis ends; 0 ends it where the curves do
 */
void
heed_loss_chart_set_n_epochs (HeedLossChart *self,
                              double         n_epochs)
{
  g_return_if_fail (HEED_IS_LOSS_CHART (self));
  g_return_if_fail (n_epochs >= 0.0);

  self->n_epochs = n_epochs;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
heed_loss_chart_get_logarithmic (HeedLossChart *self)
{
  g_return_val_if_fail (HEED_IS_LOSS_CHART (self), FALSE);

  return self->is_logarithmic;
}

/**
 * heed_loss_chart_set_logarithmic:
 * @is_logarithmic: whether equal steps are equal ratios
 */
void
heed_loss_chart_set_logarithmic (HeedLossChart *self,
                                 gboolean       is_logarithmic)
{
  g_return_if_fail (HEED_IS_LOSS_CHART (self));

  self->is_logarithmic = is_logarithmic;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
