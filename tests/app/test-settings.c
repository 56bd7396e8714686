/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/desktop/settings.h"

static void
test_settings_are_found (void)
{
  g_autoptr(GSettings) settings = heed_settings_new ();

  g_assert_nonnull (settings);
}

static void
test_settings_latest_model_is_first_and_only_once (void)
{
  g_autoptr(GSettings) settings = heed_settings_new ();
  g_auto(GStrv) recent = NULL;

  heed_settings_add_recent (settings, "/a");
  heed_settings_add_recent (settings, "/b");
  heed_settings_add_recent (settings, "/a");
  recent = heed_settings_dup_recent (settings);

  g_assert_cmpstr (recent[0], ==, "/a");
  g_assert_cmpstr (recent[1], ==, "/b");
  g_assert_null (recent[2]);
}

static void
test_settings_oldest_models_are_forgotten (void)
{
  g_autoptr(GSettings) settings = heed_settings_new ();
  g_auto(GStrv) recent = NULL;

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%d", i);

      heed_settings_add_recent (settings, path);
    }

  recent = heed_settings_dup_recent (settings);
  g_assert_cmpuint (g_strv_length (recent), ==, 8);
  g_assert_cmpstr (recent[0], ==, "/19");
  g_assert_cmpstr (recent[7], ==, "/12");
}

static void
test_settings_none_is_no_crash (void)
{
  g_auto(GStrv) recent = heed_settings_dup_recent (NULL);

  heed_settings_add_recent (NULL, "/a");
  g_assert_null (recent[0]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/settings/are-found", test_settings_are_found);
  g_test_add_func ("/app/settings/latest-model-is-first-and-only-once",
                   test_settings_latest_model_is_first_and_only_once);
  g_test_add_func ("/app/settings/oldest-models-are-forgotten",
                   test_settings_oldest_models_are_forgotten);
  g_test_add_func ("/app/settings/none-is-no-crash", test_settings_none_is_no_crash);

  return g_test_run ();
}
