/* loss-chart.c — a chart of the losses of one or two trainings over the epochs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * loss-drawing.c draws it; this widget adds the size, the cursor and the accessible label.
 */

#include "ui/loss-chart.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/loss-drawing.h"
#include "ui/style.h"

#define NATURAL_WIDTH_PX  280
#define MIN_WIDTH_PX      160
#define NATURAL_HEIGHT_PX 170
#define MIN_HEIGHT_PX     170

/**
 * HeedLossChart:
 *
 * Shows the training loss and the held-out loss, with axes, of one training or of two to compare.
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
 * An image, labelled with the values of the curves at the cursor, or at their ends.
 */
struct _HeedLossChart
{
  GtkWidget  parent_instance;

  GArray    *curves[HEED_CHART_MAX_RUNS][HEED_N_LOSSES];  /* of HeedChartPoint */
  char      *names[HEED_CHART_MAX_RUNS];             /* the second is NULL if there is one run */
  double     n_epochs;
  gboolean   is_logarithmic;
  int        cursor;          /* index of a point of the walk; -1 is none */
};

/* The names of the colours, by run and curve. */
static const struct {
  const char *line;
  const char *text;
} colors[HEED_CHART_MAX_RUNS][HEED_N_LOSSES] = {
  { { "heed_accent", "heed_accent_text" }, { "heed_second", "heed_second_text" } },
  { { "heed_third", "heed_third_text" }, { "heed_fourth", "heed_fourth_text" } },
};

G_DEFINE_FINAL_TYPE (HeedLossChart, heed_loss_chart, GTK_TYPE_WIDGET)

/* --- Description --------------------------------------------------------- */

static HeedLossScene
get_scene (HeedLossChart *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  HeedLossScene scene = {
    .look = { gtk_widget_get_pango_context (widget), heed_style_get_color (widget),
              heed_style_lookup (widget, "heed_muted"), heed_style_lookup (widget, "heed_border"),
              heed_style_lookup (widget, "heed_paper") },
    .n_epochs = self->n_epochs,
    .is_logarithmic = self->is_logarithmic,
    .cursor = self->cursor,
  };

  for (guint run = 0; run < HEED_CHART_MAX_RUNS; run++)
    {
      scene.names[run] = self->names[run];

      for (guint curve = 0; curve < HEED_N_LOSSES; curve++)
        {
          scene.curves[run][curve] = self->curves[run][curve];
          scene.lines[run][curve] = heed_style_lookup (widget, colors[run][curve].line);
          scene.texts[run][curve] = heed_style_lookup (widget, colors[run][curve].text);
        }
    }

  return scene;
}

static const GArray *
get_walk (HeedLossChart *self)
{
  HeedLossScene scene = get_scene (self);

  return heed_loss_scene_get_walk (&scene);
}

static void
describe (HeedLossChart *self)
{
  HeedLossScene scene = get_scene (self);
  g_autofree char *epoch = heed_loss_scene_describe_epoch (&scene);
  g_auto(HeedChartLegend) legend = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *words = NULL;

  heed_loss_scene_fill_legend (&scene, &legend, epoch);
  first = heed_chart_legend_dup_run_text (&legend, 0);
  second = legend.n_runs > 1 ? heed_chart_legend_dup_run_text (&legend, 1) : NULL;

  if (heed_loss_scene_get_walk (&scene)->len == 0)
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

/* --- Drawing ------------------------------------------------------------- */

static void
heed_loss_chart_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  HeedLossScene scene = get_scene (HEED_LOSS_CHART (widget));
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  heed_loss_scene_draw (&scene, cr, width, height);
  cairo_destroy (cr);
}

static int
measure_table (HeedLossChart *self)
{
  HeedLossScene scene = get_scene (self);
  guint n_runs = heed_loss_scene_get_n_runs (&scene);

  return n_runs > 1 ? heed_chart_legend_measure_table (&scene.look, n_runs) : 0;
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
  HeedLossScene scene = get_scene (self);
  const GArray *walk = heed_loss_scene_get_walk (&scene);
  HeedChartPlot plot;
  double epoch;

  if (walk->len == 0)
    return;

  heed_loss_scene_place (&scene, gtk_widget_get_width (GTK_WIDGET (self)),
                         gtk_widget_get_height (GTK_WIDGET (self)), &plot);
  epoch = (x - plot.left) / plot.width * (plot.x.most - plot.x.least) + plot.x.least;
  set_cursor (self, (int) heed_chart_points_find (&g_array_index (walk, HeedChartPoint, 0),
                                                  walk->len, epoch));
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
      for (guint curve = 0; curve < HEED_N_LOSSES; curve++)
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
    for (guint curve = 0; curve < HEED_N_LOSSES; curve++)
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
 * @first: (nullable): name of the first training
 * @second: (nullable): name of the second training; %NULL if there is only one, in which case the
 *   name of the first is not shown
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
 * @points: (array length=n_points): sorted by x; copied
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

  set_curve (self, self->curves[run][HEED_LOSS_TRAINING], points, n_points);
}

/**
 * heed_loss_chart_set_held_out:
 * @run: 0, or 1 for the second training
 * @points: (array length=n_points): sorted by x; copied
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

  set_curve (self, self->curves[run][HEED_LOSS_HELD_OUT], points, n_points);
}

/**
 * heed_loss_chart_set_n_epochs:
 * @n_epochs: end of the axis; 0 for the end of the curves
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
 * @is_logarithmic: whether the loss axis is logarithmic
 */
void
heed_loss_chart_set_logarithmic (HeedLossChart *self,
                                 gboolean       is_logarithmic)
{
  g_return_if_fail (HEED_IS_LOSS_CHART (self));

  self->is_logarithmic = is_logarithmic;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
