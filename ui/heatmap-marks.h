/* heatmap-marks.h — marks beside the cells of a heatmap where the user changed something
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "ui/color-scale.h"
#include "ui/heatmap-layout.h"

G_BEGIN_DECLS

/* A cell; a whole row (no column), a whole column (no row), or all cells (neither). */
typedef struct {
  int row;     /* -1: all rows */
  int column;  /* -1: all columns */
} HeedHeatmapMark;

void heed_heatmap_marks_draw (cairo_t                 *cr,
                              const HeedHeatmapLayout *layout,
                              const HeedHeatmapMark   *marks,
                              guint                    n_marks,
                              HeedColor                color);

G_END_DECLS
