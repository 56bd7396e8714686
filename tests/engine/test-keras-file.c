/* test-keras-file.c — files of Keras, and other features of HDF5
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/files/hdf5-chunks.c,
 *   engine/files/hdf5-dataset.c,
 *   engine/files/hdf5-group.c,
 *   engine/files/hdf5-object.c,
 *   engine/files/hdf5-part.c
 */

#include "engine/files/keras-file.h"

#include <string.h>

#include "engine/files/weights-file.h"
#include "engine/heed.h"
#include "tests/engine/scratch.h"
#include "tests/engine/zip-file.h"

#define N_NUMBERS 60  /* of most arrays of kinds.h5: 0 to 59 */

static char *
find_data (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "keras", name, NULL);
}

static HeedWeights *
load (const char *name)
{
  g_autofree char *path = find_data (name);
  g_autoptr(GError) error = NULL;
  HeedWeights *weights = heed_keras_file_load (path, &error);

  g_assert_no_error (error);

  return weights;
}

static const HeedArray *
find (HeedWeights *weights,
      const char  *name)
{
  const HeedArray *array = heed_weights_find (weights, name);

  if (array == NULL)
    g_error ("expected %s, found none", name);

  return array;
}

static void
assert_shape (const HeedArray *array,
              const char      *expected)
{
  g_autoptr(GString) shape = g_string_new (heed_dtype_get_name (array->dtype));

  for (guint i = 0; i < array->n_dims; i++)
    g_string_append_printf (shape, "%s%" G_GSIZE_FORMAT, i == 0 ? " " : "x", array->shape[i]);

  g_assert_cmpstr (shape->str, ==, expected);
}

/* The numbers are 0, 1, 2 and so on. */
static void
assert_counts (HeedWeights *weights,
               const char  *name,
               const char  *shape)
{
  const HeedArray *array = find (weights, name);
  float floats[N_NUMBERS];

  assert_shape (array, shape);
  g_assert_cmpuint (array->n_values, ==, N_NUMBERS);
  heed_array_copy_floats (array, floats);
  for (guint i = 0; i < N_NUMBERS; i++)
    g_assert_cmpfloat (floats[i], ==, (float) i);
}

static void
test_keras_file_numbers_come_in_every_type (void)
{
  static const struct { const char *name, *shape; } types[] = {
    { "types/f2-little", "F16 5x12" }, { "types/f4-little", "F32 5x12" },
    { "types/f4-big", "F32 5x12" },    { "types/f8-little", "F64 5x12" },
    { "types/f8-big", "F64 5x12" },    { "types/i1-little", "I8 5x12" },
    { "types/u1-little", "U8 5x12" },  { "types/i2-little", "I16 5x12" },
    { "types/i2-big", "I16 5x12" },    { "types/u4-little", "U32 5x12" },
    { "types/i8-little", "I64 5x12" }, { "types/u8-big", "U64 5x12" },
  };
  g_autoptr(HeedWeights) weights = load ("kinds.h5");
  float truths[N_NUMBERS];

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    assert_counts (weights, types[i].name, types[i].shape);

  assert_shape (find (weights, "types/bool"), "BOOL 5x12");
  heed_array_copy_floats (find (weights, "types/bool"), truths);
  for (guint i = 0; i < N_NUMBERS; i++)
    g_assert_cmpfloat (truths[i], ==, (float) (i % 2));
}

/* Contiguous and chunked data, compressed by each filter that HDF5 has built in. */
static void
test_keras_file_numbers_come_in_every_layout (void)
{
  g_autoptr(HeedWeights) weights = load ("kinds.h5");
  float number;

  assert_counts (weights, "compact", "F32 5x12");
  assert_counts (weights, "chunks/plain", "F32 5x12");
  assert_counts (weights, "chunks/gzip", "F32 5x12");
  assert_counts (weights, "chunks/shuffle", "F32 5x12");
  assert_counts (weights, "chunks/all", "F32 5x12");
  assert_counts (weights, "chunks/reversed", "F32 5x12");
  assert_counts (weights, "chunks/line", "F32 60");
  assert_counts (weights, "chunks/cube", "F32 3x4x5");

  assert_shape (find (weights, "scalar"), "F32");
  heed_array_copy_floats (find (weights, "scalar"), &number);
  g_assert_cmpfloat (number, ==, 1.5f);
  assert_shape (find (weights, "empty"), "F32 0x4");
  assert_shape (find (weights, "null"), "F32 0");
  g_assert_null (heed_weights_find (weights, "text"));
  g_assert_null (heed_weights_find (weights, "texts"));
}

/* The group has more links than one table holds. */
static void
test_keras_file_large_groups_are_trees (void)
{
  g_autoptr(HeedWeights) weights = load ("kinds.h5");

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("many/%u", i);
      float number;

      heed_array_copy_floats (find (weights, name), &number);
      g_assert_cmpfloat (number, ==, (float) i);
    }
}

static void
test_keras_file_headers_of_the_second_kind_are_read (void)
{
  g_autoptr(HeedWeights) weights = load ("latest.h5");
  float numbers[3];

  heed_array_copy_floats (find (weights, "a/3"), numbers);
  g_assert_cmpfloat (numbers[2], ==, 3.0f);
}

static void
test_keras_file_names_are_paths (void)
{
  g_autoptr(HeedWeights) alone = load ("nmt.weights.h5");
  g_autoptr(HeedWeights) archived = load ("nmt.keras");
  g_autoptr(HeedWeights) whole = load ("whole.h5");
  guint n_alone, n_archived;

  assert_shape (find (alone, "encoder/gru/cell/vars/1"), "F32 4x12");
  assert_shape (find (archived, "decoder/attention/attention/vars/0"), "F32 5");
  heed_weights_get (alone, &n_alone);
  heed_weights_get (archived, &n_archived);
  g_assert_cmpuint (n_alone, ==, n_archived);

  assert_shape (find (whole, "gru_1/gru_1/gru_cell/kernel:0"), "F32 7x12");
  assert_shape (find (whole, "optimizer_weights/Adam/iter:0"), "I64");
}

/* Files are recognised by their bytes, not by their names. */
static void
test_keras_file_weights_are_known_by_their_bytes (void)
{
  static const char *const names[] = { "nmt.weights.h5", "nmt.keras", "whole.h5" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *from = find_data (names[i]);
      g_autofree char *bytes = NULL;
      g_autofree char *path = NULL;
      g_auto(HeedWeightsFile) file = { 0 };
      g_autoptr(GError) error = NULL;
      gsize n_bytes;

      g_assert_true (g_file_get_contents (from, &bytes, &n_bytes, NULL));
      path = scratch_write ("model.bin", bytes, n_bytes);
      heed_weights_file_load (&file, path, &error);
      g_assert_no_error (error);
    }
}

static void
test_keras_file_what_keras_does_not_write_is_named (void)
{
  static const struct { const char *name; int code; const char *what; } others[] = {
    { "circle.h5", HEED_ERROR_DAMAGED, "a/b/c/again: expected groups in groups, found a circle" },
    { "soft.h5", HEED_ERROR_UNSUPPORTED, "symbolic or external" },
    { "external.h5", HEED_ERROR_UNSUPPORTED, "symbolic or external" },
    { "outside.h5", HEED_ERROR_UNSUPPORTED, "a: HDF5: expected numbers in the file" },
    { "lzf.h5", HEED_ERROR_UNSUPPORTED, "filter 32000" },
    { "records.h5", HEED_ERROR_UNSUPPORTED, "records" },
    { "dense.h5", HEED_ERROR_UNSUPPORTED, "libver='latest'" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *path = find_data (others[i].name);
      g_autoptr(GError) error = NULL;

      g_assert_null (heed_keras_file_load (path, &error));
      g_assert_error (error, HEED_ERROR, others[i].code);
      if (strstr (error->message, others[i].what) == NULL)
        g_error ("expected %s in: %s", others[i].what, error->message);
    }
}

static void
test_keras_file_archives_without_weights_are_refused (void)
{
  const ZipFile file = { "config.json", "{}", 2 };
  g_autoptr(GByteArray) archive = zip_file_pack (&file, 1, FALSE);
  g_autoptr(GBytes) block = scratch_block (archive->data, archive->len);
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_keras_file_parse (block, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
}

/* --- Hostile files --- */

/* Parses a copy in a block of its own, so that a sanitizer detects reads past its end, and reads
 * all numbers. */
static gboolean
parse (const char *bytes,
       gsize       n_bytes)
{
  g_autoptr(GBytes) block = scratch_block (bytes, n_bytes);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedWeights) weights = heed_keras_file_parse (block, &error);
  const HeedArray *arrays;
  guint n_arrays;

  g_assert_true ((weights != NULL) == (error == NULL));
  if (weights == NULL)
    return FALSE;

  arrays = heed_weights_get (weights, &n_arrays);
  for (guint i = 0; i < n_arrays; i++)
    {
      g_autofree float *floats = g_new (float, arrays[i].n_values + 1);

      heed_array_copy_floats (&arrays[i], floats);
    }

  return TRUE;
}

static void
test_keras_file_every_truncation_is_survived (void)
{
  static const char *const names[] = { "whole.h5", "latest.h5" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = find_data (names[i]);
      g_autofree char *bytes = NULL;
      gsize n_bytes;

      g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
      g_assert_true (parse (bytes, n_bytes));
      for (gsize n_kept = 0; n_kept < n_bytes; n_kept += n_kept < 4096 ? 1 : 61)
        parse (bytes, n_kept);
      g_assert_false (parse (bytes, n_bytes / 2));
    }
}

/* Overwrites every byte, including sizes, addresses and counts; of larger files every seventh
 * byte. */
static void
test_keras_file_every_wrong_byte_is_survived (void)
{
  static const char *const names[] = { "kinds.h5", "circle.h5", "latest.h5" };
  static const guint8 wrong[] = { 0xff, 0x00, 0x01, 0x80 };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = find_data (names[i]);
      g_autofree char *bytes = NULL;
      gsize n_bytes;

      g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
      for (gsize at = 0; at < n_bytes; at += n_bytes > 8192 ? 7 : 1)
        {
          char before = bytes[at];

          bytes[at] = (char) wrong[at % G_N_ELEMENTS (wrong)];
          parse (bytes, n_bytes);
          bytes[at] = before;
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/keras-file/numbers-come-in-every-type",
                   test_keras_file_numbers_come_in_every_type);
  g_test_add_func ("/engine/keras-file/numbers-come-in-every-layout",
                   test_keras_file_numbers_come_in_every_layout);
  g_test_add_func ("/engine/keras-file/large-groups-are-trees",
                   test_keras_file_large_groups_are_trees);
  g_test_add_func ("/engine/keras-file/headers-of-the-second-kind-are-read",
                   test_keras_file_headers_of_the_second_kind_are_read);
  g_test_add_func ("/engine/keras-file/names-are-paths", test_keras_file_names_are_paths);
  g_test_add_func ("/engine/keras-file/weights-are-known-by-their-bytes",
                   test_keras_file_weights_are_known_by_their_bytes);
  g_test_add_func ("/engine/keras-file/what-keras-does-not-write-is-named",
                   test_keras_file_what_keras_does_not_write_is_named);
  g_test_add_func ("/engine/keras-file/archives-without-weights-are-refused",
                   test_keras_file_archives_without_weights_are_refused);
  g_test_add_func ("/engine/keras-file/every-truncation-is-survived",
                   test_keras_file_every_truncation_is_survived);
  g_test_add_func ("/engine/keras-file/every-wrong-byte-is-survived",
                   test_keras_file_every_wrong_byte_is_survived);

  return g_test_run ();
}
