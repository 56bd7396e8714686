/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus/corpus-files-dialog.h"

#include <string.h>

#include "app/core/corpus/corpus-detection.h"
#include "small-corpus.h"
#include "tests/ui/drawn.h"

#define N_PAIRS 7

typedef struct {
  CorpusFixture  corpus;
  GtkWidget     *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  corpus_fixture_set_up (&fixture->corpus, "en-fr", N_PAIRS);
  fixture->window = gtk_window_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  corpus_fixture_tear_down (&fixture->corpus);
}

static HeedCorpus *
get_corpus (Fixture *fixture)
{
  return fixture->corpus.corpus;
}

/* With a weak pointer to it: NULL once it was closed. */
static void
show (Fixture       *fixture,
      GtkWidget    **dialog,
      const GError  *problem)
{
  *dialog =
    heed_corpus_files_dialog_new (GTK_WINDOW (fixture->window), get_corpus (fixture), problem);
  g_object_add_weak_pointer (G_OBJECT (*dialog), (gpointer *) dialog);
  while (!heed_corpus_files_dialog_is_ready (HEED_CORPUS_FILES_DIALOG (*dialog)))
    g_main_context_iteration (NULL, TRUE);
}

static GtkDropDown *
get_list (GtkWidget *dialog,
          guint      i)
{
  return GTK_DROP_DOWN (drawn_find (dialog, GTK_TYPE_DROP_DOWN, i));
}

static GtkWidget *
find_button (GtkWidget  *dialog,
             const char *label)
{
  for (guint i = 0; ; i++)
    {
      GtkWidget *button = drawn_find (dialog, GTK_TYPE_BUTTON, i);

      g_assert_nonnull (button);
      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
        return button;
    }
}

/* Whether a label that is seen has it. */
static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (!GTK_IS_WINDOW (widget) && !gtk_widget_get_visible (widget))
    return FALSE;

  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;

  return FALSE;
}

static void
test_corpus_files_dialog_shows_what_is_open (Fixture       *fixture,
                                             gconstpointer  data)
{
  GtkWidget *dialog;

  small_corpus_open (&fixture->corpus.files, get_corpus (fixture), TRUE);
  wait_for_corpus (get_corpus (fixture), HEED_CORPUS_READ);
  show (fixture, &dialog, NULL);
  g_assert_cmpuint (gtk_drop_down_get_selected (get_list (dialog, 0)), ==, HEED_ROLE_SOURCE);
  g_assert_cmpuint (gtk_drop_down_get_selected (get_list (dialog, 1)), ==, HEED_ROLE_TARGET);
  g_assert_cmpuint (gtk_drop_down_get_selected (get_list (dialog, 2)), ==,
                    HEED_ROLE_GOLD_FROM_0);
  g_assert_true (says (dialog, "test.en"));
  g_assert_true (says (dialog, "the source language of the model"));
  g_assert_true (says (dialog, "She is very tired today."));
  g_assert_true (says (dialog, "some of them to word 0"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Sides are exchanged, and the links left away: the corpus is opened so, and the dialog goes. */
static void
test_corpus_files_dialog_reopens (Fixture       *fixture,
                                  gconstpointer  data)
{
  GtkWidget *dialog;
  const HeedCorpusFacts *facts;

  small_corpus_open (&fixture->corpus.files, get_corpus (fixture), TRUE);
  wait_for_corpus (get_corpus (fixture), HEED_CORPUS_READ);
  show (fixture, &dialog, NULL);
  gtk_drop_down_set_selected (get_list (dialog, 0), HEED_ROLE_TARGET);
  g_assert_false (gtk_widget_get_sensitive (find_button (dialog, "Open with These Roles")));
  g_assert_true (says (dialog, "target: expected one file"));
  gtk_drop_down_set_selected (get_list (dialog, 1), HEED_ROLE_SOURCE);
  gtk_drop_down_set_selected (get_list (dialog, 2), HEED_ROLE_NONE);
  g_signal_emit_by_name (find_button (dialog, "Open with These Roles"), "clicked");
  while (dialog != NULL)
    g_main_context_iteration (NULL, TRUE);

  wait_for_corpus (get_corpus (fixture), HEED_CORPUS_READ);
  facts = heed_corpus_files_get_facts (heed_corpus_get_files (get_corpus (fixture)));
  g_assert_true (g_str_has_suffix (facts->paths.source, "test.fr"));
  g_assert_true (g_str_has_suffix (facts->paths.target, "test.en"));
  g_assert_null (facts->paths.gold);

  /* What was left away is offered again. */
  show (fixture, &dialog, NULL);
  g_assert_cmpuint (gtk_drop_down_get_selected (get_list (dialog, 2)), ==, HEED_ROLE_NONE);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* An error of the files stays to be read, with the file and the line. */
static void
test_corpus_files_dialog_says_what_is_wrong (Fixture       *fixture,
                                             gconstpointer  data)
{
  GtkWidget *dialog;

  g_assert_true (g_file_set_contents (fixture->corpus.files.gold,
                                      "19-9\n19-9\n19-9\n19-9\n19-9\n19-9\n19-9\n", -1, NULL));
  small_corpus_open (&fixture->corpus.files, get_corpus (fixture), TRUE);
  while (heed_corpus_get_state (get_corpus (fixture)) == HEED_CORPUS_OPENING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (heed_corpus_get_files (get_corpus (fixture)));
  show (fixture, &dialog, NULL);
  g_signal_emit_by_name (find_button (dialog, "Open with These Roles"), "clicked");
  while (!says (dialog, "test.gold: line 1: expected links between 4 and 3 words"))
    g_main_context_iteration (NULL, TRUE);

  g_assert_nonnull (dialog);
  gtk_drop_down_set_selected (get_list (dialog, 2), HEED_ROLE_NONE);
  g_signal_emit_by_name (find_button (dialog, "Open with These Roles"), "clicked");
  while (dialog != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (heed_corpus_get_files (get_corpus (fixture)));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/corpus-files-dialog/shows-what-is-open",
       test_corpus_files_dialog_shows_what_is_open);
  ADD ("/app/corpus-files-dialog/reopens", test_corpus_files_dialog_reopens);
  ADD ("/app/corpus-files-dialog/says-what-is-wrong",
       test_corpus_files_dialog_says_what_is_wrong);
#undef ADD

  return g_test_run ();
}
