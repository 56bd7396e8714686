/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/corpus-rows.h"

#include <math.h>

static HeedCorpusRow
make_row (float log_prob,
          guint n_found,
          guint n_right,
          guint n_sure)
{
  return (HeedCorpusRow) {
    .state = HEED_ROW_DONE, .has_gold = n_sure > 0, .n_steps = 2, .log_prob = log_prob,
    .n_source_words = 4, .n_target_words = 5, .n_found = n_found, .n_sure = n_sure,
    .n_found_sure = n_right, .n_found_possible = n_right,
  };
}

/* Three that are done, one that failed, one that waits. */
static HeedCorpusRows *
make_rows (void)
{
  HeedCorpusRows *rows = heed_corpus_rows_new (5);
  const HeedCorpusRow made[] = {
    make_row (-2.0f, 2, 2, 2), { .state = HEED_ROW_FAILED }, make_row (-8.0f, 2, 0, 2),
    make_row (-4.0f, 2, 1, 2),
  };

  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    heed_corpus_rows_set (rows, i, &made[i]);

  return rows;
}

static void
assert_order (HeedCorpusRows *rows,
              const char     *expected)
{
  g_autoptr(GString) found = g_string_new (NULL);

  for (guint place = 0; place < heed_corpus_rows_get_n (rows); place++)
    {
      guint i = heed_corpus_rows_get_at (rows, place);

      g_assert_cmpuint (heed_corpus_rows_find (rows, i), ==, place);
      g_string_append_printf (found, "%u", i);
    }

  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_corpus_rows_are_sorted (void)
{
  g_autoptr(HeedCorpusRows) rows = make_rows ();

  assert_order (rows, "01234");
  heed_corpus_rows_sort (rows, HEED_MEASURE_ERROR_RATE, TRUE);
  assert_order (rows, "23014");
  heed_corpus_rows_sort (rows, HEED_MEASURE_ERROR_RATE, FALSE);
  assert_order (rows, "03214");
  heed_corpus_rows_sort (rows, HEED_MEASURE_LOG_PROB, FALSE);
  assert_order (rows, "23014");
  heed_corpus_rows_sort (rows, HEED_MEASURE_LENGTH_RATIO, TRUE);
  assert_order (rows, "02314");
  heed_corpus_rows_sort (rows, HEED_MEASURE_NUMBER, TRUE);
  assert_order (rows, "43210");
}

/* They have the last places, whatever is sorted by. */
static void
test_corpus_rows_may_be_hidden (void)
{
  g_autoptr(HeedCorpusRows) rows = make_rows ();
  const gboolean hidden[] = { FALSE, FALSE, TRUE, FALSE, TRUE };

  heed_corpus_rows_hide (rows, hidden);
  heed_corpus_rows_sort (rows, HEED_MEASURE_ERROR_RATE, TRUE);
  assert_order (rows, "30124");
  g_assert_cmpuint (heed_corpus_rows_get_n_shown (rows), ==, 3);
  heed_corpus_rows_hide (rows, NULL);
  heed_corpus_rows_sort (rows, HEED_MEASURE_NUMBER, FALSE);
  assert_order (rows, "01234");
  g_assert_cmpuint (heed_corpus_rows_get_n_shown (rows), ==, 5);
}

static void
test_corpus_rows_have_numbers (void)
{
  g_autoptr(HeedCorpusRows) rows = make_rows ();
  const HeedCorpusRow *row = heed_corpus_rows_get (rows, 3);

  g_assert_cmpuint (heed_corpus_rows_get_n_done (rows), ==, 4);
  g_assert_cmpfloat (heed_corpus_row_get (row, HEED_MEASURE_ERROR_RATE), ==, 0.5);
  g_assert_cmpfloat (heed_corpus_row_get (row, HEED_MEASURE_PRECISION), ==, 0.5);
  g_assert_cmpfloat (heed_corpus_row_get (row, HEED_MEASURE_LOG_PROB), ==, -2.0);
  g_assert_cmpfloat (heed_corpus_row_get (row, HEED_MEASURE_LENGTH_RATIO), ==, 1.25);
  g_assert_true (isnan (heed_corpus_row_get (row, HEED_MEASURE_COVERAGE)));
  g_assert_true (isnan (heed_corpus_row_get (heed_corpus_rows_get (rows, 1),
                                             HEED_MEASURE_LOG_PROB)));
}

/* A row and back is what the totals need. */
static void
test_corpus_rows_are_summarised (void)
{
  g_autoptr(HeedCorpusRows) rows = make_rows ();
  HeedCorpusSummary summary = heed_corpus_rows_summarise (rows);

  g_assert_cmpuint (summary.n_lines, ==, 4);
  g_assert_cmpuint (summary.n_failed, ==, 1);
  g_assert_cmpuint (summary.n_gold, ==, 3);
  g_assert_cmpfloat_with_epsilon (summary.log_prob_per_token, -14.0 / 6.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (summary.score.error_rate, 0.5, 1e-9);
}

static void
test_corpus_rows_become_bars (void)
{
  g_autoptr(HeedCorpusRows) rows = make_rows ();
  guint bars[4];
  HeedBarRange range;

  g_assert_true (heed_corpus_rows_count_bars (rows, HEED_MEASURE_LOG_PROB, bars, 4, &range));
  g_assert_cmpfloat (range.least, ==, -4.0);
  g_assert_cmpfloat (range.most, ==, -1.0);
  g_assert_cmpuint (bars[0], ==, 1);
  g_assert_cmpuint (bars[1], ==, 0);
  g_assert_cmpuint (bars[2], ==, 1);
  g_assert_cmpuint (bars[3], ==, 1);
  g_assert_cmpuint (heed_bar_range_find (&range, 4, -1.0), ==, 3);
  g_assert_false (heed_corpus_rows_count_bars (rows, HEED_MEASURE_COVERAGE, bars, 4, &range));
  g_assert_true (heed_corpus_rows_count_bars (rows, HEED_MEASURE_LENGTH_RATIO, bars, 4, &range));
  g_assert_cmpuint (bars[0], ==, 3);
}

/* What it was when it was kept, whatever comes. */
static void
test_corpus_rows_are_compared (void)
{
  g_autoptr(HeedCorpusRows) rows = make_rows ();
  const HeedCorpusRow better = make_row (-2.0f, 2, 2, 2);
  const HeedCorpusRow waiting = { .state = HEED_ROW_WAITING };

  g_assert_false (heed_corpus_rows_has_baseline (rows));
  g_assert_true (isnan (heed_corpus_row_get (heed_corpus_rows_get (rows, 2),
                                             HEED_MEASURE_ERROR_CHANGE)));
  heed_corpus_rows_set_baseline (rows);
  g_assert_true (heed_corpus_rows_has_baseline (rows));
  heed_corpus_rows_set (rows, 2, &waiting);
  heed_corpus_rows_set (rows, 2, &better);
  g_assert_cmpfloat (heed_corpus_row_get (heed_corpus_rows_get (rows, 2),
                                          HEED_MEASURE_ERROR_CHANGE), ==, -1.0);
  g_assert_cmpfloat (heed_corpus_row_get (heed_corpus_rows_get (rows, 2),
                                          HEED_MEASURE_LOG_PROB_CHANGE), ==, 3.0);
  g_assert_cmpfloat (heed_corpus_row_get (heed_corpus_rows_get (rows, 3),
                                          HEED_MEASURE_ERROR_CHANGE), ==, 0.0);
  heed_corpus_rows_set (rows, 4, &better);
  g_assert_true (isnan (heed_corpus_row_get (heed_corpus_rows_get (rows, 4),
                                             HEED_MEASURE_ERROR_CHANGE)));
}

/* What a line is becomes a row, and a line of it again. */
static void
test_corpus_rows_keep_a_line (void)
{
  const HeedCorpusLine line = {
    .n_source_words = 3, .n_target_words = 6, .n_steps = 7, .log_prob = -3.5, .entropy = 0.5,
    .has_attention = TRUE, .measures = { .coverage_deviation_penalty = -0.25,
                                         .absentmindedness_out = -0.5,
                                         .absentmindedness_in = -0.75, .confidence = -1.5 },
    .n_unaligned = 3, .flags = HEED_FLAG_LOOP | HEED_FLAG_UNREAD,
  };
  HeedCorpusRow row;
  HeedCorpusLine again;

  heed_corpus_row_from_line (&row, &line);
  g_assert_cmpfloat (heed_corpus_row_get (&row, HEED_MEASURE_UNALIGNED), ==, 0.5);
  g_assert_cmpfloat (heed_corpus_row_get (&row, HEED_MEASURE_FLAGS), ==, 2.0);
  heed_corpus_row_to_line (&row, &again);
  g_assert_cmpfloat (again.measures.confidence, ==, -1.5);
  g_assert_cmpfloat (again.length_ratio, ==, 2.0);
  g_assert_cmpuint (again.flags, ==, line.flags);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/corpus-rows/are-sorted", test_corpus_rows_are_sorted);
  g_test_add_func ("/app/corpus-rows/may-be-hidden", test_corpus_rows_may_be_hidden);
  g_test_add_func ("/app/corpus-rows/have-numbers", test_corpus_rows_have_numbers);
  g_test_add_func ("/app/corpus-rows/are-summarised", test_corpus_rows_are_summarised);
  g_test_add_func ("/app/corpus-rows/become-bars", test_corpus_rows_become_bars);
  g_test_add_func ("/app/corpus-rows/are-compared", test_corpus_rows_are_compared);
  g_test_add_func ("/app/corpus-rows/keep-a-line", test_corpus_rows_keep_a_line);

  return g_test_run ();
}
