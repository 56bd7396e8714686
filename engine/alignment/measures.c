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
      measures.absentmindedness_in -= heed_measure_entropy (weights + column, n_rows, n_columns) / n_columns;
    }

  for (guint row = 0; row < n_rows; row++)
    measures.absentmindedness_out -= heed_measure_entropy (weights + (gsize) row * n_columns, n_columns, 1) / n_rows;

  measures.confidence = measures.coverage_deviation_penalty +
                        measures.absentmindedness_out +
                        measures.absentmindedness_in;

  return measures;
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
