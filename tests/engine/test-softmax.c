/* test-softmax.c — softmax, with masks, extreme scores and NaN
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "engine/kernels/softmax.h"
#include "tests/engine/compare.h"
#include "tests/engine/gradient.h"
#include "tests/engine/numbers.h"

/* The last ones are longer than the block within which softmax.c adds up in float. */
static const gsize lengths[] = { 1,  2,  3,  7,  15,  16,   17,   31,   32,
                                 33, 47, 48, 64, 100, 4095, 4096, 4097, 9001 };

/* Computes the equation of heed_softmax_forward() in double precision. Returns the logarithm of the
 * sum of the exponentials. */
static double
plain_softmax (double      *probs,
               const float *scores,
               gsize        n)
{
  double largest = -INFINITY;
  double sum = 0.0;

  for (gsize c = 0; c < n; c++)
    largest = fmax (largest, scores[c]);
  for (gsize c = 0; c < n; c++)
    sum += probs[c] = exp (scores[c] - largest);
  for (gsize c = 0; c < n; c++)
    probs[c] /= sum;

  return largest + log (sum);
}

static void
every_length_is_plain (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      gsize n = lengths[i];
      g_autofree float *scores = numbers_new (n, i);
      g_autofree float *probs = numbers_new (n, 0);
      g_autofree double *plain = g_new (double, n);
      double total = 0.0;

      plain_softmax (plain, scores, n);
      heed_softmax_forward (probs, scores, 1, n);

      for (gsize c = 0; c < n; c++)
        {
          assert_close (probs[c], plain[c], 1e-6 * plain[c], "probability");
          total += probs[c];
        }
      assert_close (total, 1.0, 1e-6, "sum of a row");
    }
}

static void
test_softmax_is_the_plain_loop (void)
{
  numbers_every_level (every_length_is_plain);
}

static void
rows_are_apart (void)
{
  const gsize n_rows = 5, n_columns = 19;
  g_autofree float *scores = numbers_new (n_rows * n_columns, 7);
  g_autofree float *probs = numbers_new (n_rows * n_columns, 8);
  g_autofree float *in_place = numbers_copy (scores, n_rows * n_columns);

  heed_softmax_forward (probs, scores, n_rows, n_columns);
  heed_softmax_forward (in_place, in_place, n_rows, n_columns);
  assert_same_floats (in_place, probs, n_rows * n_columns, "in place");

  for (gsize r = 0; r < n_rows; r++)
    {
      float alone[19];

      heed_softmax_forward (alone, scores + r * n_columns, 1, n_columns);
      assert_same_floats (probs + r * n_columns, alone, n_columns, "one row of many");
    }
}

static void
test_softmax_takes_each_row_alone_and_in_place (void)
{
  numbers_every_level (rows_are_apart);
}

static void
masked_places (void)
{
  float scores[20], probs[20];

  for (guint c = 0; c < 20; c++)
    scores[c] = c % 3 == 0 ? -INFINITY : 0.0f;
  heed_softmax_forward (probs, scores, 1, 20);

  for (guint c = 0; c < 20; c++)
    if (c % 3 == 0)
      g_assert_cmpfloat (probs[c], ==, 0.0f);
    else
      assert_close (probs[c], 1.0 / 13.0, 1e-7, "what is left");

  for (guint c = 0; c < 20; c++)
    scores[c] = -INFINITY;
  heed_softmax_forward (probs, scores, 1, 20);
  for (guint c = 0; c < 20; c++)
    g_assert_cmpfloat (probs[c], ==, 0.0f);
}

static void
test_softmax_masked_places_are_zero_also_all_of_them (void)
{
  numbers_every_level (masked_places);
}

/* Neither very large nor very small scores overflow or produce NaN. */
static void
extreme_scores (void)
{
  const float scores[] = { 3e38f, 3e38f, -3e38f, 0.0f };
  const float near[] = { 1000.0f, 999.0f };
  float probs[4];

  heed_softmax_forward (probs, scores, 1, 4);
  assert_close (probs[0], 0.5, 1e-7, "one of two largest");
  assert_close (probs[1], 0.5, 1e-7, "the other");
  g_assert_cmpfloat (probs[2], ==, 0.0f);
  g_assert_cmpfloat (probs[3], ==, 0.0f);

  heed_softmax_forward (probs, near, 1, 2);
  assert_close (probs[0], 1.0 / (1.0 + exp (-1.0)), 1e-6, "one more than another");
}

static void
test_softmax_survives_extreme_scores (void)
{
  numbers_every_level (extreme_scores);
}

/* A NaN is found in a full vector and in the remainder, at the first and at the last position. */
static void
nan_scores (void)
{
  const gsize n = 21;

  for (gsize place = 0; place < n; place++)
    {
      g_autofree float *scores = numbers_new (3 * n, place);
      g_autofree float *probs = numbers_new (3 * n, 1);

      scores[n + place] = NAN;
      heed_softmax_forward (probs, scores, 3, n);

      for (gsize c = 0; c < n; c++)
        {
          g_assert_false (isnan (probs[c]));
          g_assert_true (isnan (probs[n + c]));
          g_assert_false (isnan (probs[2 * n + c]));
        }
    }
}

static void
test_softmax_nan_stays_in_its_row (void)
{
  numbers_every_level (nan_scores);
}

typedef struct {
  float       *scores;   /* n_rows x n_columns */
  const float *factors;  /* the same */
  gsize        n_rows;
  gsize        n_columns;
} Rows;

static double
combine_rows (gpointer user_data)
{
  Rows *rows = user_data;
  gsize n = rows->n_rows * rows->n_columns;
  g_autofree float *probs = g_new (float, n);

  heed_softmax_forward (probs, rows->scores, rows->n_rows, rows->n_columns);

  return gradient_combine (probs, rows->factors, n);
}

static void
backward (void)
{
  for (gsize n_columns = 1; n_columns <= 35; n_columns += 17)
    {
      gsize n = 3 * n_columns;
      g_autofree float *scores = numbers_new (n, 1);
      g_autofree float *factors = numbers_new (n, 2);
      g_autofree float *probs = g_new (float, n);
      g_autofree float *gradient = g_new0 (float, n);
      g_autofree float *twice = NULL;
      Rows rows = { scores, factors, 3, n_columns };

      heed_softmax_forward (probs, scores, 3, n_columns);
      heed_softmax_backward (gradient, factors, probs, 3, n_columns);
      assert_gradient ("softmax", scores, gradient, n, combine_rows, &rows);

      twice = numbers_copy (gradient, n);
      heed_softmax_backward (twice, factors, probs, 3, n_columns);
      for (gsize i = 0; i < n; i++)
        assert_close (twice[i], 2.0 * gradient[i], 1e-6, "added to");
    }
}

static void
test_softmax_backward_is_the_slope (void)
{
  numbers_every_level (backward);
}

static void
log_sums (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      gsize n = lengths[i];
      g_autofree float *scores = numbers_new (n, 100 + i);
      g_autofree float *probs = numbers_new (n, 0);
      g_autofree float *softmax = numbers_new (n, 0);
      g_autofree double *plain = g_new (double, n);
      double expected = plain_softmax (plain, scores, n);
      double expected_entropy = 0.0;
      float log_sum, entropy;

      heed_log_sum_exp (scores, probs, n, &log_sum);
      assert_close (log_sum, expected, 1e-6 * MAX (1.0, fabs (expected)), "log of the sum");

      heed_softmax_forward (softmax, scores, 1, n);
      for (gsize c = 0; c < n; c++)
        assert_close (probs[c], softmax[c], 1e-6 * softmax[c], "its softmax");

      for (gsize c = 0; c < n; c++)
        expected_entropy -= plain[c] * log (plain[c]);
      heed_entropy (scores, probs, log_sum, n, &entropy);
      assert_close (entropy, expected_entropy, 2e-6 * MAX (1.0, expected_entropy), "entropy");
    }
}

static void
test_softmax_log_sum_and_entropy_are_the_plain_loops (void)
{
  numbers_every_level (log_sums);
}

/* The probability underflows to 0 in float, but its logarithm does not. */
static void
improbable (void)
{
  const float scores[] = { 0.0f, -200.0f };
  float probs[2];
  float log_sum;

  heed_log_sum_exp (scores, probs, 2, &log_sum);
  g_assert_cmpfloat (probs[1], ==, 0.0f);
  assert_close (scores[1] - log_sum, -200.0, 1e-6, "log-probability");
}

static void
test_softmax_log_probability_outlives_the_probability (void)
{
  numbers_every_level (improbable);
}

static void
entropies (void)
{
  float scores[40], probs[40];
  float log_sum, entropy;

  for (guint c = 0; c < 40; c++)
    scores[c] = 1.25f;
  heed_log_sum_exp (scores, probs, 40, &log_sum);
  heed_entropy (scores, probs, log_sum, 40, &entropy);
  assert_close (entropy, log (40.0), 1e-5, "as unsure as can be");

  for (guint c = 1; c < 40; c++)
    scores[c] = -INFINITY;
  heed_log_sum_exp (scores, probs, 40, &log_sum);
  heed_entropy (scores, probs, log_sum, 40, &entropy);
  g_assert_cmpfloat (entropy, ==, 0.0f);
}

static void
test_softmax_entropy_of_equal_and_of_certain (void)
{
  numbers_every_level (entropies);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/softmax/is-the-plain-loop", test_softmax_is_the_plain_loop);
  g_test_add_func ("/engine/softmax/takes-each-row-alone-and-in-place",
                   test_softmax_takes_each_row_alone_and_in_place);
  g_test_add_func ("/engine/softmax/masked-places-are-zero-also-all-of-them",
                   test_softmax_masked_places_are_zero_also_all_of_them);
  g_test_add_func ("/engine/softmax/survives-extreme-scores", test_softmax_survives_extreme_scores);
  g_test_add_func ("/engine/softmax/nan-stays-in-its-row", test_softmax_nan_stays_in_its_row);
  g_test_add_func ("/engine/softmax/backward-is-the-slope", test_softmax_backward_is_the_slope);
  g_test_add_func ("/engine/softmax/log-sum-and-entropy-are-the-plain-loops",
                   test_softmax_log_sum_and_entropy_are_the_plain_loops);
  g_test_add_func ("/engine/softmax/log-probability-outlives-the-probability",
                   test_softmax_log_probability_outlives_the_probability);
  g_test_add_func ("/engine/softmax/entropy-of-equal-and-of-certain",
                   test_softmax_entropy_of_equal_and_of_certain);

  return g_test_run ();
}
