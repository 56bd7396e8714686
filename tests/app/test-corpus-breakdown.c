/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/links/found-links.c,
 *   app/window/pages/corpus/corpus-breakdown-button.c
 */

#include "app/core/corpus/corpus-breakdown.h"

#include <math.h>
#include <string.h>

#include "app/core/links/found-links.h"
#include "app/window/corpus/corpus-pairs.h"
#include "app/window/pages/corpus/corpus-breakdown-button.h"
#include "small-corpus.h"
#include "tests/ui/drawn.h"
#include "ui/style.h"

/* Ten times one sentence of nine words, and six others of three to six. */
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

/* Read once, kept, and read in another way. */
static void
read_twice (Fixture  *fixture,
            gboolean  has_gold)
{
  g_autoptr(HeedLinkSettings) settings = NULL;

  small_corpus_open (&fixture->files, fixture->corpus, has_gold);
  wait_for_corpus (fixture->corpus, HEED_CORPUS_READ);
  heed_corpus_set_baseline (fixture->corpus, "before");
  settings = heed_link_settings_copy (heed_corpus_get_link_settings (fixture->corpus));
  settings->links = (HeedLinkOptions) { HEED_LINK_THRESHOLD, 0.1, 0 };
  heed_corpus_set_link_settings (fixture->corpus, settings);
  while (heed_corpus_is_relinking (fixture->corpus))
    g_main_context_iteration (NULL, TRUE);
}

static void
add (HeedAlignmentCounts       *counts,
     const HeedAlignmentCounts *more)
{
  counts->n_found += more->n_found;
  counts->n_sure += more->n_sure;
  counts->n_found_sure += more->n_found_sure;
  counts->n_found_possible += more->n_found_possible;
}

/* Each link is of one part by its source word, of one by its target word, and of one by the
 * length of its sentence: whichever way the corpus is parted, the whole is the same. */
static void
test_corpus_breakdown_parts_are_the_whole (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autoptr(GArray) pairs = NULL;
  g_autoptr(GArray) parts = NULL;
  HeedCorpusComparison whole;

  read_twice (fixture, TRUE);
  g_assert_true (heed_corpus_compare (fixture->corpus, &whole));
  g_assert_cmpfloat (whole.baseline, !=, whole.now);
  pairs = heed_corpus_list_compared (fixture->corpus);
  g_assert_cmpuint (pairs->len, ==, N_PAIRS);
  parts = heed_breakdown_find (heed_corpus_get_files (fixture->corpus), pairs, NULL);

  for (guint kind = 0; kind <= HEED_BREAKDOWN_TARGET_FREQUENCY; kind++)
    {
      HeedAlignmentCounts baseline = { 0 };
      HeedAlignmentCounts now = { 0 };
      guint n_pairs = 0;

      for (guint k = 0; k < parts->len; k++)
        {
          const HeedBreakdownPart *part = &g_array_index (parts, HeedBreakdownPart, k);

          if (part->kind != kind)
            continue;

          add (&baseline, &part->baseline);
          add (&now, &part->now);
          n_pairs += part->n_pairs;
        }

      g_assert_cmpfloat_with_epsilon (heed_alignment_score_counts (&baseline).error_rate,
                                      whole.baseline, 1e-9);
      g_assert_cmpfloat_with_epsilon (heed_alignment_score_counts (&now).error_rate, whole.now,
                                      1e-9);
      if (kind == HEED_BREAKDOWN_LENGTH)
        g_assert_cmpuint (n_pairs, ==, N_PAIRS);
    }
}

static const HeedBreakdownPart *
find_part (GArray            *parts,
           HeedBreakdownKind  kind,
           guint              least)
{
  for (guint k = 0; k < parts->len; k++)
    {
      const HeedBreakdownPart *part = &g_array_index (parts, HeedBreakdownPart, k);

      if (part->kind == kind && part->least == least)
        return part;
    }

  return NULL;
}

/* Ten sentences have nine words, sixty at most seven; every word comes ten times or more, so
 * that none is rare; ten sentences are enough for an interval. */
static void
test_corpus_breakdown_counts_words_and_sentences (Fixture       *fixture,
                                                  gconstpointer  data)
{
  g_autoptr(GArray) pairs = NULL;
  g_autoptr(GArray) parts = NULL;
  const HeedBreakdownPart *part;

  read_twice (fixture, TRUE);
  pairs = heed_corpus_list_compared (fixture->corpus);
  parts = heed_breakdown_find (heed_corpus_get_files (fixture->corpus), pairs, NULL);

  part = find_part (parts, HEED_BREAKDOWN_LENGTH, 8);
  g_assert_cmpuint (part->n_pairs, ==, 10);
  g_assert_false (isnan (part->difference.low));
  g_assert_cmpfloat (part->difference.low, <=, part->difference.high);
  g_assert_cmpuint (find_part (parts, HEED_BREAKDOWN_LENGTH, 1)->n_pairs, ==, 60);
  g_assert_null (find_part (parts, HEED_BREAKDOWN_SOURCE_FREQUENCY, 1));
  g_assert_nonnull (find_part (parts, HEED_BREAKDOWN_SOURCE_FREQUENCY, 5));

  /* The two readings may batch the pairs differently, and then round differently. */
  g_assert_cmpfloat_with_epsilon (part->log_prob_change, 0.0, 1e-6);

  /* Of nine of them nothing can be told. */
  g_array_set_size (pairs, 9);
  g_array_unref (g_steal_pointer (&parts));
  parts = heed_breakdown_find (heed_corpus_get_files (fixture->corpus), pairs, NULL);
  part = find_part (parts, HEED_BREAKDOWN_LENGTH, 1);
  g_assert_true (isnan (part->difference.low));
  g_assert_cmpuint (find_part (parts, HEED_BREAKDOWN_SOURCE_FREQUENCY, 1)->n_pairs, >, 0);
}

static void
test_found_links_are_what_was_found (void)
{
  g_autoptr(HeedFoundLinks) found = heed_found_links_new (2);
  g_autoptr(HeedAlignment) first = heed_alignment_parse ("0-0 3-1 65535-2", 0, NULL);
  g_autoptr(HeedAlignment) other = heed_alignment_parse ("1-1", 0, NULL);
  g_autoptr(HeedAlignment) now = NULL;
  g_autoptr(HeedAlignment) baseline = NULL;
  g_autofree char *now_text = NULL;
  g_autofree char *kept_text = NULL;

  heed_found_links_set (found, 1, first);
  g_assert_null (heed_found_links_dup_baseline (found, 1));
  heed_found_links_set_baseline (found);
  heed_found_links_set (found, 1, other);
  now = heed_found_links_dup (found, 1);
  baseline = heed_found_links_dup_baseline (found, 1);
  now_text = heed_alignment_dup_text (now);
  kept_text = heed_alignment_dup_text (baseline);
  g_assert_cmpstr (now_text, ==, "1-1");
  g_assert_cmpstr (kept_text, ==, "0-0 3-1 65535-2");
  g_assert_null (heed_found_links_dup (found, 0));
}

static void
wait_for_rows (HeedNumberTable *table)
{
  while (heed_number_table_get_n (table) == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Not there before something was kept; then a row for each part, with how many sentences. */
static void
test_corpus_breakdown_button_says_where (Fixture       *fixture,
                                         gconstpointer  data)
{
  GtkWidget *widget = heed_corpus_breakdown_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *window = drawn_window_new (box, 300, 100);
  HeedCorpusBreakdownButton *button = HEED_CORPUS_BREAKDOWN_BUTTON (widget);
  HeedAnalysisButton *analysis = heed_corpus_breakdown_button_get_button (button);
  HeedNumberTable *table = heed_analysis_button_get_table (analysis);

  gtk_box_append (GTK_BOX (box), widget);
  heed_corpus_breakdown_button_set_corpus (button, fixture->corpus);
  g_assert_false (gtk_widget_get_visible (widget));
  read_twice (fixture, data != NULL);
  g_signal_emit_by_name (fixture->corpus, "changed");
  g_assert_true (gtk_widget_get_visible (widget));
  heed_corpus_breakdown_button_find (button);
  wait_for_rows (table);

  g_assert_cmpstr (heed_number_table_get_text (table, 0, HEED_BREAKDOWN_COLUMN_PART), ==,
                   "1 to 7 source words");
  g_assert_cmpstr (heed_number_table_get_text (table, 0, HEED_BREAKDOWN_COLUMN_PAIRS), ==, "60");
  g_assert_cmpstr (heed_number_table_get_text (table, 0, HEED_BREAKDOWN_COLUMN_LOG_PROB), ==,
                   "0.00");
  if (data == NULL)
    {
      g_assert_cmpuint (heed_number_table_get_n (table), ==, 2);
      g_assert_cmpstr (heed_number_table_get_text (table, 0, HEED_BREAKDOWN_COLUMN_CHANGE), ==,
                       "–");
    }
  else
    {
      g_assert_cmpuint (heed_number_table_get_n (table), >, 3);
      g_assert_true (g_str_has_prefix (heed_analysis_button_get_message (analysis),
                                       "They differ most for "));
    }

  heed_corpus_breakdown_button_set_corpus (button, NULL);
  drawn_finish (window, box);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  heed_style_install (gdk_display_get_default ());

  g_test_add_func ("/app/found-links/are-what-was-found", test_found_links_are_what_was_found);
#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)
  ADD ("/app/corpus-breakdown/parts-are-the-whole", NULL,
       test_corpus_breakdown_parts_are_the_whole);
  ADD ("/app/corpus-breakdown/counts-words-and-sentences", NULL,
       test_corpus_breakdown_counts_words_and_sentences);
  ADD ("/app/corpus-breakdown-button/says-where", "gold",
       test_corpus_breakdown_button_says_where);
  ADD ("/app/corpus-breakdown-button/does-without-gold", NULL,
       test_corpus_breakdown_button_says_where);
#undef ADD

  return g_test_run ();
}
