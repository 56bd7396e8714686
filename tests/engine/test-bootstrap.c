/* test-bootstrap.c — intervals that hold the score, and differences that are judged
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/evaluation/bootstrap.h"

#define N 12

static const char *const references_of[N][2] = {
  { "the cat sat on the mat", NULL }, { "a dog barks at the moon tonight", NULL },
  { "we went home early that day", NULL }, { "he reads an old book slowly", NULL },
  { "the rain fell all night long", NULL }, { "she sings in the small choir", NULL },
  { "they bought a very red car", NULL }, { "my brother lives by the sea", NULL },
  { "nobody knew what to say then", NULL }, { "the train was late once more", NULL },
  { "it is far too hot today", NULL }, { "you should read this letter first", NULL },
};
static const char *const good[N] = {
  "the cat sat on the mat", "a dog barks at the moon tonight", "we went home early that day",
  "he reads an old book", "the rain fell all night", "she sings in the small choir",
  "they bought a very red car", "my brother lives by the sea", "nobody knew what to say",
  "the train was late again", "it is far too hot today", "you should read this letter",
};
static const char *const bad[N] = {
  "the cat sat there", "dog barks", "we went home", "he reads book", "the rain fell",
  "she sings in choir", "they bought car", "my brother lives there", "nobody knew",
  "the train was late", "it is hot", "you should read",
};

static HeedTranslationBootstrap
run (const char *const *hypotheses,
     const char *const *others,
     guint              n,
     guint64            seed)
{
  const HeedBootstrapOptions options = { HEED_BLEU_13A, 400, seed };
  const char *const *references[N];

  for (guint i = 0; i < N; i++)
    references[i] = references_of[i];

  return heed_evaluate_bootstrap (hypotheses, others, references, n, &options);
}

static double
bleu_of (const char *const *hypotheses,
         guint              n)
{
  const char *const *references[N];

  for (guint i = 0; i < N; i++)
    references[i] = references_of[i];

  return heed_evaluate_translations (hypotheses, references, n, HEED_BLEU_13A).bleu;
}

static void
test_interval_holds_the_score (void)
{
  const HeedTranslationBootstrap found = run (good, NULL, N, 1);

  g_assert_cmpfloat (found.bleu.interval.low, <, bleu_of (good, N));
  g_assert_cmpfloat (found.bleu.interval.high, >, bleu_of (good, N));
  g_assert_cmpfloat (found.chrf.interval.low, <, found.chrf.interval.high);
}

static void
test_one_sentence_is_always_drawn (void)
{
  const HeedTranslationBootstrap found = run (good, NULL, 1, 1);

  g_assert_cmpfloat (found.bleu.interval.low, ==, bleu_of (good, 1));
  g_assert_cmpfloat (found.bleu.interval.high, ==, bleu_of (good, 1));
}

static void
test_a_seed_draws_the_same (void)
{
  const HeedTranslationBootstrap one = run (good, bad, N, 7);
  const HeedTranslationBootstrap same = run (good, bad, N, 7);
  const HeedTranslationBootstrap other = run (good, bad, N, 8);

  g_assert_cmpfloat (one.bleu.interval.low, ==, same.bleu.interval.low);
  g_assert_cmpfloat (one.chrf.p_value, ==, same.chrf.p_value);
  g_assert_cmpfloat (one.bleu.interval.low, !=, other.bleu.interval.low);
}

static void
test_a_difference_is_judged (void)
{
  const HeedTranslationBootstrap found = run (good, bad, N, 1);
  const HeedTranslationBootstrap turned = run (bad, good, N, 1);

  g_assert_cmpfloat_with_epsilon (found.bleu.difference, bleu_of (good, N) - bleu_of (bad, N),
                                  1e-9);
  g_assert_cmpfloat (found.bleu.difference_interval.low, >, 0.0);
  g_assert_cmpfloat (found.bleu.p_value, <, 0.01);
  g_assert_cmpfloat_with_epsilon (turned.bleu.difference, -found.bleu.difference, 1e-9);
  g_assert_cmpfloat (turned.bleu.p_value, ==, found.bleu.p_value);
  g_assert_cmpfloat (found.bleu.other_interval.high, ==, turned.bleu.interval.high);
}

static void
test_the_same_is_no_better (void)
{
  const HeedTranslationBootstrap found = run (good, good, N, 1);

  g_assert_cmpfloat (found.bleu.difference, ==, 0.0);
  g_assert_cmpfloat (found.bleu.p_value, ==, 1.0);
  g_assert_cmpfloat (found.chrf.p_value, ==, 1.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/bootstrap/interval-holds-the-score", test_interval_holds_the_score);
  g_test_add_func ("/engine/bootstrap/one-sentence-is-always-drawn",
                   test_one_sentence_is_always_drawn);
  g_test_add_func ("/engine/bootstrap/a-seed-draws-the-same", test_a_seed_draws_the_same);
  g_test_add_func ("/engine/bootstrap/a-difference-is-judged", test_a_difference_is_judged);
  g_test_add_func ("/engine/bootstrap/the-same-is-no-better", test_the_same_is_no_better);

  return g_test_run ();
}
