/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/words/word-map.h"

#include <math.h>

#include "ui/token-label.h"

#define MAX_TOKENS 16

/* Splits a text such as "▁un do ▁it </s>" at spaces. */
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

/* Punctuation within a word belongs to the word. */
static void
test_word_map_marks_at_the_edge_stand_alone (void)
{
  assert_shown ("▁in ▁19 92 . </s>", HEED_SHOWN_AS_WORDS, "in 1992 . ⟨eos⟩");
  assert_shown ("▁( oh ) !", HEED_SHOWN_AS_WORDS, "( oh ) !");
  assert_shown ("▁don ' t", HEED_SHOWN_AS_WORDS, "don't");
}

/* Tokens of Chinese do not mark where words begin, so they are not merged. */
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

/* Merged rows still sum to 1; scores over several tokens are undefined. */
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

/* The model of dates reads single characters, which are not merged. */
static void
test_word_map_characters_and_words_need_none (void)
{
  g_assert_true (is_needed ("en-fr"));
  g_assert_false (is_needed ("dates"));
  g_assert_false (is_needed ("reverse"));
}

/* --- Every tokenizer: what is shown stands where its tokens stand --- */

/* Returns NULL if the model cannot read the text. */
static HeedSession *
translate (HeedModel  *model,
           const char *text)
{
  g_autoptr(GError) error = NULL;
  HeedSession *session = heed_session_new (model, text, &error);

  if (session == NULL)
    return NULL;

  heed_session_set_max_length (session, 12);
  while (!heed_session_is_finished (session))
    {
      g_autoptr(HeedStep) step = heed_session_step (session, &error);

      g_assert_no_error (error);
    }

  return session;
}

static HeedToken *
list_target (HeedSession *session,
             guint       *n_tokens)
{
  HeedToken *tokens;

  *n_tokens = heed_session_get_n_steps (session);
  tokens = g_new0 (HeedToken, *n_tokens);
  for (guint t = 0; t < *n_tokens; t++)
    tokens[t] = heed_session_get_step (session, t)->token;

  return tokens;
}

/* Concatenates the letters of all labels, without glue and spaces. */
static char *
read_labels (const HeedToken *tokens,
             guint            n_tokens)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_tokens; i++)
    if (!heed_token_label_is_space (&tokens[i]))
      {
        g_autofree char *label = heed_token_label_new (&tokens[i]);

        g_string_append (text, label);
      }
  g_string_replace (text, "‿", "", 0);
  g_string_replace (text, "␣", "", 0);

  return g_string_free (text, FALSE);
}

static void
assert_in_order (const HeedWordMap *map,
                 const HeedToken   *tokens,
                 guint              n_tokens)
{
  g_assert_cmpuint (map->n_tokens, ==, n_tokens);
  for (guint word = 0; word < map->n_words; word++)
    {
      guint start = map->starts[word], end = map->starts[word + 1];
      g_autofree char *shown = read_labels (&map->shown[word], 1);
      g_autofree char *read = read_labels (tokens + start, end - start);

      g_assert_cmpuint (start, <, end);
      g_assert_cmpstr (shown, ==, read);
      for (guint token = start; token < end; token++)
        g_assert_cmpuint (map->words[token], ==, word);
    }
}

/* Every weight of a token is counted in exactly one cell: that of its two words. */
static void
assert_weights_stay (const HeedWordMap *rows,
                     const HeedWordMap *columns)
{
  gsize n_values = (gsize) rows->n_tokens * columns->n_tokens;

  for (gsize place = 0; place < n_values; place++)
    {
      g_autofree float *values = g_new0 (float, n_values);
      g_autoptr(HeedMatrix) tokens = NULL;
      g_autoptr(HeedMatrix) words = NULL;
      guint row = rows->words[place / columns->n_tokens];
      guint column = columns->words[place % columns->n_tokens];

      values[place] = 1.0f;
      tokens = heed_matrix_new (rows->n_tokens, columns->n_tokens, values);
      words = heed_word_map_merge (rows, columns, tokens);
      for (guint i = 0; i < words->n_rows * words->n_columns; i++)
        {
          float expected = i == row * words->n_columns + column
                           ? 1.0f / (float) (rows->starts[row + 1] - rows->starts[row]) : 0.0f;

          g_assert_cmpfloat_with_epsilon (words->values[i], expected, 1e-6);
        }
    }
}

static gboolean
check_axes (HeedModel  *model,
            const char *text)
{
  g_autoptr(HeedSession) session = translate (model, text);
  guint n_source, n_target;
  const HeedToken *source;
  g_autofree HeedToken *target = NULL;

  if (session == NULL)
    return FALSE;

  source = heed_session_get_source (session, &n_source);
  target = list_target (session, &n_target);

  for (guint units = HEED_SHOWN_AS_WORDS; units <= HEED_SHOWN_AS_PIECES; units++)
    {
      g_autoptr(HeedWordMap) columns = heed_word_map_new (source, n_source, units);
      g_autoptr(HeedWordMap) rows = heed_word_map_new (target, n_target, units);

      assert_in_order (columns, source, n_source);
      assert_in_order (rows, target, n_target);
      assert_weights_stay (rows, columns);
      assert_weights_stay (columns, columns);
      assert_weights_stay (rows, rows);
    }

  return TRUE;
}

/* Sentences for translators, and input for smaller models: known words, letters and digits. */
static const char *const sentences[] = { "I don't un-derstand 1992 (unbelievably).",
                                         "the cat is small .", "a b c d e", "1 2 3 4" };

static guint
check_axes_of_models_in (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_checked = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr(HeedModel) model = heed_model_load (path, NULL, NULL);

      if (model == NULL && g_file_test (path, G_FILE_TEST_IS_DIR))
        n_checked += check_axes_of_models_in (path);
      if (model == NULL || !heed_model_get_info (model)->has_text)
        continue;

      for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
        n_checked += check_axes (model, sentences[i]);
    }

  return n_checked;
}

static void
test_word_map_keeps_order_of_every_tokenizer (void)
{
  g_autofree char *texts = g_test_build_filename (G_TEST_DIST, "data", "texts", NULL);

  g_assert_cmpuint (check_axes_of_models_in (texts), >=, 5);
  g_assert_cmpuint (check_axes_of_models_in (g_getenv ("HEED_MODELS")), >=, 20);
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
  g_test_add_func ("/app/word-map/keeps-order-of-every-tokenizer",
                   test_word_map_keeps_order_of_every_tokenizer);

  return g_test_run ();
}
