/* loss-history.c — a loss curve in a bounded number of points
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each point is the mean of the same number of consecutive losses. When the array is
 * full, neighbouring points are merged, and from then on each point averages twice
 * as many losses. So a curve of any length is kept whole, and every loss counts.
 */

#include "app/core/training/loss-history.h"

struct _HeedLossHistory
{
  GArray *points;       /* of HeedChartPoint, each a mean of n_per_point */
  guint64 n_per_point;
  double  sum_x;        /* of the losses that do not make up a point yet */
  double  sum_y;
  guint64 n_summed;
};

HeedLossHistory *
heed_loss_history_new (void)
{
  HeedLossHistory *history = g_new0 (HeedLossHistory, 1);

  history->points = g_array_new (FALSE, FALSE, sizeof (HeedChartPoint));
  history->n_per_point = 1;

  return history;
}

void
heed_loss_history_free (HeedLossHistory *history)
{
  g_array_unref (history->points);
  g_free (history);
}

static void
join_neighbours (HeedLossHistory *history)
{
  guint n_points = history->points->len / 2;

  for (guint i = 0; i < n_points; i++)
    {
      HeedChartPoint left = g_array_index (history->points, HeedChartPoint, 2 * i);
      HeedChartPoint right = g_array_index (history->points, HeedChartPoint, 2 * i + 1);

      g_array_index (history->points, HeedChartPoint, i) =
        (HeedChartPoint) { (left.x + right.x) / 2.0, (left.y + right.y) / 2.0 };
    }

  g_array_set_size (history->points, n_points);
  history->n_per_point *= 2;
}

/**
 * heed_loss_history_add:
 * @epoch: later than all before
 * @loss: nats
 */
void
heed_loss_history_add (HeedLossHistory *history,
                       double           epoch,
                       double           loss)
{
  g_return_if_fail (history != NULL);

  history->sum_x += epoch;
  history->sum_y += loss;
  history->n_summed++;

  if (history->n_summed < history->n_per_point)
    return;

  g_array_append_vals (history->points,
                       &(HeedChartPoint) {
                         history->sum_x / (double) history->n_summed,
                         history->sum_y / (double) history->n_summed,
                       }, 1);
  history->sum_x = history->sum_y = 0.0;
  history->n_summed = 0;

  if (history->points->len == HEED_LOSS_HISTORY_MAX_POINTS)
    join_neighbours (history);
}

/**
 * heed_loss_history_dup_points:
 *
 * Returns: (transfer full) (element-type HeedChartPoint): the curve so far
 */
GArray *
heed_loss_history_dup_points (HeedLossHistory *history)
{
  g_return_val_if_fail (history != NULL, NULL);

  return g_array_copy (history->points);
}
