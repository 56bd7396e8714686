/* file-dialog.c — asking the user for a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/desktop/file-dialog.h"

#include <glib/gi18n.h>

#define CHOSEN    "heed-chosen"
#define CANCELLED "heed-cancelled"
#define CHOOSER   "heed-chooser"
#define N_KEPT    4

/* Calls the function for a dialog that chose nothing, if it has one, and only once. */
static void
cancel (GtkWidget            *widget,
        GtkFileChooserNative *chooser)
{
  HeedFileCancelledFunc cancelled = g_object_steal_data (G_OBJECT (chooser), CANCELLED);

  if (cancelled != NULL)
    cancelled (widget);
}

static void
response_cb (GtkWidget            *widget,
             int                   response,
             GtkFileChooserNative *chooser)
{
  HeedFileChosenFunc chosen = g_object_get_data (G_OBJECT (chooser), CHOSEN);
  g_autoptr(GFile) file = NULL;
  g_autofree char *path = NULL;
  g_autofree char *uri = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    {
      cancel (widget, chooser);
      return;
    }

  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  path = file != NULL ? g_file_get_path (file) : NULL;
  uri = file != NULL ? g_file_get_uri (file) : NULL;

  if (path != NULL)
    {
      chosen (widget, path);
      return;
    }

  gtk_widget_activate_action (widget, "win.report", "(ss)", _("Heed cannot use this file."),
                              uri != NULL ? uri : _("No file was named."));
  cancel (widget, chooser);
}

void
heed_file_dialog_add_filter (GtkFileChooserNative *chooser,
                             const char           *name,
                             const char           *patterns)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  g_auto(GStrv) list = g_strsplit (patterns, " ", -1);

  gtk_file_filter_set_name (filter, name);
  for (char **pattern = list; *pattern != NULL; pattern++)
    gtk_file_filter_add_pattern (filter, *pattern);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
}

/* GTK 4.8 may still be reading a folder when it emits the response, and uses the chooser when it
 * has finished, without holding a reference. So the choosers that were last in use are kept, more
 * than anybody opens and closes while a folder is read. Takes ownership of chooser. */
static void
retire (gpointer chooser)
{
  static GQueue kept = G_QUEUE_INIT;

  gtk_native_dialog_hide (chooser);
  gtk_native_dialog_set_transient_for (chooser, NULL);
  g_queue_push_head (&kept, chooser);
  if (kept.length > N_KEPT)
    g_object_unref (g_queue_pop_tail (&kept));
}

void
heed_file_dialog_show (GtkFileChooserNative *chooser,
                       GtkWidget            *widget,
                       HeedFileChosenFunc    chosen)
{
  GtkFileChooserNative *earlier = g_object_get_data (G_OBJECT (widget), CHOOSER);

  if (earlier != NULL && gtk_native_dialog_get_visible (GTK_NATIVE_DIALOG (earlier)))
    cancel (widget, earlier);

  g_object_set_data_full (G_OBJECT (widget), CHOOSER, chooser, retire);
  g_object_set_data (G_OBJECT (chooser), CHOSEN, chosen);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), widget,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
heed_file_dialog_set_cancelled (GtkFileChooserNative  *chooser,
                                HeedFileCancelledFunc  cancelled)
{
  g_object_set_data (G_OBJECT (chooser), CANCELLED, cancelled);
}

const char *
heed_file_dialog_get_choice (GtkWidget  *widget,
                             const char *id)
{
  GtkFileChooser *chooser = g_object_get_data (G_OBJECT (widget), CHOOSER);

  return chooser != NULL ? gtk_file_chooser_get_choice (chooser, id) : NULL;
}
