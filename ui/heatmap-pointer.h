/* heatmap-pointer.h — a large ring that shows an audience which cell is selected
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/heatmap-view.h"

G_BEGIN_DECLS

/* Finds the selected cell, or the heaviest cell of the selected row. Returns FALSE if
 * no existing row is selected. */
gboolean heed_heatmap_pointer_find (HeedHeatmapView         *view,
                                    guint                   *row,
                                    guint                   *column);

void     heed_heatmap_pointer_draw (HeedHeatmapView         *view,
                                    cairo_t                 *cr,
                                    const HeedHeatmapLayout *layout,
                                    HeedColor                paper,
                                    HeedColor                mark);

G_END_DECLS
