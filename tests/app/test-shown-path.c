/* test-shown-path.c — paths as people read them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/files/shown-path.h"

static void
assert_shown (const char *path,
              const char *expected)
{
  g_autofree char *shown = heed_shown_path_new (path);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_shown_path_shortens_the_home_folder (void)
{
  const char *home = g_get_home_dir ();
  g_autofree char *inside = g_build_filename (home, "a", "my_session.heed", NULL);
  g_autofree char *beside = g_strconcat (home, "-old", G_DIR_SEPARATOR_S, "b", NULL);

  assert_shown (inside, "~/a/my_session.heed");
  assert_shown (beside, beside);
  assert_shown ("/somewhere/else", "/somewhere/else");
}

static void
test_shown_path_is_utf8 (void)
{
  g_autofree char *shown = heed_shown_path_new ("/a\xff" "b");

  g_assert_true (g_utf8_validate (shown, -1, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("HOME", "/home/somebody", TRUE);

  g_test_add_func ("/app/shown-path/shortens-the-home-folder",
                   test_shown_path_shortens_the_home_folder);
  g_test_add_func ("/app/shown-path/is-utf-8", test_shown_path_is_utf8);

  return g_test_run ();
}
