/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/chart-layout.h"

#include <math.h>

static void
assert_ticks (const HeedChartAxis *axis,
              const char          *expected)
{
  g_autoptr(GString) found = g_string_new (NULL);

  for (guint i = 0; i < axis->n_ticks; i++)
    {
      g_autofree char *tick = heed_chart_axis_format_tick (axis, i);

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", tick);
    }

  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_chart_layout_ticks_are_round (void)
{
  HeedChartAxis axis;

  heed_chart_axis_fit (&axis, 0.02, 2.9, FALSE, 4);
  assert_ticks (&axis, "0 1 2 3");
  heed_chart_axis_fit (&axis, 0.02, 0.37, FALSE, 4);
  assert_ticks (&axis, "0.0 0.1 0.2 0.3 0.4");
  heed_chart_axis_fit (&axis, 0.0, 0.0043, FALSE, 5);
  assert_ticks (&axis, "0.000 0.001 0.002 0.003 0.004 0.005");
  heed_chart_axis_span (&axis, 0.0, 250.0, 3);
  assert_ticks (&axis, "0 100 200");
}

static void
test_chart_layout_linear_axis_holds_everything (void)
{
  for (double most = 1e-4; most < 1e5; most *= 1.37)
    {
      HeedChartAxis axis;

      heed_chart_axis_fit (&axis, most / 3.0, most, FALSE, 4);
      g_assert_cmpfloat (axis.least, ==, 0.0);
      g_assert_cmpfloat (axis.most, >=, most * (1.0 - 1e-6));
      g_assert_cmpuint (axis.n_ticks, >=, 2);
      g_assert_cmpfloat_with_epsilon (heed_chart_axis_place (&axis, axis.ticks[axis.n_ticks - 1]),
                                      1.0, 1e-6);
    }
}

static void
test_chart_layout_logarithmic_axis_holds_everything (void)
{
  for (double least = 1e-4; least < 10.0; least *= 1.7)
    for (double ratio = 1.0; ratio < 1e5; ratio *= 3.1)
      {
        HeedChartAxis axis;

        heed_chart_axis_fit (&axis, least, least * ratio, TRUE, 4);
        g_assert_cmpfloat (heed_chart_axis_place (&axis, least), >=, -1e-6);
        g_assert_cmpfloat (heed_chart_axis_place (&axis, least * ratio), <=, 1.0 + 1e-6);
        g_assert_cmpuint (axis.n_ticks, >=, 1);
      }
}

static void
test_chart_layout_equal_ratios_are_equal_steps (void)
{
  HeedChartAxis axis;

  heed_chart_axis_fit (&axis, 0.01, 10.0, TRUE, 4);
  assert_ticks (&axis, "0.01 0.1 1 10");
  g_assert_cmpfloat_with_epsilon (heed_chart_axis_place (&axis, 0.1), 1.0 / 3.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (heed_chart_axis_place (&axis, 1.0), 2.0 / 3.0, 1e-9);
}

static void
test_chart_layout_no_logarithm_of_nothing (void)
{
  HeedChartAxis axis;

  heed_chart_axis_fit (&axis, 0.0, 3.0, TRUE, 4);
  g_assert_false (axis.is_logarithmic);
  heed_chart_axis_fit (&axis, 0.0, 0.0, FALSE, 4);
  g_assert_cmpfloat (axis.most, >, axis.least);
  heed_chart_axis_span (&axis, 0.0, 0.0, 3);
  g_assert_cmpfloat (axis.most, >, axis.least);
}

static void
test_chart_layout_nearest_point_is_found (void)
{
  const HeedChartPoint points[] = { { 1.0, 0.0 }, { 2.0, 0.0 }, { 4.0, 0.0 }, { 8.0, 0.0 } };

  g_assert_cmpuint (heed_chart_points_find (points, 4, -5.0), ==, 0);
  g_assert_cmpuint (heed_chart_points_find (points, 4, 1.4), ==, 0);
  g_assert_cmpuint (heed_chart_points_find (points, 4, 1.6), ==, 1);
  g_assert_cmpuint (heed_chart_points_find (points, 4, 5.9), ==, 2);
  g_assert_cmpuint (heed_chart_points_find (points, 4, 99.0), ==, 3);
  g_assert_cmpuint (heed_chart_points_find (points, 1, 99.0), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/chart-layout/ticks-are-round", test_chart_layout_ticks_are_round);
  g_test_add_func ("/ui/chart-layout/linear-axis-holds-everything",
                   test_chart_layout_linear_axis_holds_everything);
  g_test_add_func ("/ui/chart-layout/logarithmic-axis-holds-everything",
                   test_chart_layout_logarithmic_axis_holds_everything);
  g_test_add_func ("/ui/chart-layout/equal-ratios-are-equal-steps",
                   test_chart_layout_equal_ratios_are_equal_steps);
  g_test_add_func ("/ui/chart-layout/no-logarithm-of-nothing",
                   test_chart_layout_no_logarithm_of_nothing);
  g_test_add_func ("/ui/chart-layout/nearest-point-is-found",
                   test_chart_layout_nearest_point_is_found);

  return g_test_run ();
}
