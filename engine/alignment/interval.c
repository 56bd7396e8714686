/* interval.c — how far an error rate can be trusted
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/heed.h"

#include "engine/base/random.h"

#define OUTSIDE 0.05  /* what is left out, half of it on either side */

static double
draw_rate (const HeedAlignmentCounts *sentences,
           guint                      n_sentences,
           HeedRandom                *random)
{
  HeedAlignmentCounts sum = { 0 };

  for (guint i = 0; i < n_sentences; i++)
    {
      const HeedAlignmentCounts *drawn = &sentences[heed_random_below (random, n_sentences)];

      sum.n_found += drawn->n_found;
      sum.n_sure += drawn->n_sure;
      sum.n_found_sure += drawn->n_found_sure;
      sum.n_found_possible += drawn->n_found_possible;
    }

  return heed_alignment_score_counts (&sum).error_rate;
}

static int
compare_rates (gconstpointer a,
               gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return one < other ? -1 : one > other ? 1 : 0;
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
  g_autofree double *rates = NULL;
  HeedRandom random;
  guint n_left_out;

  g_return_val_if_fail (sentences != NULL && n_sentences > 0 && n_draws > 0,
                        (HeedInterval) { 0 });

  rates = g_new (double, n_draws);
  heed_random_seed (&random, seed);
  for (guint i = 0; i < n_draws; i++)
    rates[i] = draw_rate (sentences, n_sentences, &random);

  qsort (rates, n_draws, sizeof *rates, compare_rates);
  n_left_out = (guint) (n_draws * OUTSIDE / 2);

  return (HeedInterval) { rates[n_left_out], rates[n_draws - 1 - n_left_out] };
}
