/* head-measures.c — measures of one attention: entropy, diagonality, weight of the end token
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/links/head-measures.h"

#include <math.h>

/* Returns the relative position in the sentence, [0, 1]. */
static double
place_of (guint i,
          guint n)
{
  return n > 1 ? (double) i / (n - 1) : 0.5;
}

/**
 * heed_head_measures_of:
 * @attention: T x K, at least one of each
 * @has_end: whether the last column is the end token
 *
 * Diagonality is 1 minus the mean distance between the position attended to and the row's
 * own position, both relative to the length of their sentences.
 */
HeedHeadMeasures
heed_head_measures_of (const HeedMatrix *attention,
                       gboolean          has_end)
{
  guint n_rows = attention->n_rows;
  guint n_columns = attention->n_columns;
  double entropy = 0.0, distance = 0.0, end_mass = 0.0;

  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        double weight = attention->values[(gsize) row * n_columns + column];

        if (!(weight > 0.0))
          continue;

        entropy -= weight * log (weight);
        distance += weight * fabs (place_of (row, n_rows) - place_of (column, n_columns));
        end_mass += has_end && column == n_columns - 1 ? weight : 0.0;
      }

  return (HeedHeadMeasures) { entropy / n_rows, 1.0 - distance / n_rows, end_mass / n_rows };
}
