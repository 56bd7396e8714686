/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The published numbers are those of sacreBLEU's own tests for this way to
 * compute it (mjpost/sacrebleu, test/test_chrf.py: the cases for effective order,
 * and of version 1, which knew no other, the two long ones). They are for beta 3.
 *
 * Covers: engine/evaluation/characters.c
 */

#include "engine/evaluation/chrf.h"

static double
score (const char *const *hypotheses,
       const char *const *references,
       double             beta)
{
  HeedChrfCounts counts = { 0 };

  for (guint i = 0; hypotheses[i] != NULL; i++)
    {
      const char *wanted[] = { references[i], NULL };

      heed_chrf_count (&counts, hypotheses[i], wanted);
    }

  return heed_chrf_score (&counts, beta);
}

static double
score_one (const char *hypothesis,
           const char *reference,
           double      beta)
{
  const char *hypotheses[] = { hypothesis, NULL };

  return score (hypotheses, &reference, beta);
}

static void
test_chrf_published_short_lines (void)
{
  const char *const hypotheses[] = { "a", "b", NULL };
  const char *const references[] = { "a", "c" };

  g_assert_cmpfloat_with_epsilon (score_one ("a", "a", 3.0), 100.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (score_one ("", "reference", 3.0), 0.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (score_one ("a b c", "abc", 3.0), 100.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (score_one ("aa", "ab", 3.0), 25.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (score_one ("abcdefg", "hijklmnop", 3.0), 0.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (score (hypotheses, references, 3.0), 50.0, 1e-12);
}

static void
test_chrf_published_sentences (void)
{
  g_assert_cmpfloat_with_epsilon (
    score_one (" Die    Beziehung zwischen  Obama und Netanjahu ist nicht gerade  freundlich. ",
               "Das Verhältnis zwischen Obama und Netanyahu ist nicht gerade freundschaftlich.",
               3.0),
    64.130269831561459, 1e-11);
  g_assert_cmpfloat_with_epsilon (
    score_one (" risk assessment must be made of those who are qualified and expertise in the "
               "sector - these are the scientists .",
               "risk assessment has to be undertaken by those who are qualified and expert in that "
               "area - that is the scientists .",
               3.0),
    63.361730303214769, 1e-11);
}

/* "ab" against "abcd": P = 1 for both orders, R = (2/4 + 1/3) / 2. */
static void
test_chrf_recall_counts_beta_times_as_much (void)
{
  double recall = (2.0 / 4.0 + 1.0 / 3.0) / 2.0;

  g_assert_cmpfloat_with_epsilon (score_one ("ab", "abcd", 1.0),
                                  100.0 * 2.0 * recall / (1.0 + recall), 1e-12);
  g_assert_cmpfloat_with_epsilon (score_one ("ab", "abcd", 2.0),
                                  100.0 * 5.0 * recall / (4.0 + recall), 1e-12);
}

static void
test_chrf_the_best_reference_counts (void)
{
  const char *wanted[] = { "xyz", "abcd", "", "abc", NULL };
  HeedChrfCounts counts = { 0 };

  heed_chrf_count (&counts, "abcd", wanted);

  g_assert_cmpfloat_with_epsilon (heed_chrf_score (&counts, HEED_CHRF_BETA), 100.0, 1e-12);
  g_assert_cmpuint (counts.n_wanted[0], ==, 4);
}

/* The reference has no bigram, so "ab" is not counted as a wrong one. */
static void
test_chrf_orders_that_the_reference_lacks_do_not_count (void)
{
  const char *wanted[] = { "a", NULL };
  HeedChrfCounts counts = { 0 };

  heed_chrf_count (&counts, "ab", wanted);

  g_assert_cmpuint (counts.n_made[0], ==, 2);
  g_assert_cmpuint (counts.n_made[1], ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/chrf/published-short-lines", test_chrf_published_short_lines);
  g_test_add_func ("/engine/chrf/published-sentences", test_chrf_published_sentences);
  g_test_add_func ("/engine/chrf/recall-counts-beta-times-as-much",
                   test_chrf_recall_counts_beta_times_as_much);
  g_test_add_func ("/engine/chrf/the-best-reference-counts", test_chrf_the_best_reference_counts);
  g_test_add_func ("/engine/chrf/orders-that-the-reference-lacks-do-not-count",
                   test_chrf_orders_that_the_reference_lacks_do_not_count);

  return g_test_run ();
}
