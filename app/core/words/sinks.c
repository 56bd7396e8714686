/* sinks.c — attention on special tokens, which stand for no text
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Heads without anything to attend to put their weight on the end of the sentence
 * (Clark et al. 2019, "What Does BERT Look At?"), and the mean of all heads then looks
 * as if the model read little else. Without these columns the rest is visible; the
 * window has to state what was left out.
 */

#include "app/core/words/sinks.h"

/* A smaller rest is a rounding error, and must not be scaled up to 1. */
#define NOTHING 1e-5

G_DEFINE_ENUM_TYPE (HeedSinkRule, heed_sink_rule,
                    G_DEFINE_ENUM_VALUE (HEED_SINKS_SHOWN, "shown"),
                    G_DEFINE_ENUM_VALUE (HEED_SINKS_HIDDEN, "hidden"),
                    G_DEFINE_ENUM_VALUE (HEED_SINKS_SHARED, "shared"))

double *
heed_sinks_dup_shares (const HeedMatrix *attention,
                       const HeedToken  *rows)
{
  double *shares = g_new0 (double, attention->n_columns);
  guint n_text = 0;

  for (guint row = 0; row < attention->n_rows; row++)
    n_text += !rows[row].is_special;

  for (guint row = 0; row < attention->n_rows; row++)
    for (guint column = 0; column < attention->n_columns && !rows[row].is_special; column++)
      shares[column] += attention->values[(gsize) row * attention->n_columns + column] / n_text;

  return shares;
}

double
heed_sinks_measure (const HeedMatrix *attention,
                    const HeedToken  *rows,
                    const HeedToken  *columns,
                    guint            *largest)
{
  g_autofree double *shares = heed_sinks_dup_shares (attention, rows);
  double taken = 0.0, most = 0.0;

  *largest = 0;
  for (guint column = 0; column < attention->n_columns; column++)
    {
      if (!columns[column].is_special)
        continue;

      taken += shares[column];
      if (shares[column] > most)
        {
          most = shares[column];
          *largest = column;
        }
    }

  return taken;
}

double
heed_sinks_get_rest (const float     *row,
                     const HeedToken *columns,
                     guint            n_columns)
{
  double rest = 0.0;

  for (guint column = 0; column < n_columns; column++)
    if (!columns[column].is_special)
      rest += row[column];

  return rest;
}

static void
take_out (float           *row,
          const HeedToken *columns,
          guint            n_columns,
          gboolean         is_shared)
{
  double rest = heed_sinks_get_rest (row, columns, n_columns);

  for (guint column = 0; column < n_columns; column++)
    if (columns[column].is_special)
      row[column] = 0.0f;

  for (guint column = 0; column < n_columns && is_shared && rest > NOTHING; column++)
    row[column] = (float) (row[column] / rest);
}

HeedMatrix *
heed_sinks_apply (HeedMatrix      *attention,
                  const HeedToken *columns,
                  HeedSinkRule     rule)
{
  guint n_columns = attention->n_columns;
  g_autofree float *weights = NULL;

  if (rule == HEED_SINKS_SHOWN)
    return heed_matrix_ref (attention);

  weights = g_memdup2 (attention->values, (gsize) attention->n_rows * n_columns * sizeof (float));
  for (guint row = 0; row < attention->n_rows; row++)
    take_out (weights + (gsize) row * n_columns, columns, n_columns, rule == HEED_SINKS_SHARED);

  return heed_matrix_new (attention->n_rows, n_columns, weights);
}
