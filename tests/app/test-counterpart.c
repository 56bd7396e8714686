/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/translation/counterpart.h"

#define MAX_TOKENS 16

/* Splits a text such as "the cat </s>" at spaces; tokens that begin with < are special. */
static HeedWordMap *
map_text (const char *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  HeedToken tokens[MAX_TOKENS];
  guint n_tokens = g_strv_length (words);

  g_assert_cmpuint (n_tokens, <=, MAX_TOKENS);
  for (guint i = 0; i < n_tokens; i++)
    tokens[i] = (HeedToken) {
      .id = i, .text = words[i], .is_special = words[i][0] == '<', .starts_word = TRUE,
    };

  return heed_word_map_new_plain (tokens, n_tokens);
}

static int
find (const char *from,
      int         word,
      const char *to)
{
  g_autoptr(HeedWordMap) left = map_text (from);
  g_autoptr(HeedWordMap) right = map_text (to);

  return heed_counterpart_find (left, word, right);
}

static void
test_counterpart_is_the_same_word (void)
{
  g_assert_cmpint (find ("the cat sat </s>", 1, "the cat sat </s>"), ==, 1);
  g_assert_cmpint (find ("the cat sat </s>", 1, "now the cat sat </s>"), ==, 2);
  g_assert_cmpint (find ("the cat sat </s>", 1, "the dog sat </s>"), ==, -1);
}

static void
test_counterpart_of_several_is_the_same_of_them (void)
{
  g_assert_cmpint (find ("the cat sees the dog", 3, "so the cat sees the dog"), ==, 4);
  g_assert_cmpint (find ("the cat sees the dog", 3, "a b c d the"), ==, -1);
}

/* Models may lowercase their input, and spell the end token differently. */
static void
test_counterpart_knows_no_capitals_and_ends (void)
{
  g_assert_cmpint (find ("The Cat </s>", 1, "the cat <eos>"), ==, 1);
  g_assert_cmpint (find ("The Cat </s>", 2, "so the cat <eos>"), ==, 3);
}

static void
test_counterpart_of_none_is_none (void)
{
  g_assert_cmpint (find ("the cat", -1, "the cat"), ==, -1);
  g_assert_cmpint (find ("the cat", 2, "the cat sat"), ==, -1);
}

static void
test_counterpart_same_words (void)
{
  g_autoptr(HeedWordMap) left = map_text ("The cat </s>");
  g_autoptr(HeedWordMap) same = map_text ("the cat <eos>");
  g_autoptr(HeedWordMap) other = map_text ("the dog <eos>");
  g_autoptr(HeedWordMap) shorter = map_text ("the cat");

  g_assert_true (heed_counterpart_are_same (left, same));
  g_assert_false (heed_counterpart_are_same (left, other));
  g_assert_false (heed_counterpart_are_same (left, shorter));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/counterpart/is-the-same-word", test_counterpart_is_the_same_word);
  g_test_add_func ("/counterpart/of-several-is-the-same-of-them",
                   test_counterpart_of_several_is_the_same_of_them);
  g_test_add_func ("/counterpart/knows-no-capitals-and-ends",
                   test_counterpart_knows_no_capitals_and_ends);
  g_test_add_func ("/counterpart/of-none-is-none", test_counterpart_of_none_is_none);
  g_test_add_func ("/counterpart/same-words", test_counterpart_same_words);

  return g_test_run ();
}
