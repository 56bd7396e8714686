/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "engine/alignment/measures.h"
#include "engine/heed.h"

#define N_ROWS    3
#define N_COLUMNS 4
#define N         (N_ROWS * N_COLUMNS)

/* for published examples, whose results have ten digits */
#define TOLERANCE 1e-9

/* for results from float32 numbers: each weight is off by at most 2^-25 */
#define FLOAT_TOLERANCE 1e-6

static const double known[N] = {
  0.70, 0.20, 0.05, 0.05,
  0.10, 0.60, 0.25, 0.05,
  0.05, 0.05, 0.10, 0.80,
};

static HeedMatrix *
make_known (void)
{
  float weights[N];

  for (guint i = 0; i < N; i++)
    weights[i] = (float) known[i];

  return heed_matrix_new (N_ROWS, N_COLUMNS, weights);
}

static void
test_measures_known_matrix_has_known_measures (void)
{
  HeedAttentionMeasures measures = heed_measure_weights (known, N_ROWS, N_COLUMNS);

  g_assert_cmpfloat_with_epsilon (measures.coverage_deviation_penalty, -0.0904840621, TOLERANCE);
  g_assert_cmpfloat_with_epsilon (measures.absentmindedness_out, -0.8708646453, TOLERANCE);
  g_assert_cmpfloat_with_epsilon (measures.absentmindedness_in, -0.6643511175, TOLERANCE);
  g_assert_cmpfloat_with_epsilon (measures.confidence, -1.6256998249, TOLERANCE);
}

static void
test_measures_known_matrix_has_known_entropies_and_penalties (void)
{
  static const double entropies[N_ROWS] = { 0.8711332706, 1.0331140875, 0.7083465777 };
  static const double expected[N_COLUMNS] = { 0.85, 0.85, 0.40, 0.90 };
  double coverage[N_COLUMNS];

  for (guint row = 0; row < N_ROWS; row++)
    g_assert_cmpfloat_with_epsilon (heed_measure_entropy (known + row * N_COLUMNS, N_COLUMNS, 1),
                                    entropies[row], TOLERANCE);

  heed_measure_coverage (coverage, known, N_ROWS, N_COLUMNS);
  for (guint column = 0; column < N_COLUMNS; column++)
    g_assert_cmpfloat_with_epsilon (coverage[column], expected[column], TOLERANCE);

  g_assert_cmpfloat_with_epsilon (heed_measure_coverage_penalty (coverage, N_COLUMNS, 1.0),
                                  -1.3466891065, TOLERANCE);
  g_assert_cmpfloat_with_epsilon (heed_measure_coverage_penalty (coverage, N_COLUMNS, 0.2),
                                  -0.2693378213, TOLERANCE);
  g_assert_cmpfloat_with_epsilon (heed_length_penalty (3, 0.6), 1.1884016386, TOLERANCE);
}

static void
test_measures_of_a_matrix_equal_those_of_doubles (void)
{
  g_autoptr(HeedMatrix) attention = make_known ();
  HeedAttentionMeasures measures = heed_attention_measure (attention);
  g_autofree double *entropies = heed_attention_dup_entropies (attention);
  g_autofree double *coverage = heed_attention_dup_coverage (attention);

  g_assert_cmpfloat_with_epsilon (measures.coverage_deviation_penalty, -0.0904840621,
                                  FLOAT_TOLERANCE);
  g_assert_cmpfloat_with_epsilon (measures.absentmindedness_out, -0.8708646453, FLOAT_TOLERANCE);
  g_assert_cmpfloat_with_epsilon (measures.absentmindedness_in, -0.6643511175, FLOAT_TOLERANCE);
  g_assert_cmpfloat_with_epsilon (entropies[2], 0.7083465777, FLOAT_TOLERANCE);
  g_assert_cmpfloat_with_epsilon (coverage[2], 0.40, FLOAT_TOLERANCE);
  g_assert_cmpfloat_with_epsilon (heed_attention_coverage_penalty (attention, 1.0), -1.3466891065,
                                  FLOAT_TOLERANCE);
}

static void
test_measures_perfect_diagonal_is_best (void)
{
  static const double diagonal[4] = { 1.0, 0.0, 0.0, 1.0 };
  HeedAttentionMeasures measures = heed_measure_weights (diagonal, 2, 2);

  g_assert_cmpfloat (measures.coverage_deviation_penalty, ==, 0.0);
  g_assert_cmpfloat (measures.absentmindedness_out, ==, 0.0);
  g_assert_cmpfloat (measures.absentmindedness_in, ==, 0.0);
  g_assert_cmpfloat (measures.confidence, ==, 0.0);
}

/* Coverage is 0 and 2: each deviates from 1 by 1, and each costs log 2. */
static void
test_measures_an_uncovered_source_word_is_punished (void)
{
  static const double uncovered[4] = { 0.0, 1.0, 0.0, 1.0 };
  const double coverage[2] = { 0.0, 2.0 };
  HeedAttentionMeasures measures = heed_measure_weights (uncovered, 2, 2);

  g_assert_cmpfloat_with_epsilon (measures.coverage_deviation_penalty, -log (2.0), 1e-15);
  g_assert_true (isinf (heed_measure_coverage_penalty (coverage, 2, 1.0)));
  g_assert_cmpfloat (heed_measure_coverage_penalty (coverage, 2, 1.0), <, 0.0);
  g_assert_cmpfloat (heed_measure_coverage_penalty (coverage, 2, 0.0), ==, 0.0);
}

static void
test_measures_more_than_covered_earns_nothing (void)
{
  const double coverage[2] = { 3.0, 0.5 };

  g_assert_cmpfloat_with_epsilon (heed_measure_coverage_penalty (coverage, 2, 1.0), log (0.5),
                                  1e-15);
}

/* The middle row and the first column are empty; a sum that restarted at an empty row would lose
 * the first row's log 2. */
static void
test_measures_an_empty_row_or_column_adds_nothing (void)
{
  static const double holes[9] = {
    0.0, 0.5, 0.5,
    0.0, 0.0, 0.0,
    0.0, 0.5, 0.5,
  };
  HeedAttentionMeasures measures = heed_measure_weights (holes, 3, 3);

  g_assert_cmpfloat_with_epsilon (measures.absentmindedness_out, -2.0 * log (2.0) / 3.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (measures.absentmindedness_in, -2.0 * log (2.0) / 3.0, 1e-15);
}

static void
assert_diagonality (const double *weights,
                    guint         n_rows,
                    guint         n_columns,
                    double        expected)
{
  g_assert_cmpfloat_with_epsilon (heed_measure_diagonality (weights, n_rows, n_columns), expected,
                                  1e-12);
}

static void
test_measures_diagonals_and_their_absence_are_told_apart (void)
{
  static const double forwards[9] = { 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0 };
  static const double backwards[9] = { 0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0 };
  static const double steep[10] = { 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0 };
  static const double even[6] = { 0.5, 0.5, 0.5, 0.5, 0.5, 0.5 };

  assert_diagonality (forwards, 3, 3, 1.0);
  assert_diagonality (backwards, 3, 3, -1.0);
  assert_diagonality (steep, 2, 5, 1.0);
  assert_diagonality (even, 3, 2, 0.0);
}

/* 2 x 2: both variances are 1/4, the covariance 3/8 - 1/4. 2 x 3: the variances are 1/4 and 1/2,
 * the covariance is 1/4. */
static void
test_measures_diagonality_is_as_worked_out_by_hand (void)
{
  static const double two[4] = { 0.75, 0.25, 0.25, 0.75 };
  static const double three[6] = { 0.5, 0.5, 0.0, 0.0, 0.5, 0.5 };

  assert_diagonality (two, 2, 2, 0.5);
  assert_diagonality (three, 2, 3, 1.0 / sqrt (2.0));
}

static void
test_measures_every_row_counts_the_same_for_diagonality (void)
{
  static const double unscaled[4] = { 30.0, 10.0, 0.001, 0.003 };
  static const double with_hole[6] = { 0.75, 0.25, 0.0, 0.0, 0.25, 0.75 };

  assert_diagonality (unscaled, 2, 2, 0.5);
  assert_diagonality (with_hole, 3, 2, 0.5);
}

static void
test_measures_without_spread_there_is_no_diagonality (void)
{
  static const double one_column[6] = { 0.0, 0.3, 0.0, 0.7, 0.0, 0.1 };
  static const double one_column_of_six[12] = { 0.0, 1.0, 0.0, 1.0, 0.0, 1.0,
                                                0.0, 1.0, 0.0, 1.0, 0.0, 1.0 };
  static const double one_row[6] = { 0.0, 0.0, 0.5, 0.5, 0.0, 0.0 };
  static const double nothing[4] = { 0.0 };

  g_assert_true (isnan (heed_measure_diagonality (one_column, 3, 2)));
  g_assert_true (isnan (heed_measure_diagonality (one_column_of_six, 6, 2)));
  g_assert_true (isnan (heed_measure_diagonality (one_row, 3, 2)));
  g_assert_true (isnan (heed_measure_diagonality (nothing, 2, 2)));
  g_assert_true (isnan (heed_measure_diagonality (nothing, 0, 2)));
  g_assert_true (isnan (heed_measure_diagonality (nothing, 2, 0)));
}

/* Three letters in reverse order, then the end token. With positions 0 to 3 the variances are 5/4,
 * the covariance is 1/4. */
static void
test_measures_special_tokens_have_no_part_in_diagonality (void)
{
  static const float weights[16] = {
    0.0f, 0.0f, 1.0f, 0.0f,
    0.0f, 0.2f, 0.0f, 0.8f,  /* mostly on the end token */
    1.0f, 0.0f, 0.0f, 0.0f,
    0.0f, 0.0f, 0.0f, 1.0f,
  };
  static const double plain[16] = {
    0.0, 0.0, 1.0, 0.0,
    0.0, 1.0, 0.0, 0.0,
    1.0, 0.0, 0.0, 0.0,
    0.0, 0.0, 0.0, 1.0,
  };
  const HeedToken tokens[4] = {
    { .text = "a" }, { .text = "b" }, { .text = "c" }, { .text = "</s>", .is_special = TRUE },
  };
  g_autoptr(HeedMatrix) attention = heed_matrix_new (4, 4, weights);

  g_assert_cmpfloat_with_epsilon (heed_attention_diagonality (attention, tokens, tokens), -1.0,
                                  1e-12);
  assert_diagonality (plain, 4, 4, 0.2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/measures/known-matrix-has-known-measures",
                   test_measures_known_matrix_has_known_measures);
  g_test_add_func ("/engine/measures/known-matrix-has-known-entropies-and-penalties",
                   test_measures_known_matrix_has_known_entropies_and_penalties);
  g_test_add_func ("/engine/measures/of-a-matrix-equal-those-of-doubles",
                   test_measures_of_a_matrix_equal_those_of_doubles);
  g_test_add_func ("/engine/measures/perfect-diagonal-is-best",
                   test_measures_perfect_diagonal_is_best);
  g_test_add_func ("/engine/measures/an-uncovered-source-word-is-punished",
                   test_measures_an_uncovered_source_word_is_punished);
  g_test_add_func ("/engine/measures/more-than-covered-earns-nothing",
                   test_measures_more_than_covered_earns_nothing);
  g_test_add_func ("/engine/measures/an-empty-row-or-column-adds-nothing",
                   test_measures_an_empty_row_or_column_adds_nothing);
  g_test_add_func ("/engine/measures/diagonals-and-their-absence-are-told-apart",
                   test_measures_diagonals_and_their_absence_are_told_apart);
  g_test_add_func ("/engine/measures/diagonality-is-as-worked-out-by-hand",
                   test_measures_diagonality_is_as_worked_out_by_hand);
  g_test_add_func ("/engine/measures/every-row-counts-the-same-for-diagonality",
                   test_measures_every_row_counts_the_same_for_diagonality);
  g_test_add_func ("/engine/measures/without-spread-there-is-no-diagonality",
                   test_measures_without_spread_there_is_no_diagonality);
  g_test_add_func ("/engine/measures/special-tokens-have-no-part-in-diagonality",
                   test_measures_special_tokens_have_no_part_in_diagonality);

  return g_test_run ();
}
