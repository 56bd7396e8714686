/* folder.c — the files of a model folder, or of a zip of one
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Downloaded archives need not be unpacked: a zip is treated like a folder.
 */

#include "engine/files/folder.h"

#include <string.h>

#include "engine/files/mapped-file.h"
#include "engine/files/zip.h"
#include "engine/heed.h"

struct _HeedFolder
{
  char    *path;
  HeedZip *zip;  /* NULL if path is a folder */
  char    *top;  /* common folder in the zip: "package-1_0/", or "" */
};

/* Returns the folder that contains all files of the zip, with its slash; "" if there is none. */
static char *
find_top (HeedZip *zip)
{
  const char *const *names = heed_zip_get_names (zip);
  const char *slash = names[0] != NULL ? strchr (names[0], '/') : NULL;
  g_autofree char *top = NULL;

  if (slash == NULL)
    return g_strdup ("");

  top = g_strndup (names[0], (gsize) (slash - names[0]) + 1);
  for (guint i = 1; names[i] != NULL; i++)
    if (!g_str_has_prefix (names[i], top))
      return g_strdup ("");

  return g_steal_pointer (&top);
}

static gboolean
open_zip (HeedFolder  *folder,
          GError     **error)
{
  g_autoptr(GBytes) file = heed_mapped_file_load (folder->path, error);

  if (file == NULL)
    return FALSE;

  folder->zip = heed_zip_parse (file, error);
  if (folder->zip == NULL)
    return FALSE;

  folder->top = find_top (folder->zip);

  return TRUE;
}

/**
 * heed_folder_open:
 * @path: a folder or a zip
 *
 * Errors: as heed_zip_parse(), and #GFileError.
 *
 * Returns: (transfer full): the folder
 */
HeedFolder *
heed_folder_open (const char  *path,
                  GError     **error)
{
  g_autoptr(HeedFolder) folder = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  folder = g_new0 (HeedFolder, 1);
  folder->path = g_strdup (path);

  if (!g_file_test (path, G_FILE_TEST_IS_DIR) && !open_zip (folder, error))
    return NULL;

  return g_steal_pointer (&folder);
}

void
heed_folder_free (HeedFolder *folder)
{
  if (folder == NULL)
    return;

  g_clear_pointer (&folder->zip, heed_zip_free);
  g_free (folder->path);
  g_free (folder->top);
  g_free (folder);
}

static GBytes *
find_in_zip (HeedFolder *folder,
             const char *name)
{
  g_autofree char *full = g_strconcat (folder->top, name, NULL);

  return heed_zip_find (folder->zip, full);
}

/**
 * heed_folder_has:
 *
 * Returns: whether there is a file with that name
 */
gboolean
heed_folder_has (HeedFolder *folder,
                 const char *name)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (folder != NULL && name != NULL, FALSE);

  if (folder->zip != NULL)
    return find_in_zip (folder, name) != NULL;

  path = g_build_filename (folder->path, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/**
 * heed_folder_map:
 *
 * Errors: #GFileError, which names the file.
 *
 * Returns: (transfer full): the contents of the file
 */
GBytes *
heed_folder_map (HeedFolder  *folder,
                 const char  *name,
                 GError     **error)
{
  g_autofree char *path = NULL;
  GBytes *file;

  g_return_val_if_fail (folder != NULL && name != NULL, NULL);

  if (folder->zip == NULL)
    {
      path = g_build_filename (folder->path, name, NULL);

      return heed_mapped_file_load (path, error);
    }

  file = find_in_zip (folder, name);
  if (file != NULL)
    return g_bytes_ref (file);

  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
               "%s: expected %s in it, found no such file", folder->path, name);

  return NULL;
}

/**
 * heed_folder_map_kind:
 * @wanted: the kind that the reader accepts
 * @expected: its description in messages
 *
 * Errors: as heed_folder_map() and heed_file_kind_check(); all name the file.
 *
 * Returns: (transfer full): the contents of the file
 */
GBytes *
heed_folder_map_kind (HeedFolder    *folder,
                      const char    *name,
                      HeedFileKind   wanted,
                      const char    *expected,
                      GError       **error)
{
  g_autoptr(GBytes) file = heed_folder_map (folder, name, error);

  if (file == NULL)
    return NULL;

  if (heed_file_kind_check (g_bytes_get_data (file, NULL), g_bytes_get_size (file), wanted,
                            expected, error))
    return g_steal_pointer (&file);

  g_prefix_error (error, "%s: ", name);

  return NULL;
}
