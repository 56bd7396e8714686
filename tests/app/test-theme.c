/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/desktop/settings.h"
#include "app/window/desktop/theme.h"

static gboolean
is_dark (void)
{
  gboolean prefers_dark;

  g_object_get (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", &prefers_dark,
                NULL);

  return prefers_dark;
}

static void
choose (HeedTheme  *theme,
        const char *name)
{
  g_action_change_state (heed_theme_get_action (theme), g_variant_new_string (name));
}

static void
test_theme_choice_is_in_force_at_once (void)
{
  g_autoptr(HeedTheme) theme = heed_theme_new (NULL, NULL);

  choose (theme, "dark");
  g_assert_true (is_dark ());
  choose (theme, "light");
  g_assert_false (is_dark ());
}

static void
test_theme_choice_is_remembered (void)
{
  g_autoptr(GSettings) settings = heed_settings_new ();
  g_autoptr(HeedTheme) theme = heed_theme_new (settings, NULL);
  g_autoptr(HeedTheme) next = NULL;

  choose (theme, "dark");
  choose (theme, "no theme of ours");
  next = heed_theme_new (settings, NULL);

  g_assert_true (is_dark ());
  choose (next, "system");
  g_assert_false (is_dark ());
}

static char *
dup_name (void)
{
  char *name;

  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &name, NULL);

  return name;
}

/* Black on white with any desktop theme; afterwards the desktop's own theme is restored. */
static void
test_theme_high_contrast_comes_and_goes (void)
{
  g_autoptr(HeedTheme) theme = heed_theme_new (NULL, NULL);
  g_autofree char *before = dup_name ();
  g_autofree char *during = NULL;
  g_autofree char *after = NULL;

  choose (theme, "dark");
  choose (theme, "high-contrast");
  during = dup_name ();
  g_assert_cmpstr (during, ==, "HighContrast");
  g_assert_false (is_dark ());

  choose (theme, "system");
  after = dup_name ();
  g_assert_cmpstr (after, ==, before);
}

static void
count_cb (GtkSettings *settings,
          GParamSpec  *pspec,
          guint       *count)
{
  (*count)++;
}

static void
test_theme_of_the_system_changes_nothing (void)
{
  guint n_changes = 0;
  gulong handler =
    g_signal_connect (gtk_settings_get_default (), "notify::gtk-application-prefer-dark-theme",
                      G_CALLBACK (count_cb), &n_changes);
  g_autoptr(HeedTheme) theme = heed_theme_new (NULL, NULL);

  choose (theme, "system");
  g_signal_handler_disconnect (gtk_settings_get_default (), handler);
  g_assert_cmpuint (n_changes, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/theme/of-the-system-changes-nothing",
                   test_theme_of_the_system_changes_nothing);
  g_test_add_func ("/app/theme/choice-is-in-force-at-once", test_theme_choice_is_in_force_at_once);
  g_test_add_func ("/app/theme/choice-is-remembered", test_theme_choice_is_remembered);
  g_test_add_func ("/app/theme/high-contrast-comes-and-goes",
                   test_theme_high_contrast_comes_and_goes);

  return g_test_run ();
}
