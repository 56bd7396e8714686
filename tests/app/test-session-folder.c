/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/sessions/session-folder.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#define DAY_SECONDS 86400

typedef struct {
  char   *path;
  gint64  now;   /* seconds since 1970 */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->path = g_dir_make_tmp ("heed-folder-XXXXXX", NULL);
  fixture->now = g_get_real_time () / G_USEC_PER_SEC;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autoptr(GDir) folder = g_dir_open (fixture->path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->path, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->path);
  g_free (fixture->path);
}

static void
set_time (const char *path,
          gint64      seconds)
{
  const struct utimbuf times = { .actime = (time_t) seconds, .modtime = (time_t) seconds };

  g_assert_cmpint (g_utime (path, (struct utimbuf *) &times), ==, 0);
}

static char *
dup_kept_path (Fixture *fixture,
               gint64   seconds)
{
  g_autoptr(GDateTime) when = g_date_time_new_from_unix_local (seconds);
  g_autofree char *name = g_date_time_format (when, "session-%Y-%m-%d-%H%M%S.heed");

  return g_build_filename (fixture->path, name, NULL);
}

/* As it is written while somebody looks at a sentence. */
static void
write_session (const char *path,
               gint64      seconds)
{
  g_autoptr(HeedSessionFile) file = heed_session_file_new ();
  g_autoptr(GError) error = NULL;

  g_free (file->text);
  file->text = g_strdup ("2026-11-30");
  file->model.path = g_strdup ("/models/dates.safetensors");
  heed_session_file_save (file, path, &error);
  g_assert_no_error (error);
  set_time (path, seconds);
}

/* A crash, so many seconds ago.
 *
 * Returns: where it would be kept */
static char *
crash (Fixture *fixture,
       gint64   seconds_ago)
{
  g_autoptr(HeedSessionFolder) folder = heed_session_folder_new (fixture->path);
  gint64 when = fixture->now - seconds_ago;
  g_autofree char *kept = NULL;

  write_session (heed_session_folder_get_last (folder), when);
  kept = heed_session_folder_keep_last (folder);

  return dup_kept_path (fixture, when);
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr(GDir) folder = g_dir_open (fixture->path, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (folder) != NULL)
    n_files++;

  return n_files;
}

static gboolean
is_there (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_session_folder_keeps_the_newest_ten (Fixture       *fixture,
                                          gconstpointer  user_data)
{
  char *kept[HEED_SESSION_FOLDER_MAX_KEPT + 3];

  /* The last one to come is not the newest, which must not matter. */
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      guint k = (i * 5) % G_N_ELEMENTS (kept);

      kept[k] = crash (fixture, 100 * (k + 1));
    }

  g_assert_cmpuint (count_files (fixture), ==, HEED_SESSION_FOLDER_MAX_KEPT);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_assert_true (is_there (kept[i]) == (i < HEED_SESSION_FOLDER_MAX_KEPT));
      g_free (kept[i]);
    }
}

static void
test_session_folder_keeps_none_for_longer_than_thirty_days (Fixture       *fixture,
                                                            gconstpointer  user_data)
{
  g_autofree char *young = crash (fixture, 29 * DAY_SECONDS);
  g_autofree char *old = dup_kept_path (fixture, fixture->now - 31 * DAY_SECONDS);

  write_session (old, fixture->now - 31 * DAY_SECONDS);
  g_assert_true (is_there (old));

  /* The next start. */
  heed_session_folder_free (heed_session_folder_new (fixture->path));
  g_assert_true (is_there (young));
  g_assert_false (is_there (old));
}

static void
test_session_folder_leaves_what_is_a_persons_own (Fixture       *fixture,
                                                  gconstpointer  user_data)
{
  g_autofree char *saved_since = dup_kept_path (fixture, fixture->now - 90 * DAY_SECONDS);
  g_autofree char *named = g_build_filename (fixture->path, "session-of-mine.heed", NULL);
  g_autofree char *other = g_build_filename (fixture->path, "notes.txt", NULL);

  write_session (saved_since, fixture->now - 80 * DAY_SECONDS);
  write_session (named, fixture->now - 80 * DAY_SECONDS);
  write_session (other, fixture->now - 80 * DAY_SECONDS);
  for (guint i = 0; i < HEED_SESSION_FOLDER_MAX_KEPT + 2; i++)
    g_free (crash (fixture, 100 * (i + 1)));

  g_assert_true (is_there (saved_since));
  g_assert_true (is_there (named));
  g_assert_true (is_there (other));
  g_assert_cmpuint (count_files (fixture), ==, HEED_SESSION_FOLDER_MAX_KEPT + 3);
}

static void
test_session_folder_opens_once_what_may_crash (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  g_autoptr(HeedSessionFolder) folder = heed_session_folder_new (fixture->path);
  g_autoptr(HeedSessionFile) first = NULL;
  g_autoptr(HeedSessionFile) again = NULL;
  g_autofree char *kept = NULL;

  write_session (heed_session_folder_get_last (folder), fixture->now);
  first = heed_session_folder_begin (folder);
  g_assert_cmpstr (first->text, ==, "2026-11-30");
  g_assert_false (is_there (heed_session_folder_get_last (folder)));

  again = heed_session_folder_begin (folder);
  g_assert_null (again);
  kept = heed_session_folder_keep_opening (folder);
  g_assert_true (is_there (kept));
}

static void
test_session_folder_puts_back_what_did_not_come (Fixture       *fixture,
                                                 gconstpointer  user_data)
{
  g_autoptr(HeedSessionFolder) folder = heed_session_folder_new (fixture->path);
  g_autoptr(HeedSessionFile) file = NULL;

  write_session (heed_session_folder_get_last (folder), fixture->now);
  file = heed_session_folder_begin (folder);
  heed_session_folder_put_back (folder);
  g_assert_true (is_there (heed_session_folder_get_last (folder)));
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_session_folder_removes_strays (Fixture       *fixture,
                                    gconstpointer  user_data)
{
  g_autofree char *stray = g_build_filename (fixture->path, "last-session.heed.ABC123", NULL);

  g_assert_true (g_file_set_contents (stray, "half of", -1, NULL));
  heed_session_folder_free (heed_session_folder_new (fixture->path));
  g_assert_false (is_there (stray));
}

#define ADD(name, test) \
  g_test_add ("/app/session-folder/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("keeps-the-newest-ten", test_session_folder_keeps_the_newest_ten);
  ADD ("keeps-none-for-longer-than-thirty-days",
       test_session_folder_keeps_none_for_longer_than_thirty_days);
  ADD ("leaves-what-is-a-persons-own", test_session_folder_leaves_what_is_a_persons_own);
  ADD ("opens-once-what-may-crash", test_session_folder_opens_once_what_may_crash);
  ADD ("puts-back-what-did-not-come", test_session_folder_puts_back_what_did_not_come);
  ADD ("removes-strays", test_session_folder_removes_strays);

  return g_test_run ();
}
