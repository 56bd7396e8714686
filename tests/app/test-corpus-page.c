/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/pages/corpus/corpus-columns.c,
 *   app/window/pages/corpus/corpus-invitation.c,
 *   app/window/pages/corpus/corpus-list.c,
 *   app/window/pages/corpus/corpus-opening.c,
 *   app/window/pages/corpus/corpus-search.c,
 *   app/window/pages/corpus/corpus-sentence.c,
 *   app/window/pages/corpus/corpus-sorter.c,
 *   app/window/pages/corpus/corpus-summary.c,
 *   app/window/pages/corpus/corpus-translating.c,
 *   app/window/pages/corpus/corpus-messages.c
 */

#include "app/window/pages/corpus/corpus-page.h"

#include <string.h>

#include "app/window/document/document-opening.h"
#include "app/window/document/open-gold.h"
#include "app/window/page.h"
#include "app/window/pages/corpus/corpus-messages.h"
#include "app/window/pages/corpus/corpus-opening.h"
#include "app/window/pages/corpus/corpus-search.h"
#include "app/window/pages/corpus/corpus-sentence.h"
#include "small-corpus.h"
#include "tests/ui/drawn.h"
#include "ui/heatmap.h"
#include "ui/style.h"

#define N_PAIRS 105

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
  SmallCorpus       files;
  GtkWidget        *window;
  GtkWidget        *page;
} Fixture;

static HeedCorpus *
get_corpus (Fixture *fixture)
{
  return heed_corpus_page_get_corpus (HEED_CORPUS_PAGE (fixture->page));
}

static HeedCorpusTable *
get_table (Fixture *fixture)
{
  return heed_corpus_page_get_table (HEED_CORPUS_PAGE (fixture->page));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->worker = heed_engine_worker_new ();
  fixture->document = open_document (fixture->worker, "en-fr");
  small_corpus_write (&fixture->files, N_PAIRS);
  fixture->page = heed_corpus_page_new ();
  heed_page_set_document (HEED_PAGE (fixture->page), fixture->document);
  fixture->window = drawn_window_new (fixture->page, 1280, 720);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  heed_page_set_document (HEED_PAGE (fixture->page), NULL);
  drawn_finish (fixture->window, fixture->page);
  g_clear_object (&fixture->document);
  g_clear_object (&fixture->worker);
  small_corpus_clear (&fixture->files);
}

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       n_left)
{
  *(guint *) n_left -= 1;

  return *(guint *) n_left > 0;
}

static void
wait_for_frames (Fixture *fixture)
{
  guint n_left = 3;

  gtk_widget_queue_draw (fixture->page);
  gtk_widget_add_tick_callback (fixture->page, count_frame_cb, &n_left, NULL);
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
open_corpus (Fixture  *fixture,
             gboolean  has_gold)
{
  small_corpus_open (&fixture->files, get_corpus (fixture), has_gold);
  wait_for_corpus (get_corpus (fixture), HEED_CORPUS_READ);
  wait_for_frames (fixture);
}

/* The texts of the cells of a row that is seen, with bars between. */
static char *
dup_row (Fixture *fixture,
         guint    row)
{
  GtkWidget *list = drawn_find (fixture->page, GTK_TYPE_LIST_VIEW, 0);
  GtkWidget *child = gtk_widget_get_first_child (list);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < row; i++)
    child = gtk_widget_get_next_sibling (child);

  for (child = gtk_widget_get_first_child (child); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      {
        GtkWidget *cell = gtk_widget_get_first_child (child);

        g_string_append_printf (text, "%s|",
                                gtk_inscription_get_text (GTK_INSCRIPTION (cell)));
      }

  return g_string_free (text, FALSE);
}

static gboolean
has_column (Fixture    *fixture,
            const char *name)
{
  return g_action_group_get_action_enabled (heed_corpus_table_get_actions (get_table (fixture)),
                                            name);
}

/* The button that does this, or NULL: it is not seen. */
static GtkWidget *
find_button (Fixture    *fixture,
             const char *action)
{
  GtkWidget *button;

  for (guint i = 0; (button = drawn_find (fixture->page, GTK_TYPE_BUTTON, i)) != NULL; i++)
    if (g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), action) == 0)
      return gtk_widget_is_visible (button) ? button : NULL;

  return NULL;
}

static void
test_corpus_page_example_has_gold_and_a_lost_clause (Fixture       *fixture,
                                                     gconstpointer  data)
{
  HeedCorpus *corpus = get_corpus (fixture);
  g_auto(HeedCorpusPair) pair = { NULL, NULL };

  g_signal_emit_by_name (find_button (fixture, "corpus.open-example"), "clicked");
  wait_for_corpus (corpus, HEED_CORPUS_READ);
  wait_for_frames (fixture);

  g_assert_cmpuint (heed_corpus_files_get_facts (heed_corpus_get_files (corpus))->n_pairs, ==, 30);
  g_assert_nonnull (heed_corpus_files_get_gold (heed_corpus_get_files (corpus)));
  g_assert_cmpfloat (heed_corpus_summarise (corpus).score.error_rate, <, 0.12);

  g_assert_true (heed_corpus_files_read (heed_corpus_get_files (corpus), 16, &pair, NULL));
  g_assert_nonnull (strstr (pair.source, "because it was cold"));
  g_assert_null (strstr (pair.target, "parce"));
}

static void
test_corpus_page_example_is_offered_to_models_that_can_read_it (Fixture       *fixture,
                                                                gconstpointer  data)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("HEED_MODELS"), "reverse.safetensors", NULL);

  g_assert_nonnull (find_button (fixture, "corpus.open-example"));

  heed_document_open (fixture->document, path);
  while (g_strcmp0 (heed_document_get_model_path (fixture->document), path) != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (find_button (fixture, "corpus.open-example"));
  g_assert_nonnull (find_button (fixture, "corpus.open"));
}

static void
test_corpus_page_shows_the_worst_first (Fixture       *fixture,
                                        gconstpointer  data)
{
  HeedCorpusRows *rows;
  g_autofree char *first = NULL;
  guint worst;

  open_corpus (fixture, TRUE);
  rows = heed_corpus_get_rows (get_corpus (fixture));
  worst = heed_corpus_rows_get_at (rows, 0);
  first = dup_row (fixture, 0);

  g_assert_cmpint (heed_corpus_table_get_order (get_table (fixture)).measure, ==,
                   HEED_MEASURE_ERROR_RATE);
  for (guint place = 1; place < N_PAIRS; place++)
    g_assert_cmpfloat (
      heed_corpus_row_get (heed_corpus_rows_get (rows, heed_corpus_rows_get_at (rows, place)),
                           HEED_MEASURE_ERROR_RATE), <=,
      heed_corpus_row_get (heed_corpus_rows_get (rows, worst), HEED_MEASURE_ERROR_RATE));

  {
    g_autofree char *number = g_strdup_printf ("%u|", worst + 1);

    g_assert_true (g_str_has_prefix (first, number));
    g_assert_nonnull (strstr (first, "|0."));
  }
}

/* By the title of a column, as a person would; the selection goes with its pair. */
static void
test_corpus_page_is_sorted_by_any_column (Fixture       *fixture,
                                          gconstpointer  data)
{
  HeedCorpusRows *rows;

  open_corpus (fixture, TRUE);
  rows = heed_corpus_get_rows (get_corpus (fixture));
  heed_corpus_table_select (get_table (fixture), 5);
  heed_corpus_table_sort (get_table (fixture), HEED_MEASURE_LOG_PROB, FALSE);
  g_assert_cmpint (heed_corpus_table_get_order (get_table (fixture)).measure, ==,
                   HEED_MEASURE_LOG_PROB);
  g_assert_false (heed_corpus_table_get_order (get_table (fixture)).is_descending);
  for (guint place = 1; place < N_PAIRS; place++)
    g_assert_cmpfloat (
      heed_corpus_row_get (heed_corpus_rows_get (rows, heed_corpus_rows_get_at (rows, place - 1)),
                           HEED_MEASURE_LOG_PROB), <=,
      heed_corpus_row_get (heed_corpus_rows_get (rows, heed_corpus_rows_get_at (rows, place)),
                           HEED_MEASURE_LOG_PROB));

  heed_corpus_table_sort (get_table (fixture), HEED_MEASURE_NUMBER, TRUE);
  g_assert_true (heed_corpus_table_get_order (get_table (fixture)).is_descending);
  g_assert_cmpuint (heed_corpus_rows_get_at (rows, 0), ==, N_PAIRS - 1);
  g_assert_cmpint (heed_corpus_table_get_selected (get_table (fixture)), ==, 5);
}

static void
test_corpus_page_shows_the_attention (Fixture       *fixture,
                                      gconstpointer  data)
{
  HeedCorpusSentence *sentence;
  HeedHeatmap *heatmap;

  open_corpus (fixture, TRUE);
  sentence = HEED_CORPUS_SENTENCE (drawn_find (fixture->page, HEED_TYPE_CORPUS_SENTENCE, 0));
  heatmap = HEED_HEATMAP (drawn_find (fixture->page, HEED_TYPE_HEATMAP, 0));
  g_assert_cmpint (heed_corpus_sentence_get_pair (sentence), ==, -1);
  heed_corpus_table_select (get_table (fixture), 1);
  while (heed_corpus_sentence_get_pair (sentence) != 1)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (heed_heatmap_get_matrix (heatmap)->n_rows, ==, 5);
  g_assert_cmpuint (heed_heatmap_get_matrix (heatmap)->n_columns, ==, 5);
}

/* Columns of what is not known are not there. */
static void
test_corpus_page_hides_gold_without_gold (Fixture       *fixture,
                                          gconstpointer  data)
{
  open_corpus (fixture, FALSE);
  g_assert_false (has_column (fixture, "aer"));
  g_assert_false (has_column (fixture, "recall"));
  g_assert_true (has_column (fixture, "coverage"));
  g_assert_cmpint (heed_corpus_table_get_order (get_table (fixture)).measure, ==,
                   HEED_MEASURE_NUMBER);

  open_corpus (fixture, TRUE);
  g_assert_true (has_column (fixture, "aer"));
}

/* By words of either side, looked for in the files, and by ranges. */
static void
test_corpus_page_is_filtered (Fixture       *fixture,
                              gconstpointer  data)
{
  HeedCorpusSearch *search;
  HeedCorpusRows *rows;

  open_corpus (fixture, TRUE);
  rows = heed_corpus_get_rows (get_corpus (fixture));
  search = HEED_CORPUS_SEARCH (drawn_find (fixture->page, HEED_TYPE_CORPUS_SEARCH, 0));
  heed_corpus_search_set_text (search, "CHAT number<50");
  while (heed_corpus_table_get_n_shown (get_table (fixture)) == N_PAIRS)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (heed_corpus_table_get_n_shown (get_table (fixture)), ==, 7);
  for (guint place = 0; place < 7; place++)
    g_assert_cmpuint (heed_corpus_rows_get_at (rows, place) % 7, ==, 0);

  heed_corpus_search_set_text (search, "");
  while (heed_corpus_table_get_n_shown (get_table (fixture)) < N_PAIRS)
    g_main_context_iteration (NULL, TRUE);
}

/* Whole, as it was given, and along its target. */
static void
test_corpus_page_opens_a_sentence (Fixture       *fixture,
                                   gconstpointer  data)
{
  open_corpus (fixture, TRUE);
  g_signal_emit_by_name (get_table (fixture), "opened", 4);
  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, "Come here!");
  g_assert_cmpuint (heed_gold_get_sentence (
                      heed_open_gold_get (heed_open_gold_of (fixture->document))), ==, 4);
  while (heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    g_main_context_iteration (NULL, TRUE);

  {
    const HeedTranslation *translation = heed_document_get_translation (fixture->document);
    g_autofree guint32 *ids = g_new (guint32, translation->steps->len);
    g_autofree char *text = NULL;

    for (guint t = 0; t < translation->steps->len; t++)
      ids[t] = heed_translation_get_step (translation, t)->token.id;
    text = heed_model_decode_target (heed_document_get_model (fixture->document), ids,
                                     translation->steps->len);
    g_assert_cmpstr (text, ==, "Venez ici !");
  }
}

/* Its right links come along, and what is edited of them there is judged here. */
static void
test_corpus_page_follows_edited_links (Fixture       *fixture,
                                       gconstpointer  data)
{
  HeedGold *gold;
  HeedCorpusRows *rows;
  guint32 n_sure;

  open_corpus (fixture, TRUE);
  rows = heed_corpus_get_rows (get_corpus (fixture));
  n_sure = heed_corpus_rows_get (rows, 4)->n_sure;
  g_signal_emit_by_name (get_table (fixture), "opened", 4);
  gold = heed_open_gold_get (heed_open_gold_of (fixture->document));
  g_assert_nonnull (gold);
  g_assert_cmpuint (heed_gold_get_sentence (gold), ==, 4);
  heed_gold_set_kind (gold, 1, 0, HEED_GOLD_SURE);
  g_assert_cmpuint (heed_corpus_rows_get (rows, 4)->n_sure, ==, n_sure + 1);
}

static void
test_corpus_page_says_what_was_read (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autofree char *text = NULL;
  const HeedCorpusProgress progress = { 640, 1000, 410.0 };
  g_autofree char *words = heed_corpus_message_new_progress (&progress, HEED_CORPUS_READING);

  open_corpus (fixture, TRUE);
  text = heed_corpus_message_new_files (heed_corpus_get_files (get_corpus (fixture)));
  g_assert_cmpstr (text, ==,
                   "test.en · test.fr · test.gold (links from 0) — 105 sentences");
  g_assert_nonnull (strstr (words, "410 sentences/s · 1 s left"));
}

/* Models, pictures and descriptions are not for this page, wherever they are dropped. */
static void
test_corpus_page_takes_text_alone (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autofree char *model =
    g_build_filename (g_getenv ("HEED_MODELS"), "en-fr.safetensors", NULL);
  const char *const models[] = { model, NULL };
  const char *const texts[] = { fixture->files.source, fixture->files.target, NULL };

  g_assert_false (heed_page_open_files (HEED_PAGE (fixture->page), models));
  g_assert_false (heed_corpus_opening_is_text ("/nonexistent"));
  g_assert_true (heed_page_open_files (HEED_PAGE (fixture->page), texts));
  wait_for_corpus (get_corpus (fixture), HEED_CORPUS_READ);
}

/* It goes while a model reads, and while somebody looks. */
static void
test_corpus_page_may_go_at_any_time (Fixture       *fixture,
                                     gconstpointer  data)
{
  small_corpus_open (&fixture->files, get_corpus (fixture), TRUE);

  /* A small corpus may be read before anything waits for its being read. */
  while (heed_corpus_get_state (get_corpus (fixture)) != HEED_CORPUS_READING &&
         heed_corpus_get_state (get_corpus (fixture)) != HEED_CORPUS_READ)
    g_main_context_iteration (NULL, TRUE);

  heed_corpus_table_select (get_table (fixture), 7);
  wait_for_frames (fixture);
}

static gboolean
has_unsaved (HeedPage *page)
{
  g_auto(GStrv) unsaved = heed_page_list_unsaved (page);

  return unsaved != NULL && unsaved[0] != NULL;
}

/* The edits of a pair stay in the corpus when the pair is closed. */
static void
test_corpus_page_edited_links_are_saved_before_leaving (Fixture       *fixture,
                                                        gconstpointer  data)
{
  HeedPage *page = HEED_PAGE (fixture->page);
  g_autoptr(HeedAlignment) links = heed_alignment_parse ("0-0", 0, NULL);
  g_autoptr(HeedGoldFile) written = NULL;
  HeedGoldFile *file;

  g_assert_false (has_unsaved (page));
  open_corpus (fixture, TRUE);
  g_assert_false (has_unsaved (page));
  file = heed_corpus_files_get_gold (heed_corpus_get_files (get_corpus (fixture)));
  heed_gold_file_set (file, 2, links);
  g_assert_true (has_unsaved (page));

  heed_page_save_unsaved (page);
  g_assert_false (has_unsaved (page));
  written = heed_gold_file_read (heed_gold_file_get_path (file), 0, NULL);
  g_assert_cmpuint (heed_gold_file_get (written, 2)->n_links, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  heed_style_install (gdk_display_get_default ());

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/corpus-page/edited-links-are-saved-before-leaving",
       test_corpus_page_edited_links_are_saved_before_leaving);
  ADD ("/app/corpus-page/example-has-gold-and-a-lost-clause",
       test_corpus_page_example_has_gold_and_a_lost_clause);
  ADD ("/app/corpus-page/example-is-offered-to-models-that-can-read-it",
       test_corpus_page_example_is_offered_to_models_that_can_read_it);
  ADD ("/app/corpus-page/shows-the-worst-first", test_corpus_page_shows_the_worst_first);
  ADD ("/app/corpus-page/is-sorted-by-any-column", test_corpus_page_is_sorted_by_any_column);
  ADD ("/app/corpus-page/shows-the-attention", test_corpus_page_shows_the_attention);
  ADD ("/app/corpus-page/hides-gold-without-gold", test_corpus_page_hides_gold_without_gold);
  ADD ("/app/corpus-page/is-filtered", test_corpus_page_is_filtered);
  ADD ("/app/corpus-page/opens-a-sentence", test_corpus_page_opens_a_sentence);
  ADD ("/app/corpus-page/follows-edited-links", test_corpus_page_follows_edited_links);
  ADD ("/app/corpus-page/says-what-was-read", test_corpus_page_says_what_was_read);
  ADD ("/app/corpus-page/takes-text-alone", test_corpus_page_takes_text_alone);
  ADD ("/app/corpus-page/may-go-at-any-time", test_corpus_page_may_go_at_any_time);
#undef ADD

  return g_test_run ();
}
