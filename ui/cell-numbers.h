/* cell-numbers.h — the weights of a heatmap, written into its cells
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "ui/heatmap-layout.h"
#include "ui/heatmap-picture.h"

G_BEGIN_DECLS

gboolean heed_cell_numbers_fit  (HeedHeatmapPicture      *picture,
                                 const HeedHeatmapLayout *layout);
void     heed_cell_numbers_draw (cairo_t                 *cr,
                                 HeedHeatmapPicture      *picture,
                                 const HeedHeatmapLayout *layout);

G_END_DECLS
