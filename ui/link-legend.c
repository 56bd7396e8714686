/* link-legend.c — a legend of the boxes and signs drawn over a heatmap
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/link-legend.h"

#include <glib/gi18n.h>

#include "ui/link-marks-legend.h"
#include "ui/widget-colors.h"

/**
 * HeedLinkLegend:
 *
 * Shows sure and possible links, hits, wrong and missed links, each with its name.
 *
 * ## CSS nodes
 *
 * One node named `linklegend`.
 *
 * ## Accessibility
 *
 * Role `img`; its description names the boxes and signs.
 */
struct _HeedLinkLegend
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (HeedLinkLegend, heed_link_legend, GTK_TYPE_WIDGET)

static void
heed_link_legend_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  double width, height;

  heed_link_marks_legend_measure (gtk_widget_get_pango_context (widget), &width, &height);
  *minimum = *natural = (int) (orientation == GTK_ORIENTATION_HORIZONTAL ? width : height);
}

static void
heed_link_legend_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  HeedHeatmapColors colors = heed_widget_colors_get (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  heed_link_marks_legend_draw (cr, gtk_widget_get_pango_context (widget), 0.0, height / 2.0,
                               &colors);
  cairo_destroy (cr);
}

static void
heed_link_legend_class_init (HeedLinkLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = heed_link_legend_measure;
  widget_class->snapshot = heed_link_legend_snapshot;

  gtk_widget_class_set_css_name (widget_class, "linklegend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
heed_link_legend_init (HeedLinkLegend *self)
{
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Signs of links"),
    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
    _("A box is a sure link, a dashed box a possible one; a check is a link that was found and is "
      "right, a cross one that is wrong, a ring a sure one that was missed"),
    -1);
}

GtkWidget *
heed_link_legend_new (void)
{
  return g_object_new (HEED_TYPE_LINK_LEGEND, NULL);
}
