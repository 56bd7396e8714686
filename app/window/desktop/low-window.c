/* low-window.c — a style for windows of little height
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/desktop/low-window.h"

#include "ui/css-class.h"

static void
layout_cb (GtkWidget  *window,
           int         width,
           int         height,
           GdkSurface *surface)
{
  heed_css_class_set (window, "low", height < HEED_LOW_WINDOW_PX);
}

static void
realize_cb (GtkWidget *window)
{
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (window)), "layout",
                           G_CALLBACK (layout_cb), window, G_CONNECT_SWAPPED);
}

void
heed_low_window_watch (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_signal_connect (window, "realize", G_CALLBACK (realize_cb), NULL);
}
