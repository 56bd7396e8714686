/* example-buttons.c — a button for each example sentence
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/translate/example-buttons.h"

#include "app/core/models/examples.h"

void
heed_example_buttons_fill (GtkBox    *box,
                           HeedModel *model,
                           GCallback  clicked_cb,
                           GObject   *data)
{
  g_auto(GStrv) examples = heed_examples_dup (model);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);

  for (guint i = 0; examples[i] != NULL; i++)
    {
      GtkWidget *button = gtk_button_new_with_label (examples[i]);

      gtk_widget_add_css_class (button, "example");
      g_signal_connect_object (button, "clicked", clicked_cb, data, G_CONNECT_SWAPPED);
      gtk_box_append (box, button);
    }
}
