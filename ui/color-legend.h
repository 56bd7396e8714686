/* color-legend.h — the colour scale of a heatmap as a strip with labelled ends
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/shading.h"

G_BEGIN_DECLS

#define HEED_TYPE_COLOR_LEGEND (heed_color_legend_get_type ())
G_DECLARE_FINAL_TYPE (HeedColorLegend, heed_color_legend, HEED, COLOR_LEGEND, GtkWidget)

GtkWidget   *heed_color_legend_new         (void);

/* The style of the heatmap beside it. */
void       heed_color_legend_set_style (HeedColorLegend        *self,
                                        const HeedHeatmapStyle *style);

/* The name and unit of quantities other than weights, for display.
 * NULL: weights of an attention. */
void       heed_color_legend_set_quantity (HeedColorLegend     *self,
                                        const char             *quantity,
                                        const char             *unit);

G_END_DECLS
