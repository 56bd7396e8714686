/* heatmap-line.h — one number per row, drawn as a line down the rows of a heatmap
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "ui/color-scale.h"
#include "ui/heatmap-layout.h"

G_BEGIN_DECLS

/* values: [0, 1], from the left edge of the view to the right. */
void heed_heatmap_line_draw (cairo_t                 *cr,
                             const HeedHeatmapLayout *layout,
                             const double            *values,
                             guint                    n_values,
                             HeedColor                color);

G_END_DECLS
