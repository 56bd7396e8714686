/* heatmap-pointer.h — shows a room which cell of a heatmap is spoken of
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/heatmap-view.h"

G_BEGIN_DECLS

/* Where it points: the selected cell, or of a row without one the heaviest. FALSE:
 * nothing is selected, or it is not there. */
gboolean heed_heatmap_pointer_find (HeedHeatmapView         *view,
                                    guint                   *row,
                                    guint                   *column);

void     heed_heatmap_pointer_draw (HeedHeatmapView         *view,
                                    cairo_t                 *cr,
                                    const HeedHeatmapLayout *layout,
                                    HeedColor                paper,
                                    HeedColor                mark);

G_END_DECLS
