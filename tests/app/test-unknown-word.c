/* test-unknown-word.c — the source word that an unknown one would be copied from
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/unknown-word.h"

/* "meet Anna|belle now </s>" */
static const HeedToken source[] = {
  { .id = 1, .text = "▁meet", .starts_word = TRUE },
  { .id = 2, .text = "▁Anna", .starts_word = TRUE },
  { .id = 3, .text = "belle" },
  { .id = 4, .text = "▁now", .starts_word = TRUE },
  { .id = 5, .text = "</s>", .is_special = TRUE },
};

static void
assert_copied (const float *row,
               const char  *expected)
{
  g_autofree char *copied = heed_unknown_word_dup_source (row, source, G_N_ELEMENTS (source));

  g_assert_cmpstr (copied, ==, expected);
}

static void
test_unknown_word_is_told_by_its_spelling (void)
{
  g_assert_true (heed_unknown_word_is (&(HeedToken) { .text = "<unk>" }));
  g_assert_true (heed_unknown_word_is (&(HeedToken) { .text = "[UNK]" }));
  g_assert_false (heed_unknown_word_is (&(HeedToken) { .text = "unk" }));
  g_assert_false (heed_unknown_word_is (&source[4]));
}

/* The pieces of the word together have more weight than any single token. */
static void
test_unknown_word_pieces_count_together (void)
{
  static const float row[] = { 0.35f, 0.25f, 0.25f, 0.1f, 0.05f };

  assert_copied (row, "Annabelle");
}

static void
test_unknown_word_of_the_end_copies_nothing (void)
{
  static const float end[] = { 0.1f, 0.1f, 0.1f, 0.1f, 0.6f };
  static const float nothing[] = { 0.0f, 0.0f, 0.0f, 0.0f, 0.0f };

  assert_copied (end, NULL);
  assert_copied (nothing, NULL);
  g_assert_null (heed_unknown_word_dup_source (NULL, NULL, 0));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/unknown-word/is-told-by-its-spelling",
                   test_unknown_word_is_told_by_its_spelling);
  g_test_add_func ("/app/unknown-word/pieces-count-together",
                   test_unknown_word_pieces_count_together);
  g_test_add_func ("/app/unknown-word/of-the-end-copies-nothing",
                   test_unknown_word_of_the_end_copies_nothing);

  return g_test_run ();
}
