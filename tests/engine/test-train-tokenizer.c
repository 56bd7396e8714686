/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/tokenizer.h"

#include <string.h>

#include "engine/heed.h"
#include "tests/engine/sentences.h"

static HeedTokenizer *
train (const HeedTokenizerOptions *options,
       const char *const          *lines,
       guint                       n_lines)
{
  g_autoptr(GError) error = NULL;
  HeedTokenizer *tokenizer = heed_tokenizer_train (options, lines, n_lines, &error);

  g_assert_no_error (error);

  return tokenizer;
}

static void
assert_vocabulary (HeedTokenizer *tokenizer,
                   const char    *expected)
{
  g_autoptr(GString) found = g_string_new (NULL);

  for (guint32 id = 0; id < heed_tokenizer_get_size (tokenizer); id++)
    g_string_append_printf (found, id == 0 ? "%s" : " %s",
                            heed_tokenizer_get_token (tokenizer, id).text);

  g_assert_cmpstr (found->str, ==, expected);
}

static const char *const lines[] = { "the cat", "The dog the end", "a cat <s>", "" };

static void
test_train_tokenizer_frequent_words_come_first (void)
{
  HeedTokenizerOptions options = { .kind = HEED_TOKENIZER_WORD, .rules = HEED_TEXT_LOWERCASE };
  g_autoptr(HeedTokenizer) tokenizer = train (&options, lines, 4);

  assert_vocabulary (tokenizer, "<unk> <pad> <s> </s> the cat a dog end");
}

static void
test_train_tokenizer_rare_words_are_unknown (void)
{
  HeedTokenizerOptions options = {
    .kind = HEED_TOKENIZER_WORD, .rules = HEED_TEXT_LOWERCASE, .min_frequency = 2
  };
  g_autoptr(HeedTokenizer) rare = train (&options, lines, 4);
  g_autoptr(HeedTokenizer) few = NULL;

  assert_vocabulary (rare, "<unk> <pad> <s> </s> the cat");

  options.min_frequency = 0;
  options.vocabulary_size = 7;
  few = train (&options, lines, 4);
  assert_vocabulary (few, "<unk> <pad> <s> </s> the cat a");
}

static void
test_train_tokenizer_characters_are_counted (void)
{
  HeedTokenizerOptions options = { .kind = HEED_TOKENIZER_CHARACTER, .min_frequency = 2 };
  static const char *const text[] = { "ab ba", "b é" };
  g_autoptr(HeedTokenizer) tokenizer = train (&options, text, 2);

  assert_vocabulary (tokenizer, "<unk> <pad> <s> </s> b   a");
}

static void
assert_special_come_first (HeedTokenizer *tokenizer)
{
  const HeedSpecialTokens *special = heed_tokenizer_get_special (tokenizer);

  g_assert_cmpuint (special->unknown, ==, 0);
  g_assert_cmpuint (special->padding, ==, 1);
  g_assert_cmpuint (special->begin, ==, 2);
  g_assert_cmpuint (special->end, ==, 3);
  g_assert_cmpstr (heed_tokenizer_get_token (tokenizer, 0).text, ==, "<unk>");
  g_assert_cmpstr (heed_tokenizer_get_token (tokenizer, 1).text, ==, "<pad>");
  g_assert_cmpstr (heed_tokenizer_get_token (tokenizer, 2).text, ==, "<s>");
  g_assert_cmpstr (heed_tokenizer_get_token (tokenizer, 3).text, ==, "</s>");
}

/* Normalises text as SentencePiece does before it splits it. */
static char *
fold (const char *text)
{
  g_autofree char *compatible = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_auto(GStrv) words = g_strsplit (compatible, " ", -1);
  g_autoptr(GString) folded = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_string_append_printf (folded, folded->len == 0 ? "%s" : " %s", *word);

  return g_string_free (g_steal_pointer (&folded), FALSE);
}

static void
assert_round_trips (HeedTokenizer *tokenizer,
                    GPtrArray     *sentences)
{
  for (guint i = 0; i < sentences->len; i++)
    {
      const char *sentence = g_ptr_array_index (sentences, i);
      g_autofree char *expected = NULL;
      g_autofree char *found = NULL;
      g_autofree guint32 *ids = NULL;
      g_autoptr(GError) error = NULL;
      guint n_ids;

      ids = heed_tokenizer_encode (tokenizer, sentence, &n_ids, &error);
      g_assert_no_error (error);
      found = heed_tokenizer_decode (tokenizer, ids, n_ids);
      expected = heed_tokenizer_get_kind (tokenizer) == HEED_TOKENIZER_CHARACTER
                 ? g_strdup (sentence)
                 : fold (sentence);
      g_assert_cmpstr (found, ==, expected);
    }
}

static void
assert_kind_round_trips (HeedTokenizerKind  kind,
                         const char        *name,
                         guint              vocabulary_size)
{
  HeedTokenizerOptions options = { .kind = kind, .vocabulary_size = vocabulary_size, .seed = 1 };
  g_autoptr(HeedPairs) pairs = NULL;
  g_autoptr(GPtrArray) sentences = sentences_load (name, &pairs);
  g_autoptr(HeedTokenizer) tokenizer = NULL;

  tokenizer = train (&options, (const char *const *) sentences->pdata, sentences->len);
  assert_special_come_first (tokenizer);
  g_assert_cmpuint (heed_tokenizer_get_size (tokenizer), >, 50);
  g_assert_cmpuint (heed_tokenizer_get_size (tokenizer), <=,
                    vocabulary_size != 0 ? vocabulary_size : G_MAXUINT);
  assert_round_trips (tokenizer, sentences);
}

static void
test_train_tokenizer_sentences_survive_pieces (void)
{
  assert_kind_round_trips (HEED_TOKENIZER_SENTENCEPIECE, "sentences.en-fr.tsv", 700);
  assert_kind_round_trips (HEED_TOKENIZER_SENTENCEPIECE, "sentences.en-zh.tsv", 4000);
}

static void
test_train_tokenizer_sentences_survive_characters (void)
{
  assert_kind_round_trips (HEED_TOKENIZER_CHARACTER, "sentences.en-fr.tsv", 0);
  assert_kind_round_trips (HEED_TOKENIZER_CHARACTER, "sentences.en-zh.tsv", 0);
}

/* Returns TRUE if a character that occurs in one of 3,000 lines gets a piece. */
static gboolean
has_piece_for_rare (guint vocabulary_size)
{
  HeedTokenizerOptions options = { .kind = HEED_TOKENIZER_SENTENCEPIECE,
                                   .vocabulary_size = vocabulary_size };
  g_autoptr(GPtrArray) many = g_ptr_array_new ();
  g_autoptr(HeedTokenizer) tokenizer = NULL;
  guint32 id;

  for (guint i = 0; i < 3000; i++)
    g_ptr_array_add (many, (gpointer) "the cat");
  g_ptr_array_add (many, (gpointer) "你");

  tokenizer = train (&options, (const char *const *) many->pdata, many->len);

  return heed_tokenizer_find_token (tokenizer, "你", &id);
}

static void
test_train_tokenizer_crowded_alphabet_leaves_rare_out (void)
{
  g_assert_true (has_piece_for_rare (36));
  g_assert_false (has_piece_for_rare (18));
}

static void
test_train_tokenizer_impossible_size_is_an_error (void)
{
  HeedTokenizerOptions options = { .kind = HEED_TOKENIZER_SENTENCEPIECE, .vocabulary_size = 5 };
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_tokenizer_train (&options, lines, 4, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY);
}

/* Otherwise a training would run to its end with a model that knows no word. */
static void
test_train_tokenizer_words_that_are_all_rare_are_refused (void)
{
  static const char *const rare[] = { "go", "run", "stop now" };
  const HeedTokenizerOptions options = { .kind = HEED_TOKENIZER_WORD, .min_frequency = 2 };
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_tokenizer_train (&options, rare, G_N_ELEMENTS (rare), &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY);
  g_assert_nonnull (
    strstr (error->message, "at least 2 times (min_frequency), found none among 4"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/train-tokenizer/frequent-words-come-first",
                   test_train_tokenizer_frequent_words_come_first);
  g_test_add_func ("/engine/train-tokenizer/rare-words-are-unknown",
                   test_train_tokenizer_rare_words_are_unknown);
  g_test_add_func ("/engine/train-tokenizer/characters-are-counted",
                   test_train_tokenizer_characters_are_counted);
  g_test_add_func ("/engine/train-tokenizer/sentences-survive-pieces",
                   test_train_tokenizer_sentences_survive_pieces);
  g_test_add_func ("/engine/train-tokenizer/sentences-survive-characters",
                   test_train_tokenizer_sentences_survive_characters);
  g_test_add_func ("/engine/train-tokenizer/crowded-alphabet-leaves-rare-out",
                   test_train_tokenizer_crowded_alphabet_leaves_rare_out);
  g_test_add_func ("/engine/train-tokenizer/impossible-size-is-an-error",
                   test_train_tokenizer_impossible_size_is_an_error);
  g_test_add_func ("/engine/train-tokenizer/words-that-are-all-rare-are-refused",
                   test_train_tokenizer_words_that_are_all_rare_are_refused);

  return g_test_run ();
}
