/* file-dialog.c — asks a person for a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/file-dialog.h"

#define CHOSEN "heed-chosen"

static void
response_cb (GtkWidget            *widget,
             int                   response,
             GtkFileChooserNative *chooser)
{
  HeedFileChosenFunc chosen = g_object_get_data (G_OBJECT (chooser), CHOSEN);

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        chosen (widget, path);
    }

  g_object_unref (chooser);
}

void
heed_file_dialog_show (GtkFileChooserNative *chooser,
                       GtkWidget            *widget,
                       HeedFileChosenFunc    chosen)
{
  g_object_set_data (G_OBJECT (chooser), CHOSEN, chosen);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), widget, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
