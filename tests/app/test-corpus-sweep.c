/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/pages/corpus-finder.c,
 *   app/window/pages/corpus-links.c,
 *   app/window/pages/corpus-sweep-view.c
 */

#include "app/core/corpus-sweep.h"

#include <string.h>

#include "app/window/pages/corpus-finder.h"
#include "app/window/pages/corpus-links.h"
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

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(HeedCorpusSweep **) user_data = heed_corpus_sweep_finish (result, NULL);
}

static void
assert_read (Fixture            *fixture,
             const HeedSweepWay *way)
{
  g_autoptr(HeedCorpusWay) adopted = heed_corpus_way_copy (heed_corpus_get_way (fixture->corpus));

  g_array_set_size (adopted->sites, 0);
  g_array_append_val (adopted->sites, way->site);
  adopted->links = way->links;
  heed_corpus_set_way (fixture->corpus, adopted);
  while (heed_corpus_is_rereading (fixture->corpus))
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpfloat_with_epsilon (heed_corpus_summarise (fixture->corpus).score.error_rate,
                                  heed_alignment_score_counts (&way->counts).error_rate, 1e-9);
}

/* Each is as good as it is said to be once it is adopted. */
static void
test_corpus_sweep_says_what_is_so (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr(HeedCorpusSweep) sweep = NULL;
  double usual, least = 0.0;

  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  usual = heed_corpus_summarise (fixture->corpus).score.error_rate;
  heed_corpus_sweep_async (heed_corpus_get_model (fixture->corpus),
                           heed_corpus_get_store (fixture->corpus), list_golds (fixture), NULL,
                           keep_cb, &sweep);
  while (sweep == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (sweep->n_pairs, ==, N_PAIRS);
  g_assert_cmpfloat_with_epsilon (heed_alignment_score_counts (&sweep->usual.counts).error_rate,
                                  usual, 1e-9);
  for (guint i = 0; i < sweep->ways->len; i++)
    {
      const HeedSweepWay *way = &g_array_index (sweep->ways, HeedSweepWay, i);
      double rate = heed_alignment_score_counts (&way->counts).error_rate;

      g_assert_cmpfloat (rate, >=, least);
      least = rate;
    }

  assert_read (fixture, &g_array_index (sweep->ways, HeedSweepWay, 0));
  assert_read (fixture, &g_array_index (sweep->ways, HeedSweepWay, sweep->ways->len - 1));
  assert_read (fixture, &g_array_index (sweep->ways, HeedSweepWay, 3));
}

static void
adopted_cb (HeedCorpusFinder    *finder,
            const HeedCorpusWay *way,
            HeedCorpusWay      **adopted)
{
  g_clear_pointer (adopted, heed_corpus_way_free);
  *adopted = heed_corpus_way_copy (way);
}

/* The button finds it, says it in a sentence, and a click on the wall adopts. */
static void
test_corpus_finder_finds_on_demand (Fixture       *fixture,
                                    gconstpointer  data)
{
  GtkWidget *finder = heed_corpus_finder_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *window = drawn_window_new (box, 300, 100);
  HeedCorpusSweepView *view = heed_corpus_finder_get_view (HEED_CORPUS_FINDER (finder));
  g_autoptr(HeedCorpusWay) adopted = NULL;

  /* Not there before there is something to find. */
  g_assert_false (gtk_widget_get_visible (finder));
  gtk_box_append (GTK_BOX (box), finder);
  heed_corpus_finder_set_corpus (HEED_CORPUS_FINDER (finder), fixture->corpus);
  g_signal_connect (finder, "adopted", G_CALLBACK (adopted_cb), &adopted);
  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  g_assert_true (gtk_widget_get_visible (finder));
  heed_corpus_finder_find (HEED_CORPUS_FINDER (finder));
  while (heed_corpus_sweep_view_get_words (view) == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_nonnull (strstr (heed_corpus_sweep_view_get_words (view),
                            "on 14 sentences; the default would have been 0."));
  g_assert_true (g_str_has_prefix (heed_corpus_sweep_view_get_words (view), "Layer "));
  g_assert_nonnull (strstr (heed_corpus_sweep_view_get_words (view),
                            "\nFirst third of a sentence 0."));
  g_signal_emit_by_name (drawn_find (drawn_find (GTK_WIDGET (view), GTK_TYPE_FLOW_BOX, 0),
                                     GTK_TYPE_BUTTON, 0), "clicked");
  g_assert_nonnull (adopted);
  g_assert_cmpuint (adopted->sites->len, ==, 1);

  heed_corpus_finder_set_corpus (HEED_CORPUS_FINDER (finder), NULL);
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
test_corpus_links_hold_a_way (Fixture       *fixture,
                              gconstpointer  data)
{
  HeedModel *model = heed_document_get_model (fixture->document);
  GtkWidget *links = heed_corpus_links_new ();
  GtkWidget *window = drawn_window_new (links, 500, 120);
  g_autoptr(HeedCorpusWay) way = heed_corpus_way_new (model);
  g_autoptr(HeedCorpusWay) found = NULL;
  g_autoptr(HeedCorpusWay) several = NULL;
  const HeedAttentionSite more = { HEED_ATTENTION_CROSS, 0, 1 };
  guint n_times = 0;

  g_signal_connect (links, "changed", G_CALLBACK (count_cb), &n_times);
  way->links = (HeedLinkOptions) { HEED_LINK_RELATIVE, 0.4, 1 };
  way->keeps_end = TRUE;
  way->by_piece = TRUE;
  way->is_symmetrised = TRUE;
  way->how = HEED_SYMMETRISE_GROW_DIAG;
  heed_corpus_links_show (HEED_CORPUS_LINKS (links), model, way);
  found = heed_corpus_links_dup_way (HEED_CORPUS_LINKS (links));
  g_assert_true (heed_corpus_way_is_same (found, way));

  g_array_append_val (way->sites, more);
  heed_corpus_links_show (HEED_CORPUS_LINKS (links), model, way);
  several = heed_corpus_links_dup_way (HEED_CORPUS_LINKS (links));
  g_assert_true (heed_corpus_way_is_same (several, way));
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
  ADD ("/app/corpus-finder/finds-on-demand", test_corpus_finder_finds_on_demand);
  ADD ("/app/corpus-links/hold-a-way", test_corpus_links_hold_a_way);
#undef ADD

  return g_test_run ();
}
