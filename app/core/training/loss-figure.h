/* loss-figure.h — loss curves for export: a picture or a table
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/figures/picture.h"
#include "ui/loss-drawing.h"

G_BEGIN_DECLS

/* The curves of one or two trainings. All members are borrowed; curves are arrays of
 * HeedChartPoint, by epoch. */
typedef struct {
  guint         n_runs;
  const char   *names[HEED_CHART_MAX_RUNS];
  const GArray *curves[HEED_CHART_MAX_RUNS][HEED_N_LOSSES];
  double        n_epochs;        /* 0: up to the end of the curves */
  gboolean      is_logarithmic;
} HeedLossFigure;

#define HEED_LOSS_FIGURE_WIDTH_PX  800
#define HEED_LOSS_FIGURE_HEIGHT_PX 500

/* Whether the extension of the name is one of "svg", "pdf", "png" and "csv". */
gboolean heed_loss_figure_can_save (const char             *path);
gboolean heed_loss_figure_save     (const HeedLossFigure   *figure,
                                    const char             *path,
                                    const HeedPictureForm  *form,
                                    GError                **error);

/* One line for every point: training, curve, epoch and loss in nats. */
char    *heed_loss_figure_to_csv   (const HeedLossFigure   *figure);

G_END_DECLS
