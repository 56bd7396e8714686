/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/sentencepiece-check.h"

#include <math.h>
#include <string.h>

#include "engine/heed.h"
#include "tests/engine/scratch.h"
#include "tests/engine/sentencepiece-model.h"

static gboolean
check (GByteArray  *model,
       GError     **error)
{
  g_autoptr(GBytes) block = scratch_block (model->data, model->len);

  return heed_sentencepiece_check (block, error);
}

static void
assert_refused (GByteArray *model)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (check (model, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
}

static void
assert_passes (GByteArray *model)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (check (model, &error));
  g_assert_no_error (error);
}

static void
test_sentencepiece_check_sound_model_passes (void)
{
  g_autoptr(GByteArray) model = model_new_small (MODEL_UNIGRAM);
  g_autoptr(GByteArray) charsmap = charsmap_new_a_to_b ();

  assert_passes (model);
  model_add_normalizer (model, charsmap->data, charsmap->len);
  assert_passes (model);
  model_add_normalizer (model, "", 0);
  assert_passes (model);
}

/* A file truncated between two messages is valid; one truncated within a message is not. */
static void
test_sentencepiece_check_truncations_are_damaged_or_whole (void)
{
  g_autoptr(GByteArray) model = model_new_small (MODEL_UNIGRAM);
  guint n_whole = 0;

  while (model->len > 0)
    {
      g_autoptr(GError) error = NULL;

      g_byte_array_set_size (model, model->len - 1);

      if (check (model, &error))
        n_whole++;
      else
        g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
    }

  g_assert_cmpuint (n_whole, ==, 8);  /* truncated after 1 to 8 pieces */
}

static void
test_sentencepiece_check_lengths_beyond_the_end_are_damaged (void)
{
  static const guint8 lengths[][11] = {
    { 0x0a, 0x7f },
    { 0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f },
    { 0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01 },
    { 0x0a, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80 },
    { 0x0b, 0x00 },                                          /* a group (wire type 3) */
    { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0x00 } /* field number too large */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr(GByteArray) model = g_byte_array_new ();

      g_byte_array_append (model, lengths[i], sizeof lengths[i]);
      assert_refused (model);
    }
}

static void
test_sentencepiece_check_pieces_are_short_texts (void)
{
  g_autofree char *longest = g_strnfill (8000, 'x');
  g_autofree char *longer = g_strnfill (8001, 'x');
  g_autoptr(GByteArray) sound = model_new_small (MODEL_UNIGRAM);
  g_autoptr(GByteArray) bytes = model_new_small (MODEL_UNIGRAM);
  g_autoptr(GByteArray) zero = model_new_small (MODEL_UNIGRAM);
  g_autoptr(GByteArray) large = model_new_small (MODEL_UNIGRAM);

  model_add_piece (sound, longest, 8000, -1, PIECE_NORMAL);
  assert_passes (sound);
  model_add_piece (bytes, "\xff", 1, -1, PIECE_NORMAL);
  assert_refused (bytes);
  model_add_piece (zero, "a\0b", 3, -1, PIECE_NORMAL);
  assert_refused (zero);
  model_add_piece (large, longer, 8001, -1, PIECE_NORMAL);
  assert_refused (large);
}

static void
test_sentencepiece_check_scores_are_finite (void)
{
  static const float scores[] = { INFINITY, -INFINITY, NAN };

  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++)
    {
      g_autoptr(GByteArray) model = model_new_small (MODEL_UNIGRAM);

      model_add_piece (model, "c", 1, scores[i], PIECE_NORMAL);
      assert_refused (model);
    }
}

/* The pieces a, aa, aaa and so on; between them are others that are prefixes of none. */
static void
test_sentencepiece_check_no_more_than_64_nested_pieces (void)
{
  for (guint n_nested = 64; n_nested <= 65; n_nested++)
    {
      g_autoptr(GByteArray) model = model_new_small (MODEL_UNIGRAM);
      g_autoptr(GError) error = NULL;

      for (guint i = 1; i <= n_nested; i++)
        {
          g_autofree char *nested = g_strnfill (i, 'a');
          g_autofree char *beside = g_strdup_printf ("b%02uc", i);

          model_add_piece (model, nested, i, 0, PIECE_USER_DEFINED);
          model_add_piece (model, beside, 4, 0, PIECE_USER_DEFINED);
        }

      g_assert_cmpint (check (model, &error), ==, n_nested == 64);
    }
}

static void
test_sentencepiece_check_user_defined_without_text_passes (void)
{
  static const guint8 piece[] = { 0x0a, 0x02, 0x18, 0x04 };
  g_autoptr(GByteArray) model = model_new_small (MODEL_UNIGRAM);

  g_byte_array_append (model, piece, sizeof piece);
  g_byte_array_append (model, piece, sizeof piece);
  assert_passes (model);
}

static void
test_sentencepiece_check_too_many_pieces_are_damaged (void)
{
  g_autoptr(GByteArray) model = g_byte_array_new ();

  g_byte_array_set_size (model, 2 * ((1 << 21) + 1));

  for (guint i = 0; i < model->len; i += 2)
    memcpy (model->data + i, "\x0a\x00", 2);

  assert_refused (model);
}

static void
test_sentencepiece_check_huge_model_is_too_large (void)
{
  g_autoptr(GBytes) model =
    g_bytes_new_take (g_malloc0 (64 * 1024 * 1024 + 1), 64 * 1024 * 1024 + 1);
  g_autoptr(GError) error = NULL;

  g_assert_false (heed_sentencepiece_check (model, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE);
}

static void
test_sentencepiece_check_broken_table_is_damaged (void)
{
  g_autoptr(GByteArray) model = model_new_small (MODEL_UNIGRAM);
  g_autoptr(GByteArray) charsmap = charsmap_new_a_to_b ();

  charsmap_set_unit (charsmap, 0, 768 << 10);
  model_add_normalizer (model, charsmap->data, charsmap->len);
  assert_refused (model);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/sentencepiece-check/sound-model-passes",
                   test_sentencepiece_check_sound_model_passes);
  g_test_add_func ("/engine/sentencepiece-check/truncations-are-damaged-or-whole",
                   test_sentencepiece_check_truncations_are_damaged_or_whole);
  g_test_add_func ("/engine/sentencepiece-check/lengths-beyond-the-end-are-damaged",
                   test_sentencepiece_check_lengths_beyond_the_end_are_damaged);
  g_test_add_func ("/engine/sentencepiece-check/pieces-are-short-texts",
                   test_sentencepiece_check_pieces_are_short_texts);
  g_test_add_func ("/engine/sentencepiece-check/scores-are-finite",
                   test_sentencepiece_check_scores_are_finite);
  g_test_add_func ("/engine/sentencepiece-check/no-more-than-64-nested-pieces",
                   test_sentencepiece_check_no_more_than_64_nested_pieces);
  g_test_add_func ("/engine/sentencepiece-check/user-defined-without-text-passes",
                   test_sentencepiece_check_user_defined_without_text_passes);
  g_test_add_func ("/engine/sentencepiece-check/too-many-pieces-are-damaged",
                   test_sentencepiece_check_too_many_pieces_are_damaged);
  g_test_add_func ("/engine/sentencepiece-check/huge-model-is-too-large",
                   test_sentencepiece_check_huge_model_is_too_large);
  g_test_add_func ("/engine/sentencepiece-check/broken-table-is-damaged",
                   test_sentencepiece_check_broken_table_is_damaged);

  return g_test_run ();
}
