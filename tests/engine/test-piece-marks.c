/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/piece-marks.h"

#include "engine/heed.h"

static HeedPieceMarks
detect (const char *list)
{
  g_auto(GStrv) words = g_strsplit (list, " ", -1);

  return heed_piece_marks_detect ((const char *const *) words, g_strv_length (words));
}

static void
test_piece_marks_are_seen_in_the_vocabulary (void)
{
  g_assert_cmpint (detect ("<unk> </s> die ka@@ tze"), ==, HEED_PIECES_SEPARATOR);
  g_assert_cmpint (detect ("<unk> ▁ ▁cat s er"), ==, HEED_PIECES_WORD_START);
  g_assert_cmpint (detect ("<unk> ▁ cat▁ ha er▁"), ==, HEED_PIECES_WORD_END);
  g_assert_cmpint (detect ("[UNK] [CLS] ka ##tze # ##"), ==, HEED_PIECES_HASHES);
  g_assert_cmpint (detect ("<blank> ka ￭tze ."), ==, HEED_PIECES_JOINER);
  g_assert_cmpint (detect ("<blank> ka￭ tze ."), ==, HEED_PIECES_JOINER);
  g_assert_cmpint (detect ("a @ @@ # ## ### ▁ b"), ==, HEED_PIECES_NONE);
  g_assert_cmpint (
    detect (
      "a b c d e f g h i j k l m n o p q r s t u v w x y z 1 2 3 4 5 6 7 8 9 0 11 12 13 14 ▁on"),
    ==, HEED_PIECES_NONE);
}

static void
assert_joined (HeedPieceMarks  marks,
               const char     *list,
               const char     *expected)
{
  g_auto(GStrv) pieces = g_strsplit (list, " ", -1);
  g_autofree char *joined = heed_piece_marks_join (marks, (const char *const *) pieces);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_piece_marks_pieces_become_text (void)
{
  assert_joined (HEED_PIECES_NONE, "ka@@ tze", "ka@@ tze");
  assert_joined (HEED_PIECES_SEPARATOR, "die ka@@ tze tief@@ er ka@@", "die katze tiefer ka");
  assert_joined (HEED_PIECES_WORD_START, "▁die ▁ka tze ▁ er", "die katze er");
  assert_joined (HEED_PIECES_WORD_END, "die▁ ka tze▁ er", "die katze er");
  assert_joined (HEED_PIECES_HASHES, "die ka ##tze .", "die katze .");
  assert_joined (HEED_PIECES_JOINER, "die ka ￭tze ￭. l￭ '￭ eau a ￭ b", "die katze. l'eau ab");
}

/* Checks the word numbers of a sequence of tokens, such as "0 1 1". */
static void
assert_grouped (HeedPieceMarks  marks,
                const char     *list,
                const char     *expected)
{
  g_auto(GStrv) pieces = g_strsplit (list, " ", -1);
  guint n_tokens = g_strv_length (pieces);
  g_autofree HeedToken *tokens = g_new0 (HeedToken, n_tokens);
  g_autoptr(GString) found = g_string_new (NULL);
  g_autofree guint *words = NULL;
  guint n_words;

  for (guint i = 0; i < n_tokens; i++)
    {
      tokens[i] = (HeedToken) { .id = i, .text = pieces[i], .starts_word = TRUE };
      heed_piece_marks_describe (marks, &tokens[i]);
    }

  words = heed_tokens_group_words (tokens, n_tokens, FALSE, &n_words);
  for (guint i = 0; i < n_tokens; i++)
    g_string_append_printf (found, "%s%u", i == 0 ? "" : " ", words[i]);

  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_piece_marks_tokens_say_which_word_they_are_in (void)
{
  assert_grouped (HEED_PIECES_NONE, "a b@@ c", "0 1 2");
  assert_grouped (HEED_PIECES_SEPARATOR, "die ka@@ tz@@ e er", "0 1 1 1 2");
  assert_grouped (HEED_PIECES_WORD_START, "▁die ▁ka tze ▁ er", "0 1 1 2 2");
  assert_grouped (HEED_PIECES_WORD_END, "die▁ ka tze▁ er", "0 1 1 2");
  assert_grouped (HEED_PIECES_HASHES, "die ka ##tze .", "0 1 1 2");
  assert_grouped (HEED_PIECES_JOINER, "die ka ￭tze l￭ eau a ￭ b", "0 1 1 2 2 3 3 3");
}

static void
test_piece_marks_have_names (void)
{
  for (guint i = HEED_PIECES_NONE; i <= HEED_PIECES_JOINER; i++)
    {
      HeedPieceMarks marks;

      g_assert_true (
        heed_piece_marks_parse (heed_piece_marks_get_name ((HeedPieceMarks) i), &marks));
      g_assert_cmpint (marks, ==, i);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/piece-marks/are-seen-in-the-vocabulary",
                   test_piece_marks_are_seen_in_the_vocabulary);
  g_test_add_func ("/engine/piece-marks/pieces-become-text", test_piece_marks_pieces_become_text);
  g_test_add_func ("/engine/piece-marks/tokens-say-which-word-they-are-in",
                   test_piece_marks_tokens_say_which_word_they_are_in);
  g_test_add_func ("/engine/piece-marks/have-names", test_piece_marks_have_names);

  return g_test_run ();
}
