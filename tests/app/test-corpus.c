/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/corpus/corpus-opener.c, app/core/corpus/corpus-relink.c,
 *   app/core/corpus/corpus-run.c,
 *   app/core/corpus/link-settings.c
 */

#include "app/window/corpus/corpus.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "app/window/document/document-opening.h"
#include "small-corpus.h"

#define N_PAIRS 210

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

/* What one pair alone is said to be, without a thread or a window. */
static void
read_alone (Fixture       *fixture,
            guint          i,
            HeedCorpusRow *row)
{
  HeedModel *model = heed_document_get_model (fixture->document);
  g_autoptr(HeedLinkSettings) settings = heed_link_settings_new (model);
  HeedCorpusFiles *files = heed_corpus_get_files (fixture->corpus);
  g_auto(HeedCorpusPair) pair = { NULL, NULL };
  HeedCorpusReading reading;

  g_assert_true (heed_corpus_files_read (files, i, &pair, NULL));
  heed_corpus_read_pairs (settings, model, &pair, 1, &reading);
  g_assert_no_error (reading.problem);
  heed_corpus_row_from_line (row, &reading.line);
  heed_corpus_row_evaluate (row, reading.line.links,
                            heed_gold_file_get (heed_corpus_files_get_gold (files), i));
  heed_corpus_reading_clear (&reading);
}

static void
assert_all_read (Fixture *fixture)
{
  HeedCorpusRows *rows = heed_corpus_get_rows (fixture->corpus);

  for (guint i = 0; i < N_PAIRS; i++)
    {
      const HeedCorpusRow *row = heed_corpus_rows_get (rows, i);
      HeedCorpusRow alone;

      read_alone (fixture, i % 14, &alone);
      g_assert_cmpuint (row->state, ==, HEED_ROW_DONE);
      g_assert_cmpuint (row->n_found_sure, ==, alone.n_found_sure);
      g_assert_cmpuint (row->n_sure, ==, alone.n_sure);
      g_assert_cmpfloat_with_epsilon (row->log_prob, alone.log_prob, 1e-3);
      g_assert_cmpfloat_with_epsilon (row->coverage, alone.coverage, 1e-4);
    }
}

static void
test_corpus_is_read_as_each_pair_alone (Fixture       *fixture,
                                        gconstpointer  data)
{
  HeedCorpusSummary summary;

  g_assert_cmpint (heed_corpus_get_state (fixture->corpus), ==, HEED_CORPUS_EMPTY);
  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  g_assert_cmpint (heed_corpus_get_state (fixture->corpus), ==, HEED_CORPUS_OPENING);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  assert_all_read (fixture);

  summary = heed_corpus_summarise (fixture->corpus);
  g_assert_cmpuint (summary.n_gold, ==, N_PAIRS);
  g_assert_cmpfloat (summary.score.error_rate, <, 0.5);
}

static void
count_cb (HeedCorpus *corpus,
          guint      *n_times)
{
  *n_times += 1;
}

/* It stops in the middle, nothing is lost, and what is left is read afterwards. */
static void
test_corpus_stops_and_goes_on (Fixture       *fixture,
                               gconstpointer  data)
{
  HeedCorpusProgress before, after;
  gint64 end;

  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READING);
  while (heed_corpus_get_progress (fixture->corpus).n_done == 0)
    g_main_context_iteration (NULL, TRUE);

  heed_corpus_stop (fixture->corpus);
  before = heed_corpus_get_progress (fixture->corpus);
  g_assert_cmpint (heed_corpus_get_state (fixture->corpus), ==, HEED_CORPUS_STOPPED);
  g_assert_cmpuint (before.n_done, <, N_PAIRS);

  for (end = g_get_monotonic_time () + 200000; g_get_monotonic_time () < end; )
    g_main_context_iteration (NULL, FALSE);
  after = heed_corpus_get_progress (fixture->corpus);
  g_assert_cmpuint (after.n_done, ==, before.n_done);

  heed_corpus_resume (fixture->corpus);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  assert_all_read (fixture);
}

/* Whatever is typed meanwhile is decoded between two slices. */
static void
test_corpus_leaves_room_for_typing (Fixture       *fixture,
                                    gconstpointer  data)
{
  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READING);
  heed_document_set_text (fixture->document, "The cat sleeps.");
  while (heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (heed_corpus_get_state (fixture->corpus), ==, HEED_CORPUS_READING);
}

/* Numbers are always those of the model whose name is shown. */
static void
test_corpus_is_read_again_by_another_model (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("HEED_MODELS"), "en-fr-none.safetensors", NULL);
  HeedModel *first = heed_document_get_model (fixture->document);

  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  heed_document_open (fixture->document, path);
  while (heed_document_get_model (fixture->document) == first)
    g_main_context_iteration (NULL, TRUE);

  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  g_assert_true (heed_corpus_get_model (fixture->corpus) ==
                 heed_document_get_model (fixture->document));
  for (guint i = 0; i < N_PAIRS; i++)
    g_assert_false (heed_corpus_rows_get (heed_corpus_get_rows (fixture->corpus), i)
                    ->has_attention);
}

/* What was kept is enough to read links in another way, as if it had been read so at first;
 * and back again. */
static void
test_corpus_reads_links_again (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr(HeedLinkSettings) settings = NULL;
  g_autoptr(HeedLinkSettings) usual = NULL;
  g_autoptr(GArray) shifted = g_array_new (FALSE, FALSE, sizeof (HeedCorpusRow));
  HeedCorpusRows *rows;
  double before, after;

  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  rows = heed_corpus_get_rows (fixture->corpus);
  before = heed_corpus_summarise (fixture->corpus).score.error_rate;
  usual = heed_link_settings_copy (heed_corpus_get_link_settings (fixture->corpus));
  settings = heed_link_settings_copy (usual);
  settings->links.shift = 1;
  settings->links.rule = HEED_LINK_THRESHOLD;
  settings->links.share = 0.3;

  heed_corpus_set_link_settings (fixture->corpus, settings);
  g_assert_true (heed_corpus_is_relinking (fixture->corpus));
  while (heed_corpus_is_relinking (fixture->corpus))
    g_main_context_iteration (NULL, TRUE);
  after = heed_corpus_summarise (fixture->corpus).score.error_rate;
  g_assert_cmpfloat (after, >, before + 0.05);

  /* An interval that was being drawn is not of these links: another one comes. */
  while (!(heed_corpus_summarise (fixture->corpus).error_rate.high > after))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < N_PAIRS; i++)
    g_array_append_val (shifted, *heed_corpus_rows_get (rows, i));

  /* All over, by the model */
  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READING);
  heed_corpus_set_link_settings (fixture->corpus, settings);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  while (heed_corpus_is_relinking (fixture->corpus))
    g_main_context_iteration (NULL, TRUE);
  rows = heed_corpus_get_rows (fixture->corpus);
  for (guint i = 0; i < N_PAIRS; i++)
    {
      const HeedCorpusRow *one = heed_corpus_rows_get (rows, i);
      const HeedCorpusRow *other = &g_array_index (shifted, HeedCorpusRow, i);

      g_assert_cmpuint (one->n_found, ==, other->n_found);
      g_assert_cmpuint (one->n_found_possible, ==, other->n_found_possible);
      g_assert_cmpfloat_with_epsilon (one->coverage, other->coverage, 1e-4);
    }

  heed_corpus_set_link_settings (fixture->corpus, usual);
  while (heed_corpus_is_relinking (fixture->corpus))
    g_main_context_iteration (NULL, TRUE);
  assert_all_read (fixture);
}

/* The same pairs by two models, with an interval of the difference. */
static void
test_corpus_is_compared (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("HEED_MODELS"), "en-fr-transformer.safetensors", NULL);
  HeedModel *first = heed_document_get_model (fixture->document);
  HeedCorpusComparison comparison;
  double before;

  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  g_assert_false (heed_corpus_compare (fixture->corpus, &comparison));
  before = heed_corpus_summarise (fixture->corpus).score.error_rate;
  heed_corpus_set_baseline (fixture->corpus, "first");
  heed_document_open (fixture->document, path);
  while (heed_document_get_model (fixture->document) == first)
    g_main_context_iteration (NULL, TRUE);

  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_true (heed_corpus_compare (fixture->corpus, &comparison));
    }
  while (!(comparison.difference.low <= comparison.now - comparison.baseline &&
           comparison.now - comparison.baseline <= comparison.difference.high));

  g_assert_cmpstr (comparison.name, ==, "first");
  g_assert_cmpuint (comparison.n_pairs, ==, N_PAIRS);
  g_assert_cmpfloat_with_epsilon (comparison.baseline, before, 1e-9);
}

typedef struct {
  guint n_times;
  guint i;
  guint n_rows;
  guint n_columns;
  char *target;
} Seen;

static void
pair_loaded_cb (HeedCorpus            *corpus,
                const HeedPairDetails *details,
                Seen                  *seen)
{
  g_assert_no_error (details->reading.problem);
  seen->n_times++;
  seen->i = details->i;
  seen->n_rows = details->reading.words->n_rows;
  seen->n_columns = details->reading.words->n_columns;
  g_free (seen->target);
  seen->target = g_strdup (details->pair.target);
}

static void
test_corpus_shows_one_pair (Fixture       *fixture,
                            gconstpointer  data)
{
  Seen seen = { 0 };

  g_signal_connect (fixture->corpus, "pair-loaded", G_CALLBACK (pair_loaded_cb), &seen);
  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READING);
  heed_corpus_load_pair (fixture->corpus, 3);
  while (seen.n_times == 0)
    g_main_context_iteration (NULL, TRUE);

  /* while the rest is still read */
  g_assert_cmpint (heed_corpus_get_state (fixture->corpus), ==, HEED_CORPUS_READING);
  g_assert_cmpuint (seen.i, ==, 3);
  g_assert_cmpuint (seen.n_columns, ==, 9);
  g_assert_cmpuint (seen.n_rows, ==, 9);
  g_free (seen.target);
}

/* Without a target the model says one. */
static void
test_corpus_is_translated (Fixture       *fixture,
                           gconstpointer  data)
{
  const char *const paths[] = { fixture->files.source, NULL };
  Seen seen = { 0 };

  g_signal_connect (fixture->corpus, "pair-loaded", G_CALLBACK (pair_loaded_cb), &seen);
  heed_corpus_open (fixture->corpus, paths);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  heed_corpus_load_pair (fixture->corpus, 0);
  while (seen.n_times == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (seen.target, ==, "J'ai un chat.");
  g_assert_cmpuint (heed_corpus_rows_get (heed_corpus_get_rows (fixture->corpus), 0)
                    ->n_target_words, ==, 3);
  g_free (seen.target);
}

static void
failed_cb (HeedCorpus   *corpus,
           const GError *error,
           char        **message)
{
  g_free (*message);
  *message = g_strdup (error->message);
}

/* A corpus that cannot be opened leaves the one that was there. */
static void
test_corpus_stays_if_the_next_is_wrong (Fixture       *fixture,
                                        gconstpointer  data)
{
  const char *const wrong[] = { fixture->files.gold, NULL };
  g_autofree char *message = NULL;
  guint n_opened = 0;

  g_signal_connect (fixture->corpus, "open-failed", G_CALLBACK (failed_cb), &message);
  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  g_signal_connect (fixture->corpus, "opened", G_CALLBACK (count_cb), &n_opened);
  heed_corpus_open (fixture->corpus, wrong);
  while (message == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_nonnull (strstr (message, "expected sentences beside links"));
  g_assert_cmpuint (n_opened, ==, 0);
  g_assert_cmpint (heed_corpus_get_state (fixture->corpus), ==, HEED_CORPUS_READ);
  g_assert_cmpuint (heed_corpus_get_progress (fixture->corpus).n_done, ==, N_PAIRS);
}

/* Drawn on a thread, it comes after all is read. */
static void
test_corpus_has_an_interval (Fixture       *fixture,
                             gconstpointer  data)
{
  HeedCorpusSummary summary;

  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);

  /* What was drawn before all was read is drawn again. */
  for (summary = heed_corpus_summarise (fixture->corpus);
       !(summary.error_rate.low < summary.score.error_rate &&
         summary.score.error_rate < summary.error_rate.high);
       summary = heed_corpus_summarise (fixture->corpus))
    g_main_context_iteration (NULL, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/corpus/is-read-as-each-pair-alone", test_corpus_is_read_as_each_pair_alone);
  ADD ("/app/corpus/stops-and-goes-on", test_corpus_stops_and_goes_on);
  ADD ("/app/corpus/leaves-room-for-typing", test_corpus_leaves_room_for_typing);
  ADD ("/app/corpus/is-read-again-by-another-model", test_corpus_is_read_again_by_another_model);
  ADD ("/app/corpus/reads-links-again", test_corpus_reads_links_again);
  ADD ("/app/corpus/is-compared", test_corpus_is_compared);
  ADD ("/app/corpus/shows-one-pair", test_corpus_shows_one_pair);
  ADD ("/app/corpus/is-translated", test_corpus_is_translated);
  ADD ("/app/corpus/stays-if-the-next-is-wrong", test_corpus_stays_if_the_next_is_wrong);
  ADD ("/app/corpus/has-an-interval", test_corpus_has_an_interval);
#undef ADD

  return g_test_run ();
}
