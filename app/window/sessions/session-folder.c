/* session-folder.c — the folder of automatically saved sessions, and recovery after a crash
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * While the session of the last run is being opened, its file has another name, so that
 * a session that crashes the program is not opened again automatically. The session of a
 * run that ended unexpectedly is kept under a name with its modification time: the newest
 * ten of them, and none for longer than thirty days. If the user has saved to such a file
 * since, its name and modification time differ; it is the user's own then and not deleted.
 */

#include "app/window/sessions/session-folder.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#define LAST_NAME    "last-session" HEED_SESSION_FILE_ENDING
#define OPENING_NAME "opening-session" HEED_SESSION_FILE_ENDING
#define KEPT_PREFIX  "session-"
#define KEPT_FORMAT  KEPT_PREFIX "%Y-%m-%d-%H%M%S" HEED_SESSION_FILE_ENDING

struct _HeedSessionFolder
{
  char *path;
  char *last;
  char *opening;
};

typedef struct {
  char   *path;
  gint64  time;  /* seconds since 1970 */
} Kept;

/* Removes temporary files of a run that was killed while it wrote. */
static void
remove_strays (HeedSessionFolder *self)
{
  g_autoptr(GDir) folder = g_dir_open (self->path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, LAST_NAME "."))
      {
        g_autofree char *path = g_build_filename (self->path, name, NULL);

        g_unlink (path);
      }
}

/* --- Kept sessions --------------------------------------------------------- */

/* Returns the name of a kept session by the file's modification time, which is stored in seconds
 * since 1970; NULL if there is no such file. */
static char *
dup_kept_name (const char *path,
               gint64     *seconds)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_TIME_MODIFIED, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr(GDateTime) when =
    info != NULL ? g_file_info_get_modification_date_time (info) : NULL;
  g_autoptr(GDateTime) local = when != NULL ? g_date_time_to_local (when) : NULL;

  if (local == NULL)
    return NULL;

  *seconds = g_date_time_to_unix (local);

  return g_date_time_format (local, KEPT_FORMAT);
}

static void
clear_kept (gpointer data)
{
  g_free (((Kept *) data)->path);
}

static int
compare_kept (gconstpointer a,
              gconstpointer b)
{
  const Kept *first = a, *second = b;

  return (first->time < second->time) - (first->time > second->time);
}

/* Returns an array of Kept, the newest first. */
static GArray *
list_kept (HeedSessionFolder *self)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Kept));
  g_autoptr(GDir) folder = g_dir_open (self->path, 0, NULL);
  const char *name;

  g_array_set_clear_func (list, clear_kept);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, KEPT_PREFIX))
      {
        g_autofree char *path = g_build_filename (self->path, name, NULL);
        gint64 time;
        g_autofree char *expected = dup_kept_name (path, &time);

        if (g_strcmp0 (name, expected) == 0)
          g_array_append_vals (list, &(Kept) { g_steal_pointer (&path), time }, 1);
      }
  g_array_sort (list, compare_kept);

  return list;
}

static void
thin_out (HeedSessionFolder *self)
{
  g_autoptr(GArray) kept = list_kept (self);
  gint64 oldest = g_get_real_time () / G_USEC_PER_SEC -
                  HEED_SESSION_FOLDER_MAX_DAYS * (G_TIME_SPAN_DAY / G_USEC_PER_SEC);

  for (guint i = 0; i < kept->len; i++)
    if (i >= HEED_SESSION_FOLDER_MAX_KEPT || g_array_index (kept, Kept, i).time < oldest)
      g_unlink (g_array_index (kept, Kept, i).path);
}

static char *
keep (HeedSessionFolder *self,
      const char        *path)
{
  gint64 time;
  g_autofree char *name = dup_kept_name (path, &time);
  g_autofree char *kept = name != NULL ? g_build_filename (self->path, name, NULL) : NULL;

  if (kept == NULL || g_rename (path, kept) != 0)
    return NULL;

  thin_out (self);

  return g_file_test (kept, G_FILE_TEST_EXISTS) ? g_steal_pointer (&kept) : NULL;
}

/**
 * heed_session_folder_keep_opening:
 *
 * Returns: (transfer full) (nullable): the new path of the session that was being opened;
 *   %NULL if there was none
 */
char *
heed_session_folder_keep_opening (HeedSessionFolder *self)
{
  return keep (self, self->opening);
}

/* Returns whether a session is from a run that ended unexpectedly, and is not empty. A file that
 * cannot be read counts as such. */
static gboolean
is_unfinished (const char *path)
{
  g_autoptr(HeedSessionFile) file = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;

  file = heed_session_file_load (path, NULL);

  return file == NULL || (!file->is_left && (*file->text != '\0' || file->changes->len > 0));
}

/**
 * heed_session_folder_keep_last:
 *
 * Returns: (transfer full) (nullable): the new path of the last session, if its run
 *   ended unexpectedly and it is not empty
 */
char *
heed_session_folder_keep_last (HeedSessionFolder *self)
{
  return is_unfinished (self->last) ? keep (self, self->last) : NULL;
}

/* --- Opening the last session ---------------------------------------------- */

/**
 * heed_session_folder_begin:
 *
 * Returns: (transfer full) (nullable): the session of the last run; its file is renamed
 *   until heed_session_folder_opened(), heed_session_folder_put_back() or
 *   heed_session_folder_keep_opening() is called
 */
HeedSessionFile *
heed_session_folder_begin (HeedSessionFolder *self)
{
  g_autoptr(HeedSessionFile) file = NULL;

  /* The file that was saved last is a newer version of the one being opened. */
  if (g_file_test (self->last, G_FILE_TEST_EXISTS))
    g_unlink (self->opening);

  file = heed_session_file_load (self->last, NULL);
  if (file == NULL || file->model.path == NULL || g_rename (self->last, self->opening) != 0)
    return NULL;

  return g_steal_pointer (&file);
}

/**
 * heed_session_folder_opened:
 *
 * Deletes the renamed file: the session was opened, and has been saved to the usual file.
 */
void
heed_session_folder_opened (HeedSessionFolder *self)
{
  g_unlink (self->opening);
}

/**
 * heed_session_folder_put_back:
 *
 * Restores the file's name, if the program exits before the session is open.
 */
void
heed_session_folder_put_back (HeedSessionFolder *self)
{
  g_rename (self->opening, self->last);
}

/* --- The folder ------------------------------------------------------------ */

const char *
heed_session_folder_get_last (HeedSessionFolder *self)
{
  return self->last;
}

/**
 * heed_session_folder_new:
 *
 * Returns: (transfer full): the folder; outdated files in it have been deleted
 */
HeedSessionFolder *
heed_session_folder_new (const char *path)
{
  HeedSessionFolder *self = g_new0 (HeedSessionFolder, 1);

  self->path = g_strdup (path);
  self->last = g_build_filename (path, LAST_NAME, NULL);
  self->opening = g_build_filename (path, OPENING_NAME, NULL);
  if (g_mkdir_with_parents (path, 0700) == 0)
    {
      remove_strays (self);
      thin_out (self);
    }

  return self;
}

void
heed_session_folder_free (HeedSessionFolder *self)
{
  g_free (self->path);
  g_free (self->last);
  g_free (self->opening);
  g_free (self);
}
