/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/word-map.h"

#include <math.h>

#include "ui/token-label.h"

#define MAX_TOKENS 16

/* "▁un do ▁it </s>", split at blanks. */
static HeedWordMap *
map_text (const char *text,
          HeedShownAs   units)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  HeedToken tokens[MAX_TOKENS];
  guint n_tokens = g_strv_length (words);

  for (guint i = 0; i < n_tokens; i++)
    tokens[i] = (HeedToken) {
      .id = i,
      .text = words[i],
      .is_special = words[i][0] == '<',
      .starts_word = g_str_has_prefix (words[i], "▁"),
    };

  return heed_word_map_new (tokens, n_tokens, units);
}

static void
assert_shown (const char *text,
              HeedShownAs   units,
              const char *expected)
{
  g_autoptr(HeedWordMap) map = map_text (text, units);
  g_auto(GStrv) labels = heed_token_label_new_list (map->shown, map->n_words);
  g_autofree char *shown = g_strjoinv (" ", labels);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_word_map_pieces_become_words (void)
{
  assert_shown ("▁un do ▁it </s>", HEED_SHOWN_AS_WORDS, "undo it ⟨eos⟩");
  assert_shown ("▁ h i", HEED_SHOWN_AS_WORDS, "hi");
}

static void
test_word_map_pieces_have_glue (void)
{
  assert_shown ("▁un do ▁it . </s>", HEED_SHOWN_AS_PIECES, "un ‿do it ‿. ⟨eos⟩");
}

/* A mark inside of a word is part of it. */
static void
test_word_map_marks_at_the_edge_stand_alone (void)
{
  assert_shown ("▁in ▁19 92 . </s>", HEED_SHOWN_AS_WORDS, "in 1992 . ⟨eos⟩");
  assert_shown ("▁( oh ) !", HEED_SHOWN_AS_WORDS, "( oh ) !");
  assert_shown ("▁don ' t", HEED_SHOWN_AS_WORDS, "don't");
}

/* Nothing says where a Chinese word begins, so nothing is said. */
static void
test_word_map_no_spaces_are_no_word (void)
{
  assert_shown ("▁我 喜欢 你 。 </s>", HEED_SHOWN_AS_WORDS, "我 喜欢 你 。 ⟨eos⟩");
  assert_shown ("▁我 用 G T K", HEED_SHOWN_AS_WORDS, "我 用 GTK");
}

static void
test_word_map_finds_both_ways (void)
{
  g_autoptr(HeedWordMap) map = map_text ("▁un do ▁it </s>", HEED_SHOWN_AS_WORDS);

  g_assert_true (heed_word_map_merges (map));
  g_assert_cmpint (heed_word_map_find (map, 0), ==, 0);
  g_assert_cmpint (heed_word_map_find (map, 1), ==, 0);
  g_assert_cmpint (heed_word_map_find (map, 3), ==, 2);
  g_assert_cmpint (heed_word_map_find (map, -1), ==, -1);
  g_assert_cmpint (heed_word_map_find (map, 4), ==, -1);
  g_assert_true (heed_word_map_has (map, 0, 1));
  g_assert_false (heed_word_map_has (map, 1, 1));
  g_assert_false (heed_word_map_has (map, -1, -1));
  g_assert_cmpuint (map->starts[1], ==, 2);
  g_assert_cmpuint (map->starts[3], ==, 4);
}

/* Rows that sum to 1 still do; scores of several tokens are none. */
static void
test_word_map_weights_are_merged_and_scores_picked (void)
{
  static const float values[] = { 0.1f, 0.2f, 0.7f, 0.3f, 0.3f, 0.4f };
  g_autoptr(HeedWordMap) rows = map_text ("▁a b", HEED_SHOWN_AS_WORDS);
  g_autoptr(HeedWordMap) alone = map_text ("▁a ▁b", HEED_SHOWN_AS_WORDS);
  g_autoptr(HeedWordMap) columns = map_text ("▁un do ▁it", HEED_SHOWN_AS_WORDS);
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (2, 3, values);
  g_autoptr(HeedMatrix) merged = heed_word_map_merge (rows, columns, matrix);
  g_autoptr(HeedMatrix) picked = heed_word_map_pick (alone, columns, matrix);

  g_assert_cmpuint (merged->n_rows, ==, 1);
  g_assert_cmpuint (merged->n_columns, ==, 2);
  g_assert_cmpfloat_with_epsilon (merged->values[0], 0.45, 1e-6);
  g_assert_cmpfloat_with_epsilon (merged->values[1], 0.55, 1e-6);
  g_assert_true (isnan (picked->values[0]));
  g_assert_cmpfloat (picked->values[1], ==, 0.7f);
}

static void
test_word_map_nothing_merged_is_not_copied (void)
{
  static const float values[] = { 0.5f, 0.5f };
  g_autoptr(HeedWordMap) rows = map_text ("▁a", HEED_SHOWN_AS_WORDS);
  g_autoptr(HeedWordMap) columns = map_text ("▁b ▁c", HEED_SHOWN_AS_WORDS);
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (1, 2, values);
  g_autoptr(HeedMatrix) merged = heed_word_map_merge (rows, columns, matrix);

  g_assert_true (merged == matrix);
  g_assert_null (heed_word_map_merge (rows, columns, NULL));
}

static gboolean
is_needed (const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.safetensors", g_getenv ("HEED_MODELS"), name);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = heed_model_load (path, NULL, &error);

  g_assert_no_error (error);

  return heed_word_map_is_needed (model);
}

/* Dates are read by the character, which are no pieces to be joined. */
static void
test_word_map_characters_and_words_need_none (void)
{
  g_assert_true (is_needed ("en-fr"));
  g_assert_false (is_needed ("dates"));
  g_assert_false (is_needed ("reverse"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/word-map/pieces-become-words", test_word_map_pieces_become_words);
  g_test_add_func ("/app/word-map/pieces-have-glue", test_word_map_pieces_have_glue);
  g_test_add_func ("/app/word-map/marks-at-the-edge-stand-alone",
                   test_word_map_marks_at_the_edge_stand_alone);
  g_test_add_func ("/app/word-map/no-spaces-are-no-word", test_word_map_no_spaces_are_no_word);
  g_test_add_func ("/app/word-map/finds-both-ways", test_word_map_finds_both_ways);
  g_test_add_func ("/app/word-map/weights-are-merged-and-scores-picked",
                   test_word_map_weights_are_merged_and_scores_picked);
  g_test_add_func ("/app/word-map/nothing-merged-is-not-copied",
                   test_word_map_nothing_merged_is_not_copied);
  g_test_add_func ("/app/word-map/characters-and-words-need-none",
                   test_word_map_characters_and_words_need_none);

  return g_test_run ();
}
