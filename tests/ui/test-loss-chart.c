/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: ui/chart-drawing.c,
 *   ui/chart-legend.c,
 *   ui/loss-drawing.c
 */

#include <math.h>
#include <string.h>

#include "drawn.h"
#include "ui/loss-chart.h"
#include "ui/style.h"

#define WIDTH  320
#define HEIGHT 220

#define TOLERANCE 24  /* the edges of a curve are antialiased */

static const HeedChartPoint falling[] = { { 0.0, 4.0 }, { 5.0, 2.0 }, { 10.0, 0.0 } };
static const HeedChartPoint flat[] = { { 0.0, 4.0 }, { 10.0, 4.0 } };
static const HeedChartPoint rising[] = { { 0.0, 0.0 }, { 10.0, 4.0 } };
static const HeedChartPoint tiny[] = { { 0.0, 1.0 }, { 5.0, 0.1 }, { 10.0, 0.01 } };

typedef struct {
  GtkWidget     *window;
  GtkWidget     *widget;
  HeedLossChart *chart;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  is_dark)
{
  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", is_dark != NULL,
                NULL);
  fixture->widget = heed_loss_chart_new ();
  fixture->chart = HEED_LOSS_CHART (fixture->widget);
  heed_loss_chart_set_n_epochs (fixture->chart, 10.0);
  fixture->window = drawn_window_new (fixture->widget, WIDTH, HEIGHT);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  is_dark)
{
  drawn_finish (fixture->window, fixture->widget);
  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", FALSE, NULL);
}

static void
set_training (Fixture              *fixture,
              const HeedChartPoint *points,
              guint                 n_points)
{
  heed_loss_chart_set_training (fixture->chart, 0, points, n_points);
}

/* Returns the y of the curve of that colour at @x, px from the top; -1 if there is none. */
static int
find_curve (Fixture    *fixture,
            const char *color,
            int         x)
{
  cairo_surface_t *picture = drawn_snapshot (fixture->widget);
  guint32 pixel = drawn_style_pixel (fixture->widget, color);
  int first = -1, last = -1;

  for (int y = 0; y < gtk_widget_get_height (fixture->widget); y++)
    if (drawn_are_near (drawn_pixel (picture, x, y), pixel, TOLERANCE))
      {
        first = first < 0 ? y : first;
        last = y;
      }

  cairo_surface_destroy (picture);

  return first < 0 ? -1 : (first + last) / 2;
}

static void
test_loss_chart_falling_loss_falls (Fixture       *fixture,
                                    gconstpointer  is_dark)
{
  int left, middle, right;

  set_training (fixture, falling, G_N_ELEMENTS (falling));
  left = find_curve (fixture, "heed_accent", WIDTH / 5);
  middle = find_curve (fixture, "heed_accent", WIDTH / 2);
  right = find_curve (fixture, "heed_accent", WIDTH * 9 / 10);

  g_assert_cmpint (left, >, 0);
  g_assert_cmpint (middle, >, left);
  g_assert_cmpint (right, >, middle);
}

static void
test_loss_chart_curves_are_told_apart (Fixture       *fixture,
                                       gconstpointer  is_dark)
{
  heed_loss_chart_set_held_out (fixture->chart, 0, flat, G_N_ELEMENTS (flat));
  g_assert_cmpint (find_curve (fixture, "heed_second", WIDTH / 3), >, 0);
  g_assert_cmpint (find_curve (fixture, "heed_accent", WIDTH / 3), ==, -1);

  set_training (fixture, falling, G_N_ELEMENTS (falling));
  g_assert_cmpint (find_curve (fixture, "heed_second", WIDTH / 3), <,
                   find_curve (fixture, "heed_accent", WIDTH / 3));
}

/* Exponential decay is straight on a logarithmic axis and curved on a linear one. */
static void
test_loss_chart_logarithmic_axis_straightens_a_decay (Fixture       *fixture,
                                                      gconstpointer  is_dark)
{
  int linear, logarithmic;

  set_training (fixture, tiny, G_N_ELEMENTS (tiny));
  linear = find_curve (fixture, "heed_accent", WIDTH * 3 / 4);
  heed_loss_chart_set_logarithmic (fixture->chart, TRUE);
  logarithmic = find_curve (fixture, "heed_accent", WIDTH * 3 / 4);

  g_assert_cmpint (logarithmic, >, 0);
  g_assert_cmpint (linear, >, logarithmic + HEIGHT / 10);
}

/* Counts the pixels in the colour of the labels within a rectangle. */
static guint
count_pixels (Fixture *fixture,
              int      left,
              int      top,
              int      right,
              int      bottom)
{
  cairo_surface_t *picture = drawn_snapshot (fixture->widget);
  guint n_pixels = 0;

  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++)
      n_pixels += drawn_pixel (picture, x, y) >> 24 > 128;

  cairo_surface_destroy (picture);

  return n_pixels;
}

static void
test_loss_chart_axes_have_labels (Fixture       *fixture,
                                  gconstpointer  is_dark)
{
  int width = gtk_widget_get_width (fixture->widget);
  int height = gtk_widget_get_height (fixture->widget);

  set_training (fixture, falling, G_N_ELEMENTS (falling));
  g_assert_cmpuint (count_pixels (fixture, 0, 0, 8, height), >, 20);
  g_assert_cmpuint (count_pixels (fixture, 0, height - 30, width, height), >, 60);
}

static void
assert_label (Fixture    *fixture,
              const char *expected)
{
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_LABEL, expected);
}

static void
test_loss_chart_says_what_it_shows (Fixture       *fixture,
                                    gconstpointer  is_dark)
{
  gtk_test_accessible_assert_role (fixture->widget, GTK_ACCESSIBLE_ROLE_IMG);
  assert_label (fixture, "Loss: nothing was trained yet");
  set_training (fixture, falling, G_N_ELEMENTS (falling));
  assert_label (fixture, "Loss at epoch 10.0: training 0.000");
  heed_loss_chart_set_held_out (fixture->chart, 0, flat, G_N_ELEMENTS (flat));
  assert_label (fixture, "Loss at epoch 10.0: training 0.000, held-out 4.000");
}

static void
test_loss_chart_keys_walk_along_the_curve (Fixture       *fixture,
                                           gconstpointer  is_dark)
{
  set_training (fixture, falling, G_N_ELEMENTS (falling));
  drawn_press_key (fixture->widget, GDK_KEY_Home, 0);
  assert_label (fixture, "Loss at epoch 0.0: training 4.000");
  drawn_press_key (fixture->widget, GDK_KEY_Right, 0);
  assert_label (fixture, "Loss at epoch 5.0: training 2.000");
  drawn_press_key (fixture->widget, GDK_KEY_End, 0);
  assert_label (fixture, "Loss at epoch 10.0: training 0.000");
  drawn_press_key (fixture->widget, GDK_KEY_Left, 0);
  drawn_press_key (fixture->widget, GDK_KEY_Left, 0);
  drawn_press_key (fixture->widget, GDK_KEY_Left, 0);
  assert_label (fixture, "Loss at epoch 0.0: training 4.000");
}

static void
test_loss_chart_pointer_reads_what_is_above_it (Fixture       *fixture,
                                                gconstpointer  is_dark)
{
  set_training (fixture, falling, G_N_ELEMENTS (falling));
  drawn_move (fixture->widget, WIDTH / 2, HEIGHT / 2);
  assert_label (fixture, "Loss at epoch 5.0: training 2.000");
  drawn_leave (fixture->widget);
  assert_label (fixture, "Loss at epoch 10.0: training 0.000");
}

static void
compare (Fixture *fixture)
{
  heed_loss_chart_set_names (fixture->chart, "first", "second");
  set_training (fixture, falling, G_N_ELEMENTS (falling));
  heed_loss_chart_set_training (fixture->chart, 1, rising, G_N_ELEMENTS (rising));
  heed_loss_chart_set_held_out (fixture->chart, 1, flat, G_N_ELEMENTS (flat));
}

/* Returns how often a curve of that colour is interrupted from left to right. */
static guint
count_gaps (Fixture    *fixture,
            const char *color)
{
  gboolean was_there = FALSE;
  guint n_gaps = 0;

  for (int x = WIDTH / 5; x < WIDTH * 9 / 10; x++)
    {
      gboolean is_there = find_curve (fixture, color, x) >= 0;

      n_gaps += was_there && !is_there;
      was_there = is_there;
    }

  return n_gaps;
}

static void
test_loss_chart_second_training_is_dashed_and_of_other_colors (Fixture       *fixture,
                                                               gconstpointer  is_dark)
{
  set_training (fixture, falling, G_N_ELEMENTS (falling));
  g_assert_cmpint (find_curve (fixture, "heed_third", WIDTH / 2), ==, -1);

  compare (fixture);
  g_assert_cmpuint (count_gaps (fixture, "heed_accent"), <=, 1);  /* where the other crosses */
  g_assert_cmpuint (count_gaps (fixture, "heed_third"), >, 10);
  g_assert_cmpuint (count_gaps (fixture, "heed_fourth"), >, 10);

  /* Without a second name, only one curve is drawn. */
  heed_loss_chart_set_names (fixture->chart, "first", NULL);
  for (int x = WIDTH / 5; x < WIDTH * 9 / 10; x += 5)
    g_assert_cmpint (find_curve (fixture, "heed_third", x), ==, -1);
}

static void
test_loss_chart_both_trainings_are_named_and_read (Fixture       *fixture,
                                                   gconstpointer  is_dark)
{
  compare (fixture);
  assert_label (
    fixture, "Loss at epoch 10.0: first: training 0.000; second: training 4.000, held-out 4.000");
  drawn_press_key (fixture->widget, GDK_KEY_Home, 0);
  assert_label (fixture,
                "Loss at epoch 0.0: first: training 4.000; second: training 0.000, held-out 4.000");
}

/* Names, headings and values are drawn in space that was empty before. */
static void
test_loss_chart_table_takes_room_of_its_own (Fixture       *fixture,
                                             gconstpointer  is_dark)
{
  int before, after;

  set_training (fixture, falling, G_N_ELEMENTS (falling));
  gtk_widget_measure (fixture->widget, GTK_ORIENTATION_VERTICAL, -1, &before, NULL, NULL, NULL);
  compare (fixture);
  gtk_widget_measure (fixture->widget, GTK_ORIENTATION_VERTICAL, -1, &after, NULL, NULL, NULL);

  g_assert_cmpint (after, >, before + 30);
  g_assert_cmpuint (count_pixels (fixture, 0, HEIGHT - (after - before), WIDTH / 3, HEIGHT), >, 60);
  g_assert_cmpuint (count_pixels (fixture, WIDTH / 2, HEIGHT - (after - before), WIDTH, HEIGHT), >,
                    200);
}

static void
test_loss_chart_survives_any_number (Fixture       *fixture,
                                     gconstpointer  is_dark)
{
  const HeedChartPoint odd[] = { { 1.0, NAN },
                                 { 2.0, INFINITY },
                                 { NAN, 1.0 },
                                 { 3.0, -1.0 },
                                 { 4.0, 1e30 } };

  set_training (fixture, odd, G_N_ELEMENTS (odd));
  cairo_surface_destroy (drawn_snapshot (fixture->widget));
  heed_loss_chart_set_logarithmic (fixture->chart, TRUE);
  cairo_surface_destroy (drawn_snapshot (fixture->widget));
  set_training (fixture, odd, 2);
  drawn_press_key (fixture->widget, GDK_KEY_Home, 0);
  cairo_surface_destroy (drawn_snapshot (fixture->widget));
  set_training (fixture, falling, 1);
  cairo_surface_destroy (drawn_snapshot (fixture->widget));
  assert_label (fixture, "Loss at epoch 0.0: training 4.000");
}

static void
add (const char    *path,
     gconstpointer  is_dark,
     void         (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, is_dark, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  add ("/ui/loss-chart/falling-loss-falls", NULL, test_loss_chart_falling_loss_falls);
  add ("/ui/loss-chart/falling-loss-falls-in-the-dark", "dark", test_loss_chart_falling_loss_falls);
  add ("/ui/loss-chart/curves-are-told-apart", NULL, test_loss_chart_curves_are_told_apart);
  add ("/ui/loss-chart/curves-are-told-apart-in-the-dark", "dark",
       test_loss_chart_curves_are_told_apart);
  add ("/ui/loss-chart/logarithmic-axis-straightens-a-decay", NULL,
       test_loss_chart_logarithmic_axis_straightens_a_decay);
  add ("/ui/loss-chart/axes-have-labels", NULL, test_loss_chart_axes_have_labels);
  add ("/ui/loss-chart/says-what-it-shows", NULL, test_loss_chart_says_what_it_shows);
  add ("/ui/loss-chart/keys-walk-along-the-curve", NULL, test_loss_chart_keys_walk_along_the_curve);
  add ("/ui/loss-chart/pointer-reads-what-is-above-it", NULL,
       test_loss_chart_pointer_reads_what_is_above_it);
  add ("/ui/loss-chart/second-training-is-dashed-and-of-other-colors", NULL,
       test_loss_chart_second_training_is_dashed_and_of_other_colors);
  add ("/ui/loss-chart/second-training-is-dashed-and-of-other-colors-in-the-dark", "dark",
       test_loss_chart_second_training_is_dashed_and_of_other_colors);
  add ("/ui/loss-chart/both-trainings-are-named-and-read", NULL,
       test_loss_chart_both_trainings_are_named_and_read);
  add ("/ui/loss-chart/table-takes-room-of-its-own", NULL,
       test_loss_chart_table_takes_room_of_its_own);
  add ("/ui/loss-chart/survives-any-number", NULL, test_loss_chart_survives_any_number);

  return g_test_run ();
}
