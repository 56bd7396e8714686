/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "drawn.h"
#include "ui/style.h"

static const char *const names[] = {
  "heed_paper", "heed_border", "heed_muted", "heed_accent", "heed_accent_text",
  "heed_accent_tint", "heed_mark", "heed_chosen",
};

static void
set_dark (gboolean is_dark)
{
  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", is_dark, NULL);
}

/* WCAG 2.1, relative luminance. */
static double
linearize (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
get_contrast (HeedColor left,
              HeedColor right)
{
  double a = 0.2126 * linearize (left.red) + 0.7152 * linearize (left.green) +
             0.0722 * linearize (left.blue);
  double b = 0.2126 * linearize (right.red) + 0.7152 * linearize (right.green) +
             0.0722 * linearize (right.blue);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

static void
test_style_defines_every_colour (void)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));
  GdkRGBA rgba;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (
      gtk_style_context_lookup_color (gtk_widget_get_style_context (label), names[i], &rgba));

  g_assert_finalize_object (label);
}

static void
test_style_knows_light_from_dark (void)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));

  g_assert_false (heed_style_is_dark (label));
  set_dark (TRUE);
  g_assert_true (heed_style_is_dark (label));
  set_dark (FALSE);

  g_assert_finalize_object (label);
}

static void
test_style_text_can_be_read (void)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *window = drawn_window_new (label, 100, 100);

  for (int is_dark = 0; is_dark < 2; is_dark++)
    {
      HeedColor paper;

      set_dark (is_dark);
      paper = heed_style_lookup (label, "heed_paper");
      g_assert_cmpfloat (get_contrast (heed_style_get_color (label), paper), >, 7.0);
      g_assert_cmpfloat (get_contrast (heed_style_lookup (label, "heed_accent_text"), paper), >,
                         4.5);
      g_assert_cmpfloat (get_contrast (heed_style_lookup (label, "heed_muted"), paper), >, 4.5);
      g_assert_cmpfloat (get_contrast (heed_style_lookup (label, "heed_mark"), paper), >, 3.0);
      g_assert_cmpfloat (get_contrast (heed_style_lookup (label, "heed_accent"), paper), >, 3.0);
    }

  set_dark (FALSE);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_style_high_contrast_is_higher (void)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *window = drawn_window_new (label, 100, 100);
  GtkSettings *settings = gtk_settings_get_default ();
  double border = get_contrast (heed_style_lookup (label, "heed_border"),
                                heed_style_lookup (label, "heed_paper"));
  HeedColor paper;

  g_object_set (settings, "gtk-theme-name", "HighContrast", NULL);
  for (int is_dark = 0; is_dark < 2; is_dark++)
    {
      static const struct { const char *name; double least; } expected[] = {
        { "heed_border", 4.5 },      { "heed_muted", 7.0 },       { "heed_accent_text", 7.0 },
        { "heed_mark", 4.5 },        { "heed_accent", 4.5 },      { "heed_chosen", 3.0 },
        { "heed_second_text", 4.5 }, { "heed_third_text", 4.5 },  { "heed_fourth_text", 4.5 },
        { "heed_right_text", 4.5 },  { "heed_wrong_text", 4.5 },
      };

      set_dark (is_dark);
      paper = heed_style_lookup (label, "heed_paper");
      for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
        {
          double found = get_contrast (heed_style_lookup (label, expected[i].name), paper);

          if (found <= expected[i].least)
            g_test_message ("%s, dark %d: found %.2f", expected[i].name, is_dark, found);
          g_assert_cmpfloat (found, >, expected[i].least);
        }
    }

  set_dark (FALSE);
  gtk_settings_reset_property (settings, "gtk-theme-name");
  paper = heed_style_lookup (label, "heed_paper");
  g_assert_cmpfloat (get_contrast (heed_style_lookup (label, "heed_border"), paper), ==, border);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_style_unknown_colour_is_that_of_the_text (void)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));
  HeedColor text = heed_style_get_color (label);
  HeedColor unknown = heed_style_lookup (label, "heed_no_such_colour");

  g_assert_cmpmem (&text, sizeof text, &unknown, sizeof unknown);
  g_assert_finalize_object (label);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  g_test_add_func ("/ui/style/defines-every-colour", test_style_defines_every_colour);
  g_test_add_func ("/ui/style/knows-light-from-dark", test_style_knows_light_from_dark);
  g_test_add_func ("/ui/style/text-can-be-read", test_style_text_can_be_read);
  g_test_add_func ("/ui/style/high-contrast-is-higher", test_style_high_contrast_is_higher);
  g_test_add_func ("/ui/style/unknown-colour-is-that-of-the-text",
                   test_style_unknown_colour_is_that_of_the_text);

  return g_test_run ();
}
