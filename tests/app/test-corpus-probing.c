/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/corpus/corpus-prober.c,
 *   app/window/pages/corpus/corpus-probe-bar.c
 */

#include "app/window/corpus/corpus.h"

#include <math.h>

#include "app/core/corpus/corpus-probe.h"
#include "app/window/page.h"
#include "app/window/pages/corpus/corpus-page.h"
#include "app/window/pages/corpus/corpus-probe-bar.h"
#include "small-corpus.h"
#include "tests/ui/drawn.h"

#define N_PAIRS 7

typedef CorpusFixture Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  corpus_fixture_set_up (fixture, "en-fr", N_PAIRS);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  corpus_fixture_tear_down (fixture);
}

static void
wait_for_probes (HeedCorpus      *corpus,
                 HeedProbesState  state)
{
  HeedCorpusProgress progress;

  while (heed_corpus_get_probes (corpus, &progress) != state)
    g_main_context_iteration (NULL, TRUE);
}

static double
get (HeedCorpus  *corpus,
     guint        i,
     HeedMeasure  measure)
{
  return heed_corpus_row_get (heed_corpus_rows_get (heed_corpus_get_rows (corpus), i), measure);
}

/* As heed-cli corpus --probe asks. */
static void
probe_alone (HeedCorpus     *corpus,
             guint           i,
             HeedCorpusLine *line)
{
  const HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, 0 };
  const HeedForcedView view = { &site, 1, 1, TRUE };
  const HeedLinkOptions links = HEED_LINK_OPTIONS_DEFAULT;
  HeedModel *model = heed_corpus_get_model (corpus);
  g_auto(HeedCorpusPair) texts = { NULL, NULL };
  g_autoptr(GError) error = NULL;
  HeedForced forced;
  HeedInputPair pair;

  g_assert_true (heed_corpus_files_read (heed_corpus_get_files (corpus), i, &texts, NULL));
  pair = (HeedInputPair) { { HEED_SIDE_SOURCE, HEED_INPUT_TEXT, FALSE, texts.source },
                           { HEED_SIDE_TARGET, HEED_INPUT_TEXT, FALSE, texts.target } };
  heed_forced_read (&forced, model, &pair, 1, &view);
  heed_corpus_line_read (line, &pair, &forced, &view, &links, NULL);
  heed_corpus_probe_line (line, model, &forced, &view, HEED_LEAST_SOURCE_SHARE, &error);
  g_assert_no_error (error);
  heed_forced_clear (&forced);
}

/* On demand, the same as heed-cli finds; other links have other spans, and are asked again. */
static void
test_corpus_probing_on_demand (Fixture       *fixture,
                               gconstpointer  data)
{
  HeedCorpus *corpus = fixture->corpus;
  g_autoptr(HeedLinkSettings) settings = NULL;

  small_corpus_open (&fixture->files, corpus, TRUE);
  wait_for_corpus (corpus, HEED_CORPUS_READ);
  g_assert_true (isnan (get (corpus, 0, HEED_MEASURE_RECEIVED)));
  wait_for_probes (corpus, HEED_PROBES_NOT_WANTED);

  heed_corpus_want_probes (corpus, TRUE);
  wait_for_probes (corpus, HEED_PROBES_DONE);
  for (guint i = 0; i < N_PAIRS; i++)
    {
      g_auto(HeedCorpusLine) line = { 0 };

      probe_alone (corpus, i, &line);
      g_assert_cmpfloat_with_epsilon (get (corpus, i, HEED_MEASURE_RECEIVED),
                                      line.probe.received, 1e-4);
      g_assert_cmpfloat_with_epsilon (get (corpus, i, HEED_MEASURE_OMISSION), line.probe.change,
                                      1e-3);
      g_assert_cmpfloat_with_epsilon (get (corpus, i, HEED_MEASURE_END), line.probe.end_prob,
                                      1e-4);
      g_assert_cmpfloat_with_epsilon (get (corpus, i, HEED_MEASURE_SOURCE_SHARE),
                                      line.probe.source_share, 1e-4);
    }

  settings = heed_link_settings_copy (heed_corpus_get_link_settings (corpus));
  settings->links.shift = 1;
  heed_corpus_set_link_settings (corpus, settings);
  g_assert_true (isnan (get (corpus, 0, HEED_MEASURE_RECEIVED)));
  wait_for_probes (corpus, HEED_PROBES_DONE);
  g_assert_true (isfinite (get (corpus, 0, HEED_MEASURE_RECEIVED)));
}

static void
test_corpus_probing_pauses (Fixture       *fixture,
                            gconstpointer  data)
{
  HeedCorpusProgress before, after;
  gint64 end;

  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  heed_corpus_want_probes (fixture->corpus, TRUE);
  heed_corpus_pause_probes (fixture->corpus, TRUE);
  g_assert_cmpint (heed_corpus_get_probes (fixture->corpus, &before), ==, HEED_PROBES_STOPPED);
  g_assert_cmpuint (before.n_done, <, N_PAIRS);
  for (end = g_get_monotonic_time () + 200000; g_get_monotonic_time () < end; )
    g_main_context_iteration (NULL, FALSE);
  heed_corpus_get_probes (fixture->corpus, &after);
  g_assert_cmpuint (after.n_done, ==, before.n_done);

  heed_corpus_pause_probes (fixture->corpus, FALSE);
  wait_for_probes (fixture->corpus, HEED_PROBES_DONE);
}

/* Whoever looks at a column has it filled. */
static void
test_corpus_probing_by_a_column (Fixture       *fixture,
                                 gconstpointer  data)
{
  GtkWidget *page = heed_corpus_page_new ();
  GtkWidget *window = drawn_window_new (page, 1280, 720);
  GtkWidget *bar = drawn_find (page, HEED_TYPE_CORPUS_PROBE_BAR, 0);
  HeedCorpusTable *table = heed_corpus_page_get_table (HEED_CORPUS_PAGE (page));
  HeedCorpus *corpus;

  heed_page_set_document (HEED_PAGE (page), fixture->document);
  corpus = heed_corpus_page_get_corpus (HEED_CORPUS_PAGE (page));
  small_corpus_open (&fixture->files, corpus, TRUE);
  wait_for_corpus (corpus, HEED_CORPUS_READ);
  g_assert_false (heed_corpus_table_wants_probes (table));
  g_assert_false (gtk_widget_get_visible (bar));
  g_action_group_activate_action (heed_corpus_table_get_actions (table), "received", NULL);
  g_assert_true (heed_corpus_table_wants_probes (table));
  g_assert_true (gtk_widget_get_visible (bar));
  wait_for_probes (corpus, HEED_PROBES_DONE);
  while (gtk_widget_get_visible (bar))
    g_main_context_iteration (NULL, TRUE);

  heed_page_set_document (HEED_PAGE (page), NULL);
  drawn_finish (window, page);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/corpus-probing/on-demand", test_corpus_probing_on_demand);
  ADD ("/app/corpus-probing/pauses", test_corpus_probing_pauses);
  ADD ("/app/corpus-probing/by-a-column", test_corpus_probing_by_a_column);
#undef ADD

  return g_test_run ();
}
