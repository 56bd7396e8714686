/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "engine/evaluation/gleu.h"

static HeedGleuCounts
count (const char *source,
       const char *hypothesis,
       const char *reference)
{
  g_autoptr(HeedSymbolTable) table = heed_symbol_table_new (HEED_BLEU_NONE);

  return heed_gleu_count (table, source, hypothesis, reference);
}

static double
score (const char         *source,
       const char         *hypothesis,
       const char *const  *references,
       HeedBleuTokenizer   tokenizer)
{
  return heed_gleu_corpus (&source, &hypothesis, &references, 1, tokenizer);
}

/* The hypothesis shares 5, 3, 2 and 1 n-grams with the reference, and none with the source
 * alone. */
static void
test_gleu_counts_what_is_shared_with_the_reference (void)
{
  HeedGleuCounts counts = count ("a b x d e f", "a b y d e f", "a b c d e f");

  g_assert_cmpuint (counts.n_tokens, ==, 6);
  g_assert_cmpuint (counts.n_right[0], ==, 5);
  g_assert_cmpuint (counts.n_right[1], ==, 3);
  g_assert_cmpuint (counts.n_right[2], ==, 1);
  g_assert_cmpuint (counts.n_right[3], ==, 0);
  g_assert_cmpuint (counts.n_made[3], ==, 3);
}

/* As above, but the mistake is still there: x, "b x", "x d" and so on are subtracted. */
static void
test_gleu_takes_off_mistakes_that_were_left (void)
{
  HeedGleuCounts counts = count ("a b x d e f", "a b x d e f", "a b c d e f");

  g_assert_cmpuint (counts.n_right[0], ==, 4);
  g_assert_cmpuint (counts.n_right[1], ==, 1);
  g_assert_cmpuint (counts.n_right[2], ==, 0);
}

/* (4/5 4/4 3/3 2/2)^(1/4) e^(1 - 6/5): one token is missing, the others are right. */
static void
test_gleu_of_counts_by_hand (void)
{
  HeedGleuCounts counts = { 5, 6, { 4, 4, 3, 2 }, { 5, 4, 3, 2 } };

  g_assert_cmpfloat_with_epsilon (heed_gleu_score (&counts),
                                  100.0 * pow (0.8, 0.25) * exp (1.0 - 6.0 / 5.0), 1e-12);
}

static void
test_gleu_of_a_perfect_correction_is_100 (void)
{
  const char *references[] = { "我戴着眼镜", NULL };

  g_assert_cmpfloat_with_epsilon (score ("我带着眼镜", "我戴着眼镜", references, HEED_BLEU_CHAR),
                                  100.0, 1e-12);
  g_assert_cmpfloat (score ("我带着眼镜", "", references, HEED_BLEU_CHAR), ==, 0.0);
}

/* Each reference alone gives 100 or s; the mean of many draws is close to their mean, and the draws
 * are reproducible. */
static void
test_gleu_of_two_references_is_the_mean_over_draws (void)
{
  const char *right[] = { "a b c d e f", NULL };
  const char *other[] = { "a b c d e g", NULL };
  const char *both[] = { "a b c d e f", "a b c d e g", NULL };
  double s = score ("a b c d x f", "a b c d e f", other, HEED_BLEU_NONE);
  double mean = score ("a b c d x f", "a b c d e f", both, HEED_BLEU_NONE);

  g_assert_cmpfloat_with_epsilon (score ("a b c d x f", "a b c d e f", right, HEED_BLEU_NONE),
                                  100.0, 1e-12);
  g_assert_cmpfloat (s, <, 90.0);
  g_assert_cmpfloat_with_epsilon (mean, (100.0 + s) / 2.0, 0.1 * (100.0 - s));
  g_assert_cmpfloat (mean, ==, score ("a b c d x f", "a b c d e f", both, HEED_BLEU_NONE));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/gleu/counts-what-is-shared-with-the-reference",
                   test_gleu_counts_what_is_shared_with_the_reference);
  g_test_add_func ("/engine/gleu/takes-off-mistakes-that-were-left",
                   test_gleu_takes_off_mistakes_that_were_left);
  g_test_add_func ("/engine/gleu/of-counts-by-hand", test_gleu_of_counts_by_hand);
  g_test_add_func ("/engine/gleu/of-a-perfect-correction-is-100",
                   test_gleu_of_a_perfect_correction_is_100);
  g_test_add_func ("/engine/gleu/of-two-references-is-the-mean-over-draws",
                   test_gleu_of_two_references_is_the_mean_over_draws);

  return g_test_run ();
}
