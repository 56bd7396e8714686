/* test-tokenizer.c — every kind of tokenizer encodes text and decodes ids
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/text/kind-byte.c,
 *   engine/text/kind-character.c,
 *   engine/text/kind-json.c,
 *   engine/text/kind-sentencepiece.c,
 *   engine/text/kind-subword-nmt.c,
 *   engine/text/kind-word.c,
 *   engine/text/tokenizer-text.c
 */

#include "engine/text/tokenizer.h"

#include <string.h>

#include "engine/heed.h"
#include "tests/engine/scratch.h"
#include "tests/engine/sentencepiece-model.h"

static const char *const words[] = { "<unk>", "<pad>", "<bos>", "<eos>", "go", ".", "va", "!" };
static const HeedSpecialTokens special = { .unknown = 0, .padding = 1, .begin = 2, .end = 3 };

static HeedTokenizer *
new_words (void)
{
  g_autoptr(GError) error = NULL;
  HeedTokenizer *tokenizer =
    heed_tokenizer_new_from_words (HEED_TOKENIZER_WORD,
                                   HEED_TEXT_LOWERCASE | HEED_TEXT_SPACE_PUNCTUATION,
                                   words, G_N_ELEMENTS (words), &special, &error);

  g_assert_no_error (error);

  return tokenizer;
}

static HeedTokenizer *
new_pieces_by_rules (const HeedSpecialTokens *tokens,
                     HeedTextRules            rules)
{
  static const char *const pieces[] = { "▁a", "</s>", "ab", "<unk>", "<pad>", "▁other", ">>fra<<" };
  g_autoptr(GByteArray) model = model_new_small (MODEL_UNIGRAM);
  g_autoptr(GBytes) block = scratch_block (model->data, model->len);
  g_autoptr(GError) error = NULL;
  HeedTokenizer *tokenizer =
    heed_tokenizer_new_from_pieces (rules, block, pieces, G_N_ELEMENTS (pieces), tokens, &error);

  g_assert_no_error (error);

  return tokenizer;
}

static HeedTokenizer *
new_pieces (const HeedSpecialTokens *tokens)
{
  return new_pieces_by_rules (tokens, HEED_TEXT_AS_IS);
}

static void
assert_ids (HeedTokenizer *tokenizer,
            const char    *text,
            const char    *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) found = g_string_new (NULL);
  g_autofree guint32 *ids = NULL;
  guint n_ids = 99;

  ids = heed_tokenizer_encode (tokenizer, text, &n_ids, &error);
  g_assert_no_error (error);
  g_assert_nonnull (ids);

  for (guint i = 0; i < n_ids; i++)
    g_string_append_printf (found, i == 0 ? "%u" : " %u", ids[i]);

  g_assert_cmpstr (found->str, ==, expected);
}

static void
assert_text (HeedTokenizer *tokenizer,
             const guint32 *ids,
             guint          n_ids,
             const char    *expected)
{
  g_autofree char *text = heed_tokenizer_decode (tokenizer, ids, n_ids);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_tokenizer_words_become_ids (void)
{
  g_autoptr(HeedTokenizer) tokenizer = new_words ();

  assert_ids (tokenizer, "Go.", "4 5");
  assert_ids (tokenizer, "  VA\u00a0!  quoi", "6 7 0");
  assert_ids (tokenizer, "", "");
}

static void
test_tokenizer_special_words_in_text_are_unknown (void)
{
  g_autoptr(HeedTokenizer) tokenizer = new_words ();

  assert_ids (tokenizer, "go <eos> <pad> <bos> <unk>", "4 0 0 0 0");
}

static void
test_tokenizer_words_are_joined_by_spaces (void)
{
  static const guint32 ids[] = { 2, 4, 5, 0, 3, 1, 1 };
  g_autoptr(HeedTokenizer) tokenizer = new_words ();

  assert_text (tokenizer, ids, G_N_ELEMENTS (ids), "go . <unk>");
  assert_text (tokenizer, NULL, 0, "");
}

/* Words outside the vocabulary keep their spelling, so that two of them are not equal. */
static void
test_tokenizer_spelling_is_what_there_and_back_makes (void)
{
  g_autoptr(HeedTokenizer) tokenizer = new_words ();
  g_autofree char *known = heed_tokenizer_normalise (tokenizer, "  Go.  VA\u00a0!");
  g_autofree char *strange = heed_tokenizer_normalise (tokenizer, "Va  Quoi?");
  g_autofree char *unknown = heed_tokenizer_normalise (tokenizer, "va <unk>");

  g_assert_cmpstr (known, ==, "go . va !");
  g_assert_cmpstr (strange, ==, "va quoi ?");
  g_assert_cmpstr (unknown, ==, "va <unk>");
}

static void
test_tokenizer_without_unknown_a_strange_word_is_an_error (void)
{
  HeedSpecialTokens none = { HEED_NO_TOKEN, HEED_NO_TOKEN, HEED_NO_TOKEN, HEED_NO_TOKEN };
  g_autoptr(HeedTokenizer) tokenizer =
    heed_tokenizer_new_from_words (HEED_TOKENIZER_WORD, HEED_TEXT_AS_IS, words, 8, &none, NULL);
  g_autoptr(GError) error = NULL;
  guint n_ids = 99;

  assert_ids (tokenizer, "go <pad>", "4 1");
  g_assert_null (heed_tokenizer_encode (tokenizer, "go quoi", &n_ids, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY);
  g_assert_true (g_str_has_prefix (error->message, "quoi:"));
  g_assert_cmpuint (n_ids, ==, 99);
}

static void
test_tokenizer_characters_become_ids (void)
{
  static const char *const characters[] = { "<unk>", "é", " ", "a", "<s>" };
  HeedSpecialTokens tokens = { .unknown = 0,
                               .begin = 4,
                               .end = HEED_NO_TOKEN,
                               .padding = HEED_NO_TOKEN };
  static const guint32 ids[] = { 4, 1, 2, 2, 3 };
  g_autoptr(HeedTokenizer) tokenizer = heed_tokenizer_new_from_words (
    HEED_TOKENIZER_CHARACTER, HEED_TEXT_AS_IS, characters, 5, &tokens, NULL);

  assert_ids (tokenizer, "é  ab", "1 2 2 3 0");
  assert_text (tokenizer, ids, G_N_ELEMENTS (ids), "é  a");
}

static void
test_tokenizer_characters_may_write_spaces_as_marks (void)
{
  static const char *const characters[] = { "<unk>", "é", "▁", "a" };
  HeedSpecialTokens tokens = { HEED_NO_TOKEN, HEED_NO_TOKEN, HEED_NO_TOKEN, 0 };
  static const guint32 ids[] = { 1, 2, 3 };
  g_autoptr(HeedTokenizer) tokenizer = heed_tokenizer_new_from_words (
    HEED_TOKENIZER_CHARACTER, HEED_TEXT_AS_IS, characters, 4, &tokens, NULL);

  assert_ids (tokenizer, "é a", "1 2 3");
  assert_text (tokenizer, ids, G_N_ELEMENTS (ids), "é a");
  g_assert_true (heed_tokenizer_get_token (tokenizer, 2).starts_word);
  g_assert_false (heed_tokenizer_get_token (tokenizer, 3).starts_word);
}

#define N_BYTES 256u

/* As in ByT5: <pad> </s> <unk>, 256 bytes, and one more. */
static HeedTokenizer *
new_bytes (guint    n_words,
           GError **error)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  HeedTokenizerParts parts = { .kind = HEED_TOKENIZER_BYTE, .n_words = n_words };

  for (guint i = 0; i < n_words; i++)
    g_ptr_array_add (texts, i == HEED_FIRST_BYTE + ' ' ? g_strdup (" ")
                            : g_strdup_printf ("<%u>", i));
  parts.words = (const char *const *) texts->pdata;
  parts.special = (HeedSpecialTokens) { HEED_NO_TOKEN, 1, 0, 2 };

  return heed_tokenizer_new (&parts, error);
}

static void
test_tokenizer_bytes_become_ids (void)
{
  static const guint32 ids[] = { 3, 108, 35, 198, 172, 259, 198, 1 };
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedTokenizer) tokenizer = new_bytes (HEED_FIRST_BYTE + N_BYTES + 1, &error);

  g_assert_no_error (error);
  assert_ids (tokenizer, "i é", "108 35 198 172");
  assert_text (tokenizer, ids, G_N_ELEMENTS (ids), "i é<259>");
  g_assert_true (heed_tokenizer_get_token (tokenizer, HEED_FIRST_BYTE + ' ').starts_word);
  g_assert_false (heed_tokenizer_get_token (tokenizer, HEED_FIRST_BYTE + 'i').starts_word);
}

static void
test_tokenizer_too_few_bytes_are_refused (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (new_bytes (HEED_FIRST_BYTE + N_BYTES - 1, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY);
}

static HeedTokenizer *
new_of_file (HeedTokenizerKind    kind,
             const char          *file,
             const char *const   *texts,
             GError             **error)
{
  g_autoptr(GBytes) block = scratch_block (file, strlen (file));

  return heed_tokenizer_new (
    &(HeedTokenizerParts) {
      .kind = kind,
      .model = block,
      .words = texts,
      .n_words = g_strv_length ((char **) texts),
      .special = { HEED_NO_TOKEN, HEED_NO_TOKEN, HEED_NO_TOKEN, 0 },
    },
    error);
}

static void
test_tokenizer_codes_split_words (void)
{
  static const char *const texts[] = { "<unk>", "the", "lo@@", "w@@", "s", NULL };
  static const guint32 ids[] = { 1, 2, 3, 4 };
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedTokenizer) tokenizer =
    new_of_file (HEED_TOKENIZER_SUBWORD_NMT, "#version: 0.2\nt h\nth e</w>\nl o\n", texts, &error);

  g_assert_no_error (error);
  g_assert_cmpint (heed_tokenizer_get_marks (tokenizer), ==, HEED_PIECES_SEPARATOR);
  assert_ids (tokenizer, "the lows", "1 2 3 4");
  assert_text (tokenizer, ids, G_N_ELEMENTS (ids), "the lows");
}

static const char json[] = "{\"pre_tokenizer\": {\"type\": \"Whitespace\"}, \"model\": {\"type\": "
                           "\"WordLevel\", \"vocab\": {\"[UNK]\": 0, \"hello\": 1, \"world\": 2}, "
                           "\"unk_token\": \"[UNK]\"}}";

static void
test_tokenizer_json_is_obeyed (void)
{
  static const char *const texts[] = { "[UNK]", "hello", "world", NULL };
  static const guint32 ids[] = { 1, 2 };
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedTokenizer) tokenizer = new_of_file (HEED_TOKENIZER_JSON, json, texts, &error);

  g_assert_no_error (error);
  assert_ids (tokenizer, "hello world you", "1 2 0");
  assert_text (tokenizer, ids, G_N_ELEMENTS (ids), "hello world");
}

static void
test_tokenizer_json_larger_than_the_vocabulary_is_refused (void)
{
  static const char *const texts[] = { "[UNK]", "hello", NULL };
  g_autoptr(GError) error = NULL;

  g_assert_null (new_of_file (HEED_TOKENIZER_JSON, json, texts, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY);
}

static void
test_tokenizer_wrong_special_ids_are_refused (void)
{
  for (guint i = 0; i < 4; i++)
    {
      guint32 ids[4] = { 0, 1, 2, 3 };
      HeedSpecialTokens tokens;
      g_autoptr(GError) error = NULL;

      ids[i] = G_N_ELEMENTS (words);
      tokens = (HeedSpecialTokens) { ids[0], ids[1], ids[2], ids[3] };
      g_assert_null (heed_tokenizer_new_from_words (HEED_TOKENIZER_WORD, HEED_TEXT_AS_IS,
                                                    words, G_N_ELEMENTS (words), &tokens, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY);
    }
}

static void
test_tokenizer_own_pieces_keep_their_ids (void)
{
  g_autoptr(GByteArray) model = model_new_small (MODEL_UNIGRAM);
  g_autoptr(GBytes) block = scratch_block (model->data, model->len);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedTokenizer) tokenizer =
    heed_tokenizer_new_sentencepiece (HEED_TEXT_AS_IS, block, &error);
  static const guint32 ids[] = { 1, 6, 7, 2 };

  g_assert_no_error (error);
  g_assert_cmpuint (heed_tokenizer_get_size (tokenizer), ==, 8);
  g_assert_true (heed_tokenizer_has_own_ids (tokenizer));
  g_assert_true (g_bytes_equal (heed_tokenizer_get_model (tokenizer), block));
  assert_ids (tokenizer, "aab </s>", "6 7 3 0");
  assert_text (tokenizer, ids, G_N_ELEMENTS (ids), "aab");
}

static void
test_tokenizer_pieces_may_have_other_ids (void)
{
  HeedSpecialTokens tokens = { .begin = 4, .end = 1, .padding = 4, .unknown = 3 };
  g_autoptr(HeedTokenizer) tokenizer = new_pieces (&tokens);
  static const guint32 ids[] = { 0, 5, 2, 3, 1 };

  g_assert_cmpuint (heed_tokenizer_get_size (tokenizer), ==, 7);
  g_assert_false (heed_tokenizer_has_own_ids (tokenizer));
  assert_ids (tokenizer, "aab b", "0 2 3 3");
  assert_text (tokenizer, ids, G_N_ELEMENTS (ids), "a otherab ⁇");
}

/* A language code between >> and << is one token, known or unknown, at the start of the text
 * only. */
static void
test_tokenizer_language_code_is_one_token (void)
{
  HeedSpecialTokens tokens = { .begin = 4, .end = 1, .padding = 4, .unknown = 3 };
  g_autoptr(HeedTokenizer) with = new_pieces_by_rules (&tokens, HEED_TEXT_LANGUAGE_CODE);
  g_autoptr(HeedTokenizer) without = new_pieces (&tokens);

  assert_ids (with, ">>fra<< aab", "6 0 2");
  assert_ids (with, ">>xyz<< aab", "3 0 2");
  assert_ids (with, ">>fra", "3 3 3");
  assert_ids (without, ">>fra<<", "3 3 3 3");
}

/* Text that looks like a special token has unknown letters, which become one unknown piece. */
static void
test_tokenizer_special_pieces_in_text_are_unknown (void)
{
  HeedSpecialTokens tokens = { .begin = 4, .end = 1, .padding = 4, .unknown = 3 };
  g_autoptr(HeedTokenizer) tokenizer = new_pieces (&tokens);

  assert_ids (tokenizer, "a</s>", "0 3");
  assert_ids (tokenizer, "a<pad>", "0 3 3 3");
}

static void
assert_unknown (HeedTokenizer *tokenizer,
                const char    *text,
                const char    *expected)
{
  g_auto(GStrv) unknown = heed_tokenizer_list_unknown (tokenizer, text);
  g_autofree char *list = g_strjoinv ("|", unknown);

  g_assert_cmpstr (list, ==, expected);
}

static void
test_tokenizer_says_what_it_does_not_know (void)
{
  HeedSpecialTokens tokens = { .begin = 4, .end = 1, .padding = 4, .unknown = 3 };
  g_autoptr(HeedTokenizer) by_words = new_words ();
  g_autoptr(HeedTokenizer) pieces = new_pieces_by_rules (&tokens, HEED_TEXT_LANGUAGE_CODE);
  g_autoptr(GByteArray) model = model_new_small (MODEL_UNIGRAM);
  g_autoptr(GBytes) block = scratch_block (model->data, model->len);
  g_autoptr(HeedTokenizer) own = heed_tokenizer_new_sentencepiece (HEED_TEXT_AS_IS, block, NULL);

  assert_unknown (by_words, "go", "");
  assert_unknown (by_words, "", "");
  assert_unknown (by_words, "go 猫 go <eos> 猫", "猫|<eos>|猫");
  assert_unknown (pieces, "aab", "");
  assert_unknown (pieces, ">>xyz<< aab", ">>xyz<<");
  assert_unknown (own, "aab", "");
  assert_unknown (own, "aab 猫犬", "猫犬");
  assert_unknown (own, "\xff", "");
}

static void
test_tokenizer_tokens_say_where_words_start (void)
{
  g_autoptr(HeedTokenizer) tokenizer = new_words ();
  HeedSpecialTokens tokens = { .begin = 4, .end = 1, .padding = 4, .unknown = 3 };
  g_autoptr(HeedTokenizer) pieces = new_pieces (&tokens);
  HeedToken token;

  token = heed_tokenizer_get_token (tokenizer, 4);
  g_assert_cmpstr (token.text, ==, "go");
  g_assert_cmpuint (token.id, ==, 4);
  g_assert_true (token.starts_word);
  g_assert_false (token.is_special);
  g_assert_true (heed_tokenizer_get_token (tokenizer, 3).is_special);
  g_assert_false (heed_tokenizer_get_token (tokenizer, 0).is_special);

  g_assert_true (heed_tokenizer_get_token (pieces, 0).starts_word);
  g_assert_false (heed_tokenizer_get_token (pieces, 2).starts_word);
  g_assert_true (heed_tokenizer_get_token (pieces, 1).starts_word);
}

static void
test_tokenizer_text_finds_token (void)
{
  g_autoptr(HeedTokenizer) tokenizer = new_words ();
  guint32 id = 99;

  g_assert_true (heed_tokenizer_find_token (tokenizer, "<eos>", &id));
  g_assert_cmpuint (id, ==, 3);
  g_assert_false (heed_tokenizer_find_token (tokenizer, "nope", &id));
  g_assert_cmpuint (id, ==, 3);
}

static void
test_tokenizer_text_that_is_none_is_refused (void)
{
  g_autoptr(HeedTokenizer) tokenizer = new_words ();
  g_autofree char *huge = g_strnfill (1024 * 1024 + 1, 'a');
  g_autoptr(GError) error = NULL;
  guint n_ids;

  g_assert_null (heed_tokenizer_encode (tokenizer, "a\xff", &n_ids, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
  g_clear_error (&error);

  g_assert_null (heed_tokenizer_encode (tokenizer, huge, &n_ids, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/tokenizer/words-become-ids", test_tokenizer_words_become_ids);
  g_test_add_func ("/engine/tokenizer/special-words-in-text-are-unknown",
                   test_tokenizer_special_words_in_text_are_unknown);
  g_test_add_func ("/engine/tokenizer/words-are-joined-by-spaces",
                   test_tokenizer_words_are_joined_by_spaces);
  g_test_add_func ("/engine/tokenizer/spelling-is-what-there-and-back-makes",
                   test_tokenizer_spelling_is_what_there_and_back_makes);
  g_test_add_func ("/engine/tokenizer/without-unknown-a-strange-word-is-an-error",
                   test_tokenizer_without_unknown_a_strange_word_is_an_error);
  g_test_add_func ("/engine/tokenizer/characters-become-ids", test_tokenizer_characters_become_ids);
  g_test_add_func ("/engine/tokenizer/characters-may-write-spaces-as-marks",
                   test_tokenizer_characters_may_write_spaces_as_marks);
  g_test_add_func ("/engine/tokenizer/bytes-become-ids", test_tokenizer_bytes_become_ids);
  g_test_add_func ("/engine/tokenizer/too-few-bytes-are-refused",
                   test_tokenizer_too_few_bytes_are_refused);
  g_test_add_func ("/engine/tokenizer/codes-split-words", test_tokenizer_codes_split_words);
  g_test_add_func ("/engine/tokenizer/json-is-obeyed", test_tokenizer_json_is_obeyed);
  g_test_add_func ("/engine/tokenizer/json-larger-than-the-vocabulary-is-refused",
                   test_tokenizer_json_larger_than_the_vocabulary_is_refused);
  g_test_add_func ("/engine/tokenizer/wrong-special-ids-are-refused",
                   test_tokenizer_wrong_special_ids_are_refused);
  g_test_add_func ("/engine/tokenizer/own-pieces-keep-their-ids",
                   test_tokenizer_own_pieces_keep_their_ids);
  g_test_add_func ("/engine/tokenizer/pieces-may-have-other-ids",
                   test_tokenizer_pieces_may_have_other_ids);
  g_test_add_func ("/engine/tokenizer/language-code-is-one-token",
                   test_tokenizer_language_code_is_one_token);
  g_test_add_func ("/engine/tokenizer/special-pieces-in-text-are-unknown",
                   test_tokenizer_special_pieces_in_text_are_unknown);
  g_test_add_func ("/engine/tokenizer/says-what-it-does-not-know",
                   test_tokenizer_says_what_it_does_not_know);
  g_test_add_func ("/engine/tokenizer/tokens-say-where-words-start",
                   test_tokenizer_tokens_say_where_words_start);
  g_test_add_func ("/engine/tokenizer/text-finds-token", test_tokenizer_text_finds_token);
  g_test_add_func ("/engine/tokenizer/text-that-is-none-is-refused",
                   test_tokenizer_text_that_is_none_is_refused);

  return g_test_run ();
}
