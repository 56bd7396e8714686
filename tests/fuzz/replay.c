/* replay.c — runs a fuzz target without libFuzzer
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     replay FOLDER
 *
 * Gives the target every file in FOLDER, then each of them cut, changed and
 * mixed with the others in ways that are the same every time. libFuzzer finds
 * far more; this runs in every build and keeps what was found from coming back.
 */

#include <string.h>

#include "tests/fuzz/fuzz.h"

#define N_CHANGED 400  /* changed copies of each file */

static const char *folder;

static GPtrArray *
load_folder (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = g_dir_open (folder, 0, &error);
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char *name;

  g_assert_no_error (error);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *content;
      gsize n_bytes;

      g_file_get_contents (path, &content, &n_bytes, &error);
      g_assert_no_error (error);
      g_ptr_array_add (files, g_bytes_new_take (content, n_bytes));
    }

  return files;
}

/* Runs the target on a copy of exactly that size, so that a sanitizer detects reads past its
 * end. */
static void
run_target (gconstpointer data,
            gsize         n_bytes)
{
  g_autofree guint8 *block = g_malloc (MAX (n_bytes, 1));

  if (n_bytes > 0)
    memcpy (block, data, n_bytes);
  LLVMFuzzerTestOneInput (block, n_bytes);
}

/* Makes one change: sets a byte or several bytes, truncates, or appends the end of another file. */
static void
change (GByteArray *bytes,
        GBytes     *other,
        GRand      *rand)
{
  guint at = (guint) g_rand_int_range (rand, 0, (gint32) MAX (bytes->len, 1));
  gsize n_other;
  const guint8 *others = g_bytes_get_data (other, &n_other);

  if (bytes->len == 0)
    return;

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      bytes->data[at] = (guint8) g_rand_int (rand);
      break;

    case 1:
      memset (bytes->data + at, 0xff, MIN (bytes->len - at, 4));
      break;

    case 2:
      g_byte_array_set_size (bytes, at);
      break;

    default:
      if (at < n_other)
        {
          g_byte_array_set_size (bytes, at);
          g_byte_array_append (bytes, others + at, (guint) (n_other - at));
        }
    }
}

static void
test_fuzz_kept_files (void)
{
  g_autoptr(GPtrArray) files = load_folder ();

  g_assert_cmpuint (files->len, >, 0);

  for (guint i = 0; i < files->len; i++)
    {
      gsize n_bytes;
      gconstpointer data = g_bytes_get_data (g_ptr_array_index (files, i), &n_bytes);

      run_target (data, n_bytes);
    }
}

static void
test_fuzz_changed_files (void)
{
  g_autoptr(GPtrArray) files = load_folder ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < files->len * N_CHANGED; i++)
    {
      GBytes *file = g_ptr_array_index (files, i % files->len);
      GBytes *other =
        g_ptr_array_index (files, (guint) g_rand_int_range (rand, 0, (gint32) files->len));
      g_autoptr(GByteArray) bytes = g_byte_array_new ();
      int n_changes = g_rand_int_range (rand, 1, 4);

      g_byte_array_append (bytes, g_bytes_get_data (file, NULL), (guint) g_bytes_get_size (file));

      while (n_changes-- > 0)
        change (bytes, other, rand);

      run_target (bytes->data, bytes->len);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (argc != 2)
    {
      g_printerr ("Usage: %s FOLDER\n", argv[0]);
      return 2;
    }

  folder = argv[1];
  g_test_add_func ("/fuzz/kept-files-are-survived", test_fuzz_kept_files);
  g_test_add_func ("/fuzz/changed-files-are-survived", test_fuzz_changed_files);

  return g_test_run ();
}
