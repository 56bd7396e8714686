/* atomic-file.c — writing a file atomically
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Readers of path see the old file or the new one, never a part: the data goes to a
 * temporary file in the same folder, which is synced to the disk and then renamed to
 * path. A process that is killed halfway leaves the old file and at worst a stray
 * temporary file.
 */

#include "engine/files/atomic-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define NOT_OPEN (-1)

struct _HeedAtomicFile
{
  char *path;
  char *beside;  /* path of the temporary file; NULL after the rename */
  int   fd;      /* or NOT_OPEN */
};

static void
set_file_error (GError     **error,
                const char  *path,
                const char  *what)
{
  int number = errno;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number),
               "%s: cannot %s: %s", path, what, g_strerror (number));
}

/* Called after the rename. If the folder cannot be synced, which some file systems do not
 * support, a power cut may bring the old file back, complete; that is no reason to report the
 * new one as not written. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY, 0);

  if (fd < 0)
    return;

  g_fsync (fd);
  g_close (fd, NULL);
}

/**
 * heed_atomic_file_new:
 * @path: the final path
 *
 * Errors: #GFileError if no file can be created in that folder.
 *
 * Returns: (transfer full): a file to write to; @path is not changed yet
 */
HeedAtomicFile *
heed_atomic_file_new (const char  *path,
                      GError     **error)
{
  g_autoptr(HeedAtomicFile) file = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  file = g_new0 (HeedAtomicFile, 1);
  file->path = g_strdup (path);
  file->beside = g_strconcat (path, ".XXXXXX", NULL);
  file->fd = g_mkstemp_full (file->beside, O_WRONLY, 0666);

  if (file->fd < 0)
    {
      set_file_error (error, path, "write beside it");
      g_clear_pointer (&file->beside, g_free);
      return NULL;
    }

  return g_steal_pointer (&file);
}

/**
 * heed_atomic_file_write:
 * @data: data to append
 *
 * Errors: #GFileError, for instance when the disk is full; nothing more can be written
 * afterwards.
 *
 * Returns: whether all data was written
 */
gboolean
heed_atomic_file_write (HeedAtomicFile  *file,
                        gconstpointer    data,
                        gsize            n_bytes,
                        GError         **error)
{
  const guint8 *rest = data;

  g_return_val_if_fail (file != NULL && file->fd != NOT_OPEN, FALSE);
  g_return_val_if_fail (data != NULL || n_bytes == 0, FALSE);

  while (n_bytes > 0)
    {
      gssize n_written = write (file->fd, rest, n_bytes);

      if (n_written < 0 && errno == EINTR)
        continue;

      if (n_written < 0)
        {
          set_file_error (error, file->path, "write");
          return FALSE;
        }

      rest += n_written;
      n_bytes -= (gsize) n_written;
    }

  return TRUE;
}

/**
 * heed_atomic_file_commit:
 *
 * Renames the temporary file to the path. Must be called at most once.
 *
 * Errors: #GFileError; the path is then unchanged.
 *
 * Returns: whether the path is now the new file
 */
gboolean
heed_atomic_file_commit (HeedAtomicFile  *file,
                         GError         **error)
{
  int fd;

  g_return_val_if_fail (file != NULL && file->fd != NOT_OPEN, FALSE);

  if (g_fsync (file->fd) < 0)
    {
      set_file_error (error, file->path, "write to the disk");
      return FALSE;
    }

  fd = file->fd;
  file->fd = NOT_OPEN;

  if (!g_close (fd, error))
    {
      g_prefix_error (error, "%s: ", file->path);
      return FALSE;
    }

  if (g_rename (file->beside, file->path) < 0)
    {
      set_file_error (error, file->path, "replace");
      return FALSE;
    }

  g_clear_pointer (&file->beside, g_free);
  sync_folder (file->path);

  return TRUE;
}

/**
 * heed_atomic_file_free:
 *
 * Without a preceding commit, the path is unchanged.
 */
void
heed_atomic_file_free (HeedAtomicFile *file)
{
  if (file == NULL)
    return;

  if (file->fd != NOT_OPEN)
    g_close (file->fd, NULL);

  if (file->beside != NULL)
    g_unlink (file->beside);

  g_free (file->beside);
  g_free (file->path);
  g_free (file);
}
