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

#include <string.h>

#define STYLE_SHEET         "/org/heed/Heed/style.css"
#define HIGH_CONTRAST_SHEET "/org/heed/Heed/style-hc.css"

static HeedColor
from_rgba (const GdkRGBA *rgba)
{
  return (HeedColor) { rgba->red, rgba->green, rgba->blue, rgba->alpha };
}

/**
 * heed_style_is_high_contrast:
 *
 * GTK 4.8 knows high contrast by the name of its theme alone.
 *
 * Returns: whether the desktop, or the person, asks for it; %FALSE without a display
 */
gboolean
heed_style_is_high_contrast (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *theme = NULL;

  if (settings == NULL)
    return FALSE;

  g_object_get (settings, "gtk-theme-name", &theme, NULL);

  return theme != NULL &&
         (g_str_has_prefix (theme, "HighContrast") || strstr (theme, "-hc") != NULL);
}

static void
theme_changed_cb (GtkSettings    *settings,
                  GParamSpec     *pspec,
                  GtkCssProvider *provider)
{
  if (heed_style_is_high_contrast ())
    gtk_css_provider_load_from_resource (provider, HIGH_CONTRAST_SHEET);
  else
    gtk_css_provider_load_from_data (provider, "", -1);
}

/**
 * heed_style_install:
 * @display: where the widgets will be
 *
 * Loads the style sheet, and what high contrast changes in it while the desktop
 * asks for that. Once per display, before the first window.
 */
void
heed_style_install (GdkDisplay *display)
{
  g_autoptr(GtkCssProvider) sheet = gtk_css_provider_new ();
  g_autoptr(GtkCssProvider) changes = gtk_css_provider_new ();
  GtkSettings *settings = gtk_settings_get_for_display (display);

  gtk_css_provider_load_from_resource (sheet, STYLE_SHEET);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (sheet),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (changes),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);

  g_signal_connect_object (settings, "notify::gtk-theme-name", G_CALLBACK (theme_changed_cb),
                           changes, 0);
  theme_changed_cb (settings, NULL, changes);
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
