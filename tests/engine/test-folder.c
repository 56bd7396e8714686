/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/folder.h"

#include <glib/gstdio.h>
#include <string.h>

#include "engine/heed.h"
#include "tests/engine/scratch.h"
#include "tests/engine/zip-file.h"

static void
assert_file (HeedFolder *folder,
             const char *name,
             const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) file = heed_folder_map (folder, name, &error);
  gsize n_bytes;
  const char *bytes;

  g_assert_no_error (error);
  bytes = g_bytes_get_data (file, &n_bytes);
  g_assert_cmpmem (bytes, n_bytes, expected, strlen (expected));
}

static void
test_folder_files_are_found (void)
{
  g_autofree char *file = scratch_write ("a.txt", "hello", 5);
  g_autofree char *path = g_path_get_dirname (file);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedFolder) folder = heed_folder_open (path, &error);

  g_assert_no_error (error);
  g_assert_true (heed_folder_has (folder, "a.txt"));
  g_assert_false (heed_folder_has (folder, "b.txt"));
  g_assert_false (heed_folder_has (folder, "."));
  assert_file (folder, "a.txt", "hello");
}

static HeedFolder *
open_zip (const ZipFile *files,
          guint          n_files,
          gboolean       is_compressed)
{
  g_autoptr(GByteArray) zip = zip_file_pack (files, n_files, is_compressed);
  g_autofree char *path = scratch_write ("model.zip", zip->data, zip->len);
  g_autoptr(GError) error = NULL;
  HeedFolder *folder = heed_folder_open (path, &error);

  g_assert_no_error (error);

  return folder;
}

static void
test_folder_zip_is_one_too (void)
{
  const ZipFile files[] = { { "a.txt", "hello", 5 }, { "model/b.txt", "world", 5 } };

  for (int is_compressed = 0; is_compressed < 2; is_compressed++)
    {
      g_autoptr(HeedFolder) folder = open_zip (files, 2, is_compressed);

      g_assert_true (heed_folder_has (folder, "model/b.txt"));
      g_assert_false (heed_folder_has (folder, "b.txt"));
      assert_file (folder, "a.txt", "hello");
      assert_file (folder, "model/b.txt", "world");
    }
}

static void
test_folder_names_in_a_zip_start_behind_its_only_folder (void)
{
  const ZipFile files[] = { { "package-1_0/a.txt", "hello", 5 },
                            { "package-1_0/model/b.txt", "world", 5 } };
  g_autoptr(HeedFolder) folder = open_zip (files, 2, TRUE);

  assert_file (folder, "a.txt", "hello");
  assert_file (folder, "model/b.txt", "world");
}

static void
test_folder_error_names_what_is_missing (void)
{
  const ZipFile files[] = { { "a.txt", "hello", 5 } };
  g_autofree char *file = scratch_write ("not-a.zip", "hello", 5);
  g_autofree char *path = g_path_get_dirname (file);
  g_autoptr(HeedFolder) plain = heed_folder_open (path, NULL);
  g_autoptr(HeedFolder) zip = open_zip (files, 1, FALSE);
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_folder_map (plain, "c.txt", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, "c.txt"));
  g_clear_error (&error);

  g_assert_null (heed_folder_map (zip, "c.txt", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, "c.txt"));
  g_clear_error (&error);

  g_assert_null (heed_folder_open (file, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/folder/files-are-found", test_folder_files_are_found);
  g_test_add_func ("/engine/folder/zip-is-one-too", test_folder_zip_is_one_too);
  g_test_add_func ("/engine/folder/names-in-a-zip-start-behind-its-only-folder",
                   test_folder_names_in_a_zip_start_behind_its_only_folder);
  g_test_add_func ("/engine/folder/error-names-what-is-missing",
                   test_folder_error_names_what_is_missing);

  return g_test_run ();
}
