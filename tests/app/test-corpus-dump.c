/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/corpus/corpus-dumped.c
 */

#include "app/window/corpus/corpus.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "app/window/document/document-opening.h"
#include "app/window/page.h"
#include "app/window/pages/corpus/corpus-messages.h"
#include "app/window/pages/corpus/corpus-opening.h"
#include "app/window/pages/corpus/corpus-page.h"
#include "app/window/pages/corpus/corpus-sweep-button.h"
#include "small-corpus.h"
#include "tests/ui/drawn.h"
#include "ui/heatmap.h"

/* As Nematus writes it, with the end of both sides in the numbers. The second pair is looked at a
 * step late. */
static const char nematus[] =
  "0 ||| le chat ||| 0 ||| the cat ||| 3 3\n"
  "0.8 0.1 0.1\n0.2 0.7 0.1\n0.1 0.1 0.8\n\n"
  "1 ||| ou@@ i non ||| 0 ||| yes no ||| 3 4\n"
  "0.1 0.7 0.2\n0.6 0.2 0.2\n0.6 0.2 0.2\n0.1 0.8 0.1\n\n";

static const char gold[] = "0-0 1-1\n0-0 1-1\n";

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
  GtkWidget        *page;
  GtkWidget        *window;
  HeedCorpus       *corpus;
  char             *folder;
  char             *dump;
  char             *gold;
  char             *source;
  char             *target;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("heed-test-XXXXXX", NULL);
  fixture->dump = g_build_filename (fixture->folder, "attention", NULL);
  fixture->gold = g_build_filename (fixture->folder, "gold", NULL);
  g_assert_true (g_file_set_contents (fixture->dump, nematus, -1, NULL));
  g_assert_true (g_file_set_contents (fixture->gold, gold, -1, NULL));
  fixture->source = g_build_filename (fixture->folder, "pairs.en", NULL);
  fixture->target = g_build_filename (fixture->folder, "pairs.fr", NULL);
  g_assert_true (g_file_set_contents (fixture->source, "the cat\nyes no\n", -1, NULL));
  g_assert_true (g_file_set_contents (fixture->target, "le chat\noui non\n", -1, NULL));
  fixture->worker = heed_engine_worker_new ();
  fixture->document = open_document (fixture->worker, "dates");
  fixture->page = heed_corpus_page_new ();
  heed_page_set_document (HEED_PAGE (fixture->page), fixture->document);
  fixture->window = drawn_window_new (fixture->page, 1280, 720);
  fixture->corpus = heed_corpus_page_get_corpus (HEED_CORPUS_PAGE (fixture->page));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  heed_page_set_document (HEED_PAGE (fixture->page), NULL);
  drawn_finish (fixture->window, fixture->page);
  g_clear_object (&fixture->document);
  g_clear_object (&fixture->worker);
  g_unlink (fixture->dump);
  g_unlink (fixture->gold);
  g_unlink (fixture->source);
  g_unlink (fixture->target);
  g_rmdir (fixture->folder);
  g_free (fixture->dump);
  g_free (fixture->gold);
  g_free (fixture->source);
  g_free (fixture->target);
  g_free (fixture->folder);
}

static void
open_dump (Fixture *fixture)
{
  const char *const paths[] = { fixture->gold, fixture->dump, NULL };

  heed_corpus_open (fixture->corpus, paths);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
}

static const HeedCorpusRow *
get_row (Fixture *fixture,
         guint    i)
{
  return heed_corpus_rows_get (heed_corpus_get_rows (fixture->corpus), i);
}

static void
wait_for_links (Fixture *fixture)
{
  while (heed_corpus_is_relinking (fixture->corpus))
    g_main_context_iteration (NULL, TRUE);
}

/* Pieces are put together, and what a model would have said is not there. */
static void
test_corpus_dump_is_scored (Fixture       *fixture,
                            gconstpointer  data)
{
  g_auto(HeedCorpusPair) pair = { NULL, NULL };

  open_dump (fixture);
  g_assert_true (heed_corpus_files_read (heed_corpus_get_files (fixture->corpus), 1, &pair, NULL));
  g_assert_cmpstr (pair.source, ==, "yes no");
  g_assert_cmpstr (pair.target, ==, "oui non");
  g_assert_null (heed_corpus_get_model (fixture->corpus));
  g_assert_cmpfloat (heed_corpus_row_get (get_row (fixture, 0), HEED_MEASURE_ERROR_RATE), ==, 0.0);

  /* 0.35 and 0.45 of the first word, 0.6 and 0.2 of the second one */
  g_assert_cmpfloat (heed_corpus_row_get (get_row (fixture, 1), HEED_MEASURE_ERROR_RATE), ==, 1.0);
  g_assert_true (isnan (heed_corpus_row_get (get_row (fixture, 0), HEED_MEASURE_LOG_PROB)));
  g_assert_true (isnan (heed_corpus_row_get (get_row (fixture, 0), HEED_MEASURE_ENTROPY)));
  g_assert_cmpfloat (heed_corpus_row_get (get_row (fixture, 0), HEED_MEASURE_COVERAGE), <, 0.0);
}

static void
test_corpus_dump_is_read_in_another_way (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr(HeedLinkSettings) settings = NULL;

  open_dump (fixture);
  settings = heed_link_settings_copy (heed_corpus_get_link_settings (fixture->corpus));
  settings->links.shift = 1;
  heed_corpus_set_link_settings (fixture->corpus, settings);
  wait_for_links (fixture);
  g_assert_cmpfloat (heed_corpus_row_get (get_row (fixture, 1), HEED_MEASURE_ERROR_RATE), ==, 0.0);
}

/* Another model of the document has nothing to do with it. */
static void
test_corpus_dump_needs_no_model (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), "copy.safetensors", NULL);
  HeedModel *first = heed_document_get_model (fixture->document);

  open_dump (fixture);
  heed_document_open (fixture->document, path);
  while (heed_document_get_model (fixture->document) == first)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (heed_corpus_get_state (fixture->corpus), ==, HEED_CORPUS_READ);
  g_assert_cmpuint (get_row (fixture, 0)->state, ==, HEED_ROW_DONE);
}

static void
opened_cb (HeedCorpus *corpus,
           guint      *n_times)
{
  gboolean has_dump = heed_corpus_files_get_dump (heed_corpus_get_files (corpus)) != NULL;

  g_assert_true ((heed_corpus_get_heads (corpus) != NULL) == has_dump);
  g_assert_true ((heed_corpus_get_link_settings (corpus) != NULL) == has_dump);
  g_assert_true ((heed_corpus_get_store (corpus) != NULL) == has_dump);
  *n_times += 1;
}

/* Without a model, nothing of the dump is left for the next corpus, which has no attention. */
static void
test_corpus_dump_leaves_nothing_behind (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autoptr(HeedDocument) document = heed_document_new (fixture->worker);
  g_autoptr(HeedCorpus) corpus = heed_corpus_new (document);
  const char *const dump[] = { fixture->gold, fixture->dump, NULL };
  const char *const texts[] = { fixture->source, fixture->target, NULL };
  guint n_opened = 0;

  g_signal_connect (corpus, "opened", G_CALLBACK (opened_cb), &n_opened);
  heed_corpus_open (corpus, dump);
  wait_for_corpus (corpus, HEED_CORPUS_READ);
  g_assert_cmpuint (n_opened, ==, 1);

  heed_corpus_open (corpus, texts);
  wait_for_corpus (corpus, HEED_CORPUS_WAITING);
  g_assert_cmpuint (n_opened, ==, 2);
}

static void
pair_loaded_cb (HeedCorpus            *corpus,
                const HeedPairDetails *details,
                guint                 *n_times)
{
  g_assert_no_error (details->reading.problem);
  g_assert_cmpuint (details->reading.words->n_columns, ==, 2);
  *n_times += 1;
}

static gboolean
is_offered (Fixture    *fixture,
            const char *column)
{
  HeedCorpusTable *table = heed_corpus_page_get_table (HEED_CORPUS_PAGE (fixture->page));

  return g_action_group_get_action_enabled (heed_corpus_table_get_actions (table), column);
}

/* The page browses it, and what a model is needed for is off. */
static void
test_corpus_dump_is_browsed (Fixture       *fixture,
                             gconstpointer  data)
{
  HeedCorpusTable *table = heed_corpus_page_get_table (HEED_CORPUS_PAGE (fixture->page));
  g_autofree char *files = NULL;
  g_autofree char *settings = NULL;
  guint n_times = 0;

  g_signal_connect_after (fixture->corpus, "pair-loaded", G_CALLBACK (pair_loaded_cb), &n_times);
  open_dump (fixture);
  heed_corpus_table_select (table, 1);
  while (n_times == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (is_offered (fixture, "aer"));
  g_assert_true (is_offered (fixture, "coverage"));
  g_assert_false (is_offered (fixture, "log-prob"));
  g_assert_false (is_offered (fixture, "entropy"));
  g_assert_nonnull (heed_heatmap_get_matrix (HEED_HEATMAP (
    drawn_find (fixture->page, HEED_TYPE_HEATMAP, 0))));
  files = heed_corpus_message_new_files (heed_corpus_get_files (fixture->corpus));
  g_assert_nonnull (strstr (files, "attention of another program"));
  settings = heed_corpus_message_new_settings (fixture->corpus);
  g_assert_true (g_str_has_prefix (settings, "attention, The attention, argmax"));
}

/* Every shift and rule is tried. */
static void
test_corpus_dump_is_swept (Fixture       *fixture,
                           gconstpointer  data)
{
  HeedCorpusSweepButton *button =
    HEED_CORPUS_SWEEP_BUTTON (drawn_find (fixture->page, HEED_TYPE_CORPUS_SWEEP_BUTTON, 0));
  const char *words;

  open_dump (fixture);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (button)));
  heed_corpus_sweep_button_find (button);
  while ((words = heed_corpus_sweep_view_get_message (
            heed_corpus_sweep_button_get_view (button))) == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (g_str_has_prefix (words, "The attention"));
  g_assert_nonnull (strstr (words, "on 2 sentences"));
}

/* Beside tokens that it has not; a file that is none is taken for text. */
static void
test_corpus_dump_is_known (Fixture       *fixture,
                           gconstpointer  data)
{
  g_assert_true (heed_corpus_opening_is_dump (fixture->dump));
  g_assert_false (heed_corpus_opening_is_dump (fixture->gold));
  g_assert_true (g_file_set_contents (fixture->gold, "the cat ||| le chat\n", -1, NULL));
  g_assert_false (heed_corpus_opening_is_dump (fixture->gold));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/corpus-dump/is-scored", test_corpus_dump_is_scored);
  ADD ("/app/corpus-dump/is-read-in-another-way", test_corpus_dump_is_read_in_another_way);
  ADD ("/app/corpus-dump/needs-no-model", test_corpus_dump_needs_no_model);
  ADD ("/app/corpus-dump/leaves-nothing-behind", test_corpus_dump_leaves_nothing_behind);
  ADD ("/app/corpus-dump/is-browsed", test_corpus_dump_is_browsed);
  ADD ("/app/corpus-dump/is-swept", test_corpus_dump_is_swept);
  ADD ("/app/corpus-dump/is-known", test_corpus_dump_is_known);
#undef ADD

  return g_test_run ();
}
