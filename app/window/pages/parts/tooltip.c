/* tooltip.c — setting a tooltip repeatedly at no cost
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/parts/tooltip.h"

/**
 * heed_tooltip_set:
 * @text: (nullable): the text; costs nothing if it is the present one
 */
void
heed_tooltip_set (GtkWidget  *widget,
                  const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) != 0)
    gtk_widget_set_tooltip_text (widget, text);
}
