/* chart-layout.c — the geometry of a chart, independent of any widget
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ticks are round numbers: 1, 2 or 5 times a power of ten.
 */

#include "ui/chart-layout.h"

#include <math.h>

/* Keeps a tick at the very end of the axis from being lost to rounding. */
#define SLACK 1e-9

/* Returns the smallest round number (1, 2 or 5 times a power of ten) that is >= step. */
static double
round_up (double step)
{
  double power = pow (10.0, floor (log10 (step)));
  double digits = step / power;

  if (digits <= 1.0 + SLACK)
    return power;

  return (digits <= 2.0 + SLACK ? 2.0 : digits <= 5.0 + SLACK ? 5.0 : 10.0) * power;
}

static double
find_step (double least,
           double most,
           guint  n_ticks)
{
  return round_up ((most - least) / MAX (n_ticks, 1));
}

static void
add_tick (HeedChartAxis *axis,
          double         tick)
{
  double slack = SLACK * (axis->most - axis->least);

  if (axis->n_ticks < HEED_CHART_MAX_TICKS && tick >= axis->least - slack &&
      tick <= axis->most + slack)
    axis->ticks[axis->n_ticks++] = fabs (tick) < slack ? 0.0 : tick;
}

static void
add_linear_ticks (HeedChartAxis *axis,
                  double         step)
{
  for (double i = ceil (axis->least / step - SLACK); i * step <= axis->most + SLACK * step; i++)
    add_tick (axis, i * step);
}

/* Adds powers of ten; if there are few of them, also their multiples by two and five. */
static void
add_logarithmic_ticks (HeedChartAxis *axis,
                       guint          n_ticks)
{
  double first = floor (log10 (axis->least) + SLACK);
  double last = ceil (log10 (axis->most) - SLACK);
  gboolean is_fine = 3.0 * (last - first) <= n_ticks + 1.0;
  double stride = MAX (ceil ((last - first) / MAX (n_ticks, 1)), 1.0);

  for (double power = first; power <= last; power += stride)
    {
      add_tick (axis, pow (10.0, power));

      if (is_fine)
        {
          add_tick (axis, 2.0 * pow (10.0, power));
          add_tick (axis, 5.0 * pow (10.0, power));
        }
    }
}

static void
fit_linear (HeedChartAxis *axis,
            guint          n_ticks)
{
  double step;

  axis->least = MIN (axis->least, 0.0);
  if (axis->most <= axis->least)
    axis->most = axis->least + 1.0;

  step = find_step (axis->least, axis->most, n_ticks);
  axis->least = floor (axis->least / step + SLACK) * step;
  axis->most = ceil (axis->most / step - SLACK) * step;
  add_linear_ticks (axis, step);
}

/* Extends both ends to the next 1, 2 or 5 times a power of ten. */
static void
fit_logarithmic (HeedChartAxis *axis,
                 guint          n_ticks)
{
  double down = 1.0 / round_up (1.0 / axis->least * (1.0 - SLACK));

  axis->least = down < axis->least ? down : axis->least;
  axis->most = round_up (MAX (axis->most, axis->least * 2.0));
  add_logarithmic_ticks (axis, n_ticks);
}

/**
 * heed_chart_axis_fit:
 * @axis: (out): covers all values, ends at round numbers, and starts at 0 if it is linear
 * @least: smallest value
 * @most: largest value
 * @is_logarithmic: ignored if @least is not positive
 * @n_ticks: approximate number of ticks
 */
void
heed_chart_axis_fit (HeedChartAxis *axis,
                     double         least,
                     double         most,
                     gboolean       is_logarithmic,
                     guint          n_ticks)
{
  g_return_if_fail (axis != NULL);
  g_return_if_fail (isfinite (least) && isfinite (most));

  *axis = (HeedChartAxis) {
    .least = least,
    .most = most,
    .is_logarithmic = is_logarithmic && least > 0.0,
  };

  if (axis->is_logarithmic)
    fit_logarithmic (axis, n_ticks);
  else
    fit_linear (axis, n_ticks);
}

/**
 * heed_chart_axis_span:
 * @axis: (out): linear, from exactly @least to exactly @most
 */
void
heed_chart_axis_span (HeedChartAxis *axis,
                      double         least,
                      double         most,
                      guint          n_ticks)
{
  g_return_if_fail (axis != NULL);
  g_return_if_fail (isfinite (least) && isfinite (most));

  *axis = (HeedChartAxis) { .least = least, .most = most > least ? most : least + 1.0 };
  add_linear_ticks (axis, find_step (axis->least, axis->most, n_ticks));
}

/**
 * heed_chart_axis_place:
 * @value: > 0 on a logarithmic axis
 *
 * Returns: 0 at the start of the axis, 1 at its end
 */
double
heed_chart_axis_place (const HeedChartAxis *axis,
                       double               value)
{
  if (axis->is_logarithmic)
    return log (MAX (value, G_MINDOUBLE) / axis->least) / log (axis->most / axis->least);

  return (value - axis->least) / (axis->most - axis->least);
}

/* The number of decimals that distinguish this tick from its neighbours. */
static guint
count_decimals (const HeedChartAxis *axis,
                guint                i)
{
  double step = axis->is_logarithmic || axis->n_ticks < 2 ? fabs (axis->ticks[i])
                                                          : axis->ticks[1] - axis->ticks[0];

  return step > 0.0 ? (guint) CLAMP (-floor (log10 (step) + SLACK), 0.0, 9.0) : 0;
}

/**
 * heed_chart_axis_format_tick:
 * @i: which tick
 *
 * Returns: (transfer full): its number, with as many decimals as it needs
 */
char *
heed_chart_axis_format_tick (const HeedChartAxis *axis,
                             guint                i)
{
  g_return_val_if_fail (i < axis->n_ticks, NULL);

  return g_strdup_printf ("%.*f", (int) count_decimals (axis, i), axis->ticks[i]);
}

/**
 * heed_chart_points_find:
 * @points: sorted by x
 * @n_points: at least 1
 *
 * Returns: the index of the point nearest to @x
 */
guint
heed_chart_points_find (const HeedChartPoint *points,
                        guint                 n_points,
                        double                x)
{
  guint low = 0, high = n_points - 1;

  g_return_val_if_fail (n_points > 0, 0);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (points[middle].x < x)
        low = middle + 1;
      else
        high = middle;
    }

  return low > 0 && x - points[low - 1].x < points[low].x - x ? low - 1 : low;
}
