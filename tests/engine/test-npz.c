/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/npz.h"

#include <string.h>

#include "engine/files/weights-file.h"
#include "engine/heed.h"
#include "tests/engine/scratch.h"
#include "tests/engine/zip-file.h"

/* Returns an .npy file of version 1.0. */
static GByteArray *
make_array (const char    *dictionary,
            gconstpointer  numbers,
            gsize          n_bytes)
{
  GByteArray *file = g_byte_array_new ();
  guint length = (guint) strlen (dictionary);

  g_byte_array_append (file, (const guint8 *) "\x93NUMPY\1", 8);
  g_byte_array_append (file, (const guint8[]) { (guint8) length, (guint8) (length >> 8) }, 2);
  g_byte_array_append (file, (const guint8 *) dictionary, length);
  g_byte_array_append (file, numbers, (guint) n_bytes);

  return file;
}

static HeedWeights *
parse_one (const char     *dictionary,
           gconstpointer   numbers,
           gsize           n_bytes,
           GError        **error)
{
  g_autoptr(GByteArray) array = make_array (dictionary, numbers, n_bytes);
  const ZipFile files[] = { { "x.npy", array->data, array->len }, { "notes.txt", "…", 3 } };
  g_autoptr(GByteArray) archive = zip_file_pack (files, G_N_ELEMENTS (files), FALSE);
  g_autoptr(GBytes) block = scratch_block (archive->data, archive->len);

  return heed_npz_parse (block, error);
}

/* "2x3 1 2 3 4 5 6" */
static void
assert_array (const char    *dictionary,
              gconstpointer  numbers,
              gsize          n_bytes,
              const char    *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedWeights) weights = parse_one (dictionary, numbers, n_bytes, &error);
  g_autoptr(GString) found = g_string_new (NULL);
  g_autofree float *floats = NULL;
  const HeedArray *array;

  g_assert_no_error (error);
  array = heed_weights_find (weights, "x");
  g_assert_nonnull (array);
  floats = g_new0 (float, MAX (array->n_values, 1));
  heed_array_copy_floats (array, floats);

  for (guint i = 0; i < array->n_dims; i++)
    g_string_append_printf (found, "%s%" G_GSIZE_FORMAT, i == 0 ? "" : "x", array->shape[i]);
  for (gsize i = 0; i < array->n_values; i++)
    g_string_append_printf (found, " %g", floats[i]);

  g_assert_cmpstr (found->str, ==, expected);
}

#define HEADER(descr, order, shape) \
  "{'descr': '" descr "', 'fortran_order': " order ", 'shape': " shape ", }\n"

static void
test_npz_numbers_come_in_every_type_and_order (void)
{
  static const guint8 bytes[] = { 1, 2, 3, 4, 5, 6 };
  static const guint8 wide[] = { 0, 1, 0, 2, 0, 3, 0, 4, 1, 5, 0, 6 };

  assert_array (HEADER ("|u1", "False", "(2, 3)"), bytes, 6, "2x3 1 2 3 4 5 6");
  assert_array (HEADER ("|u1", "True", "(2, 3)"), bytes, 6, "2x3 1 3 5 2 4 6");
  assert_array (HEADER ("|u1", "True", "(1, 2, 3)"), bytes, 6, "1x2x3 1 3 5 2 4 6");
  assert_array (HEADER ("|i1", "False", "(6,)"), bytes, 6, "6 1 2 3 4 5 6");
  assert_array (HEADER ("|b1", "False", "(6,)"), bytes, 6, "6 1 1 1 1 1 1");
  assert_array (HEADER (">u2", "False", "(2, 3)"), wide, 12, "2x3 1 2 3 4 261 6");
  assert_array (HEADER (">i2", "True", "(2, 3)"), wide, 12, "2x3 1 3 261 2 4 6");
  assert_array (HEADER ("<u2", "False", "(1, 6)"), wide, 12, "1x6 256 512 768 1024 1281 1536");
  assert_array (HEADER (">f4", "False", "()"), "\x3f\xc0\0\0", 4, " 1.5");
  assert_array (HEADER ("<f2", "False", "(1,)"), "\0\x3e", 2, "1 1.5");
  assert_array (HEADER (">f8", "False", "(1,)"), "\x3f\xf8\0\0\0\0\0\0", 8, "1 1.5");
  assert_array (HEADER ("<f4", "True", "(0, 9)"), "", 0, "0x9");
  assert_array (HEADER (">f4", "False", "(0,)"), "", 0, "0");
}

static void
assert_refused (const char *dictionary,
                gsize       n_bytes,
                int         code,
                const char *what)
{
  static const guint8 numbers[16];
  g_autoptr(GError) error = NULL;

  g_assert_null (parse_one (dictionary, numbers, n_bytes, &error));
  g_assert_error (error, HEED_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, "x: expected "));
  if (strstr (error->message, what) == NULL)
    g_error ("expected %s in: %s", what, error->message);
}

static void
test_npz_shapes_must_fit_the_numbers (void)
{
  assert_refused (HEADER ("<f4", "False", "(4,)"), 15, HEED_ERROR_DAMAGED, "16 bytes");
  assert_refused (HEADER ("<f4", "False", "(3,)"), 16, HEED_ERROR_DAMAGED, "12 bytes");
  assert_refused (HEADER ("<f4", "True", "(4294967296, 4294967296)"), 16, HEED_ERROR_DAMAGED,
                  "counted");
  assert_refused (HEADER (">f4", "True", "(18446744073709551615,)"), 16, HEED_ERROR_DAMAGED,
                  "counted");
  assert_refused (HEADER ("<f4", "True", "(4294967296, 1073741824)"), 16, HEED_ERROR_DAMAGED,
                  "counted");
  assert_refused (HEADER ("|O", "False", "(1,)"), 4, HEED_ERROR_UNSUPPORTED, "objects of Python");
}

/* numpy.savez() may store strings beside numbers; these are skipped. */
static void
test_npz_texts_are_left (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedWeights) weights = parse_one (HEADER ("<U1", "False", "(2,)"), "abcdefgh", 8,
                                              &error);
  guint n_arrays;

  g_assert_no_error (error);
  heed_weights_get (weights, &n_arrays);
  g_assert_cmpuint (n_arrays, ==, 0);
}

static void
test_npz_every_wrong_byte_is_survived (void)
{
  g_autoptr(GByteArray) array = make_array (HEADER ("<f4", "True", "(2, 2)"), "abcdefghijklmnop",
                                            16);
  const ZipFile file = { "x.npy", array->data, array->len };

  for (guint is_compressed = FALSE; is_compressed <= TRUE; is_compressed++)
    {
      g_autoptr(GByteArray) archive = zip_file_pack (&file, 1, is_compressed);

      for (guint i = 0; i < archive->len; i++)
        {
          guint8 before = archive->data[i];
          g_autoptr(GBytes) cut = scratch_block (archive->data, i);
          g_autoptr(HeedWeights) from_cut = heed_npz_parse (cut, NULL);
          g_autoptr(GBytes) wrong = NULL;
          g_autoptr(HeedWeights) from_wrong = NULL;

          archive->data[i] = 0xff;
          wrong = scratch_block (archive->data, archive->len);
          from_wrong = heed_npz_parse (wrong, NULL);
          archive->data[i] = before;
        }
    }
}

/* --- A model --- */

static char *
find_data (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "arrays", name, NULL);
}

/* Returns a text of all numbers of the first three steps. */
static char *
decode (const char *name)
{
  static const guint32 ids[] = { 4, 5, 6, 7 };
  g_autofree char *path = find_data (name);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = heed_model_load (path, NULL, &error);
  g_autoptr(HeedSession) session = NULL;
  g_autoptr(GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  session = heed_session_new_from_ids (model, ids, G_N_ELEMENTS (ids), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 3 && !heed_session_is_finished (session); i++)
    {
      g_autoptr(HeedStep) step = heed_session_step (session, &error);

      g_assert_no_error (error);
      g_string_append_printf (found, "%u %a\n", step->token.id, step->log_prob);
    }

  return g_string_free (g_steal_pointer (&found), FALSE);
}

/* Arrays in C and Fortran order, from float16 to float64, in both byte orders; written by NumPy. */
static void
test_npz_models_say_what_they_say_as_safetensors (void)
{
  g_autofree char *expected = decode ("same.safetensors");
  g_autofree char *stored = decode ("stored.npz");
  g_autofree char *compressed = decode ("compressed.npz");

  g_assert_nonnull (strchr (expected, '\n'));
  g_assert_cmpstr (stored, ==, expected);
  g_assert_cmpstr (compressed, ==, expected);
}

/* The first member of the archive need not be an array. */
static void
test_npz_archives_are_known_by_all_their_names (void)
{
  g_autoptr(GByteArray) array = make_array (HEADER ("|u1", "False", "(3,)"), "abc", 3);
  const ZipFile files[] = { { "notes.txt", "…", 3 }, { "x.npy", array->data, array->len } };
  g_autoptr(GByteArray) archive = zip_file_pack (files, G_N_ELEMENTS (files), TRUE);
  g_autofree char *path = scratch_write ("model.bin", archive->data, archive->len);
  g_autofree char *lone = scratch_write ("array.npy", array->data, array->len);
  g_auto(HeedWeightsFile) file = { 0 };
  g_auto(HeedWeightsFile) none = { 0 };
  g_autoptr(GError) error = NULL;

  heed_weights_file_load (&file, path, &error);
  g_assert_no_error (error);
  g_assert_nonnull (heed_weights_find (file.weights, "x"));

  g_assert_false (heed_weights_file_load (&none, lone, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "one array of NumPy (.npy)"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/npz/numbers-come-in-every-type-and-order",
                   test_npz_numbers_come_in_every_type_and_order);
  g_test_add_func ("/engine/npz/shapes-must-fit-the-numbers",
                   test_npz_shapes_must_fit_the_numbers);
  g_test_add_func ("/engine/npz/texts-are-left", test_npz_texts_are_left);
  g_test_add_func ("/engine/npz/every-wrong-byte-is-survived",
                   test_npz_every_wrong_byte_is_survived);
  g_test_add_func ("/engine/npz/models-say-what-they-say-as-safetensors",
                   test_npz_models_say_what_they_say_as_safetensors);
  g_test_add_func ("/engine/npz/archives-are-known-by-all-their-names",
                   test_npz_archives_are_known_by_all_their_names);

  return g_test_run ();
}
