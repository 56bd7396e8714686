/* diagonal.c — the prior probability of source positions, which favours the diagonal
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Word order in two languages is similar, so the origin of a target token is likely to
 * be at the same relative position in the source:
 *
 *     p (s | t)  ~  exp (- tension |(t + 1) / T - (s + 1) / S|)
 *
 * Source: Dyer, Chahuneau and Smith 2013, "A Simple, Fast, and Effective
 * Reparameterization of IBM Model 2", section 2.
 */

#include "engine/alignment/diagonal.h"

#include <math.h>

static double
find_distance (guint s,
               guint position,
               guint n_target,
               guint n_source)
{
  return fabs ((position + 1.0) / n_target - (s + 1.0) / n_source);
}

/**
 * heed_diagonal_fill:
 * @prior: (out): n_source, summing to 1
 * @position: t, below n_target
 * @tension: at least 0; 0 for a uniform prior
 *
 * Away from the diagonal the probabilities form geometric series with one common ratio,
 * so a row needs only three exponentials.
 */
void
heed_diagonal_fill (double *prior,
                    guint   position,
                    guint   n_target,
                    guint   n_source,
                    double  tension)
{
  guint nearest = (guint) MIN ((guint64) (position + 1) * n_source / n_target, n_source - 1);
  double ratio = exp (-tension / n_source);
  double sum = 0.0;

  /* Position nearest is the first one beyond the diagonal. */
  prior[nearest] = exp (-tension * find_distance (nearest, position, n_target, n_source));
  for (guint s = nearest + 1; s < n_source; s++)
    prior[s] = prior[s - 1] * ratio;

  if (nearest > 0)
    prior[nearest - 1] = exp (-tension * find_distance (nearest - 1, position, n_target, n_source));
  for (guint s = nearest; s-- > 1; )
    prior[s - 1] = prior[s] * ratio;

  for (guint s = 0; s < n_source; s++)
    sum += prior[s];
  for (guint s = 0; s < n_source; s++)
    prior[s] /= sum;
}

/* Returns the mean distance from the diagonal under probs, n_source probabilities. */
double
heed_diagonal_distance (const double *probs,
                        guint         position,
                        guint         n_target,
                        guint         n_source)
{
  double distance = 0.0;

  for (guint s = 0; s < n_source; s++)
    distance += probs[s] * find_distance (s, position, n_target, n_source);

  return distance;
}
