/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/gunzip.h"

#include <string.h>

#include "engine/heed.h"
#include "tests/engine/gzip.h"
#include "tests/engine/scratch.h"

/* Reads all decompressed bytes, n_step at a time. Returns NULL on error. */
static GByteArray *
read_all (const char  *path,
          gsize        n_step,
          GError     **error)
{
  g_autoptr(HeedGunzip) gunzip = heed_gunzip_open (path, error);
  g_autofree guint8 *step = g_malloc (n_step);
  g_autoptr(GByteArray) all = g_byte_array_new ();
  gssize n_read;

  g_assert_nonnull (gunzip);

  while ((n_read = heed_gunzip_read (gunzip, step, n_step, NULL, error)) > 0)
    g_byte_array_append (all, step, (guint) n_read);

  if (n_read < 0)
    return NULL;

  /* Reading at the end returns 0 again. */
  g_assert_cmpint (heed_gunzip_read (gunzip, step, n_step, NULL, error), ==, 0);

  return g_steal_pointer (&all);
}

static void
assert_says (gconstpointer  file,
             gsize          n_file_bytes,
             gconstpointer  expected,
             gsize          n_expected)
{
  g_autofree char *path = scratch_write ("file", file, n_file_bytes);

  for (gsize n_step = 1; n_step < 1000000; n_step = n_step * 9 + 1)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GByteArray) all = read_all (path, n_step, &error);

      g_assert_no_error (error);
      g_assert_cmpmem (all->data, all->len, expected, n_expected);
    }
}

/* Returns bytes that hardly compress and are more than any internal buffer holds. */
static guint8 *
make_noise (gsize n_bytes)
{
  guint8 *noise = g_malloc (n_bytes);
  guint32 state = 1;

  for (gsize i = 0; i < n_bytes; i++)
    {
      state = state * 1664525 + 1013904223;
      noise[i] = (guint8) (state >> 24);
    }

  return noise;
}

static void
test_gunzip_plain_file_is_read_as_it_is (void)
{
  g_autofree guint8 *noise = make_noise (200000);

  assert_says ("", 0, "", 0);
  assert_says ("\x1f", 1, "\x1f", 1);
  assert_says ("plain", 5, "plain", 5);
  assert_says (noise, 200000, noise, 200000);
}

static void
test_gunzip_gzipped_file_is_unpacked (void)
{
  g_autofree guint8 *noise = make_noise (200000);
  g_autoptr(GByteArray) file = g_byte_array_new ();

  gzip_append (file, noise, 200000);
  assert_says (file->data, file->len, noise, 200000);
}

static void
test_gunzip_joined_files_are_unpacked (void)
{
  g_autofree guint8 *noise = make_noise (200000);
  g_autoptr(GByteArray) file = g_byte_array_new ();

  gzip_append (file, noise, 100000);
  gzip_append (file, "", 0);
  gzip_append (file, noise + 100000, 100000);
  assert_says (file->data, file->len, noise, 200000);
}

static void
test_gunzip_every_truncation_is_damaged (void)
{
  g_autoptr(GByteArray) file = g_byte_array_new ();

  gzip_append (file, "one line\nand another", 20);

  for (guint n_kept = 2; n_kept < file->len; n_kept++)
    {
      g_autofree char *path = scratch_write ("file", file->data, n_kept);
      g_autoptr(GError) error = NULL;

      g_assert_null (read_all (path, 7, &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
    }
}

static void
test_gunzip_garbage_behind_is_damaged (void)
{
  g_autoptr(GByteArray) file = g_byte_array_new ();
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  gzip_append (file, "line", 4);
  g_byte_array_append (file, (const guint8 *) "garbage that is no gzip", 23);
  path = scratch_write ("file", file->data, file->len);

  g_assert_null (read_all (path, 7, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
}

static void
test_gunzip_cancelled_is_cancelled (void)
{
  g_autofree guint8 *noise = make_noise (200000);
  g_autofree char *path = scratch_write ("file", noise, 200000);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedGunzip) gunzip = heed_gunzip_open (path, &error);
  gssize n_read;

  g_cancellable_cancel (cancellable);

  while ((n_read = heed_gunzip_read (gunzip, noise, 200000, cancellable, &error)) > 0)
    continue;

  g_assert_cmpint (n_read, ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_gunzip_missing_file_is_an_error (void)
{
  g_autofree char *path = scratch_path ("missing");
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_gunzip_open (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/gunzip/plain-file-is-read-as-it-is",
                   test_gunzip_plain_file_is_read_as_it_is);
  g_test_add_func ("/engine/gunzip/gzipped-file-is-unpacked", test_gunzip_gzipped_file_is_unpacked);
  g_test_add_func ("/engine/gunzip/joined-files-are-unpacked",
                   test_gunzip_joined_files_are_unpacked);
  g_test_add_func ("/engine/gunzip/every-truncation-is-damaged",
                   test_gunzip_every_truncation_is_damaged);
  g_test_add_func ("/engine/gunzip/garbage-behind-is-damaged",
                   test_gunzip_garbage_behind_is_damaged);
  g_test_add_func ("/engine/gunzip/cancelled-is-cancelled", test_gunzip_cancelled_is_cancelled);
  g_test_add_func ("/engine/gunzip/missing-file-is-an-error", test_gunzip_missing_file_is_an_error);

  return g_test_run ();
}
