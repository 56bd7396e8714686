/* agreement.c — whether attention and evidence of effect rank the tokens alike
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     rho_t = correlation of the ranks of a[t, s] with the ranks of |e[t, s]|, over s
 *     rho   = mean of rho_t over the rows
 *
 * Equal numbers share the mean of their ranks. A constant row has no order and is
 * skipped. Only the absolute value of evidence counts, since attention does not tell
 * whether a token favours a word or not.
 *
 * Source: Spearman 1904; similar comparisons with attention are in Serrano and Smith
 * 2019, "Is attention interpretable?", and in Jain and Wallace 2019, who use Kendall's
 * tau
 */

#include "engine/heed.h"

#include <math.h>

/* A number and its index in the row. */
typedef struct
{
  double value;
  guint  place;
} Ranked;

static int
compare (gconstpointer left,
         gconstpointer right,
         gpointer      user_data)
{
  double a = ((const Ranked *) left)->value;
  double b = ((const Ranked *) right)->value;

  return a < b ? -1 : a > b ? 1 : 0;
}

/* ranks: n numbers, from 0; ties share their mean. */
static void
rank (const float *row,
      guint        n,
      double      *ranks)
{
  g_autofree Ranked *sorted = g_new (Ranked, n);
  guint end;

  for (guint i = 0; i < n; i++)
    sorted[i] = (Ranked) { fabs ((double) row[i]), i };
  g_qsort_with_data (sorted, (int) n, sizeof *sorted, compare, NULL);

  for (guint first = 0; first < n; first = end)
    {
      for (end = first + 1; end < n && sorted[end].value == sorted[first].value; end++)
        ;
      for (guint i = first; i < end; i++)
        ranks[sorted[i].place] = 0.5 * (first + end - 1);
    }
}

/* Returns NAN if one of them is constant. */
static double
correlate (const double *a,
           const double *b,
           guint         n)
{
  double mean = 0.5 * (n - 1.0);
  double both = 0.0, of_a = 0.0, of_b = 0.0;

  for (guint i = 0; i < n; i++)
    {
      both += (a[i] - mean) * (b[i] - mean);
      of_a += (a[i] - mean) * (a[i] - mean);
      of_b += (b[i] - mean) * (b[i] - mean);
    }

  return of_a > 0.0 && of_b > 0.0 ? both / sqrt (of_a * of_b) : NAN;
}

/**
 * heed_attention_agreement:
 * @attention: T x K
 * @evidence: T x K; only absolute values count
 *
 * Source: Spearman 1904; Serrano and Smith 2019
 *
 * Returns: [-1, 1]; NAN if no row varies in both matrices
 */
double
heed_attention_agreement (const HeedMatrix *attention,
                          const HeedMatrix *evidence)
{
  guint n;
  g_autofree double *ranks = NULL;
  double sum = 0.0;
  guint n_rows = 0;

  g_return_val_if_fail (attention != NULL && evidence != NULL, NAN);
  g_return_val_if_fail (attention->n_rows == evidence->n_rows &&
                        attention->n_columns == evidence->n_columns, NAN);

  n = attention->n_columns;
  ranks = g_new (double, 2 * (gsize) n);
  for (guint row = 0; row < attention->n_rows; row++)
    {
      double correlation;

      rank (attention->values + (gsize) row * n, n, ranks);
      rank (evidence->values + (gsize) row * n, n, ranks + n);
      correlation = correlate (ranks, ranks + n, n);
      if (isnan (correlation))
        continue;

      sum += correlation;
      n_rows++;
    }

  return n_rows > 0 ? sum / n_rows : NAN;
}
