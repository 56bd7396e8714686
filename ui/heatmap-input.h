/* heatmap-input.h — pointer and keyboard input of a heatmap
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/heatmap-view.h"

G_BEGIN_DECLS

#define HEED_TYPE_HEATMAP_INPUT (heed_heatmap_input_get_type ())
G_DECLARE_FINAL_TYPE (HeedHeatmapInput, heed_heatmap_input, HEED, HEATMAP_INPUT, GObject)

/* The widget owns the controllers; widget and view must outlive the input. */
HeedHeatmapInput *heed_heatmap_input_new (HeedHeatmapView *view,
                                          GtkWidget       *widget);

G_END_DECLS
