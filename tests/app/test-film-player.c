/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/train/film-player.h"

typedef struct {
  GtkWidget      *window;
  HeedFilmPlayer *player;
  GtkAdjustment  *adjustment;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->adjustment = g_object_ref_sink (gtk_adjustment_new (1.0, 0.0, 1.0, 0.01, 0.1, 0.0));
  fixture->player = HEED_FILM_PLAYER (heed_film_player_new ());
  heed_film_player_set_adjustment (fixture->player, fixture->adjustment);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->player));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->adjustment);
}

typedef struct {
  GtkAdjustment *adjustment;
  guint          n_left;
  gint64         first_us, last_us;
  double         first, last;        /* values of the adjustment */
} Watch;

static gboolean
watch_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       data)
{
  Watch *watch = data;

  watch->last_us = gdk_frame_clock_get_frame_time (clock);
  watch->last = gtk_adjustment_get_value (watch->adjustment);
  if (watch->first_us == 0)
    {
      watch->first_us = watch->last_us;
      watch->first = watch->last;
    }

  return --watch->n_left > 0;
}

static Watch
wait_for_frames (Fixture *fixture,
                 guint    n_frames)
{
  Watch watch = { .adjustment = fixture->adjustment, .n_left = n_frames };

  gtk_widget_add_tick_callback (fixture->window, watch_cb, &watch, NULL);
  while (watch.n_left > 0)
    g_main_context_iteration (NULL, TRUE);

  return watch;
}

/* Measured by the frame clock, so that the result does not depend on the machine's speed. */
static void
test_film_player_goes_as_fast_as_it_says (Fixture       *fixture,
                                          gconstpointer  data)
{
  double speed = *(const double *) data;
  Watch watch;

  heed_film_player_set_speed (fixture->player, speed);
  heed_film_player_set_playing (fixture->player, TRUE);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==, 0.0);
  wait_for_frames (fixture, 2);
  watch = wait_for_frames (fixture, 6);

  g_assert_true (heed_film_player_is_playing (fixture->player));
  g_assert_cmpint (watch.last_us, >, watch.first_us);
  g_assert_cmpfloat_with_epsilon (watch.last - watch.first,
                                  (double) (watch.last_us - watch.first_us) / G_USEC_PER_SEC *
                                  speed / HEED_FILM_PLAYER_SECONDS, 1e-6);
}

static void
test_film_player_stops_at_the_end_and_where_it_is_told (Fixture       *fixture,
                                                        gconstpointer  data)
{
  gtk_adjustment_set_value (fixture->adjustment, 0.25);
  heed_film_player_set_playing (fixture->player, TRUE);
  heed_film_player_set_playing (fixture->player, FALSE);
  wait_for_frames (fixture, 3);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==, 0.25);

  gtk_adjustment_set_value (fixture->adjustment, 0.999);
  heed_film_player_set_playing (fixture->player, TRUE);
  while (heed_film_player_is_playing (fixture->player))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==, 1.0);
}

int
main (int    argc,
      char **argv)
{
  static const double usual = 1.0, fast = 4.0;

  gtk_test_init (&argc, &argv, NULL);

#define ADD(name, data, test) \
  g_test_add ("/app/film-player/" name, Fixture, data, set_up, test, tear_down)

  ADD ("goes-as-fast-as-usual", &usual, test_film_player_goes_as_fast_as_it_says);
  ADD ("goes-as-fast-as-it-says", &fast, test_film_player_goes_as_fast_as_it_says);
  ADD ("stops-at-the-end-and-where-it-is-told", NULL,
       test_film_player_stops_at_the_end_and_where_it_is_told);

  return g_test_run ();
}
