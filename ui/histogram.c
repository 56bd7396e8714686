/* histogram.c — the distribution of some numbers as bars
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A bar that is not empty is at least LEAST_PX high, so that values that are rare in a large corpus
 * stay visible.
 */

#include "ui/histogram.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/number-format.h"
#include "ui/shapes.h"
#include "ui/style.h"

#define NATURAL_WIDTH_PX 200
#define MIN_WIDTH_PX     80
#define BARS_PX          44
#define GAP_PX           3
#define SPACE_PX         1.0  /* between bars */
#define LEAST_PX         2.0  /* minimum height of a bar that is not empty */

/**
 * HeedHistogram:
 *
 * Bars above the two ends of their range; one bar may be marked. A tooltip gives the range and
 * count of the bar under the pointer.
 *
 * ## Keyboard
 *
 * None: the marked bar is chosen elsewhere.
 *
 * ## CSS nodes
 *
 * One node named `histogram`. Labels are written in its colour.
 *
 * ## Accessibility
 *
 * An image, labelled with the name, the range, and the marked bar.
 */
struct _HeedHistogram
{
  GtkWidget  parent_instance;

  char      *name;
  guint     *bars;     /* n_bars */
  guint      n_bars;
  double     least;
  double     most;
  int        marked;   /* -1: none */
};

G_DEFINE_FINAL_TYPE (HeedHistogram, heed_histogram, GTK_TYPE_WIDGET)

static char *
dup_end (HeedHistogram *self,
         guint          bar)
{
  double width = (self->most - self->least) / MAX (self->n_bars, 1);

  return heed_number_format_score (self->least + bar * width);
}

/* "0.2 to 0.3: 12" */
static char *
dup_bar_text (HeedHistogram *self,
              guint          bar)
{
  g_autofree char *from = dup_end (self, bar);
  g_autofree char *to = dup_end (self, bar + 1);

  /* Translators: two numbers, and how many lie between them */
  return g_strdup_printf (_("%s to %s: %u"), from, to, self->bars[bar]);
}

static void
update_label (HeedHistogram *self)
{
  g_autofree char *from = dup_end (self, 0);
  g_autofree char *to = dup_end (self, self->n_bars);
  g_autofree char *marked =
    self->marked >= 0 && (guint) self->marked < self->n_bars
    ? dup_bar_text (self, (guint) self->marked) : g_strdup (_("none"));
  g_autofree char *text = NULL;

  if (self->n_bars == 0)
    text = g_strdup (_("Distribution: nothing to show yet"));
  else
    /* Translators: what is counted, two numbers, and what is marked */
    text = g_strdup_printf (_("Distribution of %s from %s to %s; marked: %s"),
                            self->name != NULL ? self->name : "", from, to, marked);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* All bars that are not empty, for those who cannot point at them. */
static void
update_description (HeedHistogram *self)
{
  g_autoptr(GString) bars = g_string_new (NULL);

  for (guint bar = 0; bar < self->n_bars; bar++)
    if (self->bars[bar] > 0)
      {
        g_autofree char *text = dup_bar_text (self, bar);

        g_string_append_printf (bars, "%s%s", bars->len > 0 ? "\n" : "", text);
      }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  bars->str, -1);
}

/* --- Drawing ------------------------------------------------------------- */

static guint
find_most (HeedHistogram *self)
{
  guint most = 1;

  for (guint bar = 0; bar < self->n_bars; bar++)
    most = MAX (most, self->bars[bar]);

  return most;
}

static void
draw_bars (HeedHistogram *self,
           cairo_t       *cr,
           double         width,
           double         height)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double step = width / self->n_bars;
  guint most = find_most (self);

  for (guint bar = 0; bar < self->n_bars; bar++)
    {
      double tall = self->bars[bar] > 0 ? MAX (height * self->bars[bar] / most, LEAST_PX) : 0.0;
      gboolean is_marked = self->marked >= 0 && (guint) self->marked == bar;

      heed_shapes_set_color (cr, heed_style_lookup (widget, is_marked ? "heed_mark"
                                                                      : "heed_accent"));
      cairo_rectangle (cr, bar * step, height - tall, MAX (step - SPACE_PX, 1.0), tall);
      cairo_fill (cr);
    }
}

static void
draw_line (HeedHistogram *self,
           cairo_t       *cr,
           double         width,
           double         height)
{
  heed_shapes_set_color (cr, heed_style_lookup (GTK_WIDGET (self), "heed_border"));
  cairo_rectangle (cr, 0.0, height, width, 1.0);
  cairo_fill (cr);
}

static int
draw_label (HeedHistogram *self,
            cairo_t       *cr,
            const char    *text,
            double         x,
            double         y)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  heed_shapes_set_color (cr, heed_style_lookup (GTK_WIDGET (self), "heed_muted"));
  cairo_move_to (cr, x < 0.0 ? -x - width : x, y);
  pango_cairo_show_layout (cr, layout);

  return width;
}

static void
heed_histogram_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  HeedHistogram *self = HEED_HISTOGRAM (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->n_bars == 0)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  draw_bars (self, cr, width, BARS_PX);
  draw_line (self, cr, width, BARS_PX);

  {
    g_autofree char *from = dup_end (self, 0);
    g_autofree char *to = dup_end (self, self->n_bars);

    draw_label (self, cr, from, 0.0, BARS_PX + GAP_PX);
    draw_label (self, cr, to, -width, BARS_PX + GAP_PX);
  }

  cairo_destroy (cr);
}

static void
heed_histogram_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  g_autoptr(PangoLayout) layout = NULL;
  int height;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH_PX;
      *natural = NATURAL_WIDTH_PX;
      return;
    }

  layout = gtk_widget_create_pango_layout (widget, "0");
  pango_layout_get_pixel_size (layout, NULL, &height);
  *minimum = *natural = BARS_PX + GAP_PX + height;
}

static gboolean
query_tooltip_cb (GtkWidget  *widget,
                  int         x,
                  int         y,
                  gboolean    is_keyboard,
                  GtkTooltip *tooltip)
{
  HeedHistogram *self = HEED_HISTOGRAM (widget);
  int width = gtk_widget_get_width (widget);
  g_autofree char *text = NULL;

  if (self->n_bars == 0 || is_keyboard || x < 0 || x >= width)
    return FALSE;

  text = dup_bar_text (self, (guint) ((gint64) x * self->n_bars / width));
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

/* --- The object ---------------------------------------------------------- */

static void
heed_histogram_finalize (GObject *object)
{
  HeedHistogram *self = HEED_HISTOGRAM (object);

  g_free (self->name);
  g_free (self->bars);

  G_OBJECT_CLASS (heed_histogram_parent_class)->finalize (object);
}

static void
heed_histogram_class_init (HeedHistogramClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_histogram_finalize;
  widget_class->snapshot = heed_histogram_snapshot;
  widget_class->measure = heed_histogram_measure;

  gtk_widget_class_set_css_name (widget_class, "histogram");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
heed_histogram_init (HeedHistogram *self)
{
  self->marked = -1;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  update_label (self);
}

GtkWidget *
heed_histogram_new (void)
{
  return g_object_new (HEED_TYPE_HISTOGRAM, NULL);
}

static void
changed (HeedHistogram *self)
{
  update_label (self);
  update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
heed_histogram_set_bars (HeedHistogram *self,
                         const guint   *bars,
                         guint          n_bars)
{
  g_return_if_fail (HEED_IS_HISTOGRAM (self));

  g_free (self->bars);
  self->bars = g_memdup2 (bars, n_bars * sizeof *bars);
  self->n_bars = n_bars;
  changed (self);
}

void
heed_histogram_set_range (HeedHistogram *self,
                          double         least,
                          double         most)
{
  g_return_if_fail (HEED_IS_HISTOGRAM (self));

  self->least = least;
  self->most = most;
  changed (self);
}

void
heed_histogram_set_marked (HeedHistogram *self,
                           int            bar)
{
  g_return_if_fail (HEED_IS_HISTOGRAM (self));

  if (self->marked == bar)
    return;

  self->marked = bar;
  changed (self);
}

void
heed_histogram_set_name (HeedHistogram *self,
                         const char    *name)
{
  g_return_if_fail (HEED_IS_HISTOGRAM (self));

  g_free (self->name);
  self->name = g_strdup (name);
  changed (self);
}
