/* zoom-keys.h — adds zoom keys to a page that has a heatmap
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Adds Control with plus, minus and 0; the template must have a HeedHeatmap named "heatmap". */
void heed_zoom_keys_add (GtkWidgetClass *widget_class);

G_END_DECLS
