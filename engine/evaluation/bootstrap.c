/* bootstrap.c — confidence intervals of scores and of the difference of two systems
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     draw n of the n sentences with replacement; score
 *     it for both systems; again and again
 *
 *     p = (1 + draws in which |d* - mean d*| >= |d|) / (1 + draws)
 *
 * d is the difference of the two systems on the whole corpus, d* that on a drawn corpus,
 * which is the same for both. N-grams of a sentence are counted only once; a draw adds
 * counts.
 *
 * Source: Koehn 2004, "Statistical Significance Tests for Machine Translation Evaluation";
 *   Riezler and Maxwell 2005 for the shift by the mean, as in sacreBLEU's paired bootstrap
 */

#include "engine/evaluation/bootstrap.h"

#include <math.h>
#include <stdlib.h>

#include "engine/base/random.h"
#include "engine/evaluation/bleu.h"
#include "engine/evaluation/chrf.h"

#define OUTSIDE 0.05  /* fraction of the draws outside the interval, half of it on either side */

/* The counts that a sentence adds to a corpus. */
typedef struct {
  HeedBleuCounts bleu;
  HeedChrfCounts chrf;
} Counts;

typedef struct {
  double bleu;
  double chrf;
} Scores;

static Counts *
count_all (const char *const        *hypotheses,
           const char *const *const *references,
           guint                     n_sentences,
           HeedBleuTokenizer         tokenizer)
{
  g_autoptr(HeedSymbolTable) table = heed_symbol_table_new (tokenizer);
  Counts *counts = g_new0 (Counts, n_sentences);

  for (guint i = 0; i < n_sentences; i++)
    {
      heed_bleu_count (&counts[i].bleu, table, hypotheses[i], references[i]);
      heed_chrf_count (&counts[i].chrf, hypotheses[i], references[i]);
    }

  return counts;
}

static void
add (Counts       *sum,
     const Counts *counts)
{
  sum->bleu.n_tokens += counts->bleu.n_tokens;
  sum->bleu.n_reference_tokens += counts->bleu.n_reference_tokens;
  for (guint i = 0; i < HEED_BLEU_ORDER; i++)
    {
      sum->bleu.n_right[i] += counts->bleu.n_right[i];
      sum->bleu.n_made[i] += counts->bleu.n_made[i];
    }
  for (guint i = 0; i < HEED_CHRF_ORDER; i++)
    {
      sum->chrf.n_made[i] += counts->chrf.n_made[i];
      sum->chrf.n_wanted[i] += counts->chrf.n_wanted[i];
      sum->chrf.n_right[i] += counts->chrf.n_right[i];
    }
}

/* If sentences is NULL, each sentence is used once. */
static Scores
score (const Counts *counts,
       const guint  *sentences,
       guint         n_sentences)
{
  Counts sum = { 0 };
  double precisions[HEED_BLEU_ORDER];
  double brevity_penalty;

  for (guint i = 0; i < n_sentences; i++)
    add (&sum, &counts[sentences != NULL ? sentences[i] : i]);

  return (Scores) { heed_bleu_score (&sum.bleu, precisions, &brevity_penalty),
                    heed_chrf_score (&sum.chrf, HEED_CHRF_BETA) };
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return one < other ? -1 : one > other ? 1 : 0;
}

/* Sorts the values. */
static HeedInterval
find_interval (double *values,
               guint   n)
{
  guint n_left_out = (guint) (n * OUTSIDE / 2);

  qsort (values, n, sizeof *values, compare);

  return (HeedInterval) { values[n_left_out], values[n - 1 - n_left_out] };
}

static double
find_p_value (const double *differences,
              guint         n,
              double        difference)
{
  double mean = 0.0;
  guint n_as_large = 0;

  for (guint i = 0; i < n; i++)
    mean += differences[i] / n;
  for (guint i = 0; i < n; i++)
    n_as_large += fabs (differences[i] - mean) >= fabs (difference);

  return (1.0 + n_as_large) / (1.0 + n);
}

/* Judges one score of both systems; drawn and others have n values each and are sorted. */
static HeedBootstrap
judge (double *drawn,
       double *others,
       guint   n,
       double  difference)
{
  g_autofree double *differences = g_new (double, n);
  HeedBootstrap found = { .difference = difference };

  for (guint i = 0; i < n; i++)
    differences[i] = drawn[i] - others[i];

  found.p_value = find_p_value (differences, n, difference);
  found.difference_interval = find_interval (differences, n);
  found.interval = find_interval (drawn, n);
  found.other_interval = find_interval (others, n);

  return found;
}

static void
draw (guint      *sentences,
      guint       n_sentences,
      HeedRandom *random)
{
  for (guint i = 0; i < n_sentences; i++)
    sentences[i] = heed_random_below (random, n_sentences);
}

/**
 * heed_evaluate_bootstrap:
 * @hypotheses: n_sentences translations, UTF-8
 * @others: (nullable): n_sentences translations of another system; %NULL: there is none, and
 *   the results about differences are meaningless
 * @references: a %NULL-terminated list for each sentence
 * @n_sentences: number of sentences, at least 1
 * @options: the tokenizer of BLEU, the number of draws (usually 1,000), and their seed
 *
 * Units:  BLEU and chrF points; probabilities
 * Cost:   n_draws * n_sentences additions of some forty counts, for each system
 * Source: Koehn 2004; Riezler and Maxwell 2005
 *
 * Returns: the intervals that contain 95 % of the scores of drawn corpora, and the p-value
 *   of the difference
 */
HeedTranslationBootstrap
heed_evaluate_bootstrap (const char *const          *hypotheses,
                         const char *const          *others,
                         const char *const *const   *references,
                         guint                       n_sentences,
                         const HeedBootstrapOptions *options)
{
  HeedTranslationBootstrap found = { 0 };
  g_autofree Counts *counts = NULL;
  g_autofree Counts *other_counts = NULL;
  g_autofree guint *sentences = NULL;
  g_autofree double *values = NULL;
  Scores whole, other_whole = { 0 };
  HeedRandom random;
  guint n;

  g_return_val_if_fail (n_sentences > 0 && options != NULL && options->n_draws > 0, found);

  n = options->n_draws;
  counts = count_all (hypotheses, references, n_sentences, options->tokenizer);
  whole = score (counts, NULL, n_sentences);
  if (others != NULL)
    {
      other_counts = count_all (others, references, n_sentences, options->tokenizer);
      other_whole = score (other_counts, NULL, n_sentences);
    }

  sentences = g_new (guint, n_sentences);
  values = g_new0 (double, 4 * (gsize) n);
  heed_random_seed (&random, options->seed);
  for (guint i = 0; i < n; i++)
    {
      Scores one, other = { 0 };

      draw (sentences, n_sentences, &random);
      one = score (counts, sentences, n_sentences);
      if (others != NULL)
        other = score (other_counts, sentences, n_sentences);
      values[i] = one.bleu;
      values[n + i] = other.bleu;
      values[2 * n + i] = one.chrf;
      values[3 * n + i] = other.chrf;
    }

  found.bleu = judge (values, values + n, n, whole.bleu - other_whole.bleu);
  found.chrf = judge (values + 2 * n, values + 3 * n, n, whole.chrf - other_whole.chrf);

  return found;
}
