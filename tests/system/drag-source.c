/* drag-source.c — a window out of which files can be dragged, for the robot
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     drag-source FILE…
 *
 * Each drag takes the next of the files, as a file manager would.
 */

#include <gtk/gtk.h>

typedef struct {
  char **paths;    /* ended by NULL */
  guint  n_paths;
  guint  next;
} Files;

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            Files         *files)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (files->paths[files->next]);
  GdkFileList *list = gdk_file_list_new_from_array (&file, 1);
  GdkContentProvider *provider = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, list);

  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  files->next = (files->next + 1) % files->n_paths;

  return provider;
}

static void
activate_cb (GtkApplication *application,
             Files          *files)
{
  GtkWidget *window = gtk_application_window_new (application);
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), files);
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (source));
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_title (GTK_WINDOW (window), "drag-source");
  gtk_window_set_default_size (GTK_WINDOW (window), 200, 60);
  gtk_widget_show (window);
}

int
main (int    argc,
      char **argv)
{
  Files files = { .paths = argv + 1, .n_paths = (guint) argc - 1 };
  g_autoptr(GtkApplication) application =
    gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  if (argc < 2)
    g_error ("drag-source: expected files, found none");

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &files);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
