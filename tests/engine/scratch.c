/* scratch.c — temporary files that are deleted when the test program exits
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/scratch.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static char *folder;

static void
empty_folder (const char *path_of_folder)
{
  g_autoptr(GDir) dir = g_dir_open (path_of_folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (path_of_folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        empty_folder (path);
      if (g_remove (path) != 0)
        g_printerr ("cannot remove %s\n", path);
    }
}

static void
remove_folder (void)
{
  empty_folder (folder);
  g_rmdir (folder);
  g_free (folder);
}

char *
scratch_path (const char *name)
{
  if (folder == NULL)
    {
      g_autoptr(GError) error = NULL;

      folder = g_dir_make_tmp ("heed-test-XXXXXX", &error);
      g_assert_no_error (error);
      atexit (remove_folder);
    }

  return g_build_filename (folder, name, NULL);
}

char *
scratch_write (const char    *name,
               gconstpointer  data,
               gsize          n_bytes)
{
  g_autoptr(GError) error = NULL;
  char *path = scratch_path (name);

  g_file_set_contents_full (path, data, (gssize) n_bytes, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                            &error);
  g_assert_no_error (error);

  return path;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Sorted, separated by spaces. */
char *
scratch_list (void)
{
  g_autofree char *self = scratch_path ("");
  g_autoptr(GDir) dir = g_dir_open (self, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, (gpointer) name);

  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return g_strjoinv (" ", (char **) names->pdata);
}

char *
scratch_make_folder (const char *name)
{
  char *path = scratch_path (name);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    empty_folder (path);
  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);

  return path;
}

GBytes *
scratch_block (gconstpointer data,
               gsize         n_bytes)
{
  return g_bytes_new_take (n_bytes > 0 ? g_memdup2 (data, n_bytes) : g_malloc (1), n_bytes);
}
