/* color-legend.c — the colour scale of a heatmap as a strip with labelled ends
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/color-legend.h"

#include <glib/gi18n.h>

#include "ui/number-format.h"
#include "ui/shapes.h"
#include "ui/style.h"

#define RAMP_WIDTH_PX  96
#define RAMP_HEIGHT_PX 10
#define CORNER_PX      3.0

/**
 * HeedColorLegend:
 *
 * Shows the palette of a heatmap as a strip from its lowest to its highest value.
 *
 * ## CSS nodes
 *
 * One node named `colorlegend`, with two `label` children.
 *
 * ## Accessibility
 *
 * Role `img`, described in words.
 */
struct _HeedColorLegend
{
  GtkWidget    parent_instance;

  GtkWidget   *low;
  GtkWidget   *ramp;
  GtkWidget   *high;

  HeedHeatmapStyle  style;
  char             *quantity;  /* NULL: weights of an attention */
  char             *unit;      /* NULL: none */
};

G_DEFINE_FINAL_TYPE (HeedColorLegend, heed_color_legend, GTK_TYPE_WIDGET)

/* The colour at a fraction of the scale; part is 0 at the lower end and 1 at the upper. */
static HeedColor
find_color (HeedColorLegend *self,
            double           part)
{
  const HeedShading *shading = &self->style.shading;
  gboolean is_dark = heed_style_is_dark (GTK_WIDGET (self));
  const HeedColorScale *scale = heed_heatmap_style_get_scale (&self->style, is_dark);
  double shade = shading->is_signed ? part : heed_shading_scale (shading->scaling, part, 1.0);
  gboolean is_left_out =
    heed_shading_hides (shading) && part * heed_shading_get_largest (shading) < shading->threshold;

  return heed_color_from_pixel (heed_color_scale_lookup (scale, is_left_out ? 0.0 : shade));
}

/* Draws one line per pixel: the colours jump at 0 and at the threshold. */
static void
draw_ramp_cb (GtkDrawingArea *area,
              cairo_t        *cr,
              int             width,
              int             height,
              gpointer        user_data)
{
  heed_shapes_add_round_rectangle (cr, 0.0, 0.0, width, height, CORNER_PX);
  cairo_clip (cr);

  for (int x = 0; x < width; x++)
    {
      heed_shapes_set_color (cr, find_color (HEED_COLOR_LEGEND (user_data), (x + 0.5) / width));
      cairo_rectangle (cr, x, 0.0, 1.0, height);
      cairo_fill (cr);
    }
}

static void
heed_color_legend_css_changed (GtkWidget         *widget,
                               GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (heed_color_legend_parent_class)->css_changed (widget, change);

  gtk_widget_queue_draw (HEED_COLOR_LEGEND (widget)->ramp);
}

static void
heed_color_legend_dispose (GObject *object)
{
  HeedColorLegend *self = HEED_COLOR_LEGEND (object);

  g_clear_pointer (&self->low, gtk_widget_unparent);
  g_clear_pointer (&self->ramp, gtk_widget_unparent);
  g_clear_pointer (&self->high, gtk_widget_unparent);
  g_clear_pointer (&self->quantity, g_free);
  g_clear_pointer (&self->unit, g_free);

  G_OBJECT_CLASS (heed_color_legend_parent_class)->dispose (object);
}

static void
heed_color_legend_class_init (HeedColorLegendClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_color_legend_dispose;

  widget_class->css_changed = heed_color_legend_css_changed;

  gtk_widget_class_set_css_name (widget_class, "colorlegend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

/* The description of a scale and its ends for screen readers. */
static const char *
describe (HeedScaling scaling)
{
  switch (scaling)
    {
    case HEED_SCALING_SQUARE_ROOT:
      return _("From 0, no attention, to 1, all of it, by the square root");

    case HEED_SCALING_ROW_MAXIMUM:
      return _("From 0, no attention, to the largest weight of each row");

    case HEED_SCALING_LINEAR:
      break;
    }

  return _("From 0, no attention, to 1, all of it");
}

/* "5.94 nats" */
static char *
format_end (HeedColorLegend *self,
            double           number)
{
  g_autofree char *text = heed_number_format_score (number);

  if (self->quantity == NULL || (self->unit == NULL && number == 1.0))
    return g_strdup ("1");

  return self->unit != NULL ? g_strdup_printf ("%s\302\240%s", text, self->unit)
                            : g_steal_pointer (&text);
}

/* The description for quantities other than weights. */
static char *
describe_quantity (HeedColorLegend *self,
                   const char      *low,
                   const char      *high)
{
  /* Translators: what is measured, and the ends of its colour scale; what is above 0
   * spoke for the target token. */
  if (self->style.shading.is_signed)
    return g_strdup_printf (_("%s: from %s, against the token, through 0 to %s, for it; as it is, "
                              "not as dark as its root or its part of a row"),
                            self->quantity, low, high);

  /* Translators: what is measured, and the ends of its colour scale. */
  return g_strdup_printf (_("%s: from %s to %s"), self->quantity, low, high);
}

static void
name_ends (HeedColorLegend *self)
{
  const HeedShading *shading = &self->style.shading;
  gboolean is_by_row = shading->scaling == HEED_SCALING_ROW_MAXIMUM && !shading->is_signed;
  double largest = heed_shading_get_largest (shading);
  g_autofree char *high = is_by_row ? g_strdup (_("row’s largest")) : format_end (self, largest);
  g_autofree char *low =
    shading->is_signed ? heed_number_format_score (-largest) : g_strdup ("0");
  g_autofree char *description = self->quantity != NULL ? describe_quantity (self, low, high)
                                                        : g_strdup (describe (shading->scaling));

  gtk_label_set_text (GTK_LABEL (self->low), low);
  gtk_label_set_text (GTK_LABEL (self->high), high);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Colour scale"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
}

static void
heed_color_legend_init (HeedColorLegend *self)
{
  self->low = gtk_label_new ("0");
  self->ramp = gtk_drawing_area_new ();
  self->high = gtk_label_new ("1");

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->ramp), RAMP_WIDTH_PX);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->ramp), RAMP_HEIGHT_PX);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->ramp), draw_ramp_cb, self, NULL);
  gtk_widget_set_valign (self->ramp, GTK_ALIGN_CENTER);

  gtk_widget_set_parent (self->low, GTK_WIDGET (self));
  gtk_widget_set_parent (self->ramp, GTK_WIDGET (self));
  gtk_widget_set_parent (self->high, GTK_WIDGET (self));

  name_ends (self);
}

/**
 * heed_color_legend_new:
 *
 * Returns: (transfer full): a legend of the default palette
 */
GtkWidget *
heed_color_legend_new (void)
{
  return g_object_new (HEED_TYPE_COLOR_LEGEND, NULL);
}

/**
 * heed_color_legend_set_style:
 * @style: the style of the heatmap this legend belongs to
 */
void
heed_color_legend_set_style (HeedColorLegend        *self,
                             const HeedHeatmapStyle *style)
{
  g_return_if_fail (HEED_IS_COLOR_LEGEND (self));
  g_return_if_fail (style != NULL);

  self->style = *style;
  name_ends (self);
  gtk_widget_queue_draw (self->ramp);
}

/**
 * heed_color_legend_set_quantity:
 * @quantity: (nullable): name of the quantity; %NULL: attention weights
 * @unit: (nullable): its unit
 */
void
heed_color_legend_set_quantity (HeedColorLegend *self,
                                const char      *quantity,
                                const char      *unit)
{
  g_return_if_fail (HEED_IS_COLOR_LEGEND (self));

  g_free (self->quantity);
  g_free (self->unit);
  self->quantity = g_strdup (quantity);
  self->unit = g_strdup (unit);
  name_ends (self);
}
