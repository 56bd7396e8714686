/* vector-bar.c — a vector as a strip of colours
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Colours are relative to the largest magnitude in the vector: a context vector and a gate have
 * very different ranges, and the strip shows which elements stand out.
 */

#include "ui/vector-bar.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/color-scale.h"
#include "ui/number-format.h"
#include "ui/shapes.h"
#include "ui/style.h"

#define LINE_HEIGHT_PX   20
#define NATURAL_WIDTH_PX 160

/* Longer vectors are broken into lines of at most this many elements, up to MAX_LINES lines. */
#define MAX_PER_LINE     128
#define MAX_LINES        8

/**
 * HeedVectorBar:
 *
 * Shows every element of a vector as a stripe: blue is negative, orange positive.
 *
 * ## Keyboard
 *
 * Left and Right move between the elements, Home and End go to the ends.
 *
 * ## CSS nodes
 *
 * One node named `vectorbar`.
 *
 * ## Accessibility
 *
 * Role `img`; the label gives the element at the cursor.
 */
struct _HeedVectorBar
{
  GtkWidget        parent_instance;

  float           *values;
  guint            n_values;

  cairo_surface_t *picture;  /* one pixel per element; NULL until drawn */
  int              cursor;   /* index of the element at the cursor; -1 is none */
};

G_DEFINE_FINAL_TYPE (HeedVectorBar, heed_vector_bar, GTK_TYPE_WIDGET)

static guint
count_lines (HeedVectorBar *self)
{
  return CLAMP ((self->n_values + MAX_PER_LINE - 1) / MAX_PER_LINE, 1, MAX_LINES);
}

static guint
count_per_line (HeedVectorBar *self)
{
  guint n_lines = count_lines (self);

  return MAX ((self->n_values + n_lines - 1) / n_lines, 1);
}

static double
find_largest (HeedVectorBar *self)
{
  double largest = 0.0;

  for (guint i = 0; i < self->n_values; i++)
    if (isfinite (self->values[i]))
      largest = MAX (largest, fabs (self->values[i]));

  return largest;
}

static cairo_surface_t *
paint_picture (HeedVectorBar *self)
{
  const HeedColorScale *scale =
    heed_color_scale_get_diverging (heed_style_is_dark (GTK_WIDGET (self)));
  guint per_line = count_per_line (self);
  double largest = find_largest (self);
  cairo_surface_t *picture =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) per_line, (int) count_lines (self));
  guint8 *pixels = cairo_image_surface_get_data (picture);
  gsize stride = (gsize) cairo_image_surface_get_stride (picture);

  cairo_surface_flush (picture);

  for (guint i = 0; i < self->n_values; i++)
    {
      double relative = largest > 0.0 ? self->values[i] / largest : 0.0;
      guint32 *line = (guint32 *) (pixels + (i / per_line) * stride);

      line[i % per_line] = heed_color_scale_lookup (scale, (relative + 1.0) / 2.0);
    }

  cairo_surface_mark_dirty (picture);

  return picture;
}

static void
draw_cursor (HeedVectorBar *self,
             cairo_t       *cr,
             double         stripe_width,
             double         line_height)
{
  HeedColor color = heed_style_get_color (GTK_WIDGET (self));
  guint per_line = count_per_line (self);

  heed_shapes_set_color (cr, color);
  cairo_set_line_width (cr, 1.5);
  cairo_rectangle (cr,
                   (guint) self->cursor % per_line * stripe_width,
                   (guint) self->cursor / per_line * line_height,
                   MAX (stripe_width, 3.0),
                   line_height);
  cairo_stroke (cr);
}

static void
heed_vector_bar_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  HeedVectorBar *self = HEED_VECTOR_BAR (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double stripe_width, line_height;
  cairo_t *cr;

  if (self->n_values == 0)
    return;

  if (self->picture == NULL)
    self->picture = paint_picture (self);

  stripe_width = (double) width / count_per_line (self);
  line_height = (double) height / count_lines (self);

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_save (cr);
  cairo_scale (cr, stripe_width, line_height);
  cairo_set_source_surface (cr, self->picture, 0.0, 0.0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);

  if (self->cursor >= 0)
    draw_cursor (self, cr, stripe_width, line_height);

  cairo_destroy (cr);
}

static void
heed_vector_bar_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  HeedVectorBar *self = HEED_VECTOR_BAR (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = (int) count_lines (self) * LINE_HEIGHT_PX /
                          (count_lines (self) > 1 ? 2 : 1);
  else
    {
      *minimum = 1;
      *natural = NATURAL_WIDTH_PX;
    }
}

/* Returns: the index of the element at (x, y); -1 is none */
static int
find_value (HeedVectorBar *self,
            double         x,
            double         y)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  guint per_line = count_per_line (self);
  guint index;

  if (x < 0.0 || y < 0.0 || x >= width || y >= height)
    return -1;

  index = (guint) (y / height * count_lines (self)) * per_line + (guint) (x / width * per_line);

  return index < self->n_values ? (int) index : -1;
}

static char *
describe_value (HeedVectorBar *self,
                guint          index)
{
  g_autofree char *number = heed_number_format_weight (self->values[index]);

  /* Translators: one number of a vector: its place in it, and the number. */
  return g_strdup_printf (_("%u: %s"), index, number);
}

static void
describe (HeedVectorBar *self)
{
  g_autofree char *words = NULL;

  if (self->cursor >= 0)
    words = describe_value (self, (guint) self->cursor);
  else
    words = g_strdup_printf (
      ngettext ("vector of %u number", "vector of %u numbers", self->n_values), self->n_values);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

static void
set_cursor (HeedVectorBar *self,
            int            index)
{
  if (self->cursor == index)
    return;

  self->cursor = index;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
query_tooltip_cb (HeedVectorBar *self,
                  int            x,
                  int            y,
                  gboolean       is_by_keyboard,
                  GtkTooltip    *tooltip)
{
  int index = is_by_keyboard ? self->cursor : find_value (self, x, y);
  g_autofree char *words = NULL;

  if (index < 0)
    return FALSE;

  words = describe_value (self, (guint) index);
  gtk_tooltip_set_text (tooltip, words);

  return TRUE;
}

static void
motion_cb (HeedVectorBar *self,
           double         x,
           double         y)
{
  set_cursor (self, find_value (self, x, y));
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
}

static void
leave_cb (HeedVectorBar *self)
{
  set_cursor (self, -1);
}

static gboolean
move_cursor_cb (GtkWidget *widget,
                GVariant  *arguments,
                gpointer   user_data)
{
  HeedVectorBar *self = HEED_VECTOR_BAR (widget);
  int last = (int) self->n_values - 1;
  int by = g_variant_get_int32 (arguments);

  if (last < 0)
    return FALSE;

  set_cursor (self, CLAMP (self->cursor + CLAMP (by, -last - 1, last + 1), 0, last));

  return TRUE;
}

static void
heed_vector_bar_css_changed (GtkWidget         *widget,
                             GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (heed_vector_bar_parent_class)->css_changed (widget, change);

  g_clear_pointer (&HEED_VECTOR_BAR (widget)->picture, cairo_surface_destroy);
  gtk_widget_queue_draw (widget);
}

static void
heed_vector_bar_finalize (GObject *object)
{
  HeedVectorBar *self = HEED_VECTOR_BAR (object);

  g_clear_pointer (&self->picture, cairo_surface_destroy);
  g_clear_pointer (&self->values, g_free);

  G_OBJECT_CLASS (heed_vector_bar_parent_class)->finalize (object);
}

static void
heed_vector_bar_class_init (HeedVectorBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = heed_vector_bar_finalize;

  widget_class->css_changed = heed_vector_bar_css_changed;
  widget_class->measure = heed_vector_bar_measure;
  widget_class->snapshot = heed_vector_bar_snapshot;

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, move_cursor_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, move_cursor_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, move_cursor_cb, "i", G_MININT / 2);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, move_cursor_cb, "i", G_MAXINT / 2);

  gtk_widget_class_set_css_name (widget_class, "vectorbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
heed_vector_bar_init (HeedVectorBar *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->cursor = -1;

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  describe (self);
}

/**
 * heed_vector_bar_new:
 *
 * Returns: (transfer full): a bar without elements
 */
GtkWidget *
heed_vector_bar_new (void)
{
  return g_object_new (HEED_TYPE_VECTOR_BAR, NULL);
}

/**
 * heed_vector_bar_set_values:
 * @values: (array length=n_values): the vector; copied
 */
void
heed_vector_bar_set_values (HeedVectorBar *self,
                            const float   *values,
                            guint          n_values)
{
  guint n_lines;

  g_return_if_fail (HEED_IS_VECTOR_BAR (self));
  g_return_if_fail (values != NULL || n_values == 0);

  n_lines = count_lines (self);
  g_free (self->values);
  self->values = g_memdup2 (values, n_values * sizeof (float));
  self->n_values = n_values;
  g_clear_pointer (&self->picture, cairo_surface_destroy);

  if (self->cursor >= (int) n_values)
    self->cursor = -1;

  describe (self);

  if (n_lines != count_lines (self))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  else
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heed_vector_bar_get_n_values:
 *
 * Returns: the number of elements
 */
guint
heed_vector_bar_get_n_values (HeedVectorBar *self)
{
  g_return_val_if_fail (HEED_IS_VECTOR_BAR (self), 0);

  return self->n_values;
}
