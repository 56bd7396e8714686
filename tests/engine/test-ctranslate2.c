/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/ctranslate2.h"

#include <stdio.h>
#include <string.h>

#include "engine/files/mapped-file.h"
#include "engine/heed.h"
#include "tests/engine/ctranslate2-file.h"
#include "tests/engine/scratch.h"

static const float numbers[] = { 0.5f, -1.0f, 0.25f, 3.0f, -2.0f, 0.0f };

/* Contains a matrix, a scalar, and an alias if the version has aliases. */
static GBytes *
make_file (guint version)
{
  CTranslate2File *file = ctranslate2_file_new (version, "TransformerSpec", 5);

  ctranslate2_file_add (file, "a/weight", HEED_DTYPE_F32, 2, (guint32[]) { 2, 3 }, numbers);
  ctranslate2_file_add (file, "a/flag", HEED_DTYPE_I8, 0, NULL, &(gint8) { 1 });
  ctranslate2_file_add_alias (file, "b/weight", "a/weight");

  return ctranslate2_file_finish (file);
}

static HeedWeights *
parse (GBytes *file)
{
  g_autoptr(GBytes) owned = file;
  g_autoptr(GError) error = NULL;
  HeedWeights *weights = heed_ctranslate2_parse (owned, &error);

  g_assert_no_error (error);

  return weights;
}

static void
test_ctranslate2_every_version_is_read (void)
{
  for (guint version = 1; version <= 6; version++)
    {
      g_autoptr(HeedWeights) weights = parse (make_file (version));
      const HeedArray *array = heed_weights_find (weights, "a/weight");
      const HeedArray *flag = heed_weights_find (weights, "a/flag");
      g_autofree char *text = g_strdup_printf ("%u", version);
      float floats[6];

      g_assert_nonnull (array);
      g_assert_cmpuint (array->n_dims, ==, 2);
      g_assert_cmpuint (array->shape[0], ==, 2);
      g_assert_cmpuint (array->shape[1], ==, 3);
      heed_array_copy_floats (array, floats);
      g_assert_cmpmem (floats, sizeof floats, numbers, sizeof numbers);
      g_assert_cmpuint (flag->dtype, ==, HEED_DTYPE_I8);
      g_assert_cmpuint (flag->n_dims, ==, 0);
      g_assert_cmpint (flag->data[0], ==, 1);
      g_assert_cmpstr (heed_weights_find_metadata (weights, "spec"), ==,
                       version == 1 ? "TransformerBase" : "TransformerSpec");
      g_assert_cmpstr (heed_weights_find_metadata (weights, "revision"), ==,
                       version == 1 ? "1" : "5");
      g_assert_cmpstr (heed_weights_find_metadata (weights, "binary_version"), ==, text);
    }
}

static void
test_ctranslate2_alias_shares_the_numbers (void)
{
  g_autoptr(HeedWeights) weights = parse (make_file (6));
  g_autoptr(HeedWeights) without = parse (make_file (2));

  g_assert_true (heed_weights_find (weights, "b/weight")->data ==
                 heed_weights_find (weights, "a/weight")->data);
  g_assert_null (heed_weights_find (without, "b/weight"));
}

/* Rounding may change a number by at most half a unit of the scale. */
static void
test_ctranslate2_int8_is_widened_row_by_row (void)
{
  CTranslate2File *file = ctranslate2_file_new (6, "TransformerSpec", 5);
  g_autoptr(HeedWeights) weights = NULL;
  const float largest[] = { 1.0f, 3.0f };
  const HeedArray *array;
  float floats[6];

  ctranslate2_file_add_i8 (file, "a/weight", numbers, 2, 3);
  ctranslate2_file_add_alias (file, "b/weight", "a/weight");
  weights = parse (ctranslate2_file_finish (file));
  array = heed_weights_find (weights, "b/weight");
  g_assert_null (heed_weights_find (weights, "a/weight_scale"));  /* merged into the weight */
  g_assert_cmpuint (array->dtype, ==, HEED_DTYPE_F32);
  heed_array_copy_floats (array, floats);

  for (guint i = 0; i < 6; i++)
    g_assert_cmpfloat_with_epsilon (floats[i], numbers[i],
                                    0.5f * largest[i / 3] / 127.0f * 1.0001f);
  g_assert_cmpfloat_with_epsilon (floats[1], -1.0f, 1e-6f);
  g_assert_cmpfloat_with_epsilon (floats[3], 3.0f, 1e-6f);
}

static void
test_ctranslate2_int16_is_widened_by_one_scale (void)
{
  CTranslate2File *file = ctranslate2_file_new (3, "TransformerSpec", 5);
  g_autoptr(HeedWeights) weights = NULL;
  float floats[6];

  ctranslate2_file_add_i16 (file, "a/weight", numbers, 2, 3);
  weights = parse (ctranslate2_file_finish (file));
  heed_array_copy_floats (heed_weights_find (weights, "a/weight"), floats);

  for (guint i = 0; i < 6; i++)
    g_assert_cmpfloat_with_epsilon (floats[i], numbers[i], 0.5f * 3.0f / 1024.0f * 1.0001f);
  g_assert_cmpfloat_with_epsilon (floats[3], 3.0f, 1e-6f);
}

static void
test_ctranslate2_early_int16_has_a_scale_of_1000 (void)
{
  const gint16 thousandths[] = { GINT16_TO_LE (500), GINT16_TO_LE (-1000) };
  CTranslate2File *file = ctranslate2_file_new (2, "TransformerBase", 2);
  g_autoptr(HeedWeights) weights = NULL;
  float floats[2];

  ctranslate2_file_add (file, "a/weight", HEED_DTYPE_I16, 1, (guint32[]) { 2 }, thousandths);
  weights = parse (ctranslate2_file_finish (file));
  heed_array_copy_floats (heed_weights_find (weights, "a/weight"), floats);

  g_assert_cmpfloat (floats[0], ==, 0.5f);
  g_assert_cmpfloat (floats[1], ==, -1.0f);
}

static void
test_ctranslate2_halves_are_views (void)
{
  const guint16 halves[] = { GUINT16_TO_LE (0x3c00), GUINT16_TO_LE (0xc000) };
  CTranslate2File *file = ctranslate2_file_new (6, "TransformerSpec", 5);
  g_autoptr(HeedWeights) weights = NULL;
  float floats[2];

  ctranslate2_file_add (file, "a/weight", HEED_DTYPE_F16, 1, (guint32[]) { 2 }, halves);
  weights = parse (ctranslate2_file_finish (file));
  heed_array_copy_floats (heed_weights_find (weights, "a/weight"), floats);

  g_assert_cmpfloat (floats[0], ==, 1.0f);
  g_assert_cmpfloat (floats[1], ==, -2.0f);
}

/* --- Hostile files -------------------------------------------------------- */

static void
assert_refused (GBytes *file,
                int     code)
{
  g_autoptr(GBytes) owned = file;
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_ctranslate2_parse (owned, &error));
  g_assert_error (error, HEED_ERROR, code);
}

static GBytes *
make_quantized_file (guint version)
{
  CTranslate2File *file = ctranslate2_file_new (version, "TransformerSpec", 5);

  ctranslate2_file_add_i8 (file, "a/weight", numbers, 2, 3);
  ctranslate2_file_add_i16 (file, "b/weight", numbers, 2, 3);
  ctranslate2_file_add_alias (file, "c/weight", "b/weight");

  return ctranslate2_file_finish (file);
}

static void
test_ctranslate2_every_truncation_is_damaged (void)
{
  assert_refused (g_bytes_new (NULL, 0), HEED_ERROR_DAMAGED);  /* no bytes and no address */

  for (guint version = 1; version <= 6; version++)
    {
      g_autoptr(GBytes) file = make_quantized_file (version);
      gsize n_bytes;
      const guint8 *whole = g_bytes_get_data (file, &n_bytes);

      for (gsize n_kept = 0; n_kept < n_bytes; n_kept++)
        assert_refused (scratch_block (whole, n_kept), HEED_ERROR_DAMAGED);
    }
}

/* Overwrites each position of the file with 1, 2 or 4 bytes of 0xff, including lengths, sizes and
 * counts; the result must be an error or weights, never a crash. */
static void
test_ctranslate2_any_number_at_its_largest_is_survived (void)
{
  static const guint widths[] = { 1, 2, 4 };
  g_autoptr(GBytes) file = make_quantized_file (6);
  gsize n_bytes;
  const guint8 *whole = g_bytes_get_data (file, &n_bytes);
  guint n_refused = 0;

  for (gsize place = 0; place + 4 <= n_bytes; place++)
    for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
      {
        g_autofree guint8 *copy = g_memdup2 (whole, n_bytes);
        g_autoptr(GBytes) wrong = NULL;
        g_autoptr(HeedWeights) weights = NULL;

        memset (copy + place, 0xff, widths[i]);
        wrong = scratch_block (copy, n_bytes);
        weights = heed_ctranslate2_parse (wrong, NULL);
        n_refused += weights == NULL;
      }

  g_assert_cmpuint (n_refused, >, n_bytes);
}

static void
test_ctranslate2_other_versions_are_unsupported (void)
{
  static const guint versions[] = { 0, 7, G_MAXUINT32 };

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    assert_refused (make_file (versions[i]), HEED_ERROR_UNSUPPORTED);
}

static void
test_ctranslate2_more_behind_the_end_is_damaged (void)
{
  g_autoptr(GBytes) file = make_file (6);
  gsize n_bytes;
  const guint8 *whole = g_bytes_get_data (file, &n_bytes);
  g_autofree guint8 *longer = g_malloc0 (n_bytes + 1);

  memcpy (longer, whole, n_bytes);
  assert_refused (scratch_block (longer, n_bytes + 1), HEED_ERROR_DAMAGED);
}

static void
test_ctranslate2_int8_needs_a_scale_for_each_row (void)
{
  const gint8 small[6] = { 1, 2, 3, 4, 5, 6 };
  CTranslate2File *without = ctranslate2_file_new (6, "TransformerSpec", 5);
  CTranslate2File *with_three = ctranslate2_file_new (6, "TransformerSpec", 5);

  ctranslate2_file_add (without, "a/weight", HEED_DTYPE_I8, 2, (guint32[]) { 2, 3 }, small);
  assert_refused (ctranslate2_file_finish (without), HEED_ERROR_DAMAGED);

  ctranslate2_file_add (with_three, "a/weight", HEED_DTYPE_I8, 2, (guint32[]) { 2, 3 }, small);
  ctranslate2_file_add (with_three, "a/weight_scale", HEED_DTYPE_F32, 1, (guint32[]) { 3 },
                        numbers);
  assert_refused (ctranslate2_file_finish (with_three), HEED_ERROR_DAMAGED);
}

static void
test_ctranslate2_contradictions_are_damaged (void)
{
  CTranslate2File *twice = ctranslate2_file_new (6, "TransformerSpec", 5);
  CTranslate2File *lost = ctranslate2_file_new (6, "TransformerSpec", 5);

  ctranslate2_file_add (twice, "a", HEED_DTYPE_F32, 1, (guint32[]) { 2 }, numbers);
  ctranslate2_file_add (twice, "a", HEED_DTYPE_F32, 1, (guint32[]) { 2 }, numbers);
  assert_refused (ctranslate2_file_finish (twice), HEED_ERROR_DAMAGED);

  ctranslate2_file_add_alias (lost, "a", "nowhere");
  assert_refused (ctranslate2_file_finish (lost), HEED_ERROR_DAMAGED);
}

/* Writes a sparse file: 128 int16 matrices of 4 GB each, 1 TB as float32. */
static void
write_huge (const char *path)
{
  const guint32 n_rows = 65535, n_columns = 32768, n_arrays = 128;
  CTranslate2File *empty = ctranslate2_file_new (6, "TransformerSpec", 5);
  g_autoptr(GBytes) start = ctranslate2_file_finish (empty);
  gsize n_start = g_bytes_get_size (start) - 8;  /* without the counts of arrays and aliases */
  FILE *file = fopen (path, "wb");

  g_assert_nonnull (file);
  fwrite (g_bytes_get_data (start, NULL), 1, n_start, file);
  fwrite (&n_arrays, sizeof n_arrays, 1, file);
  for (guint i = 0; i < n_arrays; i++)
    {
      const guint32 n_bytes = 2 * n_rows * n_columns;
      g_autofree char *name = g_strdup_printf ("%u/weight", i);
      guint16 n_name = (guint16) strlen (name) + 1;

      fwrite (&n_name, sizeof n_name, 1, file);
      fwrite (name, 1, n_name, file);
      fwrite ("\2", 1, 1, file);
      fwrite (&n_rows, sizeof n_rows, 1, file);
      fwrite (&n_columns, sizeof n_columns, 1, file);
      fwrite ("\2", 1, 1, file);
      fwrite (&n_bytes, sizeof n_bytes, 1, file);
      g_assert_cmpint (fseek (file, (long) n_bytes - 1, SEEK_CUR), ==, 0);
      fwrite ("", 1, 1, file);
    }
  fwrite ("\0\0\0", 1, 4, file);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
test_ctranslate2_more_than_there_is_memory_is_too_large (void)
{
  g_autofree char *path = scratch_path ("model.bin");
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) file = NULL;

  write_huge (path);
  file = heed_mapped_file_load (path, &error);
  g_assert_no_error (error);
  g_assert_null (heed_ctranslate2_parse (file, &error));
  g_assert_nonnull (error);
  g_assert_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/ctranslate2/every-version-is-read",
                   test_ctranslate2_every_version_is_read);
  g_test_add_func ("/engine/ctranslate2/alias-shares-the-numbers",
                   test_ctranslate2_alias_shares_the_numbers);
  g_test_add_func ("/engine/ctranslate2/int8-is-widened-row-by-row",
                   test_ctranslate2_int8_is_widened_row_by_row);
  g_test_add_func ("/engine/ctranslate2/int16-is-widened-by-one-scale",
                   test_ctranslate2_int16_is_widened_by_one_scale);
  g_test_add_func ("/engine/ctranslate2/early-int16-has-a-scale-of-1000",
                   test_ctranslate2_early_int16_has_a_scale_of_1000);
  g_test_add_func ("/engine/ctranslate2/halves-are-views", test_ctranslate2_halves_are_views);
  g_test_add_func ("/engine/ctranslate2/every-truncation-is-damaged",
                   test_ctranslate2_every_truncation_is_damaged);
  g_test_add_func ("/engine/ctranslate2/any-number-at-its-largest-is-survived",
                   test_ctranslate2_any_number_at_its_largest_is_survived);
  g_test_add_func ("/engine/ctranslate2/other-versions-are-unsupported",
                   test_ctranslate2_other_versions_are_unsupported);
  g_test_add_func ("/engine/ctranslate2/more-behind-the-end-is-damaged",
                   test_ctranslate2_more_behind_the_end_is_damaged);
  g_test_add_func ("/engine/ctranslate2/int8-needs-a-scale-for-each-row",
                   test_ctranslate2_int8_needs_a_scale_for_each_row);
  g_test_add_func ("/engine/ctranslate2/more-than-there-is-memory-is-too-large",
                   test_ctranslate2_more_than_there_is_memory_is_too_large);
  g_test_add_func ("/engine/ctranslate2/contradictions-are-damaged",
                   test_ctranslate2_contradictions_are_damaged);

  return g_test_run ();
}
