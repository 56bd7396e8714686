/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/corpus/forced-session.c,
 *   app/core/corpus/state-run.c,
 *   app/window/corpus/corpus-states.c,
 *   app/window/corpus/corpus-summing.c,
 *   app/window/pages/corpus/corpus-analyses.c,
 *   app/window/pages/corpus/corpus-neighbours-button.c
 */

#include <string.h>

#include "app/window/pages/corpus/corpus-analyses.h"
#include "small-corpus.h"
#include "tests/ui/drawn.h"
#include "ui/heatmap.h"
#include "ui/style.h"

/* Seven sentences, twice: pair 7 is pair 0 once more. */
#define N_PAIRS 14
#define N_KINDS 7

typedef struct {
  CorpusFixture         of_corpus;
  GtkWidget            *window;
  GtkWidget            *box;
  HeedCorpusSentence   *sentence;
  HeedCorpusLinks      *links;
  HeedCorpusSummaryCard *summary;
  HeedCorpusAnalyses          analyses;
  HeedCorpusNeighboursButton *button;
  guint                       pair;   /* that was opened */
  guint                       step;
} Fixture;

static void
pair_loaded_cb (HeedCorpus            *corpus,
                const HeedPairDetails *details,
                Fixture               *fixture)
{
  heed_corpus_sentence_show (fixture->sentence, heed_corpus_get_model (corpus), details, NULL,
                             NULL);
}

static void
opened_cb (HeedCorpusNeighboursButton *button,
           guint                       pair,
           guint                       step,
           Fixture                    *fixture)
{
  fixture->pair = pair;
  fixture->step = step;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  corpus_fixture_set_up (&fixture->of_corpus, "en-fr", N_PAIRS);
  fixture->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  fixture->sentence = HEED_CORPUS_SENTENCE (heed_corpus_sentence_new ());
  fixture->links = HEED_CORPUS_LINKS (heed_corpus_links_new ());
  fixture->summary = HEED_CORPUS_SUMMARY (heed_corpus_summary_new ());
  heed_corpus_analyses_init (&fixture->analyses, fixture->links, fixture->summary,
                             fixture->sentence);
  fixture->button = fixture->analyses.neighbours;
  gtk_box_append (GTK_BOX (fixture->box), GTK_WIDGET (fixture->sentence));
  gtk_box_append (GTK_BOX (fixture->box), GTK_WIDGET (fixture->links));
  gtk_box_append (GTK_BOX (fixture->box), GTK_WIDGET (fixture->summary));
  fixture->window = drawn_window_new (fixture->box, 500, 400);
  g_signal_connect (fixture->of_corpus.corpus, "pair-loaded", G_CALLBACK (pair_loaded_cb), fixture);
  g_signal_connect (fixture->button, "opened", G_CALLBACK (opened_cb), fixture);
  heed_corpus_neighbours_button_set_corpus (fixture->button, fixture->of_corpus.corpus);
  small_corpus_open (&fixture->of_corpus.files, fixture->of_corpus.corpus, FALSE);
  wait_for_corpus (fixture->of_corpus.corpus, HEED_CORPUS_READ);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  heed_corpus_neighbours_button_set_corpus (fixture->button, NULL);
  heed_corpus_sentence_clear (fixture->sentence);
  drawn_finish (fixture->window, fixture->box);
  corpus_fixture_tear_down (&fixture->of_corpus);
}

static void
load_pair (Fixture *fixture,
           guint    pair)
{
  heed_corpus_load_pair (fixture->of_corpus.corpus, pair);
  while (heed_corpus_sentence_get_pair (fixture->sentence) != (int) pair)
    g_main_context_iteration (NULL, TRUE);
}

static HeedStateIndex *
get_index (Fixture *fixture)
{
  return heed_corpus_states_get_index (heed_corpus_states_of (fixture->of_corpus.corpus));
}

static HeedHeatmap *
get_heatmap (Fixture *fixture)
{
  return HEED_HEATMAP (drawn_find (GTK_WIDGET (fixture->sentence), HEED_TYPE_HEATMAP, 0));
}

/* The same sentence once more is nearest, at the same word; a click opens it there. */
static void
test_corpus_neighbours_finds_the_same_again (Fixture       *fixture,
                                             gconstpointer  data)
{
  HeedNumberTable *table;

  load_pair (fixture, 4);
  load_pair (fixture, 1);
  heed_heatmap_select (get_heatmap (fixture), 3, -1);
  table = find_nearest (fixture->button);
  g_assert_cmpuint (heed_number_table_get_n (table), ==, N_PAIRS - 1);
  assert_nearest (table, "9", "fatiguée", "1.000");
  g_assert_cmpstr (heed_number_table_get_text (table, 1, HEED_NEIGHBOUR_COLUMN_COSINE), !=,
                   "1.000");

  g_signal_emit_by_name (table, "activated", 0);
  g_assert_cmpuint (fixture->pair, ==, 1 + N_KINDS);
  heed_corpus_sentence_select_step (fixture->sentence, fixture->pair, fixture->step);
  load_pair (fixture, fixture->pair);
  g_assert_cmpint (heed_heatmap_get_selected_row (get_heatmap (fixture)), ==, 3);
}

/* What is kept is said, and what it costs. */
static void
test_corpus_neighbours_says_what_it_costs (Fixture       *fixture,
                                           gconstpointer  data)
{
  HeedStateIndexSize size;
  g_autofree char *bytes = NULL;
  g_autofree char *expected = NULL;

  load_pair (fixture, 0);
  g_assert_null (get_index (fixture));
  find_nearest (fixture->button);
  size = heed_state_index_get_size (get_index (fixture));
  g_assert_cmpuint (size.n_pairs, ==, N_PAIRS);
  g_assert_cmpuint (size.n_bytes, >, 0);
  bytes = g_format_size (size.n_bytes);
  expected = g_strdup_printf ("The states of 14 sentences are kept, %s in memory.", bytes);
  g_assert_nonnull (strstr (
    heed_analysis_button_get_message (heed_corpus_neighbours_button_get_button (fixture->button)),
    expected));
}

/* Nothing is shown: it says what to do. */
static void
test_corpus_neighbours_asks_for_a_sentence (Fixture       *fixture,
                                            gconstpointer  data)
{
  heed_corpus_neighbours_button_find (fixture->button);
  g_assert_cmpstr (heed_analysis_button_get_message (
                     heed_corpus_neighbours_button_get_button (fixture->button)), ==,
                   "Choose a sentence first.");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  heed_style_install (gdk_display_get_default ());

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/corpus-neighbours/finds-the-same-again", test_corpus_neighbours_finds_the_same_again);
  ADD ("/app/corpus-neighbours/says-what-it-costs", test_corpus_neighbours_says_what_it_costs);
  ADD ("/app/corpus-neighbours/asks-for-a-sentence", test_corpus_neighbours_asks_for_a_sentence);
#undef ADD

  return g_test_run ();
}
