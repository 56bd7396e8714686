/* widget-colors.c — the colours of a heatmap from the theme of a widget
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widget-colors.h"

#include "ui/style.h"

HeedHeatmapColors
heed_widget_colors_get (GtkWidget *widget)
{
  return (HeedHeatmapColors) {
    .paper = heed_style_lookup (widget, "heed_paper"),
    .text = heed_style_get_color (widget),
    .muted = heed_style_lookup (widget, "heed_muted"),
    .strong = heed_style_lookup (widget, "heed_accent_text"),
    .mark = heed_style_lookup (widget, "heed_mark"),
    .hit = heed_style_lookup (widget, "heed_right_text"),
    .wrong = heed_style_lookup (widget, "heed_wrong_text"),
  };
}
