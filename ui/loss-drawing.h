/* loss-drawing.h — draws loss curves with axes and legend on any surface
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/chart-legend.h"

G_BEGIN_DECLS

enum {
  HEED_LOSS_TRAINING,
  HEED_LOSS_HELD_OUT,
  HEED_N_LOSSES
};

/* The losses of one or two trainings. Everything is borrowed. */
typedef struct {
  HeedChartLook  look;
  HeedColor      lines[HEED_CHART_MAX_RUNS][HEED_N_LOSSES];
  HeedColor      texts[HEED_CHART_MAX_RUNS][HEED_N_LOSSES];   /* for text */
  const GArray  *curves[HEED_CHART_MAX_RUNS][HEED_N_LOSSES];  /* of HeedChartPoint, finite */
  const char    *names[HEED_CHART_MAX_RUNS];                  /* second NULL if there is one run */
  double         n_epochs;                                    /* end of x; 0: that of the curves */
  gboolean       is_logarithmic;
  int            cursor;                                      /* a point of the walk; -1: none */
} HeedLossScene;

guint         heed_loss_scene_get_n_runs     (const HeedLossScene  *scene);

/* The curve along which the cursor moves: the first that is not empty. */
const GArray *heed_loss_scene_get_walk       (const HeedLossScene  *scene);

/* The epoch at the cursor, or at the end if there is no cursor. */
char         *heed_loss_scene_describe_epoch (const HeedLossScene  *scene);
void          heed_loss_scene_fill_legend    (const HeedLossScene  *scene,
                                              HeedChartLegend      *legend,
                                              const char           *moment);

void          heed_loss_scene_place          (const HeedLossScene  *scene,
                                              double                width,
                                              double                height,
                                              HeedChartPlot        *plot);
void          heed_loss_scene_draw           (const HeedLossScene  *scene,
                                              cairo_t              *cr,
                                              double                width,
                                              double                height);

G_END_DECLS
