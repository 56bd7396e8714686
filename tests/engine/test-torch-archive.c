/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/torch-archive.h"

#include <math.h>
#include <string.h>

#include "engine/files/json.h"
#include "engine/files/safetensors.h"
#include "engine/heed.h"
#include "tests/engine/scratch.h"
#include "tests/engine/zip-file.h"

static char *
find_file (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "fixtures", name, NULL);
}

static HeedTorchArchive *
load (const char *name)
{
  g_autofree char *path = find_file (name);
  g_autoptr(GError) error = NULL;
  HeedTorchArchive *archive = heed_torch_archive_load (path, &error);

  g_assert_no_error (error);

  return archive;
}

static GBytes *
map (const char *name)
{
  g_autofree char *path = find_file (name);
  g_autoptr(GError) error = NULL;
  g_autoptr(GMappedFile) mapped = g_mapped_file_new (path, FALSE, &error);

  g_assert_no_error (error);

  return g_mapped_file_get_bytes (mapped);
}

/* Checks that every array of the fixture's safetensors is in the archive under prefix + its name,
 * with the same numbers to within tolerance times their size. */
static void
assert_same_weights (const char *name,
                     const char *prefix,
                     double      tolerance)
{
  g_autoptr(HeedTorchArchive) archive = load (name);
  g_autofree char *path = find_file ("d2l_bahdanau/model.safetensors");
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedWeights) expected = heed_safetensors_load (path, &error);
  const HeedArray *arrays;
  guint n_arrays;

  g_assert_no_error (error);
  arrays = heed_weights_get (expected, &n_arrays);
  g_assert_cmpuint (n_arrays, ==, 23);

  for (guint i = 0; i < n_arrays; i++)
    {
      g_autofree char *full = g_strconcat (prefix, arrays[i].name, NULL);
      const HeedArray *found = heed_weights_find (heed_torch_archive_get_weights (archive), full);
      g_autofree float *ours = NULL;
      g_autofree float *theirs = g_new (float, arrays[i].n_values);

      g_assert_nonnull (found);
      g_assert_cmpuint (found->n_dims, ==, arrays[i].n_dims);
      g_assert_cmpmem (found->shape, found->n_dims * sizeof (gsize), arrays[i].shape,
                       arrays[i].n_dims * sizeof (gsize));
      ours = g_new (float, found->n_values);
      heed_array_copy_floats (found, ours);
      heed_array_copy_floats (&arrays[i], theirs);

      for (gsize n = 0; n < found->n_values; n++)
        g_assert_cmpfloat_with_epsilon (ours[n], theirs[n], tolerance * (1e-3 + fabs (theirs[n])));
    }
}

static void
test_torch_archive_weights_are_pytorchs (void)
{
  assert_same_weights ("formats/d2l_zip.pt", "", 1e-9);
  assert_same_weights ("formats/d2l_legacy.pt", "", 1e-9);
  assert_same_weights ("formats/d2l_nested.pt", "model_state_dict.", 1e-9);
  assert_same_weights ("formats/d2l_dataparallel.pt", "module.", 1e-9);
  assert_same_weights ("formats/d2l_fp16.pt", "", 1e-3);
}

static HeedTorchArchive *
load_beside (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "beside", name, NULL);
  g_autoptr(GError) error = NULL;
  HeedTorchArchive *archive = heed_torch_archive_load (path, &error);

  g_assert_no_error (error);

  return archive;
}

/* Training scripts may save any plain data beside the weights. */
static void
test_torch_archive_weights_are_read_beside_data (void)
{
  static const char *const names[] = { "protocol-2.pt", "protocol-5.pt", "legacy.pt" };
  g_autoptr(HeedTorchArchive) nothing = load_beside ("nothing.pt");
  guint n_expected;
  const HeedArray *expected =
    heed_weights_get (heed_torch_archive_get_weights (nothing), &n_expected);

  g_assert_cmpuint (n_expected, ==, 18);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(HeedTorchArchive) archive = load_beside (names[i]);
      guint n_found;
      const HeedArray *found =
        heed_weights_get (heed_torch_archive_get_weights (archive), &n_found);

      g_assert_cmpuint (n_found, ==, n_expected);

      for (guint n = 0; n < n_found; n++)
        {
          g_assert_cmpstr (found[n].name, ==, expected[n].name);
          g_assert_cmpmem (found[n].data, found[n].n_bytes, expected[n].data, expected[n].n_bytes);
        }
    }
}

static void
assert_view (HeedWeights    *weights,
             const HeedJson *expected)
{
  const HeedArray *array = heed_weights_find (weights, heed_json_get_name (expected));
  const HeedJson *shape = heed_json_get_member (expected, "shape");
  const HeedJson *values = heed_json_get_member (expected, "values");
  g_autofree float *floats = NULL;

  g_assert_nonnull (array);
  g_assert_cmpuint (array->n_dims, ==, heed_json_get_n (shape));
  g_assert_cmpuint (array->n_values, ==, heed_json_get_n (values));

  for (guint i = 0; i < array->n_dims; i++)
    {
      gint64 size = -1;

      g_assert_true (heed_json_get_whole (heed_json_get_nth (shape, i), &size));
      g_assert_cmpuint (array->shape[i], ==, size);
    }

  floats = g_new (float, array->n_values + 1);
  heed_array_copy_floats (array, floats);

  for (guint i = 0; i < array->n_values; i++)
    {
      double value = NAN;

      g_assert_true (heed_json_get_number (heed_json_get_nth (values, i), &value));
      g_assert_cmpfloat (floats[i], ==, (float) value);
    }
}

static void
assert_views (const char *name)
{
  g_autoptr(HeedTorchArchive) archive = load (name);
  g_autoptr(GBytes) text = map ("formats/views.json");
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedJson) expected = heed_json_parse_bytes (NULL, text, NULL, &error);
  guint n_arrays;

  g_assert_no_error (error);
  heed_weights_get (heed_torch_archive_get_weights (archive), &n_arrays);
  g_assert_cmpuint (n_arrays, ==, heed_json_get_n (expected));

  for (guint i = 0; i < n_arrays; i++)
    assert_view (heed_torch_archive_get_weights (archive), heed_json_get_nth (expected, i));
}

static void
test_torch_archive_views_and_dtypes_are_pytorchs (void)
{
  assert_views ("formats/views_zip.pt");
  assert_views ("formats/views_legacy.pt");
}

static void
test_torch_archive_stored_numbers_are_not_copied (void)
{
  g_autoptr(GBytes) file = map ("formats/d2l_zip.pt");
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedTorchArchive) archive = heed_torch_archive_parse (file, &error);
  const HeedArray *arrays;
  const guint8 *begin;
  gsize n_bytes;
  guint n_arrays;

  g_assert_no_error (error);
  begin = g_bytes_get_data (file, &n_bytes);
  arrays = heed_weights_get (heed_torch_archive_get_weights (archive), &n_arrays);

  for (guint i = 0; i < n_arrays; i++)
    {
      g_assert_true (arrays[i].data >= begin &&
                     arrays[i].data + arrays[i].n_bytes <= begin + n_bytes);
      g_assert_nonnull (heed_array_borrow_floats (&arrays[i]));
    }
}

static void
test_torch_archive_plain_values_are_reached (void)
{
  g_autoptr(HeedTorchArchive) archive = load ("formats/d2l_nested.pt");
  const HeedPickleValue *root = heed_torch_archive_get_root (archive);

  g_assert_cmpint (heed_pickle_value_get_int (heed_pickle_value_find (root, "epoch"), -1), ==, 7);
  g_assert_cmpuint (heed_pickle_value_get_size (heed_pickle_value_find (root, "model_state_dict")),
                    ==, 23);
}

static void
test_torch_archive_tied_weights_are_one_storage (void)
{
  g_autoptr(HeedTorchArchive) archive = load ("formats/marian_pytorch_model.bin");
  HeedWeights *weights = heed_torch_archive_get_weights (archive);
  const HeedArray *shared = heed_weights_find (weights, "model.shared.weight");
  const HeedArray *tied = heed_weights_find (weights, "lm_head.weight");

  g_assert_nonnull (shared);
  g_assert_nonnull (tied);
  g_assert_true (shared->data == tied->data);
}

static void
test_torch_archive_weights_outlive_it (void)
{
  g_autoptr(HeedWeights) weights = NULL;
  float number;
  HeedArray first;

  {
    g_autoptr(HeedTorchArchive) archive = load ("formats/views_legacy.pt");

    weights = heed_weights_ref (heed_torch_archive_get_weights (archive));
  }

  first = *heed_weights_find (weights, "scalar");
  heed_array_copy_floats (&first, &number);
  g_assert_cmpfloat (number, ==, 3.5f);
}

static void
test_torch_archive_module_is_refused_by_name (void)
{
  g_autofree char *path = find_file ("formats/whole_module_MUST_BE_REFUSED.pt");
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_torch_archive_load (path, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "d2l_model.Net"));
  g_assert_true (g_str_has_prefix (error->message, path));
}

/* Returns a zip with this pickle and a storage of 6 floats under the key 0. */
static HeedTorchArchive *
parse_zip (const GString  *pickle,
           GError        **error)
{
  static const float numbers[6];
  const ZipFile files[] = {
    { "top/data.pkl", pickle->str, pickle->len },
    { "top/data/0", numbers, sizeof numbers },
  };
  g_autoptr(GByteArray) zip = zip_file_pack (files, G_N_ELEMENTS (files), FALSE);
  g_autoptr(GBytes) block = scratch_block (zip->data, zip->len);

  return heed_torch_archive_parse (block, error);
}

#define STORAGE "(X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0" "0X\3\0\0\0cpuK\6tQ"
#define TENSOR  "ctorch._utils\n_rebuild_tensor\n(" STORAGE "K\0(K\6t(K\1ttR"

static GString *
new_pickle (const char *bytes,
            gsize       n_bytes)
{
  return g_string_new_len (bytes, (gssize) n_bytes);
}

static void
assert_refused (const char *bytes,
                gsize       n_bytes,
                int         code,
                const char *what)
{
  g_autoptr(GString) pickle = new_pickle (bytes, n_bytes);
  g_autoptr(GError) error = NULL;

  g_assert_null (parse_zip (pickle, &error));
  g_assert_error (error, HEED_ERROR, code);
  g_assert_nonnull (strstr (error->message, what));
}

#define MODULE(parameters) \
  "cmine\nNet\n)\x81}(X\x0b\0\0\0_parameters" parameters "X\x08\0\0\0_modules}ub"

static void
test_torch_archive_module_without_weights_is_data (void)
{
  static const char beside[] = "}(X\1\0\0\0w" TENSOR "X\1\0\0\0m" MODULE ("}") "u.";
  static const char full[] =
    "}(X\1\0\0\0w" TENSOR "X\1\0\0\0m" MODULE ("}X\1\0\0\0v" TENSOR "s") "u.";
  g_autoptr(GString) pickle = new_pickle (beside, sizeof beside - 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedTorchArchive) archive = parse_zip (pickle, &error);
  guint n_arrays;

  g_assert_no_error (error);
  heed_weights_get (heed_torch_archive_get_weights (archive), &n_arrays);
  g_assert_cmpuint (n_arrays, ==, 1);

  assert_refused (full, sizeof full - 1, HEED_ERROR_UNSUPPORTED,
                  "whole module of the class mine.Net");
}

static void
test_torch_archive_every_truncation_is_damaged_or_unsupported (void)
{
  static const char *const names[] = {
    "formats/views_zip.pt", "formats/views_legacy.pt", "../beside/protocol-5.pt"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GBytes) file = map (names[i]);
      gsize n_bytes;
      gconstpointer bytes = g_bytes_get_data (file, &n_bytes);

      for (gsize n_kept = 0; n_kept < n_bytes; n_kept++)
        {
          g_autoptr(GBytes) cut = scratch_block (bytes, n_kept);
          g_autoptr(GError) error = NULL;

          g_assert_null (heed_torch_archive_parse (cut, &error));
          g_assert_true (g_error_matches (error, HEED_ERROR, HEED_ERROR_DAMAGED) ||
                         g_error_matches (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED));
        }
    }
}

/* Adds up all numbers, so that a sanitizer detects reads out of bounds. */
static void
read_everything (HeedTorchArchive *archive)
{
  guint n_arrays;
  const HeedArray *arrays = heed_weights_get (heed_torch_archive_get_weights (archive), &n_arrays);

  for (guint i = 0; i < n_arrays; i++)
    {
      g_autofree float *floats = g_new (float, arrays[i].n_values);

      heed_array_copy_floats (&arrays[i], floats);
    }
}

static void
test_torch_archive_any_wrong_byte_is_survived (void)
{
  static const char *const names[] = { "formats/views_zip.pt", "formats/views_legacy.pt" };
  static const guint8 changes[] = { 0x01, 0x80, 0xff };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GBytes) file = map (names[i]);
      gsize n_bytes;
      gconstpointer bytes = g_bytes_get_data (file, &n_bytes);

      for (gsize n = 0; n < n_bytes * G_N_ELEMENTS (changes); n++)
        {
          g_autofree guint8 *wrong = g_memdup2 (bytes, n_bytes);
          g_autoptr(GBytes) block = NULL;
          g_autoptr(HeedTorchArchive) archive = NULL;

          wrong[n % n_bytes] ^= changes[n / n_bytes];
          block = scratch_block (wrong, n_bytes);
          archive = heed_torch_archive_parse (block, NULL);

          if (archive != NULL)
            read_everything (archive);
        }
    }
}

static void
test_torch_archive_names_are_paths (void)
{
  static const char bytes[] =
    "}(X\1\0\0\0a](" TENSOR "}K\7" TENSOR "seX\3\0\0\0b.c" TENSOR "K\1\x85" TENSOR
    "X\1\0\0\0ocargparse\nNamespace\n)\x81}X\1\0\0\0p" TENSOR "sbu.";
  static const char *const expected[] = { "a.0", "a.1.7", "b.c", "o.p" };
  g_autoptr(GString) pickle = new_pickle (bytes, sizeof bytes - 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedTorchArchive) archive = parse_zip (pickle, &error);
  const HeedArray *arrays;
  guint n_arrays;

  g_assert_no_error (error);
  arrays = heed_weights_get (heed_torch_archive_get_weights (archive), &n_arrays);
  g_assert_cmpuint (n_arrays, ==, G_N_ELEMENTS (expected));

  for (guint i = 0; i < n_arrays; i++)
    g_assert_cmpstr (arrays[i].name, ==, expected[i]);
}

#define BYTES(literal) literal, sizeof literal - 1

static void
test_torch_archive_contradictions_are_damaged (void)
{
  assert_refused (BYTES ("}(X\1\0\0\0a" TENSOR "X\1\0\0\0a" TENSOR "u."), HEED_ERROR_DAMAGED,
                  "a is there twice");
  assert_refused (BYTES ("(X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0" "1X\3\0\0\0cpuK\6tQ."),
                  HEED_ERROR_DAMAGED, "data/1");
  assert_refused (BYTES ("ctorch._utils\n_rebuild_tensor\n(" STORAGE "K\1(K\6t(K\1ttR."),
                  HEED_ERROR_DAMAGED, "sees more");
  assert_refused (BYTES ("ctorch._utils\n_rebuild_tensor\n("
                         "(X\7\0\0\0storagectorch\nDoubleStorage\nX\1\0\0\0" "0X\3\0\0\0cpuK\6tQ"
                         "K\0(K\6t(K\1ttR."), HEED_ERROR_DAMAGED, "sees more");
}

static void
test_torch_archive_value_may_contain_itself (void)
{
  static const char bytes[] = "}q\0(X\1\0\0\0ah\0X\1\0\0\0b" TENSOR "u.";
  g_autoptr(GString) pickle = new_pickle (bytes, sizeof bytes - 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedTorchArchive) archive = parse_zip (pickle, &error);
  guint n_arrays;

  g_assert_no_error (error);
  heed_weights_get (heed_torch_archive_get_weights (archive), &n_arrays);
  g_assert_cmpuint (n_arrays, ==, 1);
}

/* Each list holds the previous one twice: there are 2^60 paths to the innermost value. */
static void
assert_doubling_refused (GString *pickle)
{
  g_autoptr(GError) error = NULL;

  for (guint8 i = 0; i < 60; i++)
    {
      const guint8 both[] = { 'h', i, 'h', i, 0x86, 'q', i + 1 };

      g_string_append_len (pickle, (const char *) both, sizeof both);
    }

  g_string_append_c (pickle, '.');
  g_assert_null (parse_zip (pickle, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE);
}

static void
test_torch_archive_doubling_lists_are_too_large (void)
{
  g_autoptr(GString) tensor = new_pickle (BYTES (TENSOR "q\0"));
  g_autoptr(GString) nothing = new_pickle (BYTES ("Nq\0"));

  assert_doubling_refused (tensor);
  assert_doubling_refused (nothing);
}

/* A long key with a thousand tensors below it. */
static void
test_torch_archive_long_names_are_too_large (void)
{
  g_autofree char *key = g_strnfill (0x01000000, 'k');
  g_autoptr(GString) pickle = new_pickle (BYTES ("}X\0\0\0\1"));
  g_autoptr(GError) error = NULL;

  g_string_append (pickle, key);
  g_string_append_len (pickle, BYTES ("](" TENSOR "q\0"));
  for (guint i = 0; i < 1000; i++)
    g_string_append_len (pickle, BYTES ("h\0"));
  g_string_append (pickle, "es.");

  g_assert_null (parse_zip (pickle, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE);
}

static void
test_torch_archive_endless_repetition_is_too_large (void)
{
  assert_refused (
    BYTES ("ctorch._utils\n_rebuild_tensor\n(" STORAGE "K\0(J\0\0\0\x40K\1t(K\0K\0ttR."),
    HEED_ERROR_TOO_LARGE, "memory");
}

static void
assert_zip_refused (const ZipFile *files,
                    guint          n_files,
                    const char    *what)
{
  g_autoptr(GByteArray) zip = zip_file_pack (files, n_files, FALSE);
  g_autoptr(GBytes) block = scratch_block (zip->data, zip->len);
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_torch_archive_parse (block, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, what));
}

static void
test_torch_archive_other_zips_are_unsupported (void)
{
  const ZipFile big_endian[] = { { "a/data.pkl", "N.", 2 }, { "a/byteorder", "big", 3 } };
  const ZipFile script[] = { { "a/data.pkl", "N.", 2 }, { "a/constants.pkl", "N.", 2 } };
  const ZipFile other[] = { { "word/document.xml", "<a/>", 4 } };

  assert_zip_refused (big_endian, 2, "little-endian");
  assert_zip_refused (script, 2, "TorchScript");
  assert_zip_refused (other, 1, "data.pkl");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/torch-archive/weights-are-pytorchs",
                   test_torch_archive_weights_are_pytorchs);
  g_test_add_func ("/engine/torch-archive/weights-are-read-beside-data",
                   test_torch_archive_weights_are_read_beside_data);
  g_test_add_func ("/engine/torch-archive/views-and-dtypes-are-pytorchs",
                   test_torch_archive_views_and_dtypes_are_pytorchs);
  g_test_add_func ("/engine/torch-archive/stored-numbers-are-not-copied",
                   test_torch_archive_stored_numbers_are_not_copied);
  g_test_add_func ("/engine/torch-archive/plain-values-are-reached",
                   test_torch_archive_plain_values_are_reached);
  g_test_add_func ("/engine/torch-archive/tied-weights-are-one-storage",
                   test_torch_archive_tied_weights_are_one_storage);
  g_test_add_func ("/engine/torch-archive/weights-outlive-it",
                   test_torch_archive_weights_outlive_it);
  g_test_add_func ("/engine/torch-archive/module-is-refused-by-name",
                   test_torch_archive_module_is_refused_by_name);
  g_test_add_func ("/engine/torch-archive/module-without-weights-is-data",
                   test_torch_archive_module_without_weights_is_data);
  g_test_add_func ("/engine/torch-archive/every-truncation-is-damaged-or-unsupported",
                   test_torch_archive_every_truncation_is_damaged_or_unsupported);
  g_test_add_func ("/engine/torch-archive/any-wrong-byte-is-survived",
                   test_torch_archive_any_wrong_byte_is_survived);
  g_test_add_func ("/engine/torch-archive/names-are-paths", test_torch_archive_names_are_paths);
  g_test_add_func ("/engine/torch-archive/contradictions-are-damaged",
                   test_torch_archive_contradictions_are_damaged);
  g_test_add_func ("/engine/torch-archive/value-may-contain-itself",
                   test_torch_archive_value_may_contain_itself);
  g_test_add_func ("/engine/torch-archive/doubling-lists-are-too-large",
                   test_torch_archive_doubling_lists_are_too_large);
  g_test_add_func ("/engine/torch-archive/long-names-are-too-large",
                   test_torch_archive_long_names_are_too_large);
  g_test_add_func ("/engine/torch-archive/endless-repetition-is-too-large",
                   test_torch_archive_endless_repetition_is_too_large);
  g_test_add_func ("/engine/torch-archive/other-zips-are-unsupported",
                   test_torch_archive_other_zips_are_unsupported);

  return g_test_run ();
}
