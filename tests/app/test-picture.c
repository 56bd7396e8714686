/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/figures/picture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->folder = g_dir_make_tmp ("heed-picture-XXXXXX", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autoptr(GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }

  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
draw_square (gpointer  data,
             cairo_t  *cr,
             double    width,
             double    height)
{
  cairo_rectangle (cr, 0.0, 0.0, width / 2.0, height / 2.0);
  cairo_fill (cr);
}

static void
draw_nothing_right (gpointer  data,
                    cairo_t  *cr,
                    double    width,
                    double    height)
{
  cairo_restore (cr);
}

static void
test_picture_ending_says_the_format (Fixture       *fixture,
                                     gconstpointer  user_data)
{
  static const struct {
    const char *name;
    const char *start;
  } files[] = {
    { "a.svg", "<?xml" },
    { "a.pdf", "%PDF" },
    { "a.png", "\x89PNG" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, files[i].name, NULL);
      g_autofree char *contents = NULL;
      g_autoptr(GError) error = NULL;

      heed_picture_save (path, 20.0, 10.0, draw_square, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_true (strncmp (contents, files[i].start, strlen (files[i].start)) == 0);
    }
}

static void
test_picture_other_ending_is_refused (Fixture       *fixture,
                                      gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.gif", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (heed_picture_save (path, 20.0, 10.0, draw_square, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_picture_failure_leaves_the_old_file (Fixture       *fixture,
                                          gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.svg", NULL);
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_false (heed_picture_save (path, 20.0, 10.0, draw_nothing_right, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "old");
}

static void
test_picture_unwritable_folder_is_an_error (Fixture       *fixture,
                                            gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none", "a.svg", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (heed_picture_save (path, 20.0, 10.0, draw_square, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

#define ADD(name, test) \
  g_test_add ("/app/picture/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("ending-says-the-format", test_picture_ending_says_the_format);
  ADD ("other-ending-is-refused", test_picture_other_ending_is_refused);
  ADD ("failure-leaves-the-old-file", test_picture_failure_leaves_the_old_file);
  ADD ("unwritable-folder-is-an-error", test_picture_unwritable_folder_is_an_error);

  return g_test_run ();
}
