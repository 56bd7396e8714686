/* link-marks-legend.h — the names of boxes and signs, drawn without a display too
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/heatmap-drawing.h"

G_BEGIN_DECLS

/* In px, in the font of the context. */
void heed_link_marks_legend_measure (PangoContext            *context,
                                     double                  *width,
                                     double                  *height);

/* In one line around middle, from left on. */
void heed_link_marks_legend_draw    (cairo_t                 *cr,
                                     PangoContext            *context,
                                     double                   left,
                                     double                   middle,
                                     const HeedHeatmapColors *colors);

G_END_DECLS
