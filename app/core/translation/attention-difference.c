/* attention-difference.c — the difference between two attention matrices
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/translation/attention-difference.h"

#include <math.h>

/**
 * heed_attention_difference_new:
 * @left: T x S
 * @right: of the same shape
 *
 * Returns: (transfer full) (nullable): left − right, T x S, in [-1, 1]; %NULL if the
 *   shapes differ
 */
HeedMatrix *
heed_attention_difference_new (const HeedMatrix *left,
                               const HeedMatrix *right)
{
  g_autofree float *values = NULL;
  gsize n_values;

  if (left->n_rows != right->n_rows || left->n_columns != right->n_columns)
    return NULL;

  n_values = (gsize) left->n_rows * left->n_columns;
  values = g_new (float, n_values);
  for (gsize i = 0; i < n_values; i++)
    values[i] = left->values[i] - right->values[i];

  return heed_matrix_new (left->n_rows, left->n_columns, values);
}

/**
 * heed_attention_difference_get_row:
 * @row: from 0
 *
 * Source:  the total variation distance of two distributions, ½ Σ |p − q|
 *
 * Returns: the share of the row's weight that lies on other columns, [0, 1]
 */
double
heed_attention_difference_get_row (const HeedMatrix *difference,
                                   guint             row)
{
  const float *values = difference->values + (gsize) row * difference->n_columns;
  double sum = 0.0;

  for (guint i = 0; i < difference->n_columns; i++)
    sum += fabs ((double) values[i]);

  return MIN (sum / 2.0, 1.0);
}

/**
 * heed_attention_difference_get_share:
 *
 * Returns: the mean of heed_attention_difference_get_row() over all rows, [0, 1]
 */
double
heed_attention_difference_get_share (const HeedMatrix *difference)
{
  double sum = 0.0;

  for (guint row = 0; row < difference->n_rows; row++)
    sum += heed_attention_difference_get_row (difference, row);

  return sum / difference->n_rows;
}
