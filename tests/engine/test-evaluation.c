/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/heed.h"

static const char *const first[] = { "one two three four", "one two", NULL };
static const char *const second[] = { "a b c d", NULL };
static const char *const *const references[] = { first, second };

static void
test_evaluation_exact_match_is_of_any_reference (void)
{
  const char *const hypotheses[] = { "one two", "a b c d e" };
  HeedTranslationScore score =
    heed_evaluate_translations (hypotheses, references, 2, HEED_BLEU_13A);

  g_assert_cmpfloat (score.exact_match, ==, 0.5);
}

static void
test_evaluation_perfect_translations_are_perfect (void)
{
  const char *const hypotheses[] = { "one two three four", "a b c d" };
  HeedTranslationScore score =
    heed_evaluate_translations (hypotheses, references, 2, HEED_BLEU_13A);

  g_assert_cmpfloat_with_epsilon (score.bleu, 100.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (score.chrf, 100.0, 1e-12);
  g_assert_cmpfloat (score.exact_match, ==, 1.0);
  g_assert_cmpfloat (score.brevity_penalty, ==, 1.0);
}

static void
test_evaluation_perfect_corrections_are_perfect (void)
{
  const char *const sources[] = { "one to three four", "a b c d" };
  const char *const hypotheses[] = { "one two three four", "a b c d" };
  HeedCorrectionScore score =
    heed_evaluate_corrections (sources, hypotheses, references, 2, HEED_BLEU_NONE);

  g_assert_cmpfloat (score.precision, ==, 1.0);
  g_assert_cmpfloat (score.recall, ==, 1.0);
  g_assert_cmpfloat (score.f_half, ==, 1.0);
  g_assert_cmpfloat (score.exact_match, ==, 1.0);
}

/* Two edits were made, one of which is wanted; one edit is wanted. */
static void
test_evaluation_precision_counts_twice (void)
{
  const char *const sources[] = { "one to three four", "a b c d" };
  const char *const hypotheses[] = { "one two three four", "a b c e" };
  HeedCorrectionScore score =
    heed_evaluate_corrections (sources, hypotheses, references, 2, HEED_BLEU_NONE);

  g_assert_cmpfloat (score.precision, ==, 0.5);
  g_assert_cmpfloat (score.recall, ==, 1.0);
  g_assert_cmpfloat_with_epsilon (score.f_half, 1.25 * 0.5 / (0.25 * 0.5 + 1.0), 1e-12);
}

static void
test_evaluation_untouched_mistakes_score_nothing (void)
{
  const char *const sources[] = { "one to three four", "a b c e" };
  HeedCorrectionScore score =
    heed_evaluate_corrections (sources, sources, references, 2, HEED_BLEU_NONE);

  g_assert_cmpfloat (score.f_half, ==, 0.0);
  g_assert_cmpfloat (score.exact_match, ==, 0.0);
}

static void
test_evaluation_no_sentence_is_all_zero (void)
{
  HeedTranslationScore translations = heed_evaluate_translations (NULL, NULL, 0, HEED_BLEU_13A);
  HeedCorrectionScore corrections = heed_evaluate_corrections (NULL, NULL, NULL, 0, HEED_BLEU_CHAR);

  g_assert_cmpfloat (translations.bleu, ==, 0.0);
  g_assert_cmpfloat (translations.brevity_penalty, ==, 0.0);
  g_assert_cmpfloat (corrections.f_half, ==, 0.0);
  g_assert_cmpfloat (corrections.gleu, ==, 0.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/evaluation/exact-match-is-of-any-reference",
                   test_evaluation_exact_match_is_of_any_reference);
  g_test_add_func ("/engine/evaluation/perfect-translations-are-perfect",
                   test_evaluation_perfect_translations_are_perfect);
  g_test_add_func ("/engine/evaluation/perfect-corrections-are-perfect",
                   test_evaluation_perfect_corrections_are_perfect);
  g_test_add_func ("/engine/evaluation/precision-counts-twice",
                   test_evaluation_precision_counts_twice);
  g_test_add_func ("/engine/evaluation/untouched-mistakes-score-nothing",
                   test_evaluation_untouched_mistakes_score_nothing);
  g_test_add_func ("/engine/evaluation/no-sentence-is-all-zero",
                   test_evaluation_no_sentence_is_all_zero);

  return g_test_run ();
}
