/* measures.c — what an attention matrix says about its own translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     c_j     = sum over i of a_ij
 *     CDP     = -1/J sum over j of log (1 + (1 - c_j)^2)
 *     AP_out  =  1/I sum over i of sum over j of p_ij log p_ij    p: rows sum to 1
 *     AP_in   =  1/J sum over j of sum over i of q_ij log q_ij    q: columns sum to 1
 *
 * for I target tokens and J source tokens; 0 log 0 is 0. All three are at most
 * 0, and 0 is best. Where implementations in use differ from the paper, this
 * follows the paper: the deviation is squared; a source word that got no
 * attention at all has c_j = 0 and is punished most, not least; a row or column
 * that is zero everywhere adds nothing and takes nothing away from the others.
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
 * @row: numbers >= 0; scaled to sum to 1 first
 * @n_values: how many of them
 * @stride: 1 for a row of a matrix, its number of columns for a column
 *
 *     H = -sum over j of p_j log p_j
 *
 * Returns: nats, >= 0; 0 for numbers that are all 0
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
 * Returns: nats, <= 0; -INFINITY if a source token got no attention at all
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
 * @weights: n_rows x n_columns, numbers >= 0; one row a target token
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

/* Where the weights of a row lie on the average. */
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

/* How far they are from there, squared, on the average. */
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
 * @weights: n_rows x n_columns, numbers >= 0; rows are scaled to sum to 1 first
 *
 *     p_ij = a_ij / sum over j of a_ij
 *     r    = sum of p_ij (i - i') (j - j')
 *            / sqrt (sum of p_ij (i - i')^2 * sum of p_ij (j - j')^2)
 *
 * with i' and j' the means of i and j under the weights p, over all rows that
 * are not zero everywhere.
 *
 * Source: Pearson 1895, "Note on Regression and Inheritance in the Case of Two
 * Parents" (the correlation)
 *
 * Returns: [-1, 1]; NAN if fewer than two rows look, or all at the same column
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
 * Whether the end-of-sentence row and column take part is the caller's choice:
 * every row and column of @attention does.
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
 * How spread out each step's attention is: 0 on a single source token, log S
 * when all get the same.
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

/* Takes out who stands for no text. */
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
 * @target: T tokens, those of the rows
 * @source: S tokens, those of the columns
 *
 * Whether the target goes through the source in order: Pearson's correlation of
 * the position that looks and the position that is looked at, under the weights,
 * every row counting the same. It is 1 if each token looks at one place and those
 * lie on a line, however steep, -1 if they lie on a line backwards, and near 0 if
 * where a token looks has nothing to do with where it stands.
 *
 * Rows and columns of special tokens do not count, and what is left of a row is
 * scaled to sum to 1. Where the end looks says nothing of the order of words, but
 * it would say it loudest: in a reversal of three letters without any fault, an
 * end that looks at the end makes 0.2 of -1. And many models look at the end when
 * they want to look at nothing.
 *
 * Source: Pearson 1895 (the correlation)
 * Cost:   T * S
 *
 * Returns: [-1, 1]; NAN if there is no order to speak of: fewer than two tokens
 *   look, or all at the same one
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
 * Returns: (transfer full): S numbers, the attention each source token got in all
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
 * @beta: how much coverage counts; 0 is not at all
 *
 * Source: Wu et al. 2016, "Google's Neural Machine Translation System",
 * equation 14
 *
 * Returns: nats, to be added to a hypothesis's score; -INFINITY if a source
 *   token got no attention at all
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
 * @n_tokens: target tokens
 * @alpha: how much length counts; 0 is not at all
 *
 *     lp = ((5 + n_tokens) / 6) ^ alpha
 *
 * Source: Wu et al. 2016, equation 14
 *
 * Returns: what a hypothesis's log-probability is divided by
 */
double
heed_length_penalty (guint  n_tokens,
                     double alpha)
{
  return pow ((5.0 + n_tokens) / 6.0, alpha);
}
