/* test-words.c — each token is assigned to the word that it came from
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/words/words.h"

static void
test_words_special_tokens_are_in_no_word (void)
{
  guint32 ids[] = { 7, 8, 9 };
  guint of_ids[] = { 0, 0, 1 };
  const HeedWords words = { ids, 3, of_ids, 2 };
  const HeedToken tokens[] = {
    { .id = 1, .text = "<s>", .is_special = TRUE, .starts_word = TRUE },
    { .id = 7, .text = "▁a", .starts_word = TRUE },
    { .id = 8, .text = "b" },
    { .id = 9, .text = "▁c", .starts_word = TRUE },
    { .id = 2, .text = "</s>", .is_special = TRUE, .starts_word = TRUE },
    { .id = 0, .text = "<pad>", .is_special = TRUE, .starts_word = TRUE },
  };
  const guint expected[] = { HEED_NO_WORD, 0, 0, 1, HEED_NO_WORD, HEED_NO_WORD };
  g_autofree guint *found = heed_words_dup_of_tokens (&words, tokens, G_N_ELEMENTS (tokens));

  g_assert_cmpmem (found, sizeof expected, expected, sizeof expected);
}

/* A model that truncates its input shows fewer tokens than the line has. */
static void
test_words_of_tokens_that_are_not_shown_do_no_harm (void)
{
  guint32 ids[] = { 7, 8 };
  guint of_ids[] = { 0, 1 };
  const HeedWords words = { ids, 2, of_ids, 2 };
  const HeedToken one[] = { { .id = 7, .text = "a", .starts_word = TRUE } };
  const HeedToken three[] = {
    { .id = 7, .text = "a", .starts_word = TRUE },
    { .id = 8, .text = "b", .starts_word = TRUE },
    { .id = 9, .text = "c", .starts_word = TRUE },
  };
  g_autofree guint *few = heed_words_dup_of_tokens (&words, one, 1);
  g_autofree guint *many = heed_words_dup_of_tokens (&words, three, 3);

  g_assert_cmpuint (few[0], ==, 0);
  g_assert_cmpuint (many[1], ==, 1);
  g_assert_cmpuint (many[2], ==, HEED_NO_WORD);
}

static void
test_words_are_what_spaces_separate (void)
{
  g_assert_cmpuint (heed_words_count (""), ==, 0);
  g_assert_cmpuint (heed_words_count (" \t"), ==, 0);
  g_assert_cmpuint (heed_words_count ("one"), ==, 1);
  g_assert_cmpuint (heed_words_count (" qui  va là\u00a0? "), ==, 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/words/special-tokens-are-in-no-word",
                   test_words_special_tokens_are_in_no_word);
  g_test_add_func ("/app/words/of-tokens-that-are-not-shown-do-no-harm",
                   test_words_of_tokens_that_are_not_shown_do_no_harm);
  g_test_add_func ("/app/words/are-what-spaces-separate", test_words_are_what_spaces_separate);

  return g_test_run ();
}
