/* style.c — the style sheet, and the colours that drawing code reads from it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Colours are named in resources/style.css, where they are mixed from those of
 * the theme. Code that draws asks for them by name here, and so follows light,
 * dark and high contrast as the rest of the window does.
 */

#include "ui/style.h"

#define STYLE_SHEET "/org/heed/Heed/style.css"

static HeedColor
from_rgba (const GdkRGBA *rgba)
{
  return (HeedColor) { rgba->red, rgba->green, rgba->blue, rgba->alpha };
}

/**
 * heed_style_install:
 * @display: where the widgets will be
 *
 * Loads the style sheet. Once per display, before the first window.
 */
void
heed_style_install (GdkDisplay *display)
{
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, STYLE_SHEET);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/**
 * heed_style_get_color:
 * @widget: a widget
 *
 * Returns: what its text is written in
 */
HeedColor
heed_style_get_color (GtkWidget *widget)
{
  GdkRGBA rgba;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &rgba);

  return from_rgba (&rgba);
}

/**
 * heed_style_lookup:
 * @widget: a widget
 * @name: a colour of the style sheet or of the theme, without the @
 *
 * Returns: that colour; the colour of the widget's text if there is none of
 *   that name
 */
HeedColor
heed_style_lookup (GtkWidget  *widget,
                   const char *name)
{
  GdkRGBA rgba;

  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &rgba))
    return from_rgba (&rgba);

  return heed_style_get_color (widget);
}

/**
 * heed_style_is_dark:
 * @widget: a widget
 *
 * Text fades while a window is in the background, so the paper is asked.
 *
 * Returns: whether it writes light on dark
 */
gboolean
heed_style_is_dark (GtkWidget *widget)
{
  return heed_color_get_luminance (heed_style_lookup (widget, "theme_base_color")) < 0.5;
}
