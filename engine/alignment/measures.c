/* measures.c — measures of confidence and word order from an attention matrix
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     c_j     = sum over i of a_ij
 *     CDP     = -1/J sum over j of log (1 + (1 - c_j)^2)
 *     AP_out  =  1/I sum over i of sum over j of p_ij log p_ij    p: rows sum to 1
 *     AP_in   =  1/J sum over j of sum over i of q_ij log q_ij    q: columns sum to 1
 *
 * for I target tokens and J source tokens; 0 log 0 is 0. All three are at most 0, and 0
 * is best. Where existing implementations differ from the paper, this one follows the
 * paper: the deviation is squared; a source word without any attention has c_j = 0 and
 * gets the largest penalty for missing attention, not the smallest; a row or column of
 * zeros contributes 0 and does not affect the others.
 *
 * Source: Rikters and Fishel 2017, "Confidence through Attention".
 */

#include "engine/alignment/measures.h"

#include <math.h>

#include "engine/heed.h"

static double
sum_values (const double *values,
            guint         n_values,
            guint         stride)
{
  double sum = 0.0;

  for (guint i = 0; i < n_values; i++)
    sum += values[(gsize) i * stride];

  return sum;
}

/**
 * heed_measure_entropy:
 * @row: numbers >= 0, which are scaled to sum to 1
 * @n_values: number of values
 * @stride: 1 for a row of a matrix, its number of columns for a column
 *
 *     H = -sum over j of p_j log p_j
 *
 * Returns: nats, >= 0; 0 if all numbers are 0
 */
double
heed_measure_entropy (const double *row,
                      guint         n_values,
                      guint         stride)
{
  double whole = sum_values (row, n_values, stride);
  double entropy = 0.0;

  for (guint i = 0; i < n_values; i++)
    {
      double share = row[(gsize) i * stride] / whole;

      if (share > 0.0)
        entropy -= share * log (share);
    }

  return entropy;
}

/**
 * heed_measure_coverage:
 * @coverage: (out): n_columns sums, one for each source token
 * @weights: n_rows x n_columns
 */
void
heed_measure_coverage (double       *coverage,
                       const double *weights,
                       guint         n_rows,
                       guint         n_columns)
{
  for (guint column = 0; column < n_columns; column++)
    coverage[column] = sum_values (weights + column, n_rows, n_columns);
}

/**
 * heed_measure_coverage_penalty:
 * @coverage: n_columns sums
 *
 *     cp = beta * sum over j of log (min (c_j, 1))
 *
 * Returns: nats, <= 0; -INFINITY if a source token received no attention at all
 */
double
heed_measure_coverage_penalty (const double *coverage,
                               guint         n_columns,
                               double        beta)
{
  double sum = 0.0;

  for (guint column = 0; column < n_columns; column++)
    sum += log (fmin (coverage[column], 1.0));

  return beta == 0.0 ? 0.0 : beta * sum;
}

/**
 * heed_measure_weights:
 * @weights: n_rows x n_columns, numbers >= 0; one row per target token
 */
HeedAttentionMeasures
heed_measure_weights (const double *weights,
                      guint         n_rows,
                      guint         n_columns)
{
  HeedAttentionMeasures measures = { 0 };
  g_autofree double *coverage = g_new (double, n_columns);

  heed_measure_coverage (coverage, weights, n_rows, n_columns);

  for (guint column = 0; column < n_columns; column++)
    {
      double deviation = 1.0 - coverage[column];

      measures.coverage_deviation_penalty -= log1p (deviation * deviation) / n_columns;
      measures.absentmindedness_in -=
        heed_measure_entropy (weights + column, n_rows, n_columns) / n_columns;
    }

  for (guint row = 0; row < n_rows; row++)
    measures.absentmindedness_out -=
      heed_measure_entropy (weights + (gsize) row * n_columns, n_columns, 1) / n_rows;

  measures.confidence = measures.coverage_deviation_penalty +
                        measures.absentmindedness_out +
                        measures.absentmindedness_in;

  return measures;
}

/* Returns the mean column of a row, weighted by its numbers. */
static double
find_center (const double *row,
             guint         n_columns)
{
  double whole = sum_values (row, n_columns, 1);
  double center = 0.0;

  for (guint column = 0; column < n_columns; column++)
    center += row[column] / whole * column;

  return center;
}

/* Returns the variance of the column around the center, weighted by the row. */
static double
find_spread (const double *row,
             guint         n_columns,
             double        center)
{
  double whole = sum_values (row, n_columns, 1);
  double spread = 0.0;

  for (guint column = 0; column < n_columns; column++)
    spread += row[column] / whole * (column - center) * (column - center);

  return spread;
}

/**
 * heed_measure_diagonality:
 * @weights: n_rows x n_columns, numbers >= 0; rows are scaled to sum to 1
 *
 *     p_ij = a_ij / sum over j of a_ij
 *     r    = sum of p_ij (i - i') (j - j')
 *            / sqrt (sum of p_ij (i - i')^2 * sum of p_ij (j - j')^2)
 *
 * with i' and j' the means of i and j under the weights p, over all rows that are not
 * all zeros.
 *
 * Source: Pearson 1895, "Note on Regression and Inheritance in the Case of Two
 * Parents" (the correlation)
 *
 * Returns: [-1, 1]; NAN if fewer than two rows have weights, or all weights are in one
 *   column
 */
double
heed_measure_diagonality (const double *weights,
                          guint         n_rows,
                          guint         n_columns)
{
  g_autofree guint *looking = g_new (guint, n_rows);
  double row_center = 0.0, column_center = 0.0;
  double row_spread = 0.0, column_spread = 0.0, together = 0.0;
  guint n_looking = 0;

  for (guint row = 0; row < n_rows; row++)
    if (sum_values (weights + (gsize) row * n_columns, n_columns, 1) > 0.0)
      looking[n_looking++] = row;

  for (guint k = 0; k < n_looking; k++)
    {
      row_center += looking[k];
      column_center += find_center (weights + (gsize) looking[k] * n_columns, n_columns);
    }

  row_center /= MAX (n_looking, 1);
  column_center /= MAX (n_looking, 1);

  for (guint k = 0; k < n_looking; k++)
    {
      const double *row = weights + (gsize) looking[k] * n_columns;
      double away = looking[k] - row_center;

      row_spread += away * away;
      column_spread += find_spread (row, n_columns, column_center);
      together += away * (find_center (row, n_columns) - column_center);
    }

  if (row_spread <= 0.0 || column_spread <= 0.0)
    return NAN;

  return CLAMP (together / sqrt (row_spread * column_spread), -1.0, 1.0);
}

/* --- The same on what the engine hands out --------------------------------- */

static double *
widen (const HeedMatrix *attention)
{
  gsize n_values = (gsize) attention->n_rows * attention->n_columns;
  double *weights = g_new (double, n_values);

  for (gsize i = 0; i < n_values; i++)
    weights[i] = attention->values[i];

  return weights;
}

/**
 * heed_attention_measure:
 * @attention: T x S, row t is step t
 *
 * All rows and columns of @attention are included; the caller decides whether those of
 * the end token are among them.
 *
 * Units:   nats
 * Source:  Rikters and Fishel 2017
 *
 * Returns: four numbers, each <= 0
 */
HeedAttentionMeasures
heed_attention_measure (const HeedMatrix *attention)
{
  g_autofree double *weights = NULL;

  g_return_val_if_fail (attention != NULL, (HeedAttentionMeasures) { 0 });

  weights = widen (attention);

  return heed_measure_weights (weights, attention->n_rows, attention->n_columns);
}

/**
 * heed_attention_dup_entropies:
 * @attention: T x S
 *
 * Measures how spread out the attention of each step is: 0 if it is on a single source
 * token, log S if it is uniform.
 *
 * Returns: (transfer full): T numbers, nats
 */
double *
heed_attention_dup_entropies (const HeedMatrix *attention)
{
  g_autofree double *weights = NULL;
  double *entropies;

  g_return_val_if_fail (attention != NULL, NULL);

  weights = widen (attention);
  entropies = g_new (double, attention->n_rows);
  for (guint row = 0; row < attention->n_rows; row++)
    entropies[row] = heed_measure_entropy (weights + (gsize) row * attention->n_columns,
                                           attention->n_columns, 1);

  return entropies;
}

/* Sets the weights of special tokens to 0. */
static void
blank_special (double          *weights,
               const HeedToken *target,
               guint            n_target,
               const HeedToken *source,
               guint            n_source)
{
  for (guint t = 0; t < n_target; t++)
    for (guint s = 0; s < n_source; s++)
      if (target[t].is_special || source[s].is_special)
        weights[(gsize) t * n_source + s] = 0.0;
}

/**
 * heed_attention_diagonality:
 * @attention: T x S
 * @target: T tokens, one per row
 * @source: S tokens, one per column
 *
 * Measures whether the target follows the order of the source: Pearson's correlation of
 * target and source positions under the weights, with equal weight for each row. It is
 * 1 if each token attends to one position and these lie on a rising line of any slope,
 * -1 if they lie on a falling line, and near 0 if the position attended to is
 * independent of the token's own.
 *
 * Rows and columns of special tokens are excluded, and the rest of each row is scaled
 * to sum to 1. The end token says nothing about word order but would have the largest
 * effect: in a perfect reversal of three letters, an end token that attends to the end
 * turns -1 into 0.2. Besides, many models attend to the end where no other token is
 * relevant.
 *
 * Source: Pearson 1895 (the correlation)
 * Cost:   T * S
 *
 * Returns: [-1, 1]; NAN if the correlation is undefined: fewer than two tokens attend,
 *   or all to the same one
 */
double
heed_attention_diagonality (const HeedMatrix *attention,
                            const HeedToken  *target,
                            const HeedToken  *source)
{
  g_autofree double *weights = NULL;

  g_return_val_if_fail (attention != NULL, 0.0);
  g_return_val_if_fail (target != NULL || attention->n_rows == 0, 0.0);
  g_return_val_if_fail (source != NULL || attention->n_columns == 0, 0.0);

  weights = widen (attention);
  blank_special (weights, target, attention->n_rows, source, attention->n_columns);

  return heed_measure_diagonality (weights, attention->n_rows, attention->n_columns);
}

/**
 * heed_attention_dup_coverage:
 * @attention: T x S
 *
 * Returns: (transfer full): S numbers, the total attention that each source token
 *   received
 */
double *
heed_attention_dup_coverage (const HeedMatrix *attention)
{
  g_autofree double *weights = NULL;
  double *coverage;

  g_return_val_if_fail (attention != NULL, NULL);

  weights = widen (attention);
  coverage = g_new (double, attention->n_columns);
  heed_measure_coverage (coverage, weights, attention->n_rows, attention->n_columns);

  return coverage;
}

/**
 * heed_attention_coverage_penalty:
 * @attention: T x S
 * @beta: the weight of coverage; 0 for none
 *
 * Source: Wu et al. 2016, "Google's Neural Machine Translation System",
 * equation 14
 *
 * Returns: nats, to be added to the score of a hypothesis; -INFINITY if a source token
 *   received no attention at all
 */
double
heed_attention_coverage_penalty (const HeedMatrix *attention,
                                 double            beta)
{
  g_autofree double *coverage = NULL;

  g_return_val_if_fail (attention != NULL, 0.0);

  coverage = heed_attention_dup_coverage (attention);

  return heed_measure_coverage_penalty (coverage, attention->n_columns, beta);
}

/**
 * heed_length_penalty:
 * @n_tokens: number of target tokens
 * @alpha: the strength of the penalty; 0 for none
 *
 *     lp = ((5 + n_tokens) / 6) ^ alpha
 *
 * Source: Wu et al. 2016, equation 14
 *
 * Returns: the divisor for the log-probability of a hypothesis
 */
double
heed_length_penalty (guint  n_tokens,
                     double alpha)
{
  return pow ((5.0 + n_tokens) / 6.0, alpha);
}
