/* chart-legend.h — the names, samples and values of the curves of a chart
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/chart-drawing.h"

G_BEGIN_DECLS

#define HEED_CHART_MAX_RUNS   2
#define HEED_CHART_MAX_CURVES 2

/* Runs with the same curves. All texts except the values are borrowed. */
typedef struct {
  guint         n_runs;
  guint         n_curves;                                           /* per run */
  const char   *run_names[HEED_CHART_MAX_RUNS];                     /* NULL if there is one run */
  const char   *curve_names[HEED_CHART_MAX_CURVES];
  char         *values[HEED_CHART_MAX_RUNS][HEED_CHART_MAX_CURVES]; /* "": the curve is missing */
  HeedChartPen  pens[HEED_CHART_MAX_RUNS][HEED_CHART_MAX_CURVES];
  HeedColor     colors[HEED_CHART_MAX_RUNS][HEED_CHART_MAX_CURVES]; /* for text */
  const char *moment; /* of the values; NULL: the end of the curves */
} HeedChartLegend;

void   heed_chart_legend_clear         (HeedChartLegend        *legend);
char  *heed_chart_legend_dup_run_text  (const HeedChartLegend  *legend,
                                        guint                   run)     G_GNUC_WARN_UNUSED_RESULT;

/* For one run: inside the axes, at the top right. */
void   heed_chart_legend_draw_inside   (const HeedChartLegend  *legend,
                                        cairo_t                *cr,
                                        const HeedChartPlot    *plot,
                                        const HeedChartLook    *look);

/* For several runs: a table below the axes. measure_table() returns its height, px. */
int    heed_chart_legend_measure_table (const HeedChartLook    *look,
                                        guint                   n_runs);
void   heed_chart_legend_draw_table    (const HeedChartLegend  *legend,
                                        cairo_t                *cr,
                                        const HeedChartPlot    *plot,
                                        const HeedChartLook    *look,
                                        double                  y);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedChartLegend, heed_chart_legend_clear)

G_END_DECLS
