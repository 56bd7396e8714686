/* test-application.c — what the program makes of its command line
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/application.h"

#include <glib/gstdio.h>

#include "app/window/document/document-opening.h"
#include "app/window/pages/corpus/corpus-page.h"
#include "app/window/window-private.h"
#include "find-widget.h"

#define URI     "https://example.org/a_model.safetensors"
#define REFUSED "Heed cannot use this file.  " URI

typedef struct {
  GtkApplication *application;
  gboolean      (*is_done) (HeedWindow *window);
  const char     *message;
} Run;

/* The message of the first moment must be there also when the model is open. */
static void
assert_said (HeedWindow *window,
             const char *message)
{
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (window->message)));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (window->message_text)), ==, message);
}

static gboolean
look_cb (gpointer data)
{
  Run *run = data;
  GList *windows = gtk_application_get_windows (run->application);

  if (windows == NULL || !HEED_IS_WINDOW (windows->data) || !run->is_done (windows->data))
    return G_SOURCE_CONTINUE;

  assert_said (windows->data, run->message);
  gtk_window_close (windows->data);

  return G_SOURCE_REMOVE;
}

/* Runs the program until is_done() returns TRUE; the message must stand then. */
static void
run_program (int          n_arguments,
             char       **arguments,
             gboolean   (*is_done) (HeedWindow *window),
             const char  *message)
{
  g_autoptr(HeedApplication) application = heed_application_new ();
  Run run = { GTK_APPLICATION (application), is_done, message };

  g_application_set_flags (G_APPLICATION (application),
                           g_application_get_flags (G_APPLICATION (application)) |
                             G_APPLICATION_NON_UNIQUE);
  g_idle_add_full (G_PRIORITY_LOW, look_cb, &run, NULL);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), n_arguments, arguments), ==,
                   0);
}

static gboolean
has_model (HeedWindow *window)
{
  return heed_document_get_model (window->document) != NULL &&
         !heed_document_get_is_opening (window->document);
}

static void
test_application_opens_the_default_instead_of_the_web (void)
{
  char *arguments[] = { (char *) "heed", (char *) URI, NULL };

  run_program (2, arguments, has_model, REFUSED);
}

static void
test_application_says_that_there_is_no_such_lesson (void)
{
  char *arguments[] = { (char *) "heed", (char *) "--lesson", (char *) "/nowhere/lesson.json",
                        NULL };

  run_program (3, arguments, has_model,
               "This is no lesson.  Error opening file /nowhere/lesson.json: No such file or "
               "directory");
}

static gboolean
has_corpus (HeedWindow *window)
{
  GtkWidget *page = find_widget (GTK_WIDGET (window), HEED_TYPE_CORPUS_PAGE);

  return has_model (window) && page != NULL &&
         heed_corpus_get_state (heed_corpus_page_get_corpus (HEED_CORPUS_PAGE (page))) ==
           HEED_CORPUS_READ;
}

/* What is named after a file without a path is read all the same. */
static void
test_application_reads_the_rest_of_a_corpus (void)
{
  g_autofree char *folder = g_dir_make_tmp ("heed-application-XXXXXX", NULL);
  g_autofree char *source = g_build_filename (folder, "a.en", NULL);
  g_autofree char *target = g_build_filename (folder, "a.fr", NULL);
  char *arguments[] = { (char *) "heed", (char *) "--corpus", (char *) URI, (char *) "--corpus",
                        source, (char *) "--corpus", target, NULL };

  g_assert_true (g_file_set_contents (source, "I drink tea.\n", -1, NULL));
  g_assert_true (g_file_set_contents (target, "Je bois du thé.\n", -1, NULL));
  run_program (7, arguments, has_corpus, REFUSED);
  g_unlink (source);
  g_unlink (target);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/application/opens-the-default-instead-of-the-web",
                   test_application_opens_the_default_instead_of_the_web);
  g_test_add_func ("/app/application/reads-the-rest-of-a-corpus",
                   test_application_reads_the_rest_of_a_corpus);

  g_test_add_func ("/app/application/says-that-there-is-no-such-lesson",
                   test_application_says_that_there_is_no_such_lesson);

  return g_test_run ();
}
