/* color-legend.c — what the colours of a heatmap mean
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/color-legend.h"

#include <glib/gi18n.h>

#include "ui/shapes.h"
#include "ui/style.h"

#define RAMP_WIDTH_PX  96
#define RAMP_HEIGHT_PX 10
#define CORNER_PX      3.0

/**
 * HeedColorLegend:
 *
 * The palette of a heatmap as a strip from 0 to 1.
 *
 * ## CSS nodes
 *
 * One node named `colorlegend`, with two `label` children.
 *
 * ## Accessibility
 *
 * Role `img`, with a description in words.
 */
struct _HeedColorLegend
{
  GtkWidget    parent_instance;

  GtkWidget   *low;
  GtkWidget   *ramp;
  GtkWidget   *high;

  HeedPalette  palette;
};

enum {
  PROP_0,
  PROP_PALETTE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeedColorLegend, heed_color_legend, GTK_TYPE_WIDGET)

static cairo_pattern_t *
new_gradient (const HeedColorScale *scale,
              double                width)
{
  cairo_pattern_t *gradient = cairo_pattern_create_linear (0.0, 0.0, width, 0.0);

  for (guint i = 0; i < HEED_COLOR_SCALE_SIZE; i += 15)
    {
      HeedColor color = heed_color_from_pixel (scale->pixels[i]);

      cairo_pattern_add_color_stop_rgb (gradient, i / (HEED_COLOR_SCALE_SIZE - 1.0),
                                        color.red, color.green, color.blue);
    }

  return gradient;
}

static void
draw_ramp_cb (GtkDrawingArea *area,
              cairo_t        *cr,
              int             width,
              int             height,
              gpointer        user_data)
{
  HeedColorLegend *self = HEED_COLOR_LEGEND (user_data);
  gboolean is_dark = heed_style_is_dark (GTK_WIDGET (self));
  cairo_pattern_t *gradient = new_gradient (heed_color_scale_get (self->palette, is_dark), width);

  heed_shapes_add_round_rectangle (cr, 0.0, 0.0, width, height, CORNER_PX);
  cairo_set_source (cr, gradient);
  cairo_fill (cr);
  cairo_pattern_destroy (gradient);
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

  G_OBJECT_CLASS (heed_color_legend_parent_class)->dispose (object);
}

static void
heed_color_legend_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_PALETTE:
      g_value_set_enum (value, heed_color_legend_get_palette (HEED_COLOR_LEGEND (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_color_legend_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_PALETTE:
      heed_color_legend_set_palette (HEED_COLOR_LEGEND (object), g_value_get_enum (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_color_legend_class_init (HeedColorLegendClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_color_legend_dispose;
  object_class->get_property = heed_color_legend_get_property;
  object_class->set_property = heed_color_legend_set_property;

  widget_class->css_changed = heed_color_legend_css_changed;

  /**
   * HeedColorLegend:palette:
   *
   * The colours of the heatmap that this explains.
   */
  properties[PROP_PALETTE] =
    g_param_spec_enum ("palette", NULL, NULL,
                       HEED_TYPE_PALETTE, HEED_PALETTE_BLUES,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "colorlegend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
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

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Colour scale"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("From 0, no attention, to 1, all of it"),
                                  -1);
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
 * heed_color_legend_get_palette:
 *
 * Returns: the colours that are explained
 */
HeedPalette
heed_color_legend_get_palette (HeedColorLegend *self)
{
  g_return_val_if_fail (HEED_IS_COLOR_LEGEND (self), HEED_PALETTE_BLUES);

  return self->palette;
}

/**
 * heed_color_legend_set_palette:
 * @palette: the colours of the heatmap that this stands beside
 */
void
heed_color_legend_set_palette (HeedColorLegend *self,
                               HeedPalette      palette)
{
  g_return_if_fail (HEED_IS_COLOR_LEGEND (self));

  if (self->palette == palette)
    return;

  self->palette = palette;
  gtk_widget_queue_draw (self->ramp);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PALETTE]);
}
