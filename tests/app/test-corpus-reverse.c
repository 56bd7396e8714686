/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/corpus/corpus-linker.c,
 *   app/window/corpus/corpus-relinking.c,
 *   app/window/pages/corpus/corpus-reverse-bar.c,
 *   app/window/pages/corpus/corpus-titles.c
 */

#include "app/window/corpus/corpus-reverse.h"

#include <string.h>

#include "app/core/translation/forced.h"
#include "app/window/document/document-opening.h"
#include "app/window/pages/corpus/corpus-links.h"
#include "app/window/pages/corpus/corpus-messages.h"
#include "app/window/pages/corpus/corpus-reverse-bar.h"
#include "app/window/pages/corpus/corpus-sweep-button.h"
#include "small-corpus.h"
#include "tests/ui/drawn.h"
#include "ui/number-format.h"

#define N_PAIRS 70

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

static HeedCorpusReverse *
get_reverse (Fixture *fixture)
{
  return heed_corpus_get_reverse (fixture->corpus);
}

static void
open_reverse (Fixture    *fixture,
              const char *name)
{
  g_autofree char *file = g_strconcat (name, ".safetensors", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), file, NULL);

  heed_corpus_reverse_open (get_reverse (fixture), path);
}

static void
wait_until_settled (Fixture *fixture)
{
  while (!heed_corpus_is_settled (fixture->corpus) || heed_corpus_is_relinking (fixture->corpus))
    g_main_context_iteration (NULL, TRUE);
}

static void
symmetrise (Fixture            *fixture,
            HeedSymmetrisation  how)
{
  g_autoptr(HeedLinkSettings) settings =
    heed_link_settings_copy (heed_corpus_get_link_settings (fixture->corpus));

  settings->is_symmetrised = TRUE;
  settings->symmetrisation = how;
  heed_corpus_set_link_settings (fixture->corpus, settings);
}

/* As heed-cli align --reverse finds them. */
static HeedAlignment *
link_one_way (HeedModel  *model,
              const char *source,
              const char *target)
{
  const HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, 0 };
  const HeedForcedView view = { &site, 1, 1, FALSE };
  const HeedInputPair pair = { { HEED_SIDE_SOURCE, HEED_INPUT_TEXT, FALSE, source },
                               { HEED_SIDE_TARGET, HEED_INPUT_TEXT, FALSE, target } };
  const HeedLinkOptions options = HEED_LINK_OPTIONS_DEFAULT;
  HeedForced forced;
  g_autoptr(HeedMatrix) words = NULL;

  heed_forced_read (&forced, model, &pair, 1, &view);
  g_assert_no_error (forced.problem);
  words = heed_forced_dup_mean (&forced, &view, 0);
  heed_forced_clear (&forced);

  return heed_alignment_from_attention (words, &options);
}

/* Returns the links of the other direction, turned round; sets forward to those of this one. */
static HeedAlignment *
link_pair (Fixture        *fixture,
           guint           i,
           HeedAlignment **forward)
{
  g_auto(HeedCorpusPair) pair = { NULL, NULL };
  g_autoptr(HeedAlignment) backward = NULL;

  g_assert_true (heed_corpus_files_read (heed_corpus_get_files (fixture->corpus), i, &pair, NULL));
  *forward = link_one_way (heed_corpus_get_model (fixture->corpus), pair.source, pair.target);
  backward = link_one_way (heed_corpus_reverse_get_model (get_reverse (fixture)), pair.target,
                           pair.source);

  return heed_alignment_transpose (backward);
}

static HeedAlignment *
link_both_ways (Fixture            *fixture,
                guint               i,
                HeedSymmetrisation  how)
{
  g_autoptr(HeedAlignment) forward = NULL;
  g_autoptr(HeedAlignment) turned = link_pair (fixture, i, &forward);

  return heed_alignment_symmetrise (forward, turned, how);
}

static void
assert_symmetrised (Fixture            *fixture,
                    HeedSymmetrisation  how)
{
  HeedGoldFile *gold = heed_corpus_files_get_gold (heed_corpus_get_files (fixture->corpus));
  HeedAlignmentCounts counts = { 0 };

  for (guint i = 0; i < N_PAIRS; i++)
    {
      g_autoptr(HeedAlignment) links = link_both_ways (fixture, i % 7, how);
      const HeedCorpusRow *row = heed_corpus_rows_get (heed_corpus_get_rows (fixture->corpus), i);

      heed_alignment_count (&counts, links, heed_gold_file_get (gold, i));
      g_assert_true (row->has_links);
      g_assert_cmpuint (row->n_found, ==, links->n_links);
    }

  g_assert_cmpfloat_with_epsilon (heed_corpus_summarise (fixture->corpus).score.error_rate,
                                  heed_alignment_score_counts (&counts).error_rate, 1e-9);
}

/* Every method, at once from what is kept; and back to one way. */
static void
test_corpus_reverse_agrees (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(HeedLinkSettings) one_way = NULL;
  guint n_found[HEED_N_SYMMETRISATIONS];
  double before;

  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  one_way = heed_link_settings_copy (heed_corpus_get_link_settings (fixture->corpus));
  before = heed_corpus_summarise (fixture->corpus).score.error_rate;
  open_reverse (fixture, "fr-en");
  for (guint how = 0; how < HEED_N_SYMMETRISATIONS; how++)
    {
      symmetrise (fixture, (HeedSymmetrisation) how);
      wait_until_settled (fixture);
      g_assert_cmpint (heed_corpus_reverse_get_state (get_reverse (fixture)), ==,
                       HEED_REVERSE_READ);
      assert_symmetrised (fixture, (HeedSymmetrisation) how);
      n_found[how] = 0;
      for (guint i = 0; i < N_PAIRS; i++)
        n_found[how] +=
          heed_corpus_rows_get (heed_corpus_get_rows (fixture->corpus), i)->n_found;
    }

  g_assert_cmpuint (n_found[HEED_SYMMETRISE_INTERSECTION], <, n_found[HEED_SYMMETRISE_UNION]);
  heed_corpus_set_link_settings (fixture->corpus, one_way);
  wait_until_settled (fixture);
  g_assert_cmpfloat (heed_corpus_summarise (fixture->corpus).score.error_rate, ==, before);
}

/* Without a model links are read one way; what was not read back yet is not judged. */
static void
test_corpus_reverse_stops_and_goes_on (Fixture       *fixture,
                                       gconstpointer  data)
{
  HeedCorpusProgress progress;
  double before;

  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  before = heed_corpus_summarise (fixture->corpus).score.error_rate;
  symmetrise (fixture, HEED_SYMMETRISE_INTERSECTION);
  wait_until_settled (fixture);
  g_assert_cmpint (heed_corpus_reverse_get_state (get_reverse (fixture)), ==, HEED_REVERSE_NONE);
  g_assert_cmpfloat (heed_corpus_summarise (fixture->corpus).score.error_rate, ==, before);

  open_reverse (fixture, "fr-en");
  g_assert_cmpint (heed_corpus_reverse_get_state (get_reverse (fixture)), ==,
                   HEED_REVERSE_OPENING);
  while (heed_corpus_reverse_get_progress (get_reverse (fixture)).n_done == 0)
    g_main_context_iteration (NULL, TRUE);
  heed_corpus_reverse_stop (get_reverse (fixture));
  g_assert_cmpint (heed_corpus_reverse_get_state (get_reverse (fixture)), ==,
                   HEED_REVERSE_STOPPED);
  wait_until_settled (fixture);
  progress = heed_corpus_reverse_get_progress (get_reverse (fixture));
  g_assert_cmpuint (progress.n_done, <, N_PAIRS);
  g_assert_cmpuint (heed_corpus_summarise (fixture->corpus).n_gold, ==, progress.n_done);

  heed_corpus_reverse_resume (get_reverse (fixture));
  wait_until_settled (fixture);
  g_assert_cmpuint (heed_corpus_summarise (fixture->corpus).n_gold, ==, N_PAIRS);
  assert_symmetrised (fixture, HEED_SYMMETRISE_INTERSECTION);
}

static void
pair_loaded_cb (HeedCorpus            *corpus,
                const HeedPairDetails *details,
                HeedAlignment        **links)
{
  g_assert_no_error (details->reading.problem);
  *links = heed_alignment_ref (details->reading.line.links);
}

/* The pair that is looked at has the links that its row is judged by. */
static void
test_corpus_reverse_is_seen (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(HeedAlignment) seen = NULL;
  g_autoptr(HeedAlignment) expected = NULL;
  g_autofree char *text = NULL;
  g_autofree char *expected_text = NULL;

  g_signal_connect (fixture->corpus, "pair-loaded", G_CALLBACK (pair_loaded_cb), &seen);
  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  open_reverse (fixture, "fr-en");
  symmetrise (fixture, HEED_SYMMETRISE_UNION);
  wait_until_settled (fixture);
  heed_corpus_load_pair (fixture->corpus, 5);
  while (seen == NULL)
    g_main_context_iteration (NULL, TRUE);

  expected = link_both_ways (fixture, 5, HEED_SYMMETRISE_UNION);
  text = heed_alignment_dup_text (seen);
  expected_text = heed_alignment_dup_text (expected);
  g_assert_cmpstr (text, ==, expected_text);
}

/* What the model says in the place of a target is read back. */
static void
test_corpus_reverse_reads_translations (Fixture       *fixture,
                                        gconstpointer  data)
{
  const char *const paths[] = { fixture->files.source, NULL };

  heed_corpus_open (fixture->corpus, paths);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  open_reverse (fixture, "fr-en");
  symmetrise (fixture, HEED_SYMMETRISE_UNION);
  wait_until_settled (fixture);
  for (guint i = 0; i < N_PAIRS; i++)
    g_assert_true (heed_corpus_rows_get (heed_corpus_get_rows (fixture->corpus), i)->has_links);
}

static void
failed_cb (HeedCorpus   *corpus,
           const GError *error,
           guint        *n_failed)
{
  g_assert_nonnull (error);
  *n_failed += 1;
}

static void
test_corpus_reverse_may_be_no_model (Fixture       *fixture,
                                     gconstpointer  data)
{
  guint n_failed = 0;

  g_signal_connect (fixture->corpus, "reverse-failed", G_CALLBACK (failed_cb), &n_failed);
  heed_corpus_reverse_open (get_reverse (fixture), fixture->files.source);
  while (n_failed == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_null (heed_corpus_reverse_get_model (get_reverse (fixture)));
  g_assert_cmpint (heed_corpus_reverse_get_state (get_reverse (fixture)), ==, HEED_REVERSE_NONE);
}

/* Heads are compared with what the other direction found, once it has read something. */
static void
test_corpus_reverse_judges_heads (Fixture       *fixture,
                                  gconstpointer  data)
{
  GtkWidget *finder = heed_corpus_sweep_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *window = drawn_window_new (box, 300, 100);
  HeedCorpusSweepView *view = heed_corpus_sweep_button_get_view (HEED_CORPUS_SWEEP_BUTTON (finder));
  HeedAlignmentCounts counts = { 0 };
  g_autofree char *rate = NULL;
  g_autofree char *expected = NULL;

  gtk_box_append (GTK_BOX (box), finder);
  heed_corpus_sweep_button_set_corpus (HEED_CORPUS_SWEEP_BUTTON (finder), fixture->corpus);
  small_corpus_open (&fixture->files, fixture->corpus, FALSE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  open_reverse (fixture, "fr-en");
  symmetrise (fixture, HEED_SYMMETRISE_UNION);
  wait_until_settled (fixture);
  heed_corpus_sweep_button_set_criterion (HEED_CORPUS_SWEEP_BUTTON (finder), HEED_SWEEP_REVERSE);
  while (heed_corpus_sweep_view_get_message (view) == NULL)
    g_main_context_iteration (NULL, TRUE);

  for (guint i = 0; i < N_PAIRS; i++)
    {
      g_autoptr(HeedAlignment) forward = NULL;
      g_autoptr(HeedAlignment) turned = link_pair (fixture, i, &forward);

      heed_alignment_count (&counts, forward, turned);
    }

  rate = heed_number_format_weight (heed_alignment_score_counts (&counts).error_rate);
  expected = g_strdup_printf ("on %d sentences; the default would have been %s.", N_PAIRS, rate);
  g_assert_cmpstr (rate, !=, "0.00");
  g_assert_true (g_str_has_prefix (heed_corpus_sweep_view_get_message (view),
                                   "Against the links of the other direction: "));
  g_assert_nonnull (strstr (heed_corpus_sweep_view_get_message (view), expected));
  heed_corpus_sweep_button_set_corpus (HEED_CORPUS_SWEEP_BUTTON (finder), NULL);
  drawn_finish (window, box);
}

/* Of the attentions that somebody chose, those that the other model has too. */
static void
test_corpus_reverse_reads_the_same_heads (Fixture       *fixture,
                                          gconstpointer  data)
{
  HeedModel *model = heed_document_get_model (fixture->document);
  g_autoptr(HeedDocument) other = open_document (fixture->worker, "en-fr-transformer");
  HeedModel *transformer = heed_document_get_model (other);
  g_autoptr(HeedLinkSettings) settings = heed_link_settings_new (transformer);
  g_autoptr(HeedLinkSettings) usual =
    heed_link_settings_new_reversed (settings, transformer, model);
  g_autoptr(HeedLinkSettings) same = NULL;
  HeedAttentionSite *site = &g_array_index (settings->sites, HeedAttentionSite, 0);

  g_assert_cmpint (g_array_index (usual->sites, HeedAttentionSite, 0).layer, ==, 0);
  g_assert_cmpint (g_array_index (usual->sites, HeedAttentionSite, 0).head, ==, 0);
  *site = (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 1 };
  settings->keeps_end = settings->by_piece = TRUE;
  same = heed_link_settings_new_reversed (settings, transformer, transformer);
  g_assert_cmpint (g_array_index (same->sites, HeedAttentionSite, 0).head, ==, 1);
  g_assert_true (same->keeps_end && same->by_piece);
  g_assert_false (same->is_symmetrised);
}

static void
changed_cb (HeedCorpusLinks *links,
            Fixture         *fixture)
{
  g_autoptr(HeedLinkSettings) settings = heed_corpus_links_dup_settings (links);

  heed_corpus_set_link_settings (fixture->corpus, settings);
}

/* A person chooses a method: the model that ships for the other direction is taken, and said. */
static void
test_corpus_reverse_is_suggested (Fixture       *fixture,
                                  gconstpointer  data)
{
  GtkWidget *links = heed_corpus_links_new ();
  GtkWidget *window = drawn_window_new (links, 500, 200);
  GtkWidget *bar = drawn_find (links, HEED_TYPE_CORPUS_REVERSE_BAR, 0);
  g_autofree char *words = NULL;
  g_autofree char *settings = NULL;

  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  heed_corpus_links_set_corpus (HEED_CORPUS_LINKS (links), fixture->corpus);
  heed_corpus_links_show (HEED_CORPUS_LINKS (links), heed_corpus_get_model (fixture->corpus),
                          heed_corpus_get_link_settings (fixture->corpus));
  g_signal_connect (links, "changed", G_CALLBACK (changed_cb), fixture);
  g_assert_false (gtk_widget_get_visible (bar));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (drawn_find (links, GTK_TYPE_DROP_DOWN, 4)),
                              1 + HEED_SYMMETRISE_GROW_DIAG);
  while (heed_corpus_reverse_get_model (get_reverse (fixture)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  wait_until_settled (fixture);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_true (gtk_widget_get_visible (bar));
  g_assert_true (g_str_has_suffix (heed_corpus_reverse_get_path (get_reverse (fixture)),
                                   "/fr-en.safetensors"));
  words = heed_corpus_message_new_reverse (fixture->corpus);
  g_assert_nonnull (strstr (words, "70 of 70"));
  settings = heed_corpus_message_new_settings (fixture->corpus);
  g_assert_nonnull (strstr (settings, "grow-diag with French"));

  open_reverse (fixture, "en-fr");
  while (heed_corpus_reverse_get_state (get_reverse (fixture)) == HEED_REVERSE_OPENING)
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer (&words, g_free);
  words = heed_corpus_message_new_reverse (fixture->corpus);
  g_assert_nonnull (strstr (words, "not of the other direction"));
  heed_corpus_links_set_corpus (HEED_CORPUS_LINKS (links), NULL);
  drawn_finish (window, links);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/corpus-reverse/agrees", test_corpus_reverse_agrees);
  ADD ("/app/corpus-reverse/stops-and-goes-on", test_corpus_reverse_stops_and_goes_on);
  ADD ("/app/corpus-reverse/is-seen", test_corpus_reverse_is_seen);
  ADD ("/app/corpus-reverse/reads-translations", test_corpus_reverse_reads_translations);
  ADD ("/app/corpus-reverse/judges-heads", test_corpus_reverse_judges_heads);
  ADD ("/app/corpus-reverse/may-be-no-model", test_corpus_reverse_may_be_no_model);
  ADD ("/app/corpus-reverse/reads-the-same-heads", test_corpus_reverse_reads_the_same_heads);
  ADD ("/app/corpus-reverse/is-suggested", test_corpus_reverse_is_suggested);
#undef ADD

  return g_test_run ();
}
