/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/training/film.h"

/* Adds a snapshot that has only a batch number. */
static void
add (HeedFilm *film,
     guint64   batch)
{
  g_autoptr(HeedSnapshot) snapshot = g_atomic_rc_box_new0 (HeedSnapshot);

  snapshot->batch = batch;
  heed_film_add (film, "sentence", snapshot, NULL);
}

static void
shoot (HeedFilm *film,
       guint64   n_batches)
{
  for (guint64 batch = 0; batch < n_batches; batch++)
    if (heed_film_wants (film, batch))
      add (film, batch);
}

static guint64
get_batch (GPtrArray *frames,
           guint      i)
{
  return ((HeedSnapshot *) g_ptr_array_index (frames, i))->batch;
}

static void
test_film_short_one_has_every_batch (void)
{
  g_autoptr(HeedFilm) film = heed_film_new ();
  g_autoptr(GPtrArray) frames = NULL;

  shoot (film, 10);
  frames = heed_film_dup_frames (film);

  g_assert_cmpuint (frames->len, ==, 10);
  for (guint i = 0; i < frames->len; i++)
    g_assert_cmpuint (get_batch (frames, i), ==, i);
}

static void
test_film_long_one_is_bounded_and_even (void)
{
  const guint64 lengths[] = { HEED_FILM_MAX_FRAMES + 1, 1000, 12345, 1000000 };

  for (guint k = 0; k < G_N_ELEMENTS (lengths); k++)
    {
      g_autoptr(HeedFilm) film = heed_film_new ();
      g_autoptr(GPtrArray) frames = NULL;

      shoot (film, lengths[k]);
      frames = heed_film_dup_frames (film);

      g_assert_cmpuint (frames->len, <=, HEED_FILM_MAX_FRAMES);
      g_assert_cmpuint (frames->len, >=, HEED_FILM_MAX_FRAMES / 2);
      g_assert_cmpuint (get_batch (frames, 0), ==, 0);
      for (guint i = 1; i < frames->len; i++)
        g_assert_cmpuint (get_batch (frames, i), ==, i * get_batch (frames, 1));
    }
}

static void
test_film_last_moment_is_taken_between_two_frames (void)
{
  g_autoptr(HeedFilm) film = heed_film_new ();
  g_autoptr(GPtrArray) frames = NULL;

  shoot (film, 1000);
  g_assert_false (heed_film_wants (film, 1001));
  add (film, 1001);
  add (film, 1001);
  frames = heed_film_dup_frames (film);

  g_assert_cmpuint (get_batch (frames, frames->len - 1), ==, 1001);
  g_assert_cmpuint (get_batch (frames, frames->len - 2), <, 1001);
}

static guint
count_frames (HeedFilm *film)
{
  g_autoptr(GPtrArray) frames = heed_film_dup_frames (film);

  return frames->len;
}

/* Frames without models are kept, and shown again with their own sentence. */
static void
test_film_without_models_cannot_be_shot_again (void)
{
  g_autoptr(HeedFilm) film = heed_film_new ();

  shoot (film, 10);
  heed_film_ask_again (film, "another", NULL, NULL);
  g_assert_cmpuint (count_frames (film), ==, 0);

  heed_film_ask_again (film, "sentence", NULL, NULL);
  g_assert_cmpuint (count_frames (film), ==, 10);
}

static void
test_film_stays_as_it_was_if_that_is_called_off (void)
{
  g_autoptr(HeedFilm) film = heed_film_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  shoot (film, 10);
  g_cancellable_cancel (cancellable);
  heed_film_ask_again (film, "another", NULL, cancellable);

  g_assert_cmpuint (count_frames (film), ==, 10);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/film/short-one-has-every-batch", test_film_short_one_has_every_batch);
  g_test_add_func ("/app/film/long-one-is-bounded-and-even",
                   test_film_long_one_is_bounded_and_even);
  g_test_add_func ("/app/film/last-moment-is-taken-between-two-frames",
                   test_film_last_moment_is_taken_between_two_frames);
  g_test_add_func ("/app/film/without-models-cannot-be-shot-again",
                   test_film_without_models_cannot_be_shot_again);
  g_test_add_func ("/app/film/stays-as-it-was-if-that-is-called-off",
                   test_film_stays_as_it_was_if_that_is_called_off);

  return g_test_run ();
}
