/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gtk/gtk.h>

#include "app/window/desktop/settings.h"
#include "app/window/desktop/view-options.h"

/* Options are restored at the next start of the program. */
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
test_view_options_make_a_style (void)
{
  g_autoptr(HeedViewOptions) options = heed_view_options_new (NULL);
  GActionGroup *actions = heed_view_options_get_actions (options);
  HeedHeatmapStyle style = heed_view_options_get_style (options);

  g_assert_false (heed_shading_hides (&style.shading));
  g_action_group_activate_action (actions, "palette", g_variant_new_string ("viridis"));
  g_action_group_activate_action (actions, "scaling", g_variant_new_string ("square-root"));
  g_action_group_activate_action (actions, "numbers", NULL);
  g_action_group_activate_action (actions, "threshold", g_variant_new_double (0.05));
  g_action_group_activate_action (actions, "top-k", g_variant_new_uint32 (3));

  style = heed_view_options_get_style (options);
  g_assert_cmpint (style.palette, ==, HEED_PALETTE_VIRIDIS);
  g_assert_cmpint (style.shading.scaling, ==, HEED_SCALING_SQUARE_ROOT);
  g_assert_true (style.shows_numbers);
  g_assert_cmpfloat (style.shading.threshold, ==, 0.05);
  g_assert_cmpuint (style.shading.top_k, ==, 3);
}

/* Ribbons, text and the wall of heads show attention only, so they exclude evidence. */
static void
test_view_options_evidence_is_a_matrix (void)
{
  g_autoptr(HeedViewOptions) options = heed_view_options_new (NULL);
  GActionGroup *actions = heed_view_options_get_actions (options);
  HeedEvidenceKind kind;

  g_assert_false (heed_view_options_get_evidence (options, &kind));
  g_action_group_activate_action (actions, "mode", g_variant_new_string ("ribbons"));
  for (guint i = 0; i < HEED_N_EVIDENCE_KINDS; i++)
    {
      const char *name = heed_evidence_get_info (i)->name;

      g_action_group_activate_action (actions, "source", g_variant_new_string (name));
      g_assert_true (heed_view_options_get_evidence (options, &kind));
      g_assert_cmpuint (kind, ==, i);
      g_assert_cmpint (heed_view_options_get_mode (options), ==, HEED_VIEW_MATRIX);
    }

  g_action_group_activate_action (actions, "mode", g_variant_new_string ("text"));
  g_assert_false (heed_view_options_get_evidence (options, &kind));
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

/* The chosen palette is kept. */
static void
test_view_options_high_contrast_is_grey (void)
{
  g_autoptr(HeedViewOptions) options = heed_view_options_new (NULL);
  HeedHeatmapStyle style;

  g_object_set (options, "palette", HEED_PALETTE_VIRIDIS, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-theme-name", "HighContrast", NULL);
  style = heed_view_options_get_style (options);
  g_assert_cmpint (style.palette, ==, HEED_PALETTE_GREYS);

  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-theme-name");
  style = heed_view_options_get_style (options);
  g_assert_cmpint (style.palette, ==, HEED_PALETTE_VIRIDIS);
}

/* Afterwards all options are as chosen. */
static void
test_view_options_rooms_see_numbers (void)
{
  g_autoptr(HeedViewOptions) options = heed_view_options_new (NULL);

  heed_view_options_set_presenting (options, TRUE);
  g_assert_true (heed_view_options_get_style (options).shows_numbers);
  g_assert_cmpint (heed_view_options_get_style (options).palette, ==, HEED_PALETTE_PROJECTOR);

  heed_view_options_set_presenting (options, FALSE);
  g_assert_false (heed_view_options_get_style (options).shows_numbers);
  g_assert_cmpint (heed_view_options_get_style (options).palette, ==, HEED_PALETTE_BLUES);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/view-options/are-remembered", test_view_options_are_remembered);
  g_test_add_func ("/app/view-options/are-actions", test_view_options_are_actions);
  g_test_add_func ("/app/view-options/make-a-style", test_view_options_make_a_style);
  g_test_add_func ("/app/view-options/evidence-is-a-matrix",
                   test_view_options_evidence_is_a_matrix);
  g_test_add_func ("/app/view-options/no-change-is-not-told",
                   test_view_options_no_change_is_not_told);
  g_test_add_func ("/app/view-options/high-contrast-is-grey",
                   test_view_options_high_contrast_is_grey);
  g_test_add_func ("/app/view-options/rooms-see-numbers", test_view_options_rooms_see_numbers);

  return g_test_run ();
}
