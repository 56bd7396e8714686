/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/zip.h"

#include <string.h>

#include "engine/heed.h"
#include "tests/engine/scratch.h"
#include "tests/engine/zip-file.h"

static const ZipFile files[] = {
  { "top/data.pkl", "pickle", 6 },
  { "top/data/0", "some numbers", 12 },
  { "top/data/empty", "", 0 },
};

static HeedZip *
parse (GByteArray  *archive,
       GError     **error)
{
  g_autoptr(GBytes) block = scratch_block (archive->data, archive->len);

  return heed_zip_parse (block, error);
}

static void
assert_files (HeedZip *zip)
{
  const char *const *names = heed_zip_get_names (zip);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      GBytes *found = heed_zip_find (zip, files[i].name);
      gsize n_bytes;
      gconstpointer bytes;

      g_assert_cmpstr (names[i], ==, files[i].name);
      g_assert_nonnull (found);
      bytes = g_bytes_get_data (found, &n_bytes);
      g_assert_cmpmem (bytes, n_bytes, files[i].bytes, files[i].n_bytes);
    }

  g_assert_null (names[G_N_ELEMENTS (files)]);
  g_assert_null (heed_zip_find (zip, "top"));
}

static void
test_zip_files_are_found (void)
{
  for (guint is_compressed = FALSE; is_compressed <= TRUE; is_compressed++)
    {
      g_autoptr(GByteArray) archive = zip_file_pack (files, G_N_ELEMENTS (files), is_compressed);
      g_autoptr(GError) error = NULL;
      g_autoptr(HeedZip) zip = parse (archive, &error);

      g_assert_no_error (error);
      assert_files (zip);
    }
}

/* 3 MB are more than any internal buffer holds. */
static void
test_zip_stored_files_are_views (void)
{
  g_autofree char *large = g_strnfill (3000000, 'x');
  ZipFile file = { "large", large, 3000000 };
  g_autoptr(GByteArray) archive = zip_file_pack (&file, 1, FALSE);
  g_autoptr(GBytes) block = scratch_block (archive->data, archive->len);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedZip) zip = heed_zip_parse (block, &error);
  const char *begin, *found;
  gsize n_bytes, n_found;

  g_assert_no_error (error);
  begin = g_bytes_get_data (block, &n_bytes);
  found = g_bytes_get_data (heed_zip_find (zip, "large"), &n_found);
  g_assert_cmpuint (n_found, ==, 3000000);
  g_assert_true (found > begin && found + n_found < begin + n_bytes);
}

static void
test_zip_compressed_files_are_unpacked (void)
{
  g_autofree char *large = g_strnfill (3000000, 'x');
  ZipFile file = { "large", large, 3000000 };
  g_autoptr(GByteArray) archive = zip_file_pack (&file, 1, TRUE);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedZip) zip = parse (archive, &error);
  gconstpointer found;
  gsize n_found;

  g_assert_no_error (error);
  g_assert_cmpuint (archive->len, <, 100000);
  found = g_bytes_get_data (heed_zip_find (zip, "large"), &n_found);
  g_assert_cmpmem (found, n_found, large, 3000000);
}

static void
test_zip_two_of_a_name_are_damaged (void)
{
  const ZipFile twice[] = { files[0], files[1], files[0] };
  g_autoptr(GByteArray) archive = zip_file_pack (twice, G_N_ELEMENTS (twice), FALSE);
  g_autoptr(GError) error = NULL;

  g_assert_null (parse (archive, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "top/data.pkl is there twice"));
}

static void
test_zip_every_truncation_is_survived (void)
{
  for (guint is_compressed = FALSE; is_compressed <= TRUE; is_compressed++)
    {
      g_autoptr(GByteArray) archive = zip_file_pack (files, G_N_ELEMENTS (files), is_compressed);

      while (archive->len > 0)
        {
          g_autoptr(HeedZip) zip = NULL;
          g_autoptr(GError) error = NULL;

          g_byte_array_set_size (archive, archive->len - 1);
          zip = parse (archive, &error);

          if (zip == NULL)
            g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
        }
    }
}

/* Overwrites each byte with its largest value, including sizes, offsets and counts. */
static void
test_zip_every_wrong_byte_is_survived (void)
{
  for (guint is_compressed = FALSE; is_compressed <= TRUE; is_compressed++)
    {
      g_autoptr(GByteArray) archive = zip_file_pack (files, G_N_ELEMENTS (files), is_compressed);

      for (guint i = 0; i < archive->len; i++)
        {
          guint8 before = archive->data[i];
          g_autoptr(HeedZip) zip = NULL;

          archive->data[i] = 0xff;
          zip = parse (archive, NULL);
          archive->data[i] = before;
        }
    }
}

static void
test_zip_other_files_are_damaged (void)
{
  g_autoptr(GBytes) text = g_bytes_new_static ("PK but no zip", 13);
  g_autoptr(GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr(GError) error = NULL;

  g_assert_false (heed_zip_is_one (text));
  g_assert_false (heed_zip_is_one (nothing));
  g_assert_null (heed_zip_parse (text, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/zip/files-are-found", test_zip_files_are_found);
  g_test_add_func ("/engine/zip/stored-files-are-views", test_zip_stored_files_are_views);
  g_test_add_func ("/engine/zip/compressed-files-are-unpacked",
                   test_zip_compressed_files_are_unpacked);
  g_test_add_func ("/engine/zip/two-of-a-name-are-damaged", test_zip_two_of_a_name_are_damaged);
  g_test_add_func ("/engine/zip/every-truncation-is-survived",
                   test_zip_every_truncation_is_survived);
  g_test_add_func ("/engine/zip/every-wrong-byte-is-survived",
                   test_zip_every_wrong_byte_is_survived);
  g_test_add_func ("/engine/zip/other-files-are-damaged", test_zip_other_files_are_damaged);

  return g_test_run ();
}
