/* fingerprint.c — identifying a model by the contents of its file or folder
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For a file, its SHA-256 as sha256sum prints it. For a folder, the SHA-256 of the
 * output of "sha256sum *" in it, so that both can be checked with standard tools.
 */

#include "app/core/files/fingerprint.h"

#include <string.h>

#define BLOCK_BYTES ((gsize) 256 * 1024)
#define MAX_FILES   1000  /* in a model folder */

static char *
sum_file (GFile         *file,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *block = g_malloc (BLOCK_BYTES);
  gssize n_read;

  if (stream == NULL)
    return NULL;

  while ((n_read = g_input_stream_read (G_INPUT_STREAM (stream), block, BLOCK_BYTES, cancellable,
                                        error)) > 0)
    g_checksum_update (checksum, block, n_read);

  return n_read == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Lists the regular files in the order of a shell's *, without hidden ones. */
static GPtrArray *
list_files (GFile         *folder,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GFileEnumerator) entries = g_file_enumerate_children (
    folder, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
    G_FILE_QUERY_INFO_NONE, cancellable, error);
  GFileInfo *info = NULL;

  if (entries == NULL)
    return NULL;

  do
    {
      if (!g_file_enumerator_iterate (entries, &info, NULL, cancellable, error))
        return NULL;

      if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
          *g_file_info_get_name (info) != '.')
        g_ptr_array_add (names, g_strdup (g_file_info_get_name (info)));
    }
  while (info != NULL && names->len <= MAX_FILES);

  if (names->len > MAX_FILES)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   "folder of a model: expected at most %d files, found more", MAX_FILES);
      return NULL;
    }

  g_ptr_array_sort (names, compare_names);

  return g_steal_pointer (&names);
}

static char *
sum_folder (GFile         *folder,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(GPtrArray) names = list_files (folder, cancellable, error);
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autoptr(GFile) file = g_file_get_child (folder, name);
      g_autofree char *sum = sum_file (file, cancellable, error);
      g_autofree char *line = NULL;

      if (sum == NULL)
        return NULL;

      line = g_strdup_printf ("%s  %s\n", sum, name);
      g_checksum_update (checksum, (const guchar *) line, -1);
    }

  return names != NULL ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

/**
 * heed_fingerprint_new:
 * @path: a model's file or folder
 *
 * Reads all of it, which takes a third of a second for 100 MB.
 *
 * Errors: %G_IO_ERROR.
 *
 * Returns: (transfer full): 64 hexadecimal digits
 */
char *
heed_fingerprint_new (const char    *path,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr(GFile) file = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  file = g_file_new_for_path (path);
  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) == G_FILE_TYPE_DIRECTORY)
    return sum_folder (file, cancellable, error);

  return sum_file (file, cancellable, error);
}
