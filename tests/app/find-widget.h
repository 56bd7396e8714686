/* find-widget.h — finds the widgets of a window by their type, for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*WidgetFunc) (GtkWidget *widget,
                            gpointer   data);

void       for_each_widget (GtkWidget  *root,
                            WidgetFunc  func,
                            gpointer    data);

/* Returns the first widget of that type, depth first; never NULL. */
GtkWidget *find_widget     (GtkWidget  *root,
                            GType       type);

G_END_DECLS
