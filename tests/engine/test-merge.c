/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/heed.h"

/* <s> un believ able . </s>, without a space before the full stop. */
static const HeedToken tokens[] = {
  { .id = 0, .text = "<s>", .is_special = TRUE },
  { .id = 4, .text = "▁un", .starts_word = TRUE },
  { .id = 5, .text = "believ" },
  { .id = 6, .text = "▁it", .starts_word = TRUE },
  { .id = 7, .text = "." },
  { .id = 1, .text = "</s>", .is_special = TRUE },
};

static void
assert_words (gboolean     keep_special,
              guint        n_expected,
              const guint *expected)
{
  guint n_words;
  g_autofree guint *words =
    heed_tokens_group_words (tokens, G_N_ELEMENTS (tokens), keep_special, &n_words);

  g_assert_cmpuint (n_words, ==, n_expected);
  g_assert_cmpmem (words, sizeof (guint) * G_N_ELEMENTS (tokens), expected,
                   sizeof (guint) * G_N_ELEMENTS (tokens));
}

static void
test_merge_special_tokens_are_in_no_word_or_in_their_own (void)
{
  const guint without[] = { HEED_NO_WORD, 0, 0, 1, 1, HEED_NO_WORD };
  const guint with[] = { 0, 1, 1, 2, 2, 3 };

  assert_words (FALSE, 2, without);
  assert_words (TRUE, 4, with);
}

/* A model need not mark the first word of a sentence. */
static void
test_merge_what_follows_a_special_token_starts_a_word (void)
{
  const HeedToken unmarked[] = { { .id = 4, .text = "a" },
                                 { .id = 1, .text = "<sep>", .is_special = TRUE },
                                 { .id = 5, .text = "b" } };
  const guint expected[] = { 0, HEED_NO_WORD, 1 };
  guint n_words;
  g_autofree guint *words = heed_tokens_group_words (unmarked, 3, FALSE, &n_words);

  g_assert_cmpuint (n_words, ==, 2);
  g_assert_cmpmem (words, sizeof expected, expected, sizeof expected);
}

static void
test_merge_sums_sources_and_averages_targets (void)
{
  const float weights[3 * 4] = {
    0.50f,  0.25f,  0.125f, 0.125f,
    0.125f, 0.125f, 0.50f,  0.25f,
    0.00f,  0.25f,  0.25f,  0.50f,
  };
  const guint target_words[] = { 0, 0, 1 };
  const guint source_words[] = { 0, 0, 1, HEED_NO_WORD };
  g_autoptr(HeedMatrix) attention = heed_matrix_new (3, 4, weights);
  g_autoptr(HeedMatrix) merged = heed_attention_merge (attention, target_words, 2, source_words, 2);

  g_assert_cmpuint (merged->n_rows, ==, 2);
  g_assert_cmpuint (merged->n_columns, ==, 2);
  g_assert_cmpfloat (merged->values[0], ==, 0.5f);
  g_assert_cmpfloat (merged->values[1], ==, 0.3125f);
  g_assert_cmpfloat (merged->values[2], ==, 0.25f);
  g_assert_cmpfloat (merged->values[3], ==, 0.25f);
}

static void
test_merge_a_word_without_tokens_is_zero (void)
{
  const float weights[1] = { 1.0f };
  const guint target_words[] = { 1 };
  const guint source_words[] = { 0 };
  g_autoptr(HeedMatrix) attention = heed_matrix_new (1, 1, weights);
  g_autoptr(HeedMatrix) merged = heed_attention_merge (attention, target_words, 2, source_words, 2);

  g_assert_cmpfloat (merged->values[0], ==, 0.0f);
  g_assert_cmpfloat (merged->values[1], ==, 0.0f);
  g_assert_cmpfloat (merged->values[2], ==, 1.0f);
  g_assert_cmpfloat (merged->values[3], ==, 0.0f);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/merge/special-tokens-are-in-no-word-or-in-their-own",
                   test_merge_special_tokens_are_in_no_word_or_in_their_own);
  g_test_add_func ("/engine/merge/what-follows-a-special-token-starts-a-word",
                   test_merge_what_follows_a_special_token_starts_a_word);
  g_test_add_func ("/engine/merge/sums-sources-and-averages-targets",
                   test_merge_sums_sources_and_averages_targets);
  g_test_add_func ("/engine/merge/a-word-without-tokens-is-zero",
                   test_merge_a_word_without_tokens_is_zero);

  return g_test_run ();
}
