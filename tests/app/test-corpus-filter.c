/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/corpus-filter.h"

static const HeedCorpusRow row = {
  .state = HEED_ROW_DONE, .n_steps = 2, .log_prob = -3.0f, .n_source_words = 4,
  .n_target_words = 2, .flags = HEED_FLAG_LOOP,
};

static void
assert_row (const char *text,
            gboolean    expected)
{
  g_autoptr(HeedCorpusFilter) filter = heed_corpus_filter_new (text);

  g_assert_cmpint (heed_corpus_filter_has_row (filter, &row, 9), ==, expected);
}

static void
assert_pair (const char *text,
             gboolean    expected)
{
  g_autoptr(HeedCorpusFilter) filter = heed_corpus_filter_new (text);
  const HeedCorpusPair pair = { (char *) "The Cat sleeps <br>.", (char *) "Le chat dort, Élise." };

  g_assert_cmpint (heed_corpus_filter_has_pair (filter, &pair), ==, expected);
}

static void
test_corpus_filter_has_ranges (void)
{
  assert_row ("", TRUE);
  assert_row ("length<0.6", TRUE);
  assert_row ("length<0.5", FALSE);
  assert_row ("LogP>-2 length>0.1", TRUE);
  assert_row ("logp>-2 length>0.9", FALSE);
  assert_row ("flags>0", TRUE);
  assert_row ("number>9 number<11", TRUE);
  assert_row ("number>10", FALSE);

  /* What is not known is in no range. */
  assert_row ("aer>0", FALSE);
  assert_row ("aer<1", FALSE);
}

/* What is exported can be typed, and what was typed before still can. */
static void
test_corpus_filter_knows_names (void)
{
  for (guint i = 0; i < HEED_N_MEASURES; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s>0", heed_measure_get_name ((HeedMeasure) i));
      g_autoptr(HeedCorpusFilter) filter = heed_corpus_filter_new (text);

      g_assert_false (heed_corpus_filter_has_words (filter));
    }

  g_assert_cmpstr (heed_measure_get_name (HEED_MEASURE_LOG_PROB), ==, "log_prob_per_token");
  assert_row ("log_prob_per_token>-2 length_ratio>0.1", TRUE);
  assert_row ("line>10", FALSE);
}

static void
test_corpus_filter_has_words (void)
{
  g_autoptr(HeedCorpusFilter) empty = heed_corpus_filter_new ("  ");
  g_autoptr(HeedCorpusFilter) range = heed_corpus_filter_new ("aer>1");

  g_assert_true (heed_corpus_filter_is_empty (empty));
  g_assert_false (heed_corpus_filter_is_empty (range));
  g_assert_false (heed_corpus_filter_has_words (range));
  assert_pair ("cat", TRUE);
  assert_pair ("CAT élise", TRUE);
  assert_pair ("cat dog", FALSE);
  assert_pair ("sle dor", TRUE);

  /* What only looks like a range is a word. */
  assert_pair ("<br>", TRUE);
  assert_pair ("aer>x", FALSE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/corpus-filter/has-ranges", test_corpus_filter_has_ranges);
  g_test_add_func ("/app/corpus-filter/knows-names", test_corpus_filter_knows_names);
  g_test_add_func ("/app/corpus-filter/has-words", test_corpus_filter_has_words);

  return g_test_run ();
}
