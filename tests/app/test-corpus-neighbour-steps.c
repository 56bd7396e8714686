/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/corpus/open-corpus.c,
 *   app/window/pages/translate/neighbour-steps.c
 */

#include "app/window/pages/translate/neighbour-steps.h"

#include <string.h>

#include "app/window/corpus/open-corpus.h"
#include "app/window/document/document-changes.h"
#include "app/window/page.h"
#include "app/window/pages/corpus/corpus-page.h"
#include "app/window/pages/corpus/corpus-translating.h"
#include "find-widget.h"
#include "page-fixture.h"
#include "small-corpus.h"
#include "ui/style.h"

/* Seven sentences, twice: pair 8 is pair 1 once more. */
#define N_PAIRS 14
#define N_KINDS 7
#define PAIR    1
#define STEP    3

typedef struct {
  PageFixture                 translate;
  SmallCorpus                 files;
  GtkWidget                  *page;    /* Corpus */
  HeedCorpusNeighboursButton *button;  /* on the page Translate */
} Fixture;

static HeedCorpus *
get_corpus (Fixture *fixture)
{
  return heed_corpus_page_get_corpus (HEED_CORPUS_PAGE (fixture->page));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  page_fixture_set_up (&fixture->translate, "en-fr.safetensors", "I have a dog.");
  small_corpus_write (&fixture->files, N_PAIRS);
  fixture->page = g_object_ref_sink (heed_corpus_page_new ());
  heed_page_set_document (HEED_PAGE (fixture->page), fixture->translate.document);
  fixture->button = HEED_CORPUS_NEIGHBOURS_BUTTON (
    find_widget (fixture->translate.page, HEED_TYPE_CORPUS_NEIGHBOURS_BUTTON));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  heed_page_set_document (HEED_PAGE (fixture->page), NULL);
  g_assert_null (heed_open_corpus_get (heed_open_corpus_of (fixture->translate.document)));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->button)));
  g_clear_object (&fixture->page);
  page_fixture_tear_down (&fixture->translate);
  small_corpus_clear (&fixture->files);
}

static void
open_corpus (Fixture *fixture)
{
  small_corpus_open (&fixture->files, get_corpus (fixture), FALSE);
  wait_for_corpus (get_corpus (fixture), HEED_CORPUS_READ);
}

static void
select_step (Fixture *fixture,
             int      step)
{
  heed_document_view_select (heed_document_get_view (fixture->translate.document), step, -1);
  page_fixture_wait_for_frames (&fixture->translate);
}

/* Without a corpus there is nothing to compare with, without a step nothing to compare. */
static void
test_needs_a_corpus (Fixture       *fixture,
                     gconstpointer  data)
{
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->button)));
  open_corpus (fixture);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->button)));

  heed_document_set_text (fixture->translate.document, "");
  while (heed_document_get_n_steps (fixture->translate.document) > 0)
    g_main_context_iteration (NULL, TRUE);
  heed_corpus_neighbours_button_find (fixture->button);
  g_assert_cmpstr (heed_analysis_button_get_message (
                     heed_corpus_neighbours_button_get_button (fixture->button)), ==,
                   "Choose a step of the translation first.");
}

/* A sentence of the corpus is left out itself; its twin is nearest, at the same step, and a click
 * shows it there on the page Corpus. */
static void
test_leaves_out_its_own_pair (Fixture       *fixture,
                              gconstpointer  data)
{
  HeedNumberTable *table;

  open_corpus (fixture);
  heed_corpus_translate_pair (fixture->page, get_corpus (fixture), fixture->translate.document,
                              PAIR);
  page_fixture_settle (&fixture->translate);
  select_step (fixture, STEP);
  table = find_nearest (fixture->button);
  g_assert_cmpuint (heed_number_table_get_n (table), ==, N_PAIRS - 1);
  assert_nearest (table, "9", "fatiguée", "1.000");
  g_assert_nonnull (strstr (heed_analysis_button_get_message (
                              heed_corpus_neighbours_button_get_button (fixture->button)),
                            "that at “fatiguée”."));

  g_signal_emit_by_name (table, "activated", 0);
  g_assert_cmpint (heed_corpus_table_get_selected (
                     heed_corpus_page_get_table (HEED_CORPUS_PAGE (fixture->page))), ==,
                   PAIR + N_KINDS);
}

/* Any other sentence is compared with all pairs. */
static void
test_compares_any_sentence (Fixture       *fixture,
                            gconstpointer  data)
{
  open_corpus (fixture);
  heed_corpus_translate_pair (fixture->page, get_corpus (fixture), fixture->translate.document,
                              PAIR);
  page_fixture_settle (&fixture->translate);
  heed_document_set_text (fixture->translate.document, "I have a dog.");
  page_fixture_settle (&fixture->translate);
  g_assert_cmpint (heed_open_corpus_get_pair (heed_open_corpus_of (fixture->translate.document)),
                   ==, -1);

  select_step (fixture, 0);
  g_assert_cmpuint (heed_number_table_get_n (find_nearest (fixture->button)), ==, N_PAIRS);
}

/* What was changed changes the state, and so what is near. */
static void
test_follows_changes (Fixture       *fixture,
                      gconstpointer  data)
{
  HeedNumberTable *table;

  open_corpus (fixture);
  heed_corpus_translate_pair (fixture->page, get_corpus (fixture), fixture->translate.document,
                              PAIR);
  page_fixture_settle (&fixture->translate);
  for (guint i = 0; i <= STEP; i++)
    heed_document_set_hidden (fixture->translate.document, i, TRUE);
  page_fixture_settle (&fixture->translate);
  select_step (fixture, STEP);
  table = find_nearest (fixture->button);
  g_assert_cmpstr (heed_number_table_get_text (table, 0, HEED_NEIGHBOUR_COLUMN_COSINE), !=,
                   "1.000");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  heed_style_install (gdk_display_get_default ());

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/neighbour-steps/needs-a-corpus", test_needs_a_corpus);
  ADD ("/app/neighbour-steps/leaves-out-its-own-pair", test_leaves_out_its_own_pair);
  ADD ("/app/neighbour-steps/compares-any-sentence", test_compares_any_sentence);
  ADD ("/app/neighbour-steps/follows-changes", test_follows_changes);
#undef ADD

  return g_test_run ();
}
