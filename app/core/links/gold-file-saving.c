/* gold-file-saving.c — saving a file of gold links without losing what it was
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file that another program changed in the meantime is not overwritten.
 */

#include <glib/gstdio.h>
#include <string.h>

#include "app/core/links/gold-file-private.h"

#define MAX_LINKS 40  /* symbolic links that are followed in a row */

/* Fails if another program changed the file since it was read. */
static gboolean
check_disk (HeedGoldFile  *self,
            GError       **error)
{
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  if (!heed_gold_file_read_bytes (self->path, &bytes, &n_bytes, error))
    return FALSE;

  if (n_bytes == self->n_bytes && memcmp (bytes, self->bytes, n_bytes) == 0)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
               "%s: expected the file as it was read, found that another program changed it",
               self->path);
  return FALSE;
}

/* Returns the file that symbolic links lead to, because saving replaces the file itself. */
static char *
follow_links (const char *path)
{
  g_autofree char *at = g_strdup (path);

  for (guint i = 0; i < MAX_LINKS && g_file_test (at, G_FILE_TEST_IS_SYMLINK); i++)
    {
      g_autofree char *next = g_file_read_link (at, NULL);
      g_autofree char *folder = g_path_get_dirname (at);

      if (next == NULL)
        break;

      g_free (at);
      at = g_canonicalize_filename (next, folder);
    }

  return g_steal_pointer (&at);
}

/* Replaces the file atomically; keeps symbolic links and the permission bits. */
static gboolean
replace_file (const char     *path,
              const GString  *text,
              GError        **error)
{
  g_autofree char *real = follow_links (path);
  GStatBuf about;
  int mode = g_stat (path, &about) == 0 ? (int) (about.st_mode & 0777) : 0666;

  return g_file_set_contents_full (real, text->str, (gssize) text->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   mode, error);
}

/* Writes the file there, where it lies from now on. */
static gboolean
write_to (HeedGoldFile  *self,
          const char    *path,
          GError       **error)
{
  GString *text = heed_gold_file_write (self);
  char *own;

  if (!replace_file (path, text, error))
    {
      g_string_free (text, TRUE);
      return FALSE;
    }

  own = g_strdup (path);
  g_free (self->path);
  self->path = own;
  heed_gold_file_take_written (self, text);

  return TRUE;
}

/**
 * heed_gold_file_save:
 *
 * Writes a temporary file beside it, syncs that to disk, and renames it, so that the file is
 * complete at any time. The lines of unchanged sentences stay the same, byte for byte. New rows of
 * a sentence without rows are formatted like the row before them.
 *
 * Errors: those of writing; %HEED_ERROR_DAMAGED if the file is no longer as it was read
 *
 * Returns: whether it was saved; if not, the file is unchanged
 */
gboolean
heed_gold_file_save (HeedGoldFile  *self,
                     GError       **error)
{
  g_return_val_if_fail (HEED_IS_GOLD_FILE (self), FALSE);

  if (heed_gold_file_get_n_changed (self) == 0)
    return TRUE;

  if (!check_disk (self, error))
    return FALSE;

  return write_to (self, self->path, error);
}

/**
 * heed_gold_file_save_as:
 * @path: another file, which is overwritten
 *
 * Writes all sentences as they are now, in the same way and format as heed_gold_file_save(). From
 * then on this is the file at @path, for everybody who has it.
 *
 * Errors: those of writing
 *
 * Returns: whether it was saved; if not, it is still the file at the old path
 */
gboolean
heed_gold_file_save_as (HeedGoldFile  *self,
                        const char    *path,
                        GError       **error)
{
  g_return_val_if_fail (HEED_IS_GOLD_FILE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (g_str_equal (path, self->path))
    return heed_gold_file_save (self, error);

  return write_to (self, path, error);
}
