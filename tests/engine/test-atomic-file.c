/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/atomic-file.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "tests/engine/scratch.h"

static void
assert_content (const char *path,
                const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *content = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (content, ==, expected);
}

static void
assert_alone (const char *name)
{
  g_autofree char *names = scratch_list ();
  g_autofree char *path = scratch_path (name);

  g_assert_cmpstr (names, ==, name);
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
test_atomic_file_commit_replaces (void)
{
  g_autofree char *path = scratch_write ("model", "old", 3);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedAtomicFile) file = heed_atomic_file_new (path, &error);

  g_assert_no_error (error);
  g_assert_true (heed_atomic_file_write (file, "ne", 2, &error));
  g_assert_true (heed_atomic_file_write (file, NULL, 0, &error));
  assert_content (path, "old");
  g_assert_true (heed_atomic_file_write (file, "w!", 2, &error));
  g_assert_true (heed_atomic_file_commit (file, &error));
  g_assert_no_error (error);
  assert_content (path, "new!");

  g_clear_pointer (&file, heed_atomic_file_free);
  assert_content (path, "new!");
  assert_alone ("model");
}

static void
test_atomic_file_without_commit_nothing_happens (void)
{
  g_autofree char *path = scratch_write ("model", "old", 3);
  g_autoptr(GError) error = NULL;
  HeedAtomicFile *file = heed_atomic_file_new (path, &error);

  g_assert_no_error (error);
  g_assert_true (heed_atomic_file_write (file, "new", 3, &error));
  heed_atomic_file_free (file);

  assert_content (path, "old");
  assert_alone ("model");
}

static void
test_atomic_file_missing_folder_is_an_error (void)
{
  g_autofree char *path = scratch_path ("nowhere/model");
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_atomic_file_new (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, path));
}

/* Simulates a full disk. */
static void
test_atomic_file_failed_write_leaves_the_old (void)
{
  g_autofree char *path = scratch_write ("model", "old", 3);
  g_autofree char *much = g_strnfill (100000, 'x');
  g_autoptr(GError) error = NULL;
  HeedAtomicFile *file = heed_atomic_file_new (path, &error);
  struct rlimit before, small;

  g_assert_no_error (error);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);

  g_assert_false (heed_atomic_file_write (file, much, 100000, &error));

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_FILE_ERROR);
  heed_atomic_file_free (file);

  assert_content (path, "old");
  assert_alone ("model");
}

static void
test_atomic_file_failed_commit_leaves_the_old (void)
{
  g_autofree char *path = scratch_path ("folder");
  g_autoptr(GError) error = NULL;
  HeedAtomicFile *file;

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  file = heed_atomic_file_new (path, &error);
  g_assert_no_error (error);

  g_assert_false (heed_atomic_file_commit (file, &error));
  g_assert_true (error->domain == G_FILE_ERROR);
  heed_atomic_file_free (file);

  g_assert_true (g_file_test (path, G_FILE_TEST_IS_DIR));
  assert_alone ("folder");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/atomic-file/commit-replaces",
                   test_atomic_file_commit_replaces);
  g_test_add_func ("/engine/atomic-file/without-commit-nothing-happens",
                   test_atomic_file_without_commit_nothing_happens);
  g_test_add_func ("/engine/atomic-file/missing-folder-is-an-error",
                   test_atomic_file_missing_folder_is_an_error);
  g_test_add_func ("/engine/atomic-file/failed-write-leaves-the-old",
                   test_atomic_file_failed_write_leaves_the_old);
  g_test_add_func ("/engine/atomic-file/failed-commit-leaves-the-old",
                   test_atomic_file_failed_commit_leaves_the_old);

  return g_test_run ();
}
