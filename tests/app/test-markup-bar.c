/* test-markup-bar.c — markup of the source carried over on the page Translate, and its ending
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "app/window/document-opening.h"
#include "app/window/pages/markup-bar.h"
#include "app/window/pages/translate-page.h"
#include "find-widget.h"

#define SENTENCE "I drink a cup of tea in the garden."
#define MODEL    "en-fr.safetensors"

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
  GtkWidget        *window;
  GtkWidget        *page;
  HeedHeatmap      *heatmap;
} Fixture;

static gboolean
count_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       n_left)
{
  return --*(guint *) n_left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
settle (Fixture *fixture)
{
  guint n_left = 4;

  while (heed_document_get_is_opening (fixture->document) ||
         heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    g_main_context_iteration (NULL, TRUE);

  gtk_widget_add_tick_callback (fixture->page, count_cb, &n_left, NULL);
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), MODEL, NULL);

  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);
  fixture->page = heed_translate_page_new ();
  fixture->heatmap = HEED_HEATMAP (find_widget (fixture->page, HEED_TYPE_HEATMAP));
  fixture->window = gtk_window_new ();
  heed_document_set_text (fixture->document, SENTENCE);
  heed_document_open (fixture->document, path);
  heed_translate_page_set_document (HEED_TRANSLATE_PAGE (fixture->page), fixture->document);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *page = fixture->page;

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (page != NULL)
    g_main_context_iteration (NULL, TRUE);

  g_object_unref (fixture->document);
  g_object_unref (fixture->worker);
}

/* What is looked for, and whether a label that is seen says it, with its markup. */
typedef struct {
  const char *words;
  gboolean    is_found;
} Search;

static void
search_label (GtkWidget *widget,
              gpointer   data)
{
  Search *search = data;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strstr (gtk_label_get_label (GTK_LABEL (widget)), search->words) != NULL)
    search->is_found = TRUE;
}

static gboolean
says (Fixture    *fixture,
      const char *words)
{
  Search search = { words, FALSE };

  for_each_widget (fixture->page, search_label, &search);

  return search.is_found;
}

static void
act (Fixture    *fixture,
     const char *action)
{
  gtk_widget_activate_action (fixture->page, action, NULL);
  settle (fixture);
}

static void
select_word (Fixture *fixture,
             int      source_token)
{
  heed_document_view_select_cell (heed_document_get_view (fixture->document), 0, source_token);
  settle (fixture);
}

static guint
count_carrying (Fixture *fixture)
{
  const HeedHeatmapNotes *notes = heed_heatmap_picture_get_notes (
    heed_heatmap_view_get_picture (heed_heatmap_get_view (fixture->heatmap)));
  guint n = 0;

  for (guint i = 0; i < notes->n_links; i++)
    n += notes->links[i].outcome == HEED_OUTCOME_CARRIES;

  return n;
}

static void
test_markup_bar_a_marked_word_is_carried_over (Fixture       *fixture,
                                               gconstpointer  data)
{
  select_word (fixture, 5);
  act (fixture, "markup.bold");
  g_assert_true (says (fixture, "<b>tea</b>"));
  g_assert_true (says (fixture, "<b>thé</b>"));
  g_assert_cmpuint (count_carrying (fixture), ==, 1);

  act (fixture, "markup.link");
  g_assert_true (says (fixture, "<b><u>thé</u></b>"));
  act (fixture, "markup.bold");
  g_assert_true (says (fixture, "<u>thé</u>"));
  g_assert_false (says (fixture, "<b><u>"));
  act (fixture, "markup.clear");
  g_assert_false (says (fixture, "<u>thé</u>"));
  g_assert_cmpuint (count_carrying (fixture), ==, 0);
}

/* Another sentence has other words. */
static void
test_markup_bar_marks_go_with_the_sentence (Fixture       *fixture,
                                            gconstpointer  data)
{
  select_word (fixture, 5);
  act (fixture, "markup.bold");
  heed_document_set_text (fixture->document, "We live here.");
  settle (fixture);
  g_assert_cmpuint (count_carrying (fixture), ==, 0);
  heed_document_set_text (fixture->document, SENTENCE);
  settle (fixture);
  g_assert_cmpuint (count_carrying (fixture), ==, 0);
}

/* Nothing looks at the end of the source most but the end itself, which is no word. */
static void
test_markup_bar_what_is_lost_is_named (Fixture       *fixture,
                                       gconstpointer  data)
{
  guint n_source =
    heed_translation_get_n_source (heed_document_get_translation (fixture->document));

  select_word (fixture, (int) n_source - 1);
  act (fixture, "markup.link");
  g_assert_true (says (fixture, "is lost"));
}

/* What a chosen word was good for, and why the sentence ended, in one place. */
static void
test_markup_bar_a_chosen_word_says_how_the_sentence_ended (Fixture       *fixture,
                                                           gconstpointer  data)
{
  const HeedTranslation *translation = heed_document_get_translation (fixture->document);
  g_autofree char *step = g_strdup_printf ("Step %u ended the sentence", translation->steps->len);

  g_assert_false (says (fixture, step));
  select_word (fixture, 5);
  while (!says (fixture, "without it log p"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (says (fixture, step));
  g_assert_true (says (fixture, "near"));
}

#define ADD(name, function) \
  g_test_add ("/app/markup-bar/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("a-marked-word-is-carried-over", test_markup_bar_a_marked_word_is_carried_over);
  ADD ("marks-go-with-the-sentence", test_markup_bar_marks_go_with_the_sentence);
  ADD ("what-is-lost-is-named", test_markup_bar_what_is_lost_is_named);
  ADD ("a-chosen-word-says-how-the-sentence-ended",
       test_markup_bar_a_chosen_word_says_how_the_sentence_ended);

  return g_test_run ();
}
