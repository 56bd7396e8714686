/* zoom-keys.c — adds zoom keys to a page that has a heatmap
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/translate/zoom-keys.h"

#include "ui/heatmap.h"

/* The factor of one key press. */
#define ZOOM_FACTOR 1.25

/* Zooms from anywhere in the page; in the heatmap itself its own keys do. */
static gboolean
zoom_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  GObject *heatmap = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), "heatmap");
  HeedHeatmapView *view = heed_heatmap_get_view (HEED_HEATMAP (heatmap));
  double factor = g_variant_get_double (arguments);
  HeedHeatmapLayout layout;

  if (!heed_heatmap_view_get_layout (view, &layout))
    return FALSE;

  if (factor == 0.0)
    heed_heatmap_view_set_zoom (view, 0.0);
  else
    heed_heatmap_view_zoom_around (view, factor, layout.left, layout.top);

  return TRUE;
}

void
heed_zoom_keys_add (GtkWidgetClass *widget_class)
{
  static const struct {
    guint  keyval;
    double factor;
  } keys[] = {
    { GDK_KEY_plus, ZOOM_FACTOR }, { GDK_KEY_equal, ZOOM_FACTOR }, { GDK_KEY_KP_Add, ZOOM_FACTOR },
    { GDK_KEY_minus, 1.0 / ZOOM_FACTOR }, { GDK_KEY_KP_Subtract, 1.0 / ZOOM_FACTOR },
    { GDK_KEY_0, 0.0 }, { GDK_KEY_KP_0, 0.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].keyval, GDK_CONTROL_MASK, zoom_cb, "d",
                                  keys[i].factor);
}
