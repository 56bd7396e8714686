/* widget-colors.h — the colours of a heatmap from the theme of a widget
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/heatmap-drawing.h"

G_BEGIN_DECLS

HeedHeatmapColors heed_widget_colors_get (GtkWidget *widget);

G_END_DECLS
