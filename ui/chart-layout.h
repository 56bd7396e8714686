/* chart-layout.h — the geometry of a chart, independent of any widget
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  double x;
  double y;
} HeedChartPoint;

#define HEED_CHART_MAX_TICKS 12

/* One axis: its range, and round numbers in it as ticks. */
typedef struct {
  double   least;
  double   most;            /* > least */
  gboolean is_logarithmic;  /* then least > 0 */
  guint    n_ticks;         /* at least 1 */
  double   ticks[HEED_CHART_MAX_TICKS];
} HeedChartAxis;

/* The geometry of a chart. */
typedef struct {
  HeedChartAxis  x;
  HeedChartAxis  y;
  double         left;
  double         top;
  double         width;   /* of the area inside the axes, px */
  double         height;
} HeedChartPlot;

void    heed_chart_axis_fit         (HeedChartAxis         *axis,
                                     double                 least,
                                     double                 most,
                                     gboolean               is_logarithmic,
                                     guint                  n_ticks);
void    heed_chart_axis_span        (HeedChartAxis         *axis,
                                     double                 least,
                                     double                 most,
                                     guint                  n_ticks);
double  heed_chart_axis_place       (const HeedChartAxis   *axis,
                                     double                 value);
char *heed_chart_axis_format_tick (const HeedChartAxis *axis, guint i) G_GNUC_WARN_UNUSED_RESULT;

guint   heed_chart_points_find      (const HeedChartPoint  *points,
                                     guint                  n_points,
                                     double                 x);

G_END_DECLS
