/* chart-drawing.h — the axes and curves of a chart
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pangocairo.h>

#include "ui/chart-layout.h"
#include "ui/color-scale.h"

G_BEGIN_DECLS

/* Pango context and colours of everything except the curves. */
typedef struct {
  PangoContext *context;
  HeedColor     text;
  HeedColor     muted;
  HeedColor     border;
  HeedColor     paper;
} HeedChartLook;

PangoLayout *heed_chart_look_new_layout (const HeedChartLook  *look,
                                         const char           *text);

/* How a curve and its sample in the legend are drawn. */
typedef struct {
  HeedColor color;
  gboolean  is_dashed;
} HeedChartPen;

/* Computes the geometry, leaving room for the tick labels. The y axis must be set before. */
void   heed_chart_plot_place  (HeedChartPlot         *plot,
                               const HeedChartLook   *look,
                               double                 width,
                               double                 height);
double heed_chart_plot_get_x  (const HeedChartPlot   *plot,
                               double                 value);

void   heed_chart_draw_axes   (cairo_t               *cr,
                               const HeedChartPlot   *plot,
                               const HeedChartLook   *look,
                               const char            *x_name);
void   heed_chart_draw_curve  (cairo_t               *cr,
                               const HeedChartPlot   *plot,
                               const HeedChartPoint  *points,
                               guint                  n_points,
                               HeedChartPen           pen);
void   heed_chart_draw_sample (cairo_t               *cr,
                               HeedChartPen           pen,
                               double                 x,
                               double                 y,
                               double                 width);

G_END_DECLS
