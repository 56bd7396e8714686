/* heatmap-zoom.h — the range of zoom of a heatmap, and the scroll that keeps a point in place
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/heatmap-layout.h"

G_BEGIN_DECLS

/* Largest cells, px. */
#define HEED_HEATMAP_MAX_ZOOM_PX 128.0

double heed_heatmap_zoom_get_smallest (const HeedHeatmapRequest *request);
double heed_heatmap_zoom_find         (const HeedHeatmapRequest *request,
                                       double                    factor);
void   heed_heatmap_zoom_hold         (const HeedHeatmapLayout  *before,
                                       const HeedHeatmapLayout  *after,
                                       double                    x,
                                       double                    y,
                                       double                   *scroll_x,
                                       double                   *scroll_y);

G_END_DECLS
