/* test-file-dialog.c — a file dialog outlives its response, but not many others
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gtk/gtk.h>

#include "app/window/desktop/file-dialog.h"

#define N_KEPT 4  /* file-dialog.c */

static guint n_chosen;
static guint n_cancelled;

static void
chosen_cb (GtkWidget  *widget,
           const char *path)
{
  n_chosen++;
}

static void
cancelled_cb (GtkWidget *widget)
{
  n_cancelled++;
}

static GtkFileChooserNative *
show (GtkWidget *window)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    "Save", GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  heed_file_dialog_show (chooser, window, chosen_cb);

  return chooser;
}

static void
answer (GtkFileChooserNative *chooser,
        int                   response)
{
  gtk_native_dialog_hide (GTK_NATIVE_DIALOG (chooser));
  g_signal_emit_by_name (chooser, "response", response);
}

static GtkWidget *
new_window (void)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_present (GTK_WINDOW (window));

  return window;
}

/* GTK still uses the dialog after the response, so it must not be freed at once, even if the window
 * that asked is gone. */
static void
test_file_dialog_outlives_its_answer (void)
{
  GtkWidget *window = new_window ();
  GtkFileChooserNative *chooser = show (window);

  g_object_add_weak_pointer (G_OBJECT (chooser), (gpointer *) &chooser);
  answer (chooser, GTK_RESPONSE_CANCEL);
  g_assert_nonnull (chooser);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_nonnull (chooser);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (chooser);
  g_object_remove_weak_pointer (G_OBJECT (chooser), (gpointer *) &chooser);

  g_assert_cmpuint (n_chosen, ==, 0);
}

/* The response is "accept", but there is no file name. */
static void
test_file_dialog_without_a_file_chooses_nothing (void)
{
  GtkWidget *window = new_window ();
  GtkFileChooserNative *chooser = show (window);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "");
  answer (chooser, GTK_RESPONSE_ACCEPT);

  g_assert_cmpuint (n_chosen, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_file_dialog_goes_when_many_have_come (void)
{
  GtkWidget *window = new_window ();
  GtkFileChooserNative *first = show (window);

  g_object_add_weak_pointer (G_OBJECT (first), (gpointer *) &first);
  answer (first, GTK_RESPONSE_CANCEL);

  for (guint i = 0; i < N_KEPT + 1; i++)
    {
      g_assert_nonnull (first);
      answer (show (window), GTK_RESPONSE_CANCEL);
    }
  g_assert_null (first);
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkFileChooserNative *
show_cancellable (GtkWidget *window)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    "Open", GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  heed_file_dialog_set_cancelled (chooser, cancelled_cb);
  heed_file_dialog_show (chooser, window, chosen_cb);

  return chooser;
}

/* Whoever waits for a file is told that there is none: it was cancelled, the answer names no file,
 * or another dialog took its place. */
static void
test_file_dialog_tells_that_it_was_cancelled (void)
{
  GtkWidget *window = new_window ();

  answer (show_cancellable (window), GTK_RESPONSE_CANCEL);
  g_assert_cmpuint (n_cancelled, ==, 1);
  answer (show (window), GTK_RESPONSE_CANCEL);
  g_assert_cmpuint (n_cancelled, ==, 1);
  answer (show_cancellable (window), GTK_RESPONSE_ACCEPT);
  g_assert_cmpuint (n_cancelled, ==, 2);
  show_cancellable (window);
  show (window);
  g_assert_cmpuint (n_cancelled, ==, 3);

  g_assert_cmpuint (n_chosen, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);

  g_test_add_func ("/app/file-dialog/outlives-its-answer", test_file_dialog_outlives_its_answer);
  g_test_add_func ("/app/file-dialog/without-a-file-chooses-nothing",
                   test_file_dialog_without_a_file_chooses_nothing);
  g_test_add_func ("/app/file-dialog/goes-when-many-have-come",
                   test_file_dialog_goes_when_many_have_come);
  g_test_add_func ("/app/file-dialog/tells-that-it-was-cancelled",
                   test_file_dialog_tells_that_it_was_cancelled);

  return g_test_run ();
}
