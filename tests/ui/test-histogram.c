/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "drawn.h"
#include "ui/histogram.h"
#include "ui/style.h"

#define WIDTH 160

static const guint bars[] = { 1, 4, 0, 1000 };

typedef struct {
  GtkWidget     *window;
  GtkWidget     *widget;
  HeedHistogram *histogram;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->widget = heed_histogram_new ();
  fixture->histogram = HEED_HISTOGRAM (fixture->widget);
  gtk_widget_set_valign (fixture->widget, GTK_ALIGN_START);
  heed_histogram_set_bars (fixture->histogram, bars, 4);
  heed_histogram_set_range (fixture->histogram, 0.0, 1.0);
  fixture->window = drawn_window_new (fixture->widget, WIDTH, 100);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->widget);
}

/* The highest bar fills the height; one of a thousandth of it
 * is still visible; an empty one is not drawn. */
static void
test_histogram_shows_every_bar (Fixture       *fixture,
                                gconstpointer  data)
{
  guint32 blue = drawn_style_pixel (fixture->widget, "heed_accent");
  cairo_surface_t *picture = drawn_snapshot (fixture->widget);

  g_assert_cmphex (drawn_pixel (picture, 140, 2), ==, blue);
  g_assert_cmphex (drawn_pixel (picture, 20, 43), ==, blue);
  g_assert_cmphex (drawn_pixel (picture, 20, 30), !=, blue);
  g_assert_cmphex (drawn_pixel (picture, 100, 43), !=, blue);
  cairo_surface_destroy (picture);
}

static void
test_histogram_marks_one (Fixture       *fixture,
                          gconstpointer  data)
{
  guint32 mark = drawn_style_pixel (fixture->widget, "heed_mark");
  cairo_surface_t *picture;

  heed_histogram_set_marked (fixture->histogram, 3);
  picture = drawn_snapshot (fixture->widget);
  g_assert_cmphex (drawn_pixel (picture, 140, 20), ==, mark);
  cairo_surface_destroy (picture);

  heed_histogram_set_marked (fixture->histogram, 0);
  picture = drawn_snapshot (fixture->widget);
  g_assert_cmphex (drawn_pixel (picture, 140, 20), !=, mark);
  g_assert_cmphex (drawn_pixel (picture, 20, 43), ==, mark);
  cairo_surface_destroy (picture);
}

static void
test_histogram_may_be_empty (Fixture       *fixture,
                             gconstpointer  data)
{
  cairo_surface_t *picture;

  heed_histogram_set_bars (fixture->histogram, NULL, 0);
  heed_histogram_set_marked (fixture->histogram, 7);
  picture = drawn_snapshot (fixture->widget);
  g_assert_cmphex (drawn_pixel (picture, 140, 20), ==, 0);
  cairo_surface_destroy (picture);
}

/* Those who cannot point at a bar are told all of them but the empty ones. */
static void
test_histogram_says_every_bar (Fixture       *fixture,
                               gconstpointer  data)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->widget),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "0.00 to 0.25: 1\n0.25 to 0.50: 4\n0.75 to 1.00: 1000");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  heed_style_install (gdk_display_get_default ());

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/histogram/shows-every-bar", test_histogram_shows_every_bar);
  ADD ("/ui/histogram/marks-one", test_histogram_marks_one);
  ADD ("/ui/histogram/may-be-empty", test_histogram_may_be_empty);
  ADD ("/ui/histogram/says-every-bar", test_histogram_says_every_bar);
#undef ADD

  return g_test_run ();
}
