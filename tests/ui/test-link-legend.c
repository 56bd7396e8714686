/* test-link-legend.c — the legend of the marks of links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: ui/link-marks-legend.c
 */

#include "drawn.h"
#include "ui/link-legend.h"
#include "ui/link-marks-legend.h"
#include "ui/style.h"

/* Counts the pixels of the named colour in the picture. */
static guint
count_pixels (GtkWidget       *widget,
              cairo_surface_t *picture,
              const char      *name)
{
  guint32 wanted = drawn_style_pixel (widget, name);
  guint n = 0;

  for (int y = 0; y < gtk_widget_get_height (widget); y++)
    for (int x = 0; x < gtk_widget_get_width (widget); x++)
      n += drawn_are_near (drawn_pixel (picture, x, y), wanted, 12);

  return n;
}

static void
test_link_legend_draws_every_sign_in_its_colour (void)
{
  GtkWidget *legend = heed_link_legend_new ();
  GtkWidget *window = drawn_window_new (legend, 520, 40);
  cairo_surface_t *picture = drawn_snapshot (legend);

  g_assert_cmpuint (count_pixels (legend, picture, "heed_right_text"), >, 5);
  g_assert_cmpuint (count_pixels (legend, picture, "heed_wrong_text"), >, 5);
  g_assert_cmpuint (count_pixels (legend, picture, "heed_mark"), >, 5);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (legend), GTK_ACCESSIBLE_ROLE_IMG);
  cairo_surface_destroy (picture);
  drawn_finish (window, legend);
}

/* The legend in an exported picture is as wide as the widget. */
static void
test_link_legend_is_as_wide_as_its_names (void)
{
  GtkWidget *legend = g_object_ref_sink (heed_link_legend_new ());
  PangoContext *context = gtk_widget_get_pango_context (legend);
  int minimum, natural;
  double width, height;

  gtk_widget_measure (legend, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  heed_link_marks_legend_measure (context, &width, &height);
  g_assert_cmpint (natural, ==, (int) width);
  g_assert_cmpfloat (width, >, 5 * 20.0);
  g_assert_cmpfloat (height, >, 10.0);
  g_object_unref (legend);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  g_test_add_func ("/ui/link-legend/draws-every-sign-in-its-colour",
                   test_link_legend_draws_every_sign_in_its_colour);
  g_test_add_func ("/ui/link-legend/is-as-wide-as-its-names",
                   test_link_legend_is_as_wide_as_its_names);

  return g_test_run ();
}
