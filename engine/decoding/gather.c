/* gather.c — the attention rows of many steps, as one matrix
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "engine/heed.h"

typedef const float *(*RowFunc) (const HeedStep    *step,
                                 HeedAttentionSite  site,
                                 guint             *n_keys);

static guint
find_longest_row (HeedStep *const   *steps,
                  guint              n_steps,
                  HeedAttentionSite  site,
                  RowFunc            get_row)
{
  guint longest = 0;
  guint n_keys;

  for (guint t = 0; t < n_steps; t++)
    if (get_row (steps[t], site, &n_keys) != NULL)
      longest = MAX (longest, n_keys);

  return longest;
}

/* Returns T x K; shorter rows are filled up with beyond. */
static HeedMatrix *
gather_rows (HeedStep *const   *steps,
             guint              n_steps,
             HeedAttentionSite  site,
             RowFunc            get_row,
             float              beyond)
{
  guint n_columns = find_longest_row (steps, n_steps, site, get_row);
  g_autofree float *values = NULL;

  if (n_columns == 0)
    return NULL;

  values = g_new (float, (gsize) n_steps * n_columns);

  for (guint t = 0; t < n_steps; t++)
    {
      guint n_keys = 0;
      const float *row = get_row (steps[t], site, &n_keys);
      float *to = values + (gsize) t * n_columns;

      if (row != NULL)
        memcpy (to, row, n_keys * sizeof *row);
      for (guint key = row != NULL ? n_keys : 0; key < n_columns; key++)
        to[key] = beyond;
    }

  return heed_matrix_new (n_steps, n_columns, values);
}

/**
 * heed_steps_dup_attention:
 * @steps: (array length=n_steps): steps of one sentence, in order
 * @site: a site of the decoder; see #HeedAttentionSite
 *
 * Shape: T x K, row t is step t; shorter rows end in zeros
 * Units: probabilities; each row sums to 1 within 1e-5
 * Cost:  copies T * K floats; computes nothing
 *
 * Returns: (transfer full) (nullable): %NULL without steps, or if nothing attends at
 *   @site
 */
HeedMatrix *
heed_steps_dup_attention (HeedStep *const   *steps,
                          guint              n_steps,
                          HeedAttentionSite  site)
{
  g_return_val_if_fail (steps != NULL || n_steps == 0, NULL);

  return gather_rows (steps, n_steps, site, heed_step_attention, 0.0f);
}

/**
 * heed_steps_dup_scores:
 *
 * Like heed_steps_dup_attention(), but the scores before the softmax. Entries that a
 * row does not have are NAN.
 *
 * Returns: (transfer full) (nullable): T x K; %NULL if nothing attends at @site
 */
HeedMatrix *
heed_steps_dup_scores (HeedStep *const   *steps,
                       guint              n_steps,
                       HeedAttentionSite  site)
{
  g_return_val_if_fail (steps != NULL || n_steps == 0, NULL);

  return gather_rows (steps, n_steps, site, heed_step_scores, NAN);
}
