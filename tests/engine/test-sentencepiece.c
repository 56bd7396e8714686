/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/sentencepiece.h"

#include <string.h>

#include "engine/heed.h"
#include "tests/engine/scratch.h"
#include "tests/engine/sentencepiece-model.h"
#include "tests/engine/sentences.h"

static HeedSentencePiece *
load (GByteArray  *model,
      GError     **error)
{
  g_autoptr(GBytes) block = scratch_block (model->data, model->len);

  return heed_sentencepiece_new (block, error);
}

/* Returns the pieces separated by spaces, then | and the decoded ids. */
static char *
round_trip (HeedSentencePiece *model,
            const char        *text)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) pieces = heed_sentencepiece_split (model, text, &error);
  guint n_ids = 0;
  g_autofree guint32 *ids = heed_sentencepiece_encode (model, text, &n_ids, &error);
  g_autofree char *joined = NULL;
  g_autofree char *decoded = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (pieces), ==, n_ids);
  joined = g_strjoinv (" ", pieces);
  decoded = heed_sentencepiece_decode (model, ids, n_ids);

  return g_strconcat (joined, "|", decoded, NULL);
}

static void
assert_round_trip (HeedSentencePiece *model,
                   const char        *text,
                   const char        *expected)
{
  g_autofree char *found = round_trip (model, text);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_sentencepiece_unigram_takes_the_best_scores (void)
{
  g_autoptr(GByteArray) bytes = model_new_small (MODEL_UNIGRAM);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedSentencePiece) model = load (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (heed_sentencepiece_get_size (model), ==, 8);
  g_assert_cmpstr (heed_sentencepiece_get_piece (model, 6), ==, "▁a");
  assert_round_trip (model, "ab", "▁a b|ab");
  assert_round_trip (model, "aab b", "▁a ab ▁ b|aab b");
  assert_round_trip (model, "", "|");
  assert_round_trip (model, "a xyz", "▁a ▁ xyz|a  ⁇ ");
}

static void
test_sentencepiece_pairs_are_merged_by_score (void)
{
  g_autoptr(GByteArray) bytes = model_new_small (MODEL_BPE);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedSentencePiece) model = load (bytes, &error);

  g_assert_no_error (error);
  assert_round_trip (model, "aab", "▁a ab|aab");
  assert_round_trip (model, "bab", "▁ b ab|bab");
}

static void
test_sentencepiece_bytes_stand_for_the_unknown (void)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedSentencePiece) model = NULL;

  model_add_piece (bytes, "<unk>", 5, 0, PIECE_UNKNOWN);
  model_add_piece (bytes, "▁", 3, -1, PIECE_NORMAL);

  for (guint i = 0; i < 256; i++)
    {
      g_autofree char *piece = g_strdup_printf ("<0x%02X>", i);

      model_add_piece (bytes, piece, 6, 0, PIECE_BYTE);
    }

  model_add_trainer (bytes, MODEL_UNIGRAM, TRUE, FALSE);
  model = load (bytes, &error);

  g_assert_no_error (error);
  assert_round_trip (model, "é x", "▁ <0xC3> <0xA9> ▁ <0x78>|é x");
}

static void
test_sentencepiece_space_may_be_a_suffix (void)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedSentencePiece) model = NULL;

  model_add_piece (bytes, "<unk>", 5, 0, PIECE_UNKNOWN);
  model_add_piece (bytes, "a▁", 4, -1, PIECE_NORMAL);
  model_add_piece (bytes, "b▁", 4, -1, PIECE_NORMAL);
  model_add_trainer (bytes, MODEL_UNIGRAM, FALSE, TRUE);
  model = load (bytes, &error);

  g_assert_no_error (error);
  assert_round_trip (model, "a b", "a▁ b▁|a b ");
}

static void
test_sentencepiece_user_defined_are_never_split (void)
{
  g_autoptr(GByteArray) bytes = model_new_small (MODEL_UNIGRAM);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedSentencePiece) model = NULL;

  model_add_piece (bytes, "bba", 3, 0, PIECE_USER_DEFINED);
  model = load (bytes, &error);

  g_assert_no_error (error);
  assert_round_trip (model, "abbab", "▁a bba b|abbab");
}

static void
test_sentencepiece_own_table_normalises (void)
{
  g_autoptr(GByteArray) bytes = model_new_small (MODEL_UNIGRAM);
  g_autoptr(GByteArray) charsmap = charsmap_new_a_to_b ();
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedSentencePiece) model = NULL;

  model_add_normalizer (bytes, charsmap->data, charsmap->len);
  model = load (bytes, &error);

  g_assert_no_error (error);
  assert_round_trip (model, "aba", "▁ b b b|bbb");
}

static void
test_sentencepiece_ring_in_the_table_ends_with_the_text (void)
{
  g_autoptr(GByteArray) bytes = model_new_small (MODEL_UNIGRAM);
  g_autoptr(GByteArray) charsmap = charsmap_new_a_to_b ();
  g_autofree char *many = g_strnfill (100000, 'a');
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedSentencePiece) model = NULL;
  g_autofree guint32 *ids = NULL;
  guint n_ids;

  charsmap_set_unit (charsmap, 256 ^ 'a', 'a' | ('a' << 10));
  model_add_normalizer (bytes, charsmap->data, charsmap->len);
  model = load (bytes, &error);
  g_assert_no_error (error);

  ids = heed_sentencepiece_encode (model, many, &n_ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_ids, >=, 50000);
}

static void
test_sentencepiece_unsound_models_are_refused (void)
{
  g_autoptr(GByteArray) without_unknown = g_byte_array_new ();
  g_autoptr(GByteArray) twice = model_new_small (MODEL_UNIGRAM);
  g_autoptr(GByteArray) empty_piece = model_new_small (MODEL_UNIGRAM);
  g_autoptr(GByteArray) stray_byte = model_new_small (MODEL_UNIGRAM);
  g_autoptr(GByteArray) nothing = g_byte_array_new ();
  GByteArray *models[] = { without_unknown, twice, empty_piece, stray_byte, nothing };

  model_add_piece (without_unknown, "a", 1, -1, PIECE_NORMAL);
  model_add_piece (twice, "a", 1, -1, PIECE_NORMAL);
  model_add_piece (empty_piece, "", 0, -1, PIECE_NORMAL);
  model_add_piece (stray_byte, "<0x00>", 6, 0, PIECE_BYTE);

  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (load (models[i], &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
    }
}

/* A truncated or altered model is either refused or able to split text. */
static void
test_sentencepiece_any_broken_model_is_survived (void)
{
  g_autoptr(GByteArray) bytes = model_new_small (MODEL_UNIGRAM);

  for (guint i = 0; i < bytes->len; i++)
    for (guint change = 0; change < 9; change++)
      {
        g_autoptr(GByteArray) broken = g_byte_array_new ();
        g_autoptr(HeedSentencePiece) model = NULL;

        g_byte_array_append (broken, bytes->data, change == 8 ? i : bytes->len);
        if (change < 8)
          broken->data[i] ^= (guint8) (1 << change);

        model = load (broken, NULL);
        if (model != NULL)
          g_free (round_trip (model, "ab ba </s> é"));
      }
}

static void
test_sentencepiece_special_tokens_are_the_models_own (void)
{
  g_autoptr(GByteArray) bytes = model_new_small (MODEL_UNIGRAM);
  g_autoptr(HeedSentencePiece) model = load (bytes, NULL);
  HeedSpecialTokens special = heed_sentencepiece_get_special (model);

  g_assert_cmpuint (special.unknown, ==, 0);
  g_assert_cmpuint (special.begin, ==, 1);
  g_assert_cmpuint (special.end, ==, 2);
  g_assert_cmpuint (special.padding, ==, HEED_NO_TOKEN);
  g_assert_true (heed_sentencepiece_is_control (model, 1));
  g_assert_false (heed_sentencepiece_is_control (model, 0));
  g_assert_false (heed_sentencepiece_is_control (model, 4));
}

static void
test_sentencepiece_join_takes_pieces_it_does_not_have (void)
{
  static const char *const pieces[] = { "▁a", "zz", "▁été", "<s>", NULL };
  g_autoptr(GByteArray) bytes = model_new_small (MODEL_UNIGRAM);
  g_autoptr(HeedSentencePiece) model = load (bytes, NULL);
  g_autofree char *text = heed_sentencepiece_join (model, pieces);

  g_assert_cmpstr (text, ==, "azz▁été");
}

static void
test_sentencepiece_training_is_repeatable (void)
{
  g_autoptr(HeedPairs) pairs = NULL;
  g_autoptr(GPtrArray) sentences = sentences_load ("sentences.en-fr.tsv", &pairs);
  HeedSentencePieceOptions options = { .vocabulary_size = 600,
                                       .character_coverage = 1.0,
                                       .seed = 7 };
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) first = NULL;
  g_autoptr(GBytes) second = NULL;

  first = heed_sentencepiece_train (&options, (const char *const *) sentences->pdata,
                                    sentences->len, &error);
  g_assert_no_error (error);
  second = heed_sentencepiece_train (&options, (const char *const *) sentences->pdata,
                                     sentences->len, &error);
  g_assert_no_error (error);

  g_assert_true (g_bytes_equal (first, second));
}

static void
test_sentencepiece_training_without_text_is_an_error (void)
{
  static const char *const lines[] = { "", " \t ", "\u200b\u00a0" };
  HeedSentencePieceOptions options = { .vocabulary_size = 20, .character_coverage = 1.0 };

  for (guint n_lines = 0; n_lines <= G_N_ELEMENTS (lines); n_lines++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (heed_sentencepiece_train (&options, lines, n_lines, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY);
    }
}

static void
test_sentencepiece_training_with_too_few_pieces_is_an_error (void)
{
  static const char *const lines[] = { "abcdefghijklmnopqrstuvwxyz" };

  for (guint size = 0; size < 20; size++)
    {
      HeedSentencePieceOptions options = { .vocabulary_size = size, .character_coverage = 1.0 };
      g_autoptr(GError) error = NULL;

      g_assert_null (heed_sentencepiece_train (&options, lines, 1, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/sentencepiece/unigram-takes-the-best-scores",
                   test_sentencepiece_unigram_takes_the_best_scores);
  g_test_add_func ("/engine/sentencepiece/pairs-are-merged-by-score",
                   test_sentencepiece_pairs_are_merged_by_score);
  g_test_add_func ("/engine/sentencepiece/bytes-stand-for-the-unknown",
                   test_sentencepiece_bytes_stand_for_the_unknown);
  g_test_add_func ("/engine/sentencepiece/space-may-be-a-suffix",
                   test_sentencepiece_space_may_be_a_suffix);
  g_test_add_func ("/engine/sentencepiece/user-defined-are-never-split",
                   test_sentencepiece_user_defined_are_never_split);
  g_test_add_func ("/engine/sentencepiece/own-table-normalises",
                   test_sentencepiece_own_table_normalises);
  g_test_add_func ("/engine/sentencepiece/ring-in-the-table-ends-with-the-text",
                   test_sentencepiece_ring_in_the_table_ends_with_the_text);
  g_test_add_func ("/engine/sentencepiece/unsound-models-are-refused",
                   test_sentencepiece_unsound_models_are_refused);
  g_test_add_func ("/engine/sentencepiece/any-broken-model-is-survived",
                   test_sentencepiece_any_broken_model_is_survived);
  g_test_add_func ("/engine/sentencepiece/special-tokens-are-the-models-own",
                   test_sentencepiece_special_tokens_are_the_models_own);
  g_test_add_func ("/engine/sentencepiece/join-takes-pieces-it-does-not-have",
                   test_sentencepiece_join_takes_pieces_it_does_not_have);
  g_test_add_func ("/engine/sentencepiece/training-is-repeatable",
                   test_sentencepiece_training_is_repeatable);
  g_test_add_func ("/engine/sentencepiece/training-without-text-is-an-error",
                   test_sentencepiece_training_without_text_is_an_error);
  g_test_add_func ("/engine/sentencepiece/training-with-too-few-pieces-is-an-error",
                   test_sentencepiece_training_with_too_few_pieces_is_an_error);

  return g_test_run ();
}
