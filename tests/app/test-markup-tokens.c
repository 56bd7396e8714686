/* test-markup-tokens.c — words that the user marks, carried over to the translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/markup/markup-letters.c
 */

#include "app/core/markup/markup-letters.h"

/* "see un|believ|able sights </s>" and "voir des choses in|croyables </s>":
 * the pieces of the last word attend to different tokens. */
static const HeedToken source[] = {
  { .id = 1, .text = "▁see", .starts_word = TRUE },
  { .id = 2, .text = "▁un", .starts_word = TRUE },
  { .id = 3, .text = "believ" },
  { .id = 4, .text = "able" },
  { .id = 5, .text = "▁sights", .starts_word = TRUE },
  { .id = 6, .text = "</s>", .is_special = TRUE },
};

static const HeedToken target[] = {
  { .id = 11, .text = "▁voir", .starts_word = TRUE },
  { .id = 12, .text = "▁des", .starts_word = TRUE },
  { .id = 13, .text = "▁choses", .starts_word = TRUE },
  { .id = 14, .text = "▁in", .starts_word = TRUE },
  { .id = 15, .text = "croyables" },
  { .id = 16, .text = "</s>", .is_special = TRUE },
};

static const float weights[6 * 6] = {
  1.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f,
  0.0f, 0.0f, 0.0f, 0.0f, 0.3f, 0.7f,
  0.0f, 0.0f, 0.0f, 0.0f, 1.0f, 0.0f,
  0.0f, 0.1f, 0.1f, 0.1f, 0.7f, 0.0f,
  0.0f, 0.3f, 0.4f, 0.3f, 0.0f, 0.0f,
  0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 1.0f,
};

/* "unbelievable" in bold. */
static const HeedMarkupMark bold = { { 1, 4 }, FALSE };

static HeedMarkupTokens *
carry (const HeedMarkupMark *mark,
       HeedMarkupRule        rule)
{
  g_autoptr(HeedMatrix) attention = heed_matrix_new (6, 6, weights);
  const HeedMarkupPair pair = { source, G_N_ELEMENTS (source), target, G_N_ELEMENTS (target),
                                attention };

  return heed_markup_tokens_carry (&pair, mark, 1, rule);
}

static void
assert_target (const HeedMarkupMark *mark,
               HeedMarkupRule        rule,
               HeedMarkupFate        fate,
               gboolean              is_cut,
               const char           *expected)
{
  g_autoptr(HeedMarkupTokens) tokens = carry (mark, rule);
  g_autofree char *text = heed_markup_tokens_dup_target (tokens, mark, 1);
  const HeedMarkupPart *part = &g_array_index (tokens->parts, HeedMarkupPart, 0);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (part->fate, ==, fate);
  g_assert_cmpint (part->is_cut, ==, is_cut);
}

static void
test_markup_tokens_a_piece_cuts_a_word_and_a_word_does_not (void)
{
  assert_target (&bold, HEED_MARKUP_PER_TOKEN, HEED_MARKUP_CARRIED, TRUE,
                 "voir des choses in<b>croyables</b>");
  assert_target (&bold, HEED_MARKUP_WHOLE_WORD, HEED_MARKUP_CARRIED, FALSE,
                 "voir des choses <b>incroyables</b>");
}

/* "des" attends to the end of the sentence, which is not a word: it inherits the mark. */
static void
test_markup_tokens_special_ones_are_no_words (void)
{
  const HeedMarkupMark link = { { 0, 1 }, TRUE };
  const HeedMarkupMark end = { { 5, 6 }, FALSE };

  assert_target (&link, HEED_MARKUP_WHOLE_WORD, HEED_MARKUP_CARRIED, FALSE,
                 "<u>voir</u> des choses incroyables");
  assert_target (&link, HEED_MARKUP_INHERITED, HEED_MARKUP_CARRIED, FALSE,
                 "<u>voir des</u> choses incroyables");
  assert_target (&end, HEED_MARKUP_WHOLE_WORD, HEED_MARKUP_LOST, FALSE,
                 "voir des choses incroyables");
}

static void
test_markup_tokens_the_source_is_set_too (void)
{
  g_autoptr(HeedMarkupTokens) tokens = carry (&bold, HEED_MARKUP_WHOLE_WORD);
  g_autofree char *text = heed_markup_tokens_dup_source (tokens, &bold, 1);
  const HeedMarkupPart *part = &g_array_index (tokens->parts, HeedMarkupPart, 0);

  g_assert_cmpstr (text, ==, "see <b>unbelievable</b> sights");
  g_assert_cmpuint (part->links->len, ==, 1);
  g_assert_cmpuint (g_array_index (part->links, HeedLink, 0).source, ==, 1);
  g_assert_cmpuint (g_array_index (part->links, HeedLink, 0).target, ==, 3);
}

/* Marks of another sentence, or empty ones. */
static void
test_markup_tokens_marks_beyond_the_sentence_are_empty (void)
{
  static const HeedMarkupMark marks[] = { { { 6, 9 }, FALSE }, { { 3, 3 }, TRUE },
                                          { { 4, 99 }, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr(HeedMarkupTokens) tokens = carry (&marks[i], HEED_MARKUP_SPAN);

      g_assert_cmpuint (g_array_index (tokens->parts, HeedMarkupPart, 0).fate, ==,
                        HEED_MARKUP_EMPTY);
    }
}

/* --- Other tokens ------------------------------------------------------------------- */

#define WORD(word)  { .text = word, .starts_word = TRUE }
#define PIECE(part) { .text = part }
#define START(part) { .text = part "@@", .starts_word = TRUE, .goes_on = TRUE, .n_after = 2 }
#define END         { .text = "</s>", .is_special = TRUE }

static const HeedToken words[] = { WORD ("A"), WORD ("cup"), WORD ("of"), WORD ("tea"), END };

static const HeedToken pieces[] = { WORD ("a"), START ("c"), PIECE ("up"), WORD ("of"),
                                    START ("te"), PIECE ("a"), END };

/* "cup" was replaced by two words. */
static const HeedToken replaced[] = { WORD ("A"), WORD ("big"), WORD ("mug"), WORD ("of"),
                                      WORD ("tea"), END };

/* "tea" is not in the vocabulary. */
static const HeedToken unknown[] = { WORD ("a"), WORD ("cup"), WORD ("of"),
                                     { .text = "<unk>", .is_special = TRUE }, END };

static void
assert_moved (const HeedToken *from,
              guint            n_from,
              HeedMarkupRange  tokens,
              const HeedToken *to,
              guint            n_to,
              HeedMarkupRange  expected)
{
  g_autoptr(HeedMarkupLetters) one = heed_markup_letters_new (from, n_from);
  g_autoptr(HeedMarkupLetters) other = heed_markup_letters_new (to, n_to);
  g_autoptr(GArray) marks = g_array_new (FALSE, FALSE, sizeof (HeedMarkupMark));
  g_autoptr(GArray) moved = NULL;
  const HeedMarkupMark mark = { tokens, TRUE };

  g_array_append_val (marks, mark);
  moved = heed_markup_letters_move (one, other, marks);
  g_assert_cmpuint (moved->len, ==, expected.end > 0);
  if (moved->len == 0)
    return;

  g_assert_cmpuint (g_array_index (moved, HeedMarkupMark, 0).tokens.first, ==, expected.first);
  g_assert_cmpuint (g_array_index (moved, HeedMarkupMark, 0).tokens.end, ==, expected.end);
  g_assert_true (g_array_index (moved, HeedMarkupMark, 0).is_link);
}

#define MOVE(from, first, end, to, to_first, to_end)                                          \
  assert_moved (from, G_N_ELEMENTS (from), (HeedMarkupRange) { first, end }, to,              \
                G_N_ELEMENTS (to), (HeedMarkupRange) { to_first, to_end })

static void
test_markup_letters_stay_marked_in_other_tokens (void)
{
  MOVE (words, 1, 2, words, 1, 2);
  MOVE (words, 1, 2, pieces, 1, 3);
  MOVE (words, 3, 4, pieces, 4, 6);
  MOVE (words, 1, 4, pieces, 1, 6);
  MOVE (words, 4, 5, pieces, 6, 7);
  MOVE (pieces, 1, 3, words, 1, 2);
  MOVE (pieces, 2, 3, words, 1, 2);
}

static void
test_markup_letters_that_are_gone_are_not_marked (void)
{
  MOVE (words, 0, 1, replaced, 0, 1);
  MOVE (words, 1, 2, replaced, 0, 0);
  MOVE (words, 0, 2, replaced, 0, 0);
  MOVE (words, 3, 4, replaced, 4, 5);
  MOVE (replaced, 1, 3, words, 0, 0);
  MOVE (replaced, 3, 4, words, 2, 3);
  MOVE (pieces, 4, 6, unknown, 0, 0);
  MOVE (pieces, 1, 3, unknown, 1, 2);

  /* Of a file that was written by hand. */
  MOVE (words, 7, 9, pieces, 0, 0);
  MOVE (words, 3, 2, pieces, 0, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/markup-tokens/a-piece-cuts-a-word-and-a-word-does-not",
                   test_markup_tokens_a_piece_cuts_a_word_and_a_word_does_not);
  g_test_add_func ("/app/markup-tokens/special-ones-are-no-words",
                   test_markup_tokens_special_ones_are_no_words);
  g_test_add_func ("/app/markup-tokens/the-source-is-set-too",
                   test_markup_tokens_the_source_is_set_too);
  g_test_add_func ("/app/markup-tokens/marks-beyond-the-sentence-are-empty",
                   test_markup_tokens_marks_beyond_the_sentence_are_empty);
  g_test_add_func ("/markup-letters/stay-marked-in-other-tokens",
                   test_markup_letters_stay_marked_in_other_tokens);
  g_test_add_func ("/markup-letters/that-are-gone-are-not-marked",
                   test_markup_letters_that_are_gone_are_not_marked);

  return g_test_run ();
}
