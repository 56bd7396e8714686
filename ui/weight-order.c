/* weight-order.c — sorts weights and computes their entropy
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/weight-order.h"

#include <math.h>

static int
compare_weights (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  const float *weights = user_data;
  guint left = *(const guint *) a;
  guint right = *(const guint *) b;

  if (weights[left] != weights[right])
    return weights[left] > weights[right] ? -1 : 1;

  return left < right ? -1 : 1;
}

/**
 * heed_weight_order_new:
 * @weights: n_weights
 *
 * Returns: (transfer full): n_weights indices, heaviest first; equal weights in their order
 */
guint *
heed_weight_order_new (const float *weights,
                       guint        n_weights)
{
  guint *order = g_new (guint, n_weights);

  for (guint i = 0; i < n_weights; i++)
    order[i] = i;

  g_qsort_with_data (order, (int) n_weights, sizeof *order, compare_weights, (gpointer) weights);

  return order;
}

/**
 * heed_weight_entropy:
 * @weights: n_weights, >= 0, with sum 1
 *
 *     - sum over i of weights[i] log (weights[i])
 *
 * Units: nats
 */
double
heed_weight_entropy (const float *weights,
                     guint        n_weights)
{
  double entropy = 0.0;

  for (guint i = 0; i < n_weights; i++)
    if (weights[i] > 0.0f)
      entropy -= weights[i] * log (weights[i]);

  return MAX (entropy, 0.0);
}
