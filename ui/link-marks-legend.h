/* link-marks-legend.h — draws the legend of boxes and signs, with or without a display
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/heatmap-drawing.h"

G_BEGIN_DECLS

/* The size of the legend, px, in the font of the context. */
void heed_link_marks_legend_measure (PangoContext            *context,
                                     double                  *width,
                                     double                  *height);

/* Draws it on one line from left on, with its vertical middle at middle. */
void heed_link_marks_legend_draw    (cairo_t                 *cr,
                                     PangoContext            *context,
                                     double                   left,
                                     double                   middle,
                                     const HeedHeatmapColors *colors);

G_END_DECLS
