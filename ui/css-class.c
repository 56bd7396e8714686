/* css-class.c — switching a style class of a widget on and off
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/css-class.h"

/**
 * heed_css_class_set:
 * @name: the class
 * @is_set: whether the widget has it afterwards
 */
void
heed_css_class_set (GtkWidget  *widget,
                    const char *name,
                    gboolean    is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}
