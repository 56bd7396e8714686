/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/weights-file.h"

#include <glib/gstdio.h>

#include "engine/heed.h"

static void
assert_kind (const char *name,
             gboolean    is_archive)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "data", "fixtures", "formats", name, NULL);
  g_auto(HeedWeightsFile) file = { 0 };
  g_autoptr(GError) error = NULL;

  heed_weights_file_load (&file, path, &error);
  g_assert_no_error (error);
  g_assert_true ((file.archive != NULL) == is_archive);
}

static void
test_weights_file_is_known_by_its_bytes (void)
{
  assert_kind ("d2l_zip.pt", TRUE);
  assert_kind ("d2l_legacy.pt", TRUE);
  assert_kind ("marian_pytorch_model.bin", TRUE);
  assert_kind ("d2l_f64.safetensors", FALSE);
}

static void
assert_refused (const char *suffix,
                const char *bytes,
                gssize      n_bytes,
                int         code)
{
  g_autofree char *folder = g_dir_make_tmp ("heed-weights-file-XXXXXX", NULL);
  g_autofree char *name = g_strconcat ("weights", suffix, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_auto(HeedWeightsFile) file = { 0 };
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, bytes, n_bytes, NULL));
  g_assert_false (heed_weights_file_load (&file, path, &error));
  g_assert_error (error, HEED_ERROR, code);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_weights_file_other_files_are_refused (void)
{
  assert_refused (".pt", "", 0, HEED_ERROR_DAMAGED);
  assert_refused (".safetensors", "<!DOCTYPE html>", -1, HEED_ERROR_UNSUPPORTED);
  assert_refused (".safetensors", "", 0, HEED_ERROR_DAMAGED);
  assert_refused (".safetensors", "\3\0\0", 3, HEED_ERROR_DAMAGED);
  assert_refused (".safetensors", "#!/bin/sh\necho\n", -1, HEED_ERROR_UNSUPPORTED);
  assert_refused (".pt", "\x80\2N.", 4, HEED_ERROR_UNSUPPORTED);
  assert_refused (".pt", "PK\3\4", 4, HEED_ERROR_DAMAGED);
}

static void
test_weights_file_that_is_not_there_is_named (void)
{
  g_auto(HeedWeightsFile) file = { 0 };
  g_autoptr(GError) error = NULL;

  g_assert_false (heed_weights_file_load (&file, "/nowhere/model.pt", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_true (g_str_has_prefix (error->message, "/nowhere/model.pt"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/weights-file/is-known-by-its-bytes",
                   test_weights_file_is_known_by_its_bytes);
  g_test_add_func ("/engine/weights-file/other-files-are-refused",
                   test_weights_file_other_files_are_refused);
  g_test_add_func ("/engine/weights-file/that-is-not-there-is-named",
                   test_weights_file_that_is_not_there_is_named);

  return g_test_run ();
}
