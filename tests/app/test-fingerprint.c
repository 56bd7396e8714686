/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/files/fingerprint.h"

#include <glib/gstdio.h>

static void
write_file (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
remove_file (const char *folder,
             const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* The file: printf abc | sha256sum, a test vector of FIPS 180-2. The folder: the output
 * of "sha256sum * | sha256sum" with "abc" in b and an empty a. */
static void
test_fingerprint_is_what_sha256sum_says (void)
{
  g_autofree char *folder = g_dir_make_tmp ("heed-fingerprint-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "b", NULL);
  g_autofree char *of_file = NULL;
  g_autofree char *of_folder = NULL;
  g_autoptr(GError) error = NULL;

  write_file (folder, "b", "abc");
  write_file (folder, "a", "");
  write_file (folder, ".hidden", "x");
  of_file = heed_fingerprint_new (path, NULL, &error);
  g_assert_no_error (error);
  of_folder = heed_fingerprint_new (folder, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (of_file, ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpstr (of_folder, ==,
                   "bf6e2103d6cbead28abb7d3fec372bc25d03a35b1647e83e090248eb08d0adae");

  remove_file (folder, "a");
  remove_file (folder, "b");
  remove_file (folder, ".hidden");
  g_rmdir (folder);
}

static void
test_fingerprint_of_nothing_is_an_error (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_fingerprint_new ("/no/such/model", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/fingerprint/is-what-sha256sum-says",
                   test_fingerprint_is_what_sha256sum_says);
  g_test_add_func ("/app/fingerprint/of-nothing-is-an-error",
                   test_fingerprint_of_nothing_is_an_error);

  return g_test_run ();
}
