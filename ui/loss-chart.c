/* loss-chart.c — how the loss fell: two curves over the epochs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The legend is also the readout: it says what the curves are called and what
 * they are at the cursor, or at their ends while there is none.
 */

#include "ui/loss-chart.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/shapes.h"
#include "ui/style.h"

#define NATURAL_WIDTH_PX  280
#define MIN_WIDTH_PX      160
#define NATURAL_HEIGHT_PX 170
#define MIN_HEIGHT_PX     170
#define GAP_PX            6.0
#define TICK_GAP_PX       70.0
#define LINE_GAP_PX       36.0
#define CURVE_WIDTH_PX    2.0
#define GRID_ALPHA        0.6

/**
 * HeedLossChart:
 *
 * The loss of what is learned and of what is held out, with axes.
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

  GArray    *training;        /* of HeedChartPoint */
  GArray    *held_out;
  double     n_epochs;
  gboolean   is_logarithmic;
  int        cursor;          /* a point of the longer curve; -1 is none */
};

/* Of one picture. */
typedef struct {
  HeedChartAxis  x;
  HeedChartAxis  y;
  double         left;
  double         top;
  double         width;   /* of what is inside the axes, px */
  double         height;
} Plot;

G_DEFINE_FINAL_TYPE (HeedLossChart, heed_loss_chart, GTK_TYPE_WIDGET)

/* --- What it says -------------------------------------------------------- */

/* The curve that the cursor walks on. */
static const GArray *
get_walk (HeedLossChart *self)
{
  return self->training->len > 0 ? self->training : self->held_out;
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

/* "training 0.214"; just the name while there is no curve. */
static char *
describe_curve (HeedLossChart *self,
                const GArray  *curve,
                const char    *name)
{
  guint i;

  if (curve->len == 0)
    return g_strdup (name);

  i = self->cursor >= 0 ? heed_chart_points_find (get_point (curve, 0), curve->len, get_read_epoch (self))
                        : curve->len - 1;

  /* Translators: the name of a curve and its value */
  return g_strdup_printf (_("%s %.3f"), name, get_point (curve, i)->y);
}

static char *
describe_epoch (HeedLossChart *self)
{
  return g_strdup_printf (_("epoch %.1f"), get_read_epoch (self));
}

static void
describe (HeedLossChart *self)
{
  g_autofree char *epoch = describe_epoch (self);
  g_autofree char *training = describe_curve (self, self->training, _("training"));
  g_autofree char *held_out = describe_curve (self, self->held_out, _("held-out"));
  g_autofree char *words = NULL;

  if (get_walk (self)->len == 0)
    words = g_strdup (_("Loss: nothing was trained yet"));
  else if (self->held_out->len == 0)
    /* Translators: an epoch, and a curve with its value */
    words = g_strdup_printf (_("Loss at %s: %s"), epoch, training);
  else
    /* Translators: an epoch, and two curves with their values */
    words = g_strdup_printf (_("Loss at %s: %s, %s"), epoch, training, held_out);

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

static PangoLayout *
create_tick (HeedLossChart       *self,
             const HeedChartAxis *axis,
             guint                i)
{
  g_autofree char *text = heed_chart_axis_format_tick (axis, i);

  return gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
}

static int
measure_ticks (HeedLossChart       *self,
               const HeedChartAxis *axis,
               int                 *line_height)
{
  int widest = 0;

  for (guint i = 0; i < axis->n_ticks; i++)
    {
      g_autoptr(PangoLayout) layout = create_tick (self, axis, i);
      int width;

      pango_layout_get_pixel_size (layout, &width, line_height);
      widest = MAX (widest, width);
    }

  return widest;
}

static void
compute_plot (HeedLossChart *self,
              double         width,
              double         height,
              Plot          *plot)
{
  double least = INFINITY, most = -INFINITY, last = 0.0;
  int line_height, label_width;

  widen (self->training, &least, &most, &last);
  widen (self->held_out, &least, &most, &last);
  if (least > most)
    least = 0.0, most = 1.0;

  heed_chart_axis_fit (&plot->y, least, most, self->is_logarithmic, (guint) MAX (height / LINE_GAP_PX, 2.0));
  label_width = measure_ticks (self, &plot->y, &line_height);
  plot->left = label_width + GAP_PX;
  plot->top = line_height / 2.0 + 1.0;
  plot->width = MAX (width - plot->left - GAP_PX, 1.0);
  plot->height = MAX (height - plot->top - 2.0 * line_height - 1.5 * GAP_PX, 1.0);
  heed_chart_axis_span (&plot->x, 0.0, self->n_epochs > 0.0 ? MAX (self->n_epochs, last) : last,
                        (guint) MAX (plot->width / TICK_GAP_PX, 1.0));
}

static double
get_x (const Plot *plot,
       double      epoch)
{
  return plot->left + heed_chart_axis_place (&plot->x, epoch) * plot->width;
}

static double
get_y (const Plot *plot,
       double      loss)
{
  return plot->top + (1.0 - CLAMP (heed_chart_axis_place (&plot->y, loss), 0.0, 1.0)) * plot->height;
}

/* --- Drawing ------------------------------------------------------------- */

static void
show_layout (cairo_t     *cr,
             PangoLayout *layout,
             double       x,
             double       y)
{
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_y_ticks (HeedLossChart *self,
              cairo_t       *cr,
              const Plot    *plot)
{
  HeedColor grid = heed_style_lookup (GTK_WIDGET (self), "heed_border");
  HeedColor text = heed_style_lookup (GTK_WIDGET (self), "heed_muted");

  grid.alpha *= GRID_ALPHA;

  for (guint i = 0; i < plot->y.n_ticks; i++)
    {
      g_autoptr(PangoLayout) layout = create_tick (self, &plot->y, i);
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
draw_x_ticks (HeedLossChart *self,
              cairo_t       *cr,
              const Plot    *plot)
{
  g_autoptr(PangoLayout) name = gtk_widget_create_pango_layout (GTK_WIDGET (self), _("epochs"));
  double y = plot->top + plot->height + GAP_PX / 2.0;
  int width, height;

  heed_shapes_set_color (cr, heed_style_lookup (GTK_WIDGET (self), "heed_muted"));

  for (guint i = 0; i < plot->x.n_ticks; i++)
    {
      g_autoptr(PangoLayout) layout = create_tick (self, &plot->x, i);
      double x = get_x (plot, plot->x.ticks[i]);

      pango_layout_get_pixel_size (layout, &width, NULL);
      show_layout (cr, layout, MIN (x - width / 2.0, plot->left + plot->width + GAP_PX - width), y);
    }

  pango_layout_get_pixel_size (name, &width, &height);
  show_layout (cr, name, plot->left + (plot->width - width) / 2.0, y + height);
}

static void
draw_frame (HeedLossChart *self,
            cairo_t       *cr,
            const Plot    *plot)
{
  heed_shapes_set_color (cr, heed_style_lookup (GTK_WIDGET (self), "heed_muted"));
  cairo_move_to (cr, round (plot->left) + 0.5, plot->top);
  cairo_rel_line_to (cr, 0.0, plot->height);
  cairo_rel_line_to (cr, plot->width, 0.0);
  cairo_stroke (cr);
}

static void
draw_curve (cairo_t      *cr,
            const Plot   *plot,
            const GArray *curve,
            HeedColor     color)
{
  heed_shapes_set_color (cr, color);
  cairo_set_line_width (cr, CURVE_WIDTH_PX);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);

  for (guint i = 0; i < curve->len; i++)
    cairo_line_to (cr, get_x (plot, get_point (curve, i)->x), get_y (plot, get_point (curve, i)->y));

  cairo_stroke (cr);

  /* One point is no line yet. */
  if (curve->len == 1)
    {
      cairo_arc (cr, get_x (plot, get_point (curve, 0)->x), get_y (plot, get_point (curve, 0)->y),
                 CURVE_WIDTH_PX, 0.0, 2.0 * G_PI);
      cairo_fill (cr);
    }

  cairo_set_line_width (cr, 1.0);
}

static void
draw_cursor (HeedLossChart *self,
             cairo_t       *cr,
             const Plot    *plot)
{
  double x = round (get_x (plot, get_read_epoch (self))) + 0.5;

  heed_shapes_set_color (cr, heed_style_get_color (GTK_WIDGET (self)));
  cairo_move_to (cr, x, plot->top);
  cairo_rel_line_to (cr, 0.0, plot->height);
  cairo_stroke (cr);
}

/* Returns: its height, px */
static double
draw_legend_line (HeedLossChart *self,
                  cairo_t       *cr,
                  const Plot    *plot,
                  const char    *text,
                  HeedColor      color,
                  double         y)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  HeedColor paper = heed_style_lookup (GTK_WIDGET (self), "heed_paper");
  double x;
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  x = plot->left + plot->width - width - GAP_PX;

  paper.alpha *= 0.8;
  heed_shapes_set_color (cr, paper);
  cairo_rectangle (cr, x - GAP_PX / 2.0, y, width + GAP_PX, height);
  cairo_fill (cr);
  heed_shapes_set_color (cr, color);
  show_layout (cr, layout, x, y);

  return height;
}

static void
draw_legend (HeedLossChart *self,
             cairo_t       *cr,
             const Plot    *plot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autofree char *training = describe_curve (self, self->training, _("training"));
  g_autofree char *held_out = describe_curve (self, self->held_out, _("held-out"));
  g_autofree char *epoch = describe_epoch (self);
  double y = plot->top + GAP_PX;

  y += draw_legend_line (self, cr, plot, training, heed_style_lookup (widget, "heed_accent_text"), y);
  y += draw_legend_line (self, cr, plot, held_out, heed_style_lookup (widget, "heed_second_text"), y);

  if (self->cursor >= 0)
    draw_legend_line (self, cr, plot, epoch, heed_style_lookup (widget, "heed_muted"), y);
}

static void
heed_loss_chart_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  HeedLossChart *self = HEED_LOSS_CHART (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  Plot plot;

  compute_plot (self, width, height, &plot);
  cairo_set_line_width (cr, 1.0);
  draw_y_ticks (self, cr, &plot);
  draw_x_ticks (self, cr, &plot);
  draw_frame (self, cr, &plot);
  draw_curve (cr, &plot, self->training, heed_style_lookup (widget, "heed_accent"));
  draw_curve (cr, &plot, self->held_out, heed_style_lookup (widget, "heed_second"));

  if (self->cursor >= 0)
    draw_cursor (self, cr, &plot);

  draw_legend (self, cr, &plot);
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

  *minimum = is_width ? MIN_WIDTH_PX : MIN_HEIGHT_PX;
  *natural = is_width ? NATURAL_WIDTH_PX : NATURAL_HEIGHT_PX;
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
  Plot plot;
  double epoch;

  if (walk->len == 0)
    return;

  compute_plot (self, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)), &plot);
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

  g_clear_pointer (&self->training, g_array_unref);
  g_clear_pointer (&self->held_out, g_array_unref);

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

  self->training = g_array_new (FALSE, FALSE, sizeof (HeedChartPoint));
  self->held_out = g_array_new (FALSE, FALSE, sizeof (HeedChartPoint));
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
set_curve (HeedLossChart        *self,
           GArray               *curve,
           const HeedChartPoint *points,
           guint                 n_points)
{
  g_array_set_size (curve, 0);

  for (guint i = 0; i < n_points; i++)
    if (isfinite (points[i].x) && isfinite (points[i].y))
      g_array_append_val (curve, points[i]);

  if (self->cursor >= (int) get_walk (self)->len)
    self->cursor = -1;

  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heed_loss_chart_set_training:
 * @points: (array length=n_points): by x; copied
 */
void
heed_loss_chart_set_training (HeedLossChart        *self,
                              const HeedChartPoint *points,
                              guint                 n_points)
{
  g_return_if_fail (HEED_IS_LOSS_CHART (self));
  g_return_if_fail (points != NULL || n_points == 0);

  set_curve (self, self->training, points, n_points);
}

/**
 * heed_loss_chart_set_held_out:
 * @points: (array length=n_points): by x; copied
 */
void
heed_loss_chart_set_held_out (HeedLossChart        *self,
                              const HeedChartPoint *points,
                              guint                 n_points)
{
  g_return_if_fail (HEED_IS_LOSS_CHART (self));
  g_return_if_fail (points != NULL || n_points == 0);

  set_curve (self, self->held_out, points, n_points);
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
