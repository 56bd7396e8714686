/* startup-empty.c — a GTK window with nothing in it, for bench-startup
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "startup-clock.h"

static void
painted_cb (GtkWidget *window)
{
  startup_clock_note_first_frame ();
  startup_clock_note_model ();  /* there is no model, so nothing else has to be waited for */
  startup_clock_finish ();
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = gtk_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 820);
  startup_clock_watch (window, G_CALLBACK (painted_cb));
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GtkApplication) application = NULL;

  g_return_val_if_fail (argc == 2, 2);

  startup_clock_begin (argv[1]);
  application = gtk_application_new ("org.heed.Empty", G_APPLICATION_DEFAULT_FLAGS);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
