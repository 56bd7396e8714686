/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "drawn.h"
#include "ui/color-scale.h"
#include "ui/style.h"
#include "ui/vector-bar.h"

#define WIDTH 320

static const float four[] = { -2.0f, -1.0f, 0.0f, 2.0f };

typedef struct {
  GtkWidget     *window;
  GtkWidget     *widget;
  HeedVectorBar *bar;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->widget = heed_vector_bar_new ();
  fixture->bar = HEED_VECTOR_BAR (fixture->widget);
  gtk_widget_set_valign (fixture->widget, GTK_ALIGN_START);
  heed_vector_bar_set_values (fixture->bar, four, 4);
  fixture->window = drawn_window_new (fixture->widget, WIDTH, 100);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->widget);
}

static void
test_vector_bar_colours_are_relative_to_the_largest (Fixture       *fixture,
                                                     gconstpointer  data)
{
  const HeedColorScale *scale = heed_color_scale_get_diverging (FALSE);
  cairo_surface_t *picture = drawn_snapshot (fixture->widget);

  g_assert_cmphex (drawn_pixel (picture, 40, 10), ==, heed_color_scale_lookup (scale, 0.0));
  g_assert_cmphex (drawn_pixel (picture, 120, 10), ==, heed_color_scale_lookup (scale, 0.25));
  g_assert_cmphex (drawn_pixel (picture, 200, 10), ==, heed_color_scale_lookup (scale, 0.5));
  g_assert_cmphex (drawn_pixel (picture, 280, 10), ==, heed_color_scale_lookup (scale, 1.0));
  cairo_surface_destroy (picture);
}

static void
test_vector_bar_survives_any_value (Fixture       *fixture,
                                    gconstpointer  data)
{
  const float odd[] = { NAN, INFINITY, -INFINITY, 0.0f };
  const float zeros[] = { 0.0f, 0.0f };

  heed_vector_bar_set_values (fixture->bar, odd, 4);
  cairo_surface_destroy (drawn_snapshot (fixture->widget));
  heed_vector_bar_set_values (fixture->bar, zeros, 2);
  cairo_surface_destroy (drawn_snapshot (fixture->widget));
  heed_vector_bar_set_values (fixture->bar, NULL, 0);
  drawn_press_key (fixture->widget, GDK_KEY_Right, 0);
  drawn_move (fixture->widget, 10.0, 10.0);
  cairo_surface_destroy (drawn_snapshot (fixture->widget));
  g_assert_cmpuint (heed_vector_bar_get_n_values (fixture->bar), ==, 0);
}

static void
test_vector_bar_infinity_is_at_the_ends (Fixture       *fixture,
                                         gconstpointer  data)
{
  const HeedColorScale *scale = heed_color_scale_get_diverging (FALSE);
  const float odd[] = { -INFINITY, INFINITY, 0.5f, -1.0f };
  cairo_surface_t *picture;

  heed_vector_bar_set_values (fixture->bar, odd, 4);
  picture = drawn_snapshot (fixture->widget);
  g_assert_cmphex (drawn_pixel (picture, 40, 10), ==, heed_color_scale_lookup (scale, 0.0));
  g_assert_cmphex (drawn_pixel (picture, 120, 10), ==, heed_color_scale_lookup (scale, 1.0));
  g_assert_cmphex (drawn_pixel (picture, 200, 10), ==, heed_color_scale_lookup (scale, 0.75));
  g_assert_cmphex (drawn_pixel (picture, 280, 10), ==, heed_color_scale_lookup (scale, 0.0));
  cairo_surface_destroy (picture);
}

static void
assert_label (Fixture    *fixture,
              const char *expected)
{
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_LABEL, expected);
}

static void
test_vector_bar_keys_walk_over_numbers (Fixture       *fixture,
                                        gconstpointer  data)
{
  gtk_test_accessible_assert_role (fixture->widget, GTK_ACCESSIBLE_ROLE_IMG);
  assert_label (fixture, "vector of 4 numbers");
  drawn_press_key (fixture->widget, GDK_KEY_Right, 0);
  assert_label (fixture, "0: −2.000");
  drawn_press_key (fixture->widget, GDK_KEY_Right, 0);
  assert_label (fixture, "1: −1.000");
  drawn_press_key (fixture->widget, GDK_KEY_End, 0);
  assert_label (fixture, "3: 2.000");
  drawn_press_key (fixture->widget, GDK_KEY_Right, 0);
  assert_label (fixture, "3: 2.000");
  drawn_press_key (fixture->widget, GDK_KEY_Home, 0);
  drawn_press_key (fixture->widget, GDK_KEY_Left, 0);
  assert_label (fixture, "0: −2.000");
}

static void
test_vector_bar_pointer_reads_what_is_under_it (Fixture       *fixture,
                                                gconstpointer  data)
{
  drawn_move (fixture->widget, 100.0, 5.0);
  assert_label (fixture, "1: −1.000");
  drawn_move (fixture->widget, WIDTH - 1.0, 5.0);
  assert_label (fixture, "3: 2.000");
  drawn_leave (fixture->widget);
  assert_label (fixture, "vector of 4 numbers");
}

static void
test_vector_bar_long_vector_has_lines (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autofree float *values = g_new0 (float, 5000);
  int short_height, long_height, huge_height;

  gtk_widget_measure (fixture->widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &short_height, NULL,
                      NULL);
  heed_vector_bar_set_values (fixture->bar, values, 512);
  gtk_widget_measure (fixture->widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &long_height, NULL,
                      NULL);
  heed_vector_bar_set_values (fixture->bar, values, 5000);
  gtk_widget_measure (fixture->widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &huge_height, NULL,
                      NULL);

  g_assert_cmpint (long_height, >, short_height);
  g_assert_cmpint (huge_height, <, 6 * short_height);
  drawn_press_key (fixture->widget, GDK_KEY_End, 0);
  assert_label (fixture, "4999: 0.000");
  cairo_surface_destroy (drawn_snapshot (fixture->widget));
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  add ("/ui/vector-bar/colours-are-relative-to-the-largest",
       test_vector_bar_colours_are_relative_to_the_largest);
  add ("/ui/vector-bar/survives-any-value", test_vector_bar_survives_any_value);
  add ("/ui/vector-bar/infinity-is-at-the-ends", test_vector_bar_infinity_is_at_the_ends);
  add ("/ui/vector-bar/keys-walk-over-numbers", test_vector_bar_keys_walk_over_numbers);
  add ("/ui/vector-bar/pointer-reads-what-is-under-it",
       test_vector_bar_pointer_reads_what_is_under_it);
  add ("/ui/vector-bar/long-vector-has-lines", test_vector_bar_long_vector_has_lines);

  return g_test_run ();
}
