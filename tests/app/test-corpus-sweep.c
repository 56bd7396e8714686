/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/corpus/occluded-pair.c,
 *   app/core/corpus/occlusion-sums.c,
 *   app/core/corpus/occlusion-sweep.c,
 *   app/window/pages/corpus/corpus-sweep-button.c,
 *   app/window/pages/corpus/corpus-links.c,
 *   app/window/pages/corpus/corpus-sweep-view.c
 */

#include "app/core/corpus/corpus-sweep.h"

#include <string.h>

#include "app/core/corpus/occlusion-sweep.h"
#include "app/window/pages/corpus/corpus-links.h"
#include "app/window/pages/corpus/corpus-sweep-button.h"
#include "small-corpus.h"
#include "tests/ui/drawn.h"
#include "ui/style.h"

#define N_PAIRS 14

typedef CorpusFixture Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  corpus_fixture_set_up (fixture, "en-fr-transformer", N_PAIRS);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  corpus_fixture_tear_down (fixture);
}

static GArray *
list_golds (Fixture *fixture)
{
  GArray *golds = heed_corpus_gold_new_list ();

  for (guint i = 0; i < N_PAIRS; i++)
    {
      HeedGoldFile *file = heed_corpus_files_get_gold (heed_corpus_get_files (fixture->corpus));
      HeedCorpusGold gold = { i, heed_alignment_ref (heed_gold_file_get (file, i)) };

      g_array_append_val (golds, gold);
    }

  return golds;
}

static HeedSession *
new_forced_session (HeedModel  *model,
                    const char *source,
                    const char *target)
{
  const HeedInputLine lines[] = {
    { HEED_SIDE_SOURCE, HEED_INPUT_TEXT, FALSE, source },
    { HEED_SIDE_TARGET, HEED_INPUT_TEXT, FALSE, target },
  };
  g_auto(HeedWords) read = { 0 };
  g_auto(HeedWords) said = { 0 };
  HeedSession *session;

  g_assert_true (heed_words_read (&read, model, &lines[0], NULL));
  g_assert_true (heed_words_read (&said, model, &lines[1], NULL));
  session = heed_session_new_from_ids (model, read.ids, read.n_ids, NULL);
  for (guint t = 0; t <= said.n_ids; t++)
    {
      guint32 token = t < said.n_ids ? said.ids[t] : heed_model_get_end_token (model);

      heed_step_unref (heed_session_step_forced (session, token, NULL));
    }

  return session;
}

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(HeedCorpusSweep **) user_data = heed_corpus_sweep_finish (result, NULL);
}

static void
assert_read (Fixture              *fixture,
             const HeedSweepTrial *trial)
{
  g_autoptr(HeedLinkSettings) adopted =
    heed_link_settings_copy (heed_corpus_get_link_settings (fixture->corpus));

  g_array_set_size (adopted->sites, 0);
  g_array_append_val (adopted->sites, trial->site);
  adopted->links = trial->links;
  heed_corpus_set_link_settings (fixture->corpus, adopted);
  while (heed_corpus_is_relinking (fixture->corpus))
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpfloat_with_epsilon (heed_corpus_summarise (fixture->corpus).score.error_rate,
                                  heed_alignment_score_counts (&trial->counts).error_rate, 1e-9);
}

/* Each is as good as it is said to be once it is adopted. */
static void
test_corpus_sweep_says_what_is_so (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr(HeedCorpusSweep) sweep = NULL;
  double default_rate, least = 0.0;

  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  default_rate = heed_corpus_summarise (fixture->corpus).score.error_rate;
  heed_corpus_sweep_async (heed_corpus_get_model (fixture->corpus),
                           heed_corpus_get_store (fixture->corpus), list_golds (fixture), NULL,
                           keep_cb, &sweep);
  while (sweep == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (sweep->n_pairs, ==, N_PAIRS);
  g_assert_cmpfloat_with_epsilon (
    heed_alignment_score_counts (&sweep->default_trial.counts).error_rate, default_rate, 1e-9);
  for (guint i = 0; i < sweep->trials->len; i++)
    {
      const HeedSweepTrial *trial = &g_array_index (sweep->trials, HeedSweepTrial, i);
      double rate = heed_alignment_score_counts (&trial->counts).error_rate;

      g_assert_cmpfloat (rate, >=, least);
      least = rate;
    }

  assert_read (fixture, &g_array_index (sweep->trials, HeedSweepTrial, 0));
  assert_read (fixture, &g_array_index (sweep->trials, HeedSweepTrial, sweep->trials->len - 1));
  assert_read (fixture, &g_array_index (sweep->trials, HeedSweepTrial, 3));
}

/* What is said of an attention is what its own matrix and the evidence of a session say. */
static void
test_occlusion_sweep_says_what_is_so (Fixture       *fixture,
                                      gconstpointer  data)
{
  HeedModel *model = heed_document_get_model (fixture->document);
  const HeedEvidenceWish wish = { .kind = HEED_EVIDENCE_OCCLUSION };
  g_autoptr(HeedCorpusSweep) sweep = NULL;
  g_autoptr(GArray) pairs = heed_corpus_gold_new_list ();
  HeedCorpusGold pair = { 1, NULL };
  g_autoptr(HeedSession) session = NULL;
  g_autoptr(HeedMatrix) evidence = NULL;
  HeedOcclusionJob job;

  small_corpus_open (&fixture->files, fixture->corpus, FALSE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  g_array_append_val (pairs, pair);
  job = (HeedOcclusionJob) { model, heed_corpus_get_files (fixture->corpus),
                             heed_corpus_get_store (fixture->corpus), g_array_ref (pairs) };
  heed_occlusion_sweep_async (fixture->worker, &job, NULL, keep_cb, &sweep);
  while (sweep == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (sweep->n_pairs, ==, 1);
  g_assert_cmpint (sweep->criterion, ==, HEED_SWEEP_OCCLUSION);
  session = new_forced_session (model, "She is very tired today.",
                                "Elle est très fatiguée aujourd'hui.");
  evidence = heed_session_dup_evidence (session, &wish, NULL);
  for (guint i = 0; i < sweep->trials->len; i++)
    {
      const HeedSweepTrial *trial = &g_array_index (sweep->trials, HeedSweepTrial, i);
      g_autoptr(HeedMatrix) attention = heed_session_dup_attention (session, trial->site);

      if (i > 0)
        g_assert_cmpfloat (trial->agreement, <=, trial[-1].agreement);
      if (trial->links.shift == 0)
        g_assert_cmpfloat_with_epsilon (trial->agreement,
                                        heed_attention_agreement (attention, evidence), 0.02);
    }
}

/* Without gold links too there is something to find, and it can be adopted. */
static void
test_corpus_sweep_button_does_without_gold (Fixture       *fixture,
                                            gconstpointer  data)
{
  GtkWidget *button = heed_corpus_sweep_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *window = drawn_window_new (box, 300, 100);
  HeedCorpusSweepView *view = heed_corpus_sweep_button_get_view (HEED_CORPUS_SWEEP_BUTTON (button));

  gtk_box_append (GTK_BOX (box), button);
  heed_corpus_sweep_button_set_corpus (HEED_CORPUS_SWEEP_BUTTON (button), fixture->corpus);
  small_corpus_open (&fixture->files, fixture->corpus, FALSE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  g_assert_true (gtk_widget_get_visible (button));
  heed_corpus_sweep_button_find (HEED_CORPUS_SWEEP_BUTTON (button));
  while (heed_corpus_sweep_view_get_message (view) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (heed_corpus_sweep_view_get_message (view),
                            " agrees best with occlusion: "));

  /* Nobody read the other direction: it says so. */
  heed_corpus_sweep_button_set_criterion (HEED_CORPUS_SWEEP_BUTTON (button), HEED_SWEEP_REVERSE);
  while (heed_corpus_sweep_view_get_message (view) != NULL)
    g_main_context_iteration (NULL, TRUE);

  heed_corpus_sweep_button_set_corpus (HEED_CORPUS_SWEEP_BUTTON (button), NULL);
  drawn_finish (window, box);
}

static void
adopted_cb (HeedCorpusSweepButton  *button,
            const HeedLinkSettings *settings,
            HeedLinkSettings      **adopted)
{
  g_clear_pointer (adopted, heed_link_settings_free);
  *adopted = heed_link_settings_copy (settings);
}

/* The button finds it, says it in a sentence, and a click on the wall adopts. */
static void
test_corpus_sweep_button_finds_on_demand (Fixture       *fixture,
                                          gconstpointer  data)
{
  GtkWidget *button = heed_corpus_sweep_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *window = drawn_window_new (box, 300, 100);
  HeedCorpusSweepView *view = heed_corpus_sweep_button_get_view (HEED_CORPUS_SWEEP_BUTTON (button));
  g_autoptr(HeedLinkSettings) adopted = NULL;

  /* Not there before there is something to find. */
  g_assert_false (gtk_widget_get_visible (button));
  gtk_box_append (GTK_BOX (box), button);
  heed_corpus_sweep_button_set_corpus (HEED_CORPUS_SWEEP_BUTTON (button), fixture->corpus);
  g_signal_connect (button, "adopted", G_CALLBACK (adopted_cb), &adopted);
  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  g_assert_true (gtk_widget_get_visible (button));
  heed_corpus_sweep_button_find (HEED_CORPUS_SWEEP_BUTTON (button));
  while (heed_corpus_sweep_view_get_message (view) == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_nonnull (strstr (heed_corpus_sweep_view_get_message (view),
                            "on 14 sentences; the default would have been 0."));
  g_assert_true (g_str_has_prefix (heed_corpus_sweep_view_get_message (view), "Layer "));
  g_assert_nonnull (strstr (heed_corpus_sweep_view_get_message (view),
                            "\nFirst third of a sentence: 0."));
  g_signal_emit_by_name (drawn_find (drawn_find (GTK_WIDGET (view), GTK_TYPE_FLOW_BOX, 0),
                                     GTK_TYPE_BUTTON, 0), "clicked");
  g_assert_nonnull (adopted);
  g_assert_cmpuint (adopted->sites->len, ==, 1);

  heed_corpus_sweep_button_set_corpus (HEED_CORPUS_SWEEP_BUTTON (button), NULL);
  drawn_finish (window, box);
}

static void
count_cb (HeedCorpusLinks *links,
          guint           *n_times)
{
  *n_times += 1;
}

/* What is shown is what is read back, and showing it is no choice of a person's. */
static void
test_corpus_links_hold_link_settings (Fixture       *fixture,
                              gconstpointer  data)
{
  HeedModel *model = heed_document_get_model (fixture->document);
  GtkWidget *links = heed_corpus_links_new ();
  GtkWidget *window = drawn_window_new (links, 500, 120);
  g_autoptr(HeedLinkSettings) settings = heed_link_settings_new (model);
  g_autoptr(HeedLinkSettings) found = NULL;
  g_autoptr(HeedLinkSettings) several = NULL;
  const HeedAttentionSite more = { HEED_ATTENTION_CROSS, 0, 1 };
  guint n_times = 0;

  g_signal_connect (links, "changed", G_CALLBACK (count_cb), &n_times);
  settings->links = (HeedLinkOptions) { HEED_LINK_RELATIVE, 0.4, 1 };
  settings->keeps_end = TRUE;
  settings->by_piece = TRUE;
  settings->is_symmetrised = TRUE;
  settings->symmetrisation = HEED_SYMMETRISE_GROW_DIAG;
  heed_corpus_links_show (HEED_CORPUS_LINKS (links), model, settings);
  found = heed_corpus_links_dup_settings (HEED_CORPUS_LINKS (links));
  g_assert_true (heed_link_settings_equal (found, settings));

  g_array_append_val (settings->sites, more);
  heed_corpus_links_show (HEED_CORPUS_LINKS (links), model, settings);
  several = heed_corpus_links_dup_settings (HEED_CORPUS_LINKS (links));
  g_assert_true (heed_link_settings_equal (several, settings));
  g_assert_cmpuint (n_times, ==, 0);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (drawn_find (links, GTK_TYPE_DROP_DOWN, 2)), 0);
  g_assert_cmpuint (n_times, ==, 1);
  drawn_finish (window, links);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  heed_style_install (gdk_display_get_default ());

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/corpus-sweep/says-what-is-so", test_corpus_sweep_says_what_is_so);
  ADD ("/app/occlusion-sweep/says-what-is-so", test_occlusion_sweep_says_what_is_so);
  ADD ("/app/corpus-sweep-button/does-without-gold", test_corpus_sweep_button_does_without_gold);
  ADD ("/app/corpus-sweep-button/finds-on-demand", test_corpus_sweep_button_finds_on_demand);
  ADD ("/app/corpus-links/hold-link-settings", test_corpus_links_hold_link_settings);
#undef ADD

  return g_test_run ();
}
