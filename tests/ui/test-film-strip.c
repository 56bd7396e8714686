/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: ui/film-frames.c
 */

#include "drawn.h"
#include "ui/film-strip.h"
#include "ui/style.h"

#define WIDTH  400
#define HEIGHT 60

static const float nothing[] = { 0.0f };
static const float everything[] = { 1.0f };

typedef struct {
  GtkWidget     *window;
  GtkWidget     *widget;
  HeedFilmStrip *strip;
  HeedFilmFrame  frames[2];  /* a light one, then a dark one */
  double         chosen;
} Fixture;

static void
chosen_cb (Fixture *fixture,
           double   position)
{
  fixture->chosen = position;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->widget = heed_film_strip_new ();
  fixture->strip = HEED_FILM_STRIP (fixture->widget);
  fixture->frames[0] = (HeedFilmFrame) { heed_matrix_new (1, 1, nothing), 0.0 };
  fixture->frames[1] = (HeedFilmFrame) { heed_matrix_new (1, 1, everything), 1.0 };
  fixture->chosen = -1.0;
  g_signal_connect_swapped (fixture->widget, "position-chosen", G_CALLBACK (chosen_cb), fixture);
  gtk_widget_set_valign (fixture->widget, GTK_ALIGN_START);
  heed_film_strip_set_frames (fixture->strip, fixture->frames, 2);
  heed_film_strip_set_position (fixture->strip, 0.5);
  fixture->window = drawn_window_new (fixture->widget, WIDTH, HEIGHT);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  drawn_finish (fixture->window, fixture->widget);
  heed_matrix_unref (fixture->frames[0].matrix);
  heed_matrix_unref (fixture->frames[1].matrix);
}

static void
assert_pixel (Fixture *fixture,
              double   x,
              guint32  expected)
{
  cairo_surface_t *picture = drawn_snapshot (fixture->widget);

  g_assert_true (drawn_are_near (drawn_pixel (picture, x, 20.0), expected, 1));
  cairo_surface_destroy (picture);
}

static void
test_film_strip_early_is_left_and_late_is_right (Fixture       *fixture,
                                                 gconstpointer  user_data)
{
  const HeedColorScale *scale = heed_color_scale_get (HEED_PALETTE_BLUES, FALSE);

  assert_pixel (fixture, 10.0, heed_color_scale_lookup (scale, 0.0));
  assert_pixel (fixture, WIDTH - 10.0, heed_color_scale_lookup (scale, 1.0));
}

static void
test_film_strip_mark_is_where_the_position_is (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  assert_pixel (fixture, WIDTH / 2.0, drawn_style_pixel (fixture->widget, "heed_mark"));
  heed_film_strip_set_position (fixture->strip, 0.0);
  assert_pixel (fixture, 34.0, drawn_style_pixel (fixture->widget, "heed_mark"));
}

static GtkEventController *
find_drag (GtkWidget *widget)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        return controller;
    }

  g_assert_not_reached ();
}

static void
test_film_strip_pointer_chooses_a_moment (Fixture       *fixture,
                                          gconstpointer  user_data)
{
  GtkEventController *drag = find_drag (fixture->widget);

  g_signal_emit_by_name (drag, "drag-begin", 34.0, 5.0);
  g_assert_cmpfloat_with_epsilon (fixture->chosen, 0.0, 1e-6);
  g_signal_emit_by_name (drag, "drag-begin", WIDTH / 2.0, 5.0);
  g_assert_cmpfloat_with_epsilon (fixture->chosen, 0.5, 1e-6);
  g_signal_emit_by_name (drag, "drag-begin", 2.0 * WIDTH, 5.0);
  g_assert_cmpfloat_with_epsilon (fixture->chosen, 1.0, 1e-6);

  /* The strip only emits a signal; its owner must set the new position. */
  g_assert_cmpfloat (heed_film_strip_get_position (fixture->strip), ==, 0.5);
}

static void
test_film_strip_empty_one_can_be_drawn_and_pressed (Fixture       *fixture,
                                                    gconstpointer  user_data)
{
  const HeedFilmFrame unseen = { NULL, 0.0 };

  heed_film_strip_set_frames (fixture->strip, &unseen, 1);
  cairo_surface_destroy (drawn_snapshot (fixture->widget));
  heed_film_strip_set_frames (fixture->strip, NULL, 0);
  cairo_surface_destroy (drawn_snapshot (fixture->widget));
  g_signal_emit_by_name (find_drag (fixture->widget), "drag-begin", 34.0, 5.0);
  g_assert_cmpfloat (fixture->chosen, ==, -1.0);
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

  add ("/ui/film-strip/early-is-left-and-late-is-right",
       test_film_strip_early_is_left_and_late_is_right);
  add ("/ui/film-strip/mark-is-where-the-position-is",
       test_film_strip_mark_is_where_the_position_is);
  add ("/ui/film-strip/pointer-chooses-a-moment", test_film_strip_pointer_chooses_a_moment);
  add ("/ui/film-strip/empty-one-can-be-drawn-and-pressed",
       test_film_strip_empty_one_can_be_drawn_and_pressed);

  return g_test_run ();
}
