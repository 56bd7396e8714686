/* loss-drawing.h — the curves of losses with axes and legend, on any surface
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

/* Of one training, or of two. Everything is borrowed. */
typedef struct {
  HeedChartLook  look;
  HeedColor      lines[HEED_CHART_MAX_RUNS][HEED_N_LOSSES];
  HeedColor      texts[HEED_CHART_MAX_RUNS][HEED_N_LOSSES];   /* to write in */
  const GArray  *curves[HEED_CHART_MAX_RUNS][HEED_N_LOSSES];  /* of HeedChartPoint, finite */
  const char    *names[HEED_CHART_MAX_RUNS];                  /* the second NULL: there is one */
  double         n_epochs;                                    /* 0: where the curves end */
  gboolean       is_logarithmic;
  int            cursor;                                      /* a point of the walk; -1: none */
} HeedLossScene;

guint         heed_loss_scene_get_n_runs     (const HeedLossScene  *scene);

/* The curve that a cursor walks on: the first that is there. */
const GArray *heed_loss_scene_get_walk       (const HeedLossScene  *scene);

/* At the cursor, or at the end. */
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
