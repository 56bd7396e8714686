/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/training/film-pace.h"

#define N_FRAMES 11

static HeedAttentions *
new_attentions (float on_diagonal)
{
  const float values[] = { on_diagonal, 1.0f - on_diagonal, 1.0f - on_diagonal, on_diagonal };
  HeedAttentions *attentions = g_new0 (HeedAttentions, 1);

  attentions->ranges[HEED_ATTENTION_CROSS] = (HeedSiteRange) { 1, 1 };
  attentions->matrices = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_matrix_unref);
  g_ptr_array_add (attentions->matrices, heed_matrix_new (2, 2, values));

  return attentions;
}

/* Ten epochs in which all change happens between @begin and @begin + 1. */
static GPtrArray *
shoot (guint begin)
{
  const HeedToken tokens[] = { { .id = 1, .text = "a" }, { .id = 2, .text = "b" } };
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_snapshot_unref);

  for (guint i = 0; i < N_FRAMES; i++)
    {
      HeedSnapshot *snapshot = g_atomic_rc_box_new0 (HeedSnapshot);

      snapshot->batch = i;
      snapshot->epoch = i;
      snapshot->source = heed_tokens_new (tokens, 2);
      snapshot->target = heed_tokens_new (tokens, 2);
      snapshot->read = heed_tokens_new (tokens, 2);
      snapshot->attentions = new_attentions (i <= begin ? 0.5f : 1.0f);
      snapshot->output = g_strdup ("same");
      g_ptr_array_add (frames, snapshot);
    }

  return frames;
}

static void
test_film_pace_room_is_given_to_what_changes (void)
{
  g_autoptr(GPtrArray) frames = shoot (2);
  const HeedReel reel = { "one", frames, HEED_ATTENTIONS_DEFAULT_SITE };
  g_autoptr(HeedFilmPace) pace = heed_film_pace_new (&(HeedReels) { &reel, 1 }, 10.0);

  g_assert_cmpfloat_with_epsilon (heed_film_pace_get_place (pace, 2.0), 0.02, 1e-9);
  g_assert_cmpfloat_with_epsilon (heed_film_pace_get_place (pace, 3.0), 0.93, 1e-9);
  g_assert_cmpfloat_with_epsilon (heed_film_pace_get_place (pace, 10.0), 1.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (heed_film_pace_get_epoch (pace, 0.475), 2.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (heed_film_pace_get_epoch (pace, 1.0), 10.0, 1e-9);
}

static void
test_film_pace_there_and_back (void)
{
  g_autoptr(GPtrArray) left = shoot (2);
  g_autoptr(GPtrArray) right = shoot (7);
  const HeedReel reels[] = { { "one", left, HEED_ATTENTIONS_DEFAULT_SITE },
                             { "two", right, HEED_ATTENTIONS_DEFAULT_SITE } };
  g_autoptr(HeedFilmPace) pace = heed_film_pace_new (&(HeedReels) { reels, 2 }, 10.0);
  double before = -1.0;

  for (double epoch = 0.0; epoch <= 10.0; epoch += 0.25)
    {
      double place = heed_film_pace_get_place (pace, epoch);

      g_assert_cmpfloat (place, >, before);
      g_assert_cmpfloat_with_epsilon (heed_film_pace_get_epoch (pace, place), epoch, 1e-6);
      before = place;
    }

  /* Half of the change is in each of the two films. */
  g_assert_cmpfloat_with_epsilon (heed_film_pace_get_place (pace, 5.0), 0.5, 1e-9);
}

static void
test_film_pace_without_change_goes_by_time (void)
{
  g_autoptr(GPtrArray) frames = shoot (N_FRAMES);
  const HeedReel reel = { "one", frames, HEED_ATTENTIONS_DEFAULT_SITE };
  g_autoptr(HeedFilmPace) pace = heed_film_pace_new (&(HeedReels) { &reel, 1 }, 10.0);
  g_autoptr(HeedFilmPace) none = heed_film_pace_new (&(HeedReels) { NULL, 0 }, 0.0);

  g_assert_cmpfloat_with_epsilon (heed_film_pace_get_place (pace, 3.0), 0.3, 1e-9);
  g_assert_cmpfloat (heed_film_pace_get_epoch (none, 0.5), ==, 0.0);
  g_assert_cmpfloat (heed_film_pace_get_place (none, 0.0), ==, 1.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/film-pace/room-is-given-to-what-changes",
                   test_film_pace_room_is_given_to_what_changes);
  g_test_add_func ("/app/film-pace/there-and-back", test_film_pace_there_and_back);
  g_test_add_func ("/app/film-pace/without-change-goes-by-time",
                   test_film_pace_without_change_goes_by_time);

  return g_test_run ();
}
