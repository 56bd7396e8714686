/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _DEFAULT_SOURCE

#include "engine/files/mapped-file.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "engine/heed.h"

#define LARGE (HEED_MAPPED_FILE_MAX_COPY + 100000)

/* Writes a file of n_bytes bytes, each 7, with an old modification time. */
static char *
write_file (gsize n_bytes)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *bytes = g_malloc (MAX (n_bytes, 1));
  const struct timespec long_ago[2] = { { 1000, 0 }, { 1000, 0 } };
  char *path = NULL;
  int descriptor = g_file_open_tmp ("heed-mapped-XXXXXX", &path, &error);

  g_assert_no_error (error);
  memset (bytes, 7, n_bytes);
  g_assert_cmpint (write (descriptor, bytes, n_bytes), ==, n_bytes);
  g_assert_cmpint (futimens (descriptor, long_ago), ==, 0);
  close (descriptor);

  return path;
}

static GBytes *
load (const char *path)
{
  g_autoptr(GError) error = NULL;
  GBytes *bytes = heed_mapped_file_load (path, &error);

  g_assert_no_error (error);

  return bytes;
}

static guint64
sum (GBytes *bytes)
{
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);
  guint64 total = 0;

  for (gsize i = 0; i < n_bytes; i++)
    total += data[i];

  return total;
}

static void
test_mapped_file_all_bytes_are_there (void)
{
  static const gsize sizes[] = { 0, 1, 5000, HEED_MAPPED_FILE_MAX_COPY, LARGE };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = write_file (sizes[i]);
      g_autoptr(GBytes) bytes = load (path);
      g_autoptr(HeedMappedFile) file = heed_mapped_file_find (g_bytes_get_data (bytes, NULL));

      g_assert_cmpuint (g_bytes_get_size (bytes), ==, sizes[i]);
      g_assert_cmpuint (sum (bytes), ==, 7 * sizes[i]);
      g_assert_true ((guintptr) g_bytes_get_data (bytes, NULL) % 64 == 0);
      g_assert_true ((file != NULL) == (sizes[i] == LARGE));
      g_remove (path);
    }
}

static void
test_mapped_file_what_is_none_is_an_error (void)
{
  g_autoptr(GError) missing = NULL;
  g_autoptr(GError) folder = NULL;

  g_assert_null (heed_mapped_file_load ("/nowhere/at/all", &missing));
  g_assert_error (missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (missing->message, "/nowhere/at/all"));
  g_assert_null (heed_mapped_file_load (g_get_tmp_dir (), &folder));
  g_assert_error (folder, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
}

static void
test_mapped_file_small_one_is_a_copy (void)
{
  g_autofree char *path = write_file (100000);
  g_autoptr(GBytes) bytes = load (path);

  g_assert_cmpint (truncate (path, 10), ==, 0);
  g_assert_cmpuint (sum (bytes), ==, 7 * 100000);
  g_remove (path);
}

/* Without the signal handler, this test is killed by SIGBUS. */
static void
test_mapped_file_cut_short_is_an_error (void)
{
  g_autofree char *path = write_file (LARGE);
  g_autoptr(GBytes) bytes = load (path);
  g_autoptr(HeedMappedFile) file = heed_mapped_file_find (g_bytes_get_data (bytes, NULL));
  g_autoptr(GError) error = NULL;

  g_assert_true (heed_mapped_file_check (file, &error));
  g_assert_no_error (error);
  g_assert_cmpint (truncate (path, 5000), ==, 0);

  g_assert_cmpuint (sum (bytes), ==, 7 * 5000);
  g_assert_false (heed_mapped_file_check (file, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, "made shorter"));
  g_remove (path);
}

/* Overwrites an open file, as a training script does that saves its model again. */
static void
test_mapped_file_written_again_is_an_error (void)
{
  g_autofree char *path = write_file (LARGE);
  g_autoptr(GBytes) bytes = load (path);
  g_autoptr(HeedMappedFile) file = heed_mapped_file_find (g_bytes_get_data (bytes, NULL));
  g_autoptr(GError) error = NULL;
  int descriptor = open (path, O_WRONLY);

  g_assert_cmpint (pwrite (descriptor, "x", 1, 0), ==, 1);
  close (descriptor);
  g_assert_false (heed_mapped_file_check (file, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "written to"));
  g_remove (path);
}

static void
test_mapped_file_replaced_one_is_still_there (void)
{
  g_autofree char *path = write_file (LARGE);
  g_autofree char *other = write_file (10);
  g_autoptr(GBytes) bytes = load (path);
  g_autoptr(HeedMappedFile) file = heed_mapped_file_find (g_bytes_get_data (bytes, NULL));
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_rename (other, path), ==, 0);
  g_assert_cmpuint (sum (bytes), ==, 7 * (guint64) LARGE);
  g_assert_true (heed_mapped_file_check (file, &error));
  g_assert_no_error (error);
  g_remove (path);
}

/* The slot of a freed file is used again, without the old state. */
static void
test_mapped_file_places_are_used_again (void)
{
  g_autofree char *path = write_file (LARGE);

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr(GBytes) bytes = load (path);
      g_autoptr(HeedMappedFile) file =
        heed_mapped_file_find ((const guint8 *) g_bytes_get_data (bytes, NULL) + LARGE - 1);

      g_assert_nonnull (file);
      g_assert_true (heed_mapped_file_check (file, NULL));
    }

  g_remove (path);
}

static void
test_mapped_file_too_many_are_an_error (void)
{
  g_autofree char *path = write_file (LARGE);
  g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GError) error = NULL;
  GBytes *bytes;

  while ((bytes = heed_mapped_file_load (path, &error)) != NULL)
    g_ptr_array_add (kept, bytes);

  g_assert_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE);
  g_assert_cmpuint (kept->len, >=, 100);
  g_remove (path);
}

/* A SIGBUS at another address is passed on. */
static void
test_mapped_file_other_bus_errors_are_passed_on (void)
{
  g_autofree char *path = NULL;

  if (g_test_subprocess ())
    {
      g_autofree char *ours = write_file (LARGE);
      g_autoptr(GBytes) bytes = load (ours);
      int descriptor = open (ours, O_RDWR);
      volatile const char *theirs = mmap (NULL, LARGE, PROT_READ, MAP_PRIVATE, descriptor, 0);

      g_remove (ours);
      g_assert_cmpint (ftruncate (descriptor, 0), ==, 0);
      g_assert_cmpuint (sum (bytes), ==, 0);
      g_assert_cmpint (theirs[LARGE - 1], ==, 0);
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/mapped-file/all-bytes-are-there", test_mapped_file_all_bytes_are_there);
  g_test_add_func ("/engine/mapped-file/what-is-none-is-an-error",
                   test_mapped_file_what_is_none_is_an_error);
  g_test_add_func ("/engine/mapped-file/small-one-is-a-copy", test_mapped_file_small_one_is_a_copy);
  g_test_add_func ("/engine/mapped-file/cut-short-is-an-error",
                   test_mapped_file_cut_short_is_an_error);
  g_test_add_func ("/engine/mapped-file/written-again-is-an-error",
                   test_mapped_file_written_again_is_an_error);
  g_test_add_func ("/engine/mapped-file/replaced-one-is-still-there",
                   test_mapped_file_replaced_one_is_still_there);
  g_test_add_func ("/engine/mapped-file/places-are-used-again",
                   test_mapped_file_places_are_used_again);
  g_test_add_func ("/engine/mapped-file/too-many-are-an-error",
                   test_mapped_file_too_many_are_an_error);
  g_test_add_func ("/engine/mapped-file/other-bus-errors-are-passed-on",
                   test_mapped_file_other_bus_errors_are_passed_on);

  return g_test_run ();
}
