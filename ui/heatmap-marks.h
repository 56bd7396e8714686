/* heatmap-marks.h — what of a heatmap a person changed, marked beside the cells
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "ui/color-scale.h"
#include "ui/heatmap-layout.h"

G_BEGIN_DECLS

/* A cell; a whole row (no column), a whole column (no row), or all of them. */
typedef struct {
  int row;     /* -1: no single one */
  int column;  /* -1: no single one */
} HeedHeatmapMark;

void heed_heatmap_marks_draw (cairo_t                 *cr,
                              const HeedHeatmapLayout *layout,
                              const HeedHeatmapMark   *marks,
                              guint                    n_marks,
                              HeedColor                color);

G_END_DECLS
