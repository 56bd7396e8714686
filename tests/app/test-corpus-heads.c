/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/corpus/corpus-pairs.c,
 *   app/window/pages/corpus/analysis-button.c,
 *   app/window/pages/corpus/corpus-heads-button.c
 */

#include "app/core/corpus/corpus-heads.h"

#include <math.h>
#include <string.h>

#include "app/window/corpus/corpus-pairs.h"
#include "app/window/pages/corpus/corpus-heads-button.h"
#include "small-corpus.h"
#include "tests/ui/drawn.h"
#include "ui/style.h"

#define N_PAIRS 14

typedef CorpusFixture Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  corpus_fixture_set_up (fixture, data, N_PAIRS);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  corpus_fixture_tear_down (fixture);
}

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(HeedCorpusHeads **) user_data = heed_corpus_heads_finish (result, NULL);
}

static HeedCorpusHeads *
measure (Fixture *fixture)
{
  HeedCorpusHeads *found = NULL;
  const HeedCorpusHeadsJob job = {
    heed_corpus_get_store (fixture->corpus), heed_corpus_get_heads (fixture->corpus)->len,
    { heed_corpus_get_link_settings (fixture->corpus)->links, FALSE, FALSE },
    heed_corpus_list_stored (fixture->corpus, FALSE)
  };

  heed_corpus_heads_async (&job, NULL, keep_cb, &found);
  while (found == NULL)
    g_main_context_iteration (NULL, TRUE);

  return found;
}

/* A head is as good as it is said to be once links are read from it. */
static void
test_corpus_heads_say_what_is_so (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr(HeedCorpusHeads) found = NULL;
  GArray *heads = NULL;

  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  found = measure (fixture);
  heads = heed_corpus_get_heads (fixture->corpus);
  g_assert_cmpuint (found->n_pairs, ==, N_PAIRS);
  g_assert_cmpuint (found->heads->len, ==, heads->len);

  for (guint i = 0; i < heads->len; i++)
    {
      const HeedCorpusHead *head = &g_array_index (found->heads, HeedCorpusHead, i);
      g_autoptr(HeedLinkSettings) settings =
        heed_link_settings_copy (heed_corpus_get_link_settings (fixture->corpus));

      g_array_set_size (settings->sites, 0);
      g_array_append_vals (settings->sites, &g_array_index (heads, HeedAttentionSite, i), 1);
      heed_corpus_set_link_settings (fixture->corpus, settings);
      while (heed_corpus_is_relinking (fixture->corpus))
        g_main_context_iteration (NULL, TRUE);

      g_assert_cmpfloat_with_epsilon (heed_corpus_summarise (fixture->corpus).score.error_rate,
                                      heed_alignment_score_counts (&head->counts).error_rate,
                                      1e-9);
      g_assert_cmpfloat (head->end_mass + head->stop_mass, <=, 1.0);
      g_assert_cmpfloat (head->stop_mass, >, 0.0);
      g_assert_cmpuint (head->twin, !=, i);
    }
}

static void
adopted_cb (HeedCorpusHeadsButton  *button,
            const HeedLinkSettings *settings,
            HeedLinkSettings      **adopted)
{
  g_clear_pointer (adopted, heed_link_settings_free);
  *adopted = heed_link_settings_copy (settings);
}

static void
wait_for_rows (HeedNumberTable *table)
{
  while (heed_number_table_get_n (table) == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Sorted by the error rate, and the first chosen: links are read from it. */
static void
test_corpus_heads_button_adopts_what_is_chosen (Fixture       *fixture,
                                                gconstpointer  data)
{
  GtkWidget *button = heed_corpus_heads_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *window = drawn_window_new (box, 300, 100);
  HeedCorpusHeadsButton *heads = HEED_CORPUS_HEADS_BUTTON (button);
  HeedNumberTable *table =
    heed_analysis_button_get_table (heed_corpus_heads_button_get_button (heads));
  g_autoptr(HeedLinkSettings) adopted = NULL;
  const HeedAttentionSite *site;
  guint row;

  g_assert_false (gtk_widget_get_visible (button));
  gtk_box_append (GTK_BOX (box), button);
  heed_corpus_heads_button_set_corpus (heads, fixture->corpus);
  g_signal_connect (heads, "adopted", G_CALLBACK (adopted_cb), &adopted);
  small_corpus_open (&fixture->files, fixture->corpus, TRUE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  g_assert_true (gtk_widget_get_visible (button));
  heed_corpus_heads_button_measure (heads);
  wait_for_rows (table);

  g_assert_cmpuint (heed_number_table_get_n (table), ==,
                    heed_corpus_get_heads (fixture->corpus)->len);
  g_assert_true (g_str_has_prefix (heed_analysis_button_get_message (
                     heed_corpus_heads_button_get_button (heads)),
                                   "Means over 14 sentences. "));
  heed_number_table_sort (table, HEED_HEADS_COLUMN_ERROR_RATE, FALSE);
  row = heed_number_table_get_row (table, 0);
  g_signal_emit_by_name (table, "activated", row);
  g_assert_nonnull (adopted);
  g_assert_cmpuint (adopted->sites->len, ==, 1);
  site = &g_array_index (heed_corpus_get_heads (fixture->corpus), HeedAttentionSite, row);
  g_assert_cmpint (g_array_index (adopted->sites, HeedAttentionSite, 0).layer, ==, site->layer);
  g_assert_cmpint (g_array_index (adopted->sites, HeedAttentionSite, 0).head, ==, site->head);

  heed_corpus_heads_button_set_corpus (heads, NULL);
  drawn_finish (window, box);
}

/* Without gold links and with one head there is still how widely it looks. */
static void
test_corpus_heads_button_does_without_gold (Fixture       *fixture,
                                            gconstpointer  data)
{
  GtkWidget *button = heed_corpus_heads_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *window = drawn_window_new (box, 300, 100);
  HeedCorpusHeadsButton *heads = HEED_CORPUS_HEADS_BUTTON (button);
  HeedNumberTable *table =
    heed_analysis_button_get_table (heed_corpus_heads_button_get_button (heads));

  gtk_box_append (GTK_BOX (box), button);
  heed_corpus_heads_button_set_corpus (heads, fixture->corpus);
  small_corpus_open (&fixture->files, fixture->corpus, FALSE);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  heed_corpus_heads_button_measure (heads);
  wait_for_rows (table);

  g_assert_cmpuint (heed_number_table_get_n (table), ==, 1);
  g_assert_cmpstr (heed_number_table_get_text (table, 0, HEED_HEADS_COLUMN_NAME), ==,
                   "The attention");
  g_assert_cmpstr (heed_number_table_get_text (table, 0, HEED_HEADS_COLUMN_ERROR_RATE), ==, "–");
  g_assert_cmpstr (heed_number_table_get_text (table, 0, HEED_HEADS_COLUMN_TWIN), ==, "–");
  g_assert_cmpstr (heed_number_table_get_text (table, 0, HEED_HEADS_COLUMN_ENTROPY), !=, "–");
  g_assert_cmpstr (heed_analysis_button_get_message (
                     heed_corpus_heads_button_get_button (heads)), ==, "Means over 14 sentences.");

  heed_corpus_heads_button_set_corpus (heads, NULL);
  drawn_finish (window, box);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  heed_style_install (gdk_display_get_default ());

#define ADD(path, model, func) g_test_add (path, Fixture, model, set_up, func, tear_down)
  ADD ("/app/corpus-heads/say-what-is-so", "en-fr-transformer", test_corpus_heads_say_what_is_so);
  ADD ("/app/corpus-heads-button/adopts-what-is-chosen", "en-fr-transformer",
       test_corpus_heads_button_adopts_what_is_chosen);
  ADD ("/app/corpus-heads-button/does-without-gold", "en-fr",
       test_corpus_heads_button_does_without_gold);
#undef ADD

  return g_test_run ();
}
