/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/settings.h"
#include "app/window/view-options.h"

/* Whoever starts the program again finds it as it was left. */
static void
test_view_options_are_remembered (void)
{
  g_autoptr(GSettings) settings = heed_settings_new ();
  g_autoptr(HeedViewOptions) first = heed_view_options_new (settings);
  g_autoptr(HeedViewOptions) second = NULL;

  g_assert_cmpint (heed_view_options_get_units (first), ==, HEED_SHOWN_AS_WORDS);
  g_object_set (first, "units", HEED_SHOWN_AS_PIECES, NULL);
  second = heed_view_options_new (settings);
  g_assert_cmpint (heed_view_options_get_units (second), ==, HEED_SHOWN_AS_PIECES);
}

static void
test_view_options_are_actions (void)
{
  g_autoptr(HeedViewOptions) options = heed_view_options_new (NULL);
  GActionGroup *actions = heed_view_options_get_actions (options);
  g_autoptr(GVariant) state = NULL;

  g_action_group_activate_action (actions, "units", g_variant_new_string ("pieces"));
  g_assert_cmpint (heed_view_options_get_units (options), ==, HEED_SHOWN_AS_PIECES);
  state = g_action_group_get_action_state (actions, "units");
  g_assert_cmpstr (g_variant_get_string (state, NULL), ==, "pieces");
}

static void
test_view_options_no_change_is_not_told (void)
{
  g_autoptr(HeedViewOptions) options = heed_view_options_new (NULL);
  guint n_told = 0;

  g_signal_connect_swapped (options, "notify", G_CALLBACK (g_atomic_int_inc), &n_told);
  g_object_set (options, "units", HEED_SHOWN_AS_WORDS, NULL);
  g_assert_cmpuint (n_told, ==, 0);
  g_object_set (options, "units", HEED_SHOWN_AS_PIECES, NULL);
  g_assert_cmpuint (n_told, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/view-options/are-remembered", test_view_options_are_remembered);
  g_test_add_func ("/app/view-options/are-actions", test_view_options_are_actions);
  g_test_add_func ("/app/view-options/no-change-is-not-told",
                   test_view_options_no_change_is_not_told);

  return g_test_run ();
}
