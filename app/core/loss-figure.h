/* loss-figure.h — how the loss fell, as one takes it away: a picture, a table
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/picture.h"
#include "ui/loss-drawing.h"

G_BEGIN_DECLS

/* Of one training or of two. Everything is borrowed; curves are of HeedChartPoint, by
 * epoch. */
typedef struct {
  guint         n_runs;
  const char   *names[HEED_CHART_MAX_RUNS];
  const GArray *curves[HEED_CHART_MAX_RUNS][HEED_N_LOSSES];
  double        n_epochs;        /* 0: where the curves end */
  gboolean      is_logarithmic;
} HeedLossFigure;

#define HEED_LOSS_FIGURE_WIDTH_PX  800
#define HEED_LOSS_FIGURE_HEIGHT_PX 500

/* "svg", "pdf", "png", "csv", by the ending of the name. */
gboolean heed_loss_figure_can_save (const char             *path);
gboolean heed_loss_figure_save     (const HeedLossFigure   *figure,
                                    const char             *path,
                                    const HeedPictureForm  *form,
                                    GError                **error);

/* A line for every point: which training, which curve, epoch and loss in nats. */
char    *heed_loss_figure_to_csv   (const HeedLossFigure   *figure);

G_END_DECLS
