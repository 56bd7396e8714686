/* css-class.h — switching a style class of a widget on and off
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void heed_css_class_set (GtkWidget  *widget,
                         const char *name,
                         gboolean    is_set);

G_END_DECLS
