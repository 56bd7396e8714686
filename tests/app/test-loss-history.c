/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/training/loss-history.h"

static const HeedChartPoint *
get_point (GArray *points,
           guint   i)
{
  return &g_array_index (points, HeedChartPoint, i);
}

static void
test_loss_history_short_one_has_every_loss (void)
{
  g_autoptr(HeedLossHistory) history = heed_loss_history_new ();
  g_autoptr(GArray) points = NULL;

  heed_loss_history_add (history, 0.5, 3.0);
  heed_loss_history_add (history, 1.0, 2.0);
  points = heed_loss_history_dup_points (history);

  g_assert_cmpuint (points->len, ==, 2);
  g_assert_cmpfloat (get_point (points, 0)->x, ==, 0.5);
  g_assert_cmpfloat (get_point (points, 1)->y, ==, 2.0);
}

/* A line stays straight, and its mean equals the mean of the samples. */
static void
test_loss_history_long_one_is_bounded_and_leaves_nothing_out (void)
{
  g_autoptr(HeedLossHistory) history = heed_loss_history_new ();
  g_autoptr(GArray) points = NULL;
  const guint n = HEED_LOSS_HISTORY_MAX_POINTS * 16;
  double sum = 0.0;

  for (guint i = 0; i < n; i++)
    heed_loss_history_add (history, i, 2.0 * i);

  points = heed_loss_history_dup_points (history);
  g_assert_cmpuint (points->len, <=, HEED_LOSS_HISTORY_MAX_POINTS);
  g_assert_cmpuint (points->len, >=, HEED_LOSS_HISTORY_MAX_POINTS / 2);

  for (guint i = 0; i < points->len; i++)
    {
      g_assert_cmpfloat_with_epsilon (get_point (points, i)->y, 2.0 * get_point (points, i)->x,
                                      1e-6);
      sum += get_point (points, i)->y;
    }

  g_assert_cmpfloat_with_epsilon (sum / points->len, n - 1.0, 1e-6);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/loss-history/short-one-has-every-loss",
                   test_loss_history_short_one_has_every_loss);
  g_test_add_func ("/app/loss-history/long-one-is-bounded-and-leaves-nothing-out",
                   test_loss_history_long_one_is_bounded_and_leaves_nothing_out);

  return g_test_run ();
}
