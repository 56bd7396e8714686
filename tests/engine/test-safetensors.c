/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/safetensors.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "engine/heed.h"
#include "tests/engine/scratch.h"

/* Returns a file with this header and n_bytes of data, in which each byte is its own offset. */
static GBytes *
make_file (const char *header,
           gsize       n_bytes)
{
  guint64 length = GUINT64_TO_LE ((guint64) strlen (header));
  g_autoptr(GByteArray) file = g_byte_array_new ();

  g_byte_array_append (file, (const guint8 *) &length, sizeof length);
  g_byte_array_append (file, (const guint8 *) header, (guint) strlen (header));

  for (gsize i = 0; i < n_bytes; i++)
    g_byte_array_append (file, &(guint8) { (guint8) i }, 1);

  return scratch_block (file->data, file->len);
}

static void
assert_refused (const char *header,
                gsize       n_bytes,
                int         code)
{
  g_autoptr(GBytes) file = make_file (header, n_bytes);
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_safetensors_parse (file, &error));
  g_assert_error (error, HEED_ERROR, code);
}

/* Two arrays, in another order than their data, and a trailing space. */
static const char sound[] =
  "{\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[4,6]},"
  "\"__metadata__\":{\"format\":\"pt\"},"
  "\"a\":{\"dtype\":\"I16\",\"shape\":[1,2],\"data_offsets\":[0,4]}} ";

static void
test_safetensors_sound_file_is_read (void)
{
  g_autoptr(GBytes) file = make_file (sound, 6);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedWeights) weights = heed_safetensors_parse (file, &error);
  const HeedArray *arrays;
  float numbers[2];
  guint n_arrays;

  g_assert_no_error (error);
  arrays = heed_weights_get (weights, &n_arrays);
  g_assert_cmpuint (n_arrays, ==, 2);
  g_assert_cmpstr (arrays[0].name, ==, "a");
  g_assert_cmpuint (arrays[0].n_dims, ==, 2);
  g_assert_cmpuint (arrays[0].shape[0], ==, 1);
  g_assert_cmpuint (arrays[0].shape[1], ==, 2);
  g_assert_cmpstr (heed_dtype_get_name (arrays[1].dtype), ==, "U8");
  heed_array_copy_floats (&arrays[0], numbers);
  g_assert_cmpfloat (numbers[1], ==, 0x0302);
  heed_array_copy_floats (&arrays[1], numbers);
  g_assert_cmpfloat (numbers[0], ==, 4);
  g_assert_cmpstr (heed_weights_find_metadata (weights, "format"), ==, "pt");
}

static void
test_safetensors_every_truncation_is_damaged (void)
{
  g_autoptr(GBytes) file = make_file (sound, 6);
  gsize n_bytes;
  const guint8 *whole = g_bytes_get_data (file, &n_bytes);

  for (gsize n_kept = 0; n_kept < n_bytes; n_kept++)
    {
      g_autoptr(GBytes) cut = scratch_block (whole, n_kept);
      g_autoptr(GError) error = NULL;

      g_assert_null (heed_safetensors_parse (cut, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
    }
}

static void
test_safetensors_any_header_length_is_survived (void)
{
  g_autoptr(GBytes) file = make_file (sound, 6);
  gsize n_bytes;
  const guint8 *whole = g_bytes_get_data (file, &n_bytes);
  static const guint64 lengths[] = {
    0, 1, 2, sizeof sound, G_MAXINT32, G_MAXUINT32, G_MAXINT64, G_MAXUINT64 - 8, G_MAXUINT64
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree guint8 *copy = g_memdup2 (whole, n_bytes);
      g_autoptr(GBytes) wrong = NULL;
      g_autoptr(GError) error = NULL;

      memcpy (copy, &(guint64) { GUINT64_TO_LE (lengths[i]) }, 8);
      wrong = scratch_block (copy, n_bytes);
      g_assert_null (heed_safetensors_parse (wrong, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
    }
}

/* Such a long header is refused even though the file contains it. */
static void
test_safetensors_huge_header_is_too_large (void)
{
  g_autofree char *header = g_strnfill (100000001, ' ');

  assert_refused (header, 0, HEED_ERROR_TOO_LARGE);
}

#define ONE(dtype, shape, offsets) \
  "{\"x\":{\"dtype\":" dtype ",\"shape\":" shape ",\"data_offsets\":" offsets "}}"

static void
test_safetensors_wrong_offsets_are_damaged (void)
{
  static const char *const offsets[] = {
    ONE ("\"U8\"", "[4]", "[0,5]"),
    ONE ("\"U8\"", "[4]", "[0,3]"),
    ONE ("\"U8\"", "[4]", "[4,0]"),
    ONE ("\"U8\"", "[4]", "[-4,0]"),
    ONE ("\"U8\"", "[4]", "[0,4,4]"),
    ONE ("\"U8\"", "[4]", "[4]"),
    ONE ("\"U8\"", "[4]", "[0,4.5]"),
    ONE ("\"U8\"", "[4]", "[0,\"4\"]"),
    ONE ("\"U8\"", "[4]", "{}"),
    ONE ("\"U8\"", "[4]", "[1,5]"),
    ONE ("\"U8\"", "[4]", "[18446744073709551612,18446744073709551616]"),
    ONE ("\"U8\"", "[4]", "[9223372036854775803,9223372036854775807]"),
    ONE ("\"U8\"", "[9223372036854775807]", "[0,9223372036854775807]"),
    ONE ("\"U8\"", "[2]", "[0,2]"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    assert_refused (offsets[i], 4, HEED_ERROR_DAMAGED);
}

static void
test_safetensors_overlaps_and_holes_are_damaged (void)
{
  assert_refused ("{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
                  "\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[2,6]}}",
                  6, HEED_ERROR_DAMAGED);
  assert_refused ("{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
                  "\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}",
                  4, HEED_ERROR_DAMAGED);
  assert_refused ("{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},"
                  "\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[4,6]}}",
                  6, HEED_ERROR_DAMAGED);
}

static void
test_safetensors_wrong_shapes_are_damaged (void)
{
  static const char *const shapes[] = {
    ONE ("\"U8\"", "[5]", "[0,4]"),
    ONE ("\"U8\"", "[-4]", "[0,4]"),
    ONE ("\"U8\"", "[4.5]", "[0,4]"),
    ONE ("\"U8\"", "[true]", "[0,4]"),
    ONE ("\"U8\"", "[null]", "[0,4]"),
    ONE ("\"U8\"", "[[4]]", "[0,4]"),
    ONE ("\"U8\"", "4", "[0,4]"),
    ONE ("\"U8\"", "[4294967296,4294967296]", "[0,0]"),
    ONE ("\"U8\"", "[4611686018427387904,4,2]", "[0,0]"),
    ONE ("\"F32\"", "[4611686018427387905]", "[0,4]"),
    ONE ("\"F64\"", "[2305843009213693952]", "[0,0]"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    assert_refused (shapes[i], 4, HEED_ERROR_DAMAGED);

  assert_refused (ONE ("\"U8\"", "[-1,0]", "[0,0]"), 0, HEED_ERROR_DAMAGED);
}

static void
test_safetensors_unknown_is_unsupported (void)
{
  assert_refused (ONE ("\"F4\"", "[4]", "[0,4]"), 4, HEED_ERROR_UNSUPPORTED);
  assert_refused (ONE ("\"U8\"", "[1,1,1,1,1,1,1,1,4]", "[0,4]"), 4, HEED_ERROR_UNSUPPORTED);
}

static void
test_safetensors_wrong_kinds_are_damaged (void)
{
  static const char *const headers[] = {
    "[]",
    "1",
    "\"\"",
    "null",
    "{\"x\":[]}",
    "{\"x\":null}",
    "{\"x\":{}}",
    "{\"x\":{\"dtype\":1,\"shape\":[],\"data_offsets\":[0,4]}}",
    "{\"x\":{\"dtype\":null,\"shape\":[],\"data_offsets\":[0,4]}}",
    "{\"x\":{\"dtype\":[],\"shape\":[],\"data_offsets\":[0,4]}}",
    "{\"__metadata__\":1}",
    "{\"__metadata__\":{\"a\":1}}",
    "{\"__metadata__\":{\"a\":null}}",
    "{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},\"x\":{\"dtype\":\"U8\","
    "\"shape\":[4],\"data_offsets\":[0,4]}}",
    "{\"x\":[[[[[[[[[[]]]]]]]]]]}",
    "{\"\xff\":1}",
    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    assert_refused (headers[i], 4, HEED_ERROR_DAMAGED);
}

static void
test_safetensors_scalars_and_empty_arrays_are_read (void)
{
  g_autoptr(GBytes) file = make_file (
    "{\"e\":{\"dtype\":\"F32\",\"shape\":[0,9223372036854775807,3],\"data_offsets\":[0,0]},"
    "\"s\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]},"
    "\"z\":{\"dtype\":\"I64\",\"shape\":[3,0],\"data_offsets\":[1,1]}}",
    1);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedWeights) weights = heed_safetensors_parse (file, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (heed_weights_find (weights, "e")->n_values, ==, 0);
  g_assert_cmpuint (heed_weights_find (weights, "s")->n_values, ==, 1);
  g_assert_cmpuint (heed_weights_find (weights, "s")->n_dims, ==, 0);
  g_assert_cmpuint (heed_weights_find (weights, "z")->n_bytes, ==, 0);
}

static void
test_safetensors_file_without_arrays_is_read (void)
{
  g_autoptr(GBytes) file = make_file ("{}", 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedWeights) weights = heed_safetensors_parse (file, &error);
  guint n_arrays;

  g_assert_no_error (error);
  heed_weights_get (weights, &n_arrays);
  g_assert_cmpuint (n_arrays, ==, 0);
}

static HeedArray
make_array (const char    *name,
            HeedDtype      dtype,
            gconstpointer  data,
            gsize          n_values)
{
  return (HeedArray) {
    .name = name, .dtype = dtype, .n_dims = 1, .shape = { n_values }, .n_values = n_values,
    .data = data, .n_bytes = n_values * heed_dtype_get_size (dtype),
  };
}

static const float floats[] = { 0.0f, -0.0f, 1.5f, INFINITY, -1e-40f };
static const guint8 bytes[] = { 1, 2, 3 };

static GHashTable *
make_metadata (void)
{
  GHashTable *metadata = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (metadata, (gpointer) "heed", (gpointer) "1");
  g_hash_table_insert (metadata, (gpointer) "quotes \" and \\", (gpointer) "é\n\t\x01 \"{}\"");
  g_hash_table_insert (metadata, (gpointer) "empty", (gpointer) "");

  return metadata;
}

static char *
save (const char *name)
{
  g_autoptr(GHashTable) metadata = make_metadata ();
  g_autoptr(GError) error = NULL;
  char *path = scratch_path (name);
  HeedArray arrays[] = {
    make_array ("z.weight", HEED_DTYPE_F32, floats, G_N_ELEMENTS (floats)),
    make_array ("a \" é", HEED_DTYPE_U8, bytes, G_N_ELEMENTS (bytes)),
    make_array ("none", HEED_DTYPE_F64, NULL, 0),
  };

  heed_safetensors_save (path, arrays, G_N_ELEMENTS (arrays), metadata, &error);
  g_assert_no_error (error);

  return path;
}

static void
test_safetensors_what_is_saved_is_loaded (void)
{
  g_autofree char *path = save ("model.safetensors");
  g_autoptr(GHashTable) metadata = make_metadata ();
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedWeights) weights = heed_safetensors_load (path, &error);
  const HeedArray *arrays;
  GHashTableIter iter;
  gpointer key, value;
  guint n_arrays;

  g_assert_no_error (error);
  arrays = heed_weights_get (weights, &n_arrays);
  g_assert_cmpuint (n_arrays, ==, 3);
  g_assert_cmpstr (arrays[0].name, ==, "z.weight");
  g_assert_cmpmem (arrays[0].data, arrays[0].n_bytes, floats, sizeof floats);
  g_assert_cmpstr (arrays[1].name, ==, "a \" é");
  g_assert_cmpmem (arrays[1].data, arrays[1].n_bytes, bytes, sizeof bytes);
  g_assert_cmpstr (arrays[2].name, ==, "none");

  g_hash_table_iter_init (&iter, metadata);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_assert_cmpstr (heed_weights_find_metadata (weights, key), ==, value);

  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
test_safetensors_numbers_start_at_a_multiple_of_64 (void)
{
  g_autofree char *path = save ("model.safetensors");
  g_autofree char *file = NULL;
  guint64 length;

  g_assert_true (g_file_get_contents (path, &file, NULL, NULL));
  memcpy (&length, file, sizeof length);
  g_assert_cmpuint ((GUINT64_FROM_LE (length) + 8) % 64, ==, 0);
  g_assert_cmpint (file[8], ==, '{');
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
test_safetensors_same_arguments_give_same_bytes (void)
{
  g_autofree char *first = save ("first.safetensors");
  g_autofree char *second = save ("second.safetensors");
  g_autofree char *first_bytes = NULL;
  g_autofree char *second_bytes = NULL;
  gsize n_first, n_second;

  g_assert_true (g_file_get_contents (first, &first_bytes, &n_first, NULL));
  g_assert_true (g_file_get_contents (second, &second_bytes, &n_second, NULL));
  g_assert_cmpmem (first_bytes, n_first, second_bytes, n_second);
}

static void
test_safetensors_error_names_the_file (void)
{
  g_autofree char *path = scratch_write ("broken.safetensors", "\1\2\3", 3);
  g_autofree char *missing = scratch_path ("missing.safetensors");
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_safetensors_load (path, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
  g_assert_true (g_str_has_prefix (error->message, path));
  g_clear_error (&error);

  g_assert_null (heed_safetensors_load (missing, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/safetensors/sound-file-is-read", test_safetensors_sound_file_is_read);
  g_test_add_func ("/engine/safetensors/every-truncation-is-damaged",
                   test_safetensors_every_truncation_is_damaged);
  g_test_add_func ("/engine/safetensors/any-header-length-is-survived",
                   test_safetensors_any_header_length_is_survived);
  g_test_add_func ("/engine/safetensors/huge-header-is-too-large",
                   test_safetensors_huge_header_is_too_large);
  g_test_add_func ("/engine/safetensors/wrong-offsets-are-damaged",
                   test_safetensors_wrong_offsets_are_damaged);
  g_test_add_func ("/engine/safetensors/overlaps-and-holes-are-damaged",
                   test_safetensors_overlaps_and_holes_are_damaged);
  g_test_add_func ("/engine/safetensors/wrong-shapes-are-damaged",
                   test_safetensors_wrong_shapes_are_damaged);
  g_test_add_func ("/engine/safetensors/unknown-is-unsupported",
                   test_safetensors_unknown_is_unsupported);
  g_test_add_func ("/engine/safetensors/wrong-kinds-are-damaged",
                   test_safetensors_wrong_kinds_are_damaged);
  g_test_add_func ("/engine/safetensors/scalars-and-empty-arrays-are-read",
                   test_safetensors_scalars_and_empty_arrays_are_read);
  g_test_add_func ("/engine/safetensors/file-without-arrays-is-read",
                   test_safetensors_file_without_arrays_is_read);
  g_test_add_func ("/engine/safetensors/what-is-saved-is-loaded",
                   test_safetensors_what_is_saved_is_loaded);
  g_test_add_func ("/engine/safetensors/numbers-start-at-a-multiple-of-64",
                   test_safetensors_numbers_start_at_a_multiple_of_64);
  g_test_add_func ("/engine/safetensors/same-arguments-give-same-bytes",
                   test_safetensors_same_arguments_give_same_bytes);
  g_test_add_func ("/engine/safetensors/error-names-the-file",
                   test_safetensors_error_names_the_file);

  return g_test_run ();
}
