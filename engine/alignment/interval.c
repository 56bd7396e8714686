/* interval.c — how far an error rate can be trusted
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/heed.h"

#include "engine/base/random.h"

#define OUTSIDE 0.05  /* what is left out, half of it on either side */

static void
add (HeedAlignmentCounts       *sum,
     const HeedAlignmentCounts *counts)
{
  sum->n_found += counts->n_found;
  sum->n_sure += counts->n_sure;
  sum->n_found_sure += counts->n_found_sure;
  sum->n_found_possible += counts->n_found_possible;
}

/* others: NULL is an error rate of 0. */
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
 * @sentences: n_sentences, at least 1, each counted by itself
 * @n_draws: how many corpora are drawn, at least 1; 1,000 are usual
 * @seed: the same one draws the same
 *
 * Units:  alignment error rates
 * Cost:   n_draws * n_sentences additions
 * Source: Koehn 2004, "Statistical Significance Tests for Machine Translation
 *         Evaluation" (the bootstrap, percentiles)
 *
 * Returns: the rates between which 95 of 100 lie
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
 * @found: n_sentences, at least 1, each counted by itself
 * @others: n_sentences, the same ones
 * @n_draws: how many corpora are drawn, at least 1; 1,000 are usual
 * @seed: the same one draws the same
 *
 * Units:  differences of alignment error rates; above 0 @found is worse
 * Cost:   2 * n_draws * n_sentences additions
 * Source: Koehn 2004, as heed_alignment_error_interval() (the paired bootstrap)
 *
 * Returns: the differences between which 95 of 100 lie
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
