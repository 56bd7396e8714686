/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/corpus-intervals.h"

#include <math.h>

#define N_ROWS 40

typedef struct {
  HeedCorpusRows      *rows;
  HeedCorpusIntervals *intervals;
  guint                n_told;
} Fixture;

/* Each has two links, both of them sure; every other one is found wrongly by half. */
static void
set_row (Fixture *fixture,
         guint    i)
{
  const guint n_right = i % 2 == 0 ? 2 : 1;
  const HeedCorpusRow row = {
    .state = HEED_ROW_DONE, .has_gold = TRUE, .n_steps = 2, .n_source_words = 2,
    .n_target_words = 2, .n_found = 2, .n_sure = 2, .n_found_sure = n_right,
    .n_found_possible = n_right,
  };

  heed_corpus_rows_set (fixture->rows, i, &row);
}

static void
drawn_cb (gpointer data)
{
  Fixture *fixture = data;

  fixture->n_told++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->rows = heed_corpus_rows_new (N_ROWS);
  fixture->intervals = heed_corpus_intervals_new (drawn_cb, fixture);
  for (guint i = 0; i < N_ROWS / 2; i++)
    set_row (fixture, i);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  heed_corpus_intervals_free (fixture->intervals);
  heed_corpus_rows_free (fixture->rows);
}

static void
draw (Fixture *fixture)
{
  g_assert_true (heed_corpus_intervals_update (fixture->intervals, fixture->rows, FALSE));
}

static void
wait_until_told (Fixture *fixture,
                 guint    n)
{
  while (fixture->n_told < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_holds (HeedInterval interval,
              double       rate)
{
  g_assert_cmpfloat (interval.low, <, rate);
  g_assert_cmpfloat (rate, <, interval.high);
}

static void
test_corpus_intervals_hold_the_rate (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_assert_true (isnan (heed_corpus_intervals_get_error_rate (fixture->intervals).low));
  draw (fixture);
  wait_until_told (fixture, 1);

  assert_holds (heed_corpus_intervals_get_error_rate (fixture->intervals), 0.25);
  g_assert_true (isnan (heed_corpus_intervals_get_difference (fixture->intervals).low));
}

static void
test_corpus_intervals_are_drawn_once (Fixture       *fixture,
                                      gconstpointer  data)
{
  draw (fixture);
  g_assert_false (heed_corpus_intervals_update (fixture->intervals, fixture->rows, FALSE));
  wait_until_told (fixture, 1);
  g_assert_false (heed_corpus_intervals_update (fixture->intervals, fixture->rows, FALSE));

  set_row (fixture, N_ROWS / 2);
  draw (fixture);
  wait_until_told (fixture, 2);
  heed_corpus_intervals_invalidate (fixture->intervals);
  draw (fixture);
  wait_until_told (fixture, 3);
}

static void
test_corpus_intervals_rest_while_rows_come (Fixture       *fixture,
                                            gconstpointer  data)
{
  draw (fixture);
  wait_until_told (fixture, 1);
  set_row (fixture, N_ROWS / 2);
  g_assert_false (heed_corpus_intervals_update (fixture->intervals, fixture->rows, TRUE));
  draw (fixture);
}

/* The owner hears of it, so that it can ask again. */
static void
test_corpus_intervals_of_other_rows_are_dropped (Fixture       *fixture,
                                                 gconstpointer  data)
{
  draw (fixture);
  heed_corpus_intervals_clear (fixture->intervals);
  wait_until_told (fixture, 1);
  g_assert_true (isnan (heed_corpus_intervals_get_error_rate (fixture->intervals).low));

  draw (fixture);
  wait_until_told (fixture, 2);
  assert_holds (heed_corpus_intervals_get_error_rate (fixture->intervals), 0.25);
}

static void
test_corpus_intervals_differ_from_what_was_kept (Fixture       *fixture,
                                                 gconstpointer  data)
{
  HeedCorpusRates rates;

  g_assert_cmpuint (heed_corpus_rates_find (fixture->rows).n_pairs, ==, 0);
  heed_corpus_rows_set_baseline (fixture->rows);
  heed_corpus_intervals_clear_difference (fixture->intervals);
  draw (fixture);
  wait_until_told (fixture, 1);

  rates = heed_corpus_rates_find (fixture->rows);
  g_assert_cmpuint (rates.n_pairs, ==, N_ROWS / 2);
  g_assert_cmpfloat (rates.baseline, ==, 0.25);
  g_assert_cmpfloat (rates.now, ==, 0.25);
  g_assert_cmpfloat (heed_corpus_intervals_get_difference (fixture->intervals).low, ==, 0.0);
  g_assert_cmpfloat (heed_corpus_intervals_get_difference (fixture->intervals).high, ==, 0.0);
}

/* What is under way then tells nobody; the others are told as before. */
static void
test_corpus_intervals_may_be_left (Fixture       *fixture,
                                   gconstpointer  data)
{
  draw (fixture);
  heed_corpus_intervals_free (fixture->intervals);
  fixture->intervals = heed_corpus_intervals_new (drawn_cb, fixture);
  draw (fixture);
  wait_until_told (fixture, 1);

  /* If one of these was about the first, the next does not begin. */
  set_row (fixture, N_ROWS / 2);
  draw (fixture);
  wait_until_told (fixture, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/app/corpus-intervals/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("hold-the-rate", test_corpus_intervals_hold_the_rate);
  ADD ("are-drawn-once", test_corpus_intervals_are_drawn_once);
  ADD ("rest-while-rows-come", test_corpus_intervals_rest_while_rows_come);
  ADD ("of-other-rows-are-dropped", test_corpus_intervals_of_other_rows_are_dropped);
  ADD ("differ-from-what-was-kept", test_corpus_intervals_differ_from_what_was_kept);
  ADD ("may-be-left", test_corpus_intervals_may_be_left);
#undef ADD

  return g_test_run ();
}
