/* style.c — the style sheet, and the colours that drawing code reads from it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Colours are named in resources/style.css, where they are derived from those of the theme. Drawing
 * code looks them up by name here, and so follows light, dark and high contrast like the rest of
 * the window.
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
 * In GTK 4.8 high contrast can only be recognised by the name of the theme.
 *
 * Returns: whether a high-contrast theme is active; %FALSE without a display
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
 * @display: the display of the widgets
 *
 * Loads the style sheet and, while a high-contrast theme is active, its changes. Must be called
 * once per display, before the first window is created.
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
 * Returns: the colour of its text
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
 * Returns: that colour; if there is none of that name, the colour of the widget's text
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
 * Decides by the background colour, since text is dimmed while a window is in the background.
 *
 * Returns: whether the theme is dark
 */
gboolean
heed_style_is_dark (GtkWidget *widget)
{
  return heed_color_get_luminance (heed_style_lookup (widget, "theme_base_color")) < 0.5;
}
