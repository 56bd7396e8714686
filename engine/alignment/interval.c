/* interval.c — confidence intervals of alignment error rates
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/heed.h"

#include "engine/base/random.h"

#define OUTSIDE 0.05  /* fraction outside the interval, half of it on either side */

static void
add (HeedAlignmentCounts       *sum,
     const HeedAlignmentCounts *counts)
{
  sum->n_found += counts->n_found;
  sum->n_sure += counts->n_sure;
  sum->n_found_sure += counts->n_found_sure;
  sum->n_found_possible += counts->n_found_possible;
}

/* Returns the difference of error rates on one random corpus. If others is NULL, the other error
 * rate is 0. */
static double
draw_difference (const HeedAlignmentCounts *sentences,
                 const HeedAlignmentCounts *others,
                 guint                      n_sentences,
                 HeedRandom                *random)
{
  HeedAlignmentCounts sum = { 0 };
  HeedAlignmentCounts other = { 0 };

  for (guint i = 0; i < n_sentences; i++)
    {
      guint drawn = (guint) heed_random_below (random, n_sentences);

      add (&sum, &sentences[drawn]);
      if (others != NULL)
        add (&other, &others[drawn]);
    }

  return heed_alignment_score_counts (&sum).error_rate -
         (others != NULL ? heed_alignment_score_counts (&other).error_rate : 0.0);
}

static int
compare_rates (gconstpointer a,
               gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return one < other ? -1 : one > other ? 1 : 0;
}

static HeedInterval
find_interval (const HeedAlignmentCounts *sentences,
               const HeedAlignmentCounts *others,
               guint                      n_sentences,
               guint                      n_draws,
               guint64                    seed)
{
  g_autofree double *rates = g_new (double, n_draws);
  HeedRandom random;
  guint n_left_out = (guint) (n_draws * OUTSIDE / 2);

  heed_random_seed (&random, seed);
  for (guint i = 0; i < n_draws; i++)
    rates[i] = draw_difference (sentences, others, n_sentences, &random);

  qsort (rates, n_draws, sizeof *rates, compare_rates);

  return (HeedInterval) { rates[n_left_out], rates[n_draws - 1 - n_left_out] };
}

/**
 * heed_alignment_error_interval:
 * @sentences: n_sentences, at least 1: the counts of each sentence
 * @n_draws: number of corpora to draw, at least 1; usually 1,000
 * @seed: the same seed draws the same corpora
 *
 * Units:  alignment error rates
 * Cost:   n_draws * n_sentences additions
 * Source: Koehn 2004, "Statistical Significance Tests for Machine Translation
 *         Evaluation" (the bootstrap, percentiles)
 *
 * Returns: the interval that contains 95 % of the rates
 */
HeedInterval
heed_alignment_error_interval (const HeedAlignmentCounts *sentences,
                               guint                      n_sentences,
                               guint                      n_draws,
                               guint64                    seed)
{
  g_return_val_if_fail (sentences != NULL && n_sentences > 0 && n_draws > 0,
                        (HeedInterval) { 0 });

  return find_interval (sentences, NULL, n_sentences, n_draws, seed);
}

/**
 * heed_alignment_difference_interval:
 * @found: n_sentences, at least 1: the counts of each sentence
 * @others: n_sentences: the counts of the same sentences in another alignment
 * @n_draws: number of corpora to draw, at least 1; usually 1,000
 * @seed: the same seed draws the same corpora
 *
 * Units:  differences of alignment error rates; positive if @found is worse
 * Cost:   2 * n_draws * n_sentences additions
 * Source: Koehn 2004, as heed_alignment_error_interval() (the paired bootstrap)
 *
 * Returns: the interval that contains 95 % of the differences
 */
HeedInterval
heed_alignment_difference_interval (const HeedAlignmentCounts *found,
                                    const HeedAlignmentCounts *others,
                                    guint                      n_sentences,
                                    guint                      n_draws,
                                    guint64                    seed)
{
  g_return_val_if_fail (found != NULL && others != NULL && n_sentences > 0 && n_draws > 0,
                        (HeedInterval) { 0 });

  return find_interval (found, others, n_sentences, n_draws, seed);
}
