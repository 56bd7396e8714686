/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers named "published" are in sacreBLEU's own tests (mjpost/sacrebleu,
 * test/test_bleu.py and test/test_sentence_bleu.py), with the tolerance that
 * they are published to.
 *
 * Covers: engine/evaluation/ngrams.c,
 *   engine/evaluation/symbols.c
 */

#include <math.h>

#include "engine/evaluation/bleu.h"

static HeedTranslationScore
score_one (const char        *hypothesis,
           const char        *reference,
           HeedBleuTokenizer  tokenizer)
{
  const char *references[] = { reference, NULL };
  const char *const *list = references;

  return heed_evaluate_translations (&hypothesis, &list, 1, tokenizer);
}

/* --- Published ------------------------------------------------------------- */

static const char *const hypotheses[] = {
  "The dog bit the man.",
  "It wasn't surprising.",
  "The man had just bitten him.",
};

static const char *const references[][3] = {
  { "The dog bit the man.", "The dog had bit the man.", NULL },
  { "It was not unexpected.", "No one was surprised.", NULL },
  { "The man bit him first.", "The man had bitten the dog.", NULL },
};

static double
score_readme_example (HeedBleuTokenizer tokenizer)
{
  const char *const *const lists[] = { references[0], references[1], references[2] };

  return heed_evaluate_translations (hypotheses, lists, 3, tokenizer).bleu;
}

static void
test_bleu_published_corpus_with_two_references (void)
{
  g_assert_cmpfloat_with_epsilon (score_readme_example (HEED_BLEU_13A), 48.530827, 1e-6);
  g_assert_cmpfloat_with_epsilon (score_readme_example (HEED_BLEU_NONE), 49.1919566, 1e-6);
}

static void
test_bleu_published_sentence_with_smoothing (void)
{
  const char *hypothesis =
    "Producția de zahăr primă va fi exprimată în ceea ce privește zahărul alb;";
  const char *reference = "producţia de zahăr brut se exprimă în zahăr alb;";

  g_assert_cmpfloat_with_epsilon (score_one (hypothesis, reference, HEED_BLEU_13A).bleu, 8.493,
                                  1e-3);
  g_assert_cmpfloat_with_epsilon (score_one (hypothesis, reference, HEED_BLEU_NONE).bleu, 7.347,
                                  1e-3);
  g_assert_cmpfloat_with_epsilon (score_one (hypothesis, reference, HEED_BLEU_CHAR).bleu, 40.8759,
                                  1e-3);
}

static void
test_bleu_published_counts (void)
{
  HeedBleuCounts counts = { 11, 11, { 9, 7, 5, 3 }, { 10, 8, 6, 4 } };
  double precisions[HEED_BLEU_ORDER];
  double brevity_penalty;

  g_assert_cmpfloat_with_epsilon (heed_bleu_score (&counts, precisions, &brevity_penalty),
                                  83.75922397, 1e-8);
}

/* --- By hand --------------------------------------------------------------- */

static void
test_bleu_nothing_right_is_zero (void)
{
  HeedTranslationScore score = score_one ("this is a cat", "okay thanks", HEED_BLEU_13A);

  g_assert_cmpfloat (score.bleu, ==, 0.0);
  for (guint i = 0; i < G_N_ELEMENTS (score.precisions); i++)
    g_assert_cmpfloat (score.precisions[i], ==, 0.0);

  g_assert_cmpfloat (score_one ("", "a b c d", HEED_BLEU_13A).bleu, ==, 0.0);
}

/* Without a 4-gram sacreBLEU gives 0 to a corpus, even if every word is right. */
static void
test_bleu_a_corpus_without_four_tokens_is_zero (void)
{
  g_assert_cmpfloat (score_one ("a b c", "a b c", HEED_BLEU_13A).bleu, ==, 0.0);
  g_assert_cmpfloat_with_epsilon (score_one ("a b c d", "a b c d", HEED_BLEU_13A).bleu, 100.0,
                                  1e-12);
}

/* Matches: 4 of 5, 2 of 4, then none of 3 and none of 2, which count as 1/2 and 1/4 of a match. */
static void
test_bleu_orders_without_a_match_count_half_and_quarter (void)
{
  HeedTranslationScore score = score_one ("a b x c d", "a b y c d", HEED_BLEU_NONE);

  g_assert_cmpfloat_with_epsilon (score.precisions[0], 80.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (score.precisions[1], 50.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (score.precisions[2], 100.0 / 6.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (score.precisions[3], 12.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (score.bleu, 100.0 * pow (0.8 * 0.5 / 6.0 * 0.125, 0.25), 1e-12);
}

static void
test_bleu_a_token_counts_as_often_as_one_reference_has_it (void)
{
  const char *wanted[] = { "the the mat", "the cat", NULL };
  HeedBleuCounts counts = { 0 };
  g_autoptr(HeedSymbolTable) table = heed_symbol_table_new (HEED_BLEU_13A);

  heed_bleu_count (&counts, table, "the the the the", wanted);

  g_assert_cmpuint (counts.n_right[0], ==, 2);
  g_assert_cmpuint (counts.n_made[0], ==, 4);
  g_assert_cmpuint (counts.n_right[1], ==, 1);
}

/* The hypothesis has 3 tokens; references have 5, 2 and 4: of the two closest the shorter one
 * counts. */
static void
test_bleu_length_is_that_of_the_closest_reference (void)
{
  const char *wanted[] = { "a b c d e", "a b c d", "a b", NULL };
  HeedBleuCounts counts = { 0 };
  g_autoptr(HeedSymbolTable) table = heed_symbol_table_new (HEED_BLEU_13A);

  heed_bleu_count (&counts, table, "a b c", wanted);

  g_assert_cmpuint (counts.n_tokens, ==, 3);
  g_assert_cmpuint (counts.n_reference_tokens, ==, 2);
}

/* An empty reference is ignored; its length would otherwise be the closest to this hypothesis. */
static void
test_bleu_an_empty_reference_is_none (void)
{
  const char *wanted[] = { "a b c", "", NULL };
  HeedBleuCounts counts = { 0 };
  g_autoptr(HeedSymbolTable) table = heed_symbol_table_new (HEED_BLEU_13A);

  heed_bleu_count (&counts, table, "a", wanted);

  g_assert_cmpuint (counts.n_reference_tokens, ==, 3);
}

static void
test_bleu_short_translations_pay (void)
{
  HeedTranslationScore score = score_one ("a b c d", "a b c d e f", HEED_BLEU_NONE);

  g_assert_cmpfloat_with_epsilon (score.brevity_penalty, exp (1.0 - 6.0 / 4.0), 1e-12);
  g_assert_cmpfloat_with_epsilon (score.bleu, 100.0 * exp (1.0 - 6.0 / 4.0), 1e-12);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/bleu/published-corpus-with-two-references",
                   test_bleu_published_corpus_with_two_references);
  g_test_add_func ("/engine/bleu/published-sentence-with-smoothing",
                   test_bleu_published_sentence_with_smoothing);
  g_test_add_func ("/engine/bleu/published-counts", test_bleu_published_counts);
  g_test_add_func ("/engine/bleu/nothing-right-is-zero", test_bleu_nothing_right_is_zero);
  g_test_add_func ("/engine/bleu/a-corpus-without-four-tokens-is-zero",
                   test_bleu_a_corpus_without_four_tokens_is_zero);
  g_test_add_func ("/engine/bleu/orders-without-a-match-count-half-and-quarter",
                   test_bleu_orders_without_a_match_count_half_and_quarter);
  g_test_add_func ("/engine/bleu/a-token-counts-as-often-as-one-reference-has-it",
                   test_bleu_a_token_counts_as_often_as_one_reference_has_it);
  g_test_add_func ("/engine/bleu/length-is-that-of-the-closest-reference",
                   test_bleu_length_is_that_of_the_closest_reference);
  g_test_add_func ("/engine/bleu/an-empty-reference-is-none", test_bleu_an_empty_reference_is_none);
  g_test_add_func ("/engine/bleu/short-translations-pay", test_bleu_short_translations_pay);

  return g_test_run ();
}
