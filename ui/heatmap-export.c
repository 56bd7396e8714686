/* heatmap-export.c — what a heatmap widget shows, as a picture for a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/heatmap-private.h"

#include "ui/heatmap-drawing.h"

/**
 * heed_heatmap_export:
 * @cr: any surface
 * @width: px
 * @height: px
 *
 * Draws all cells on white paper, for a file or a printer. What is selected
 * stays marked; nothing is dimmed.
 */
void
heed_heatmap_export (HeedHeatmap *self,
                     cairo_t     *cr,
                     double       width,
                     double       height)
{
  HeedHeatmapScene scene;

  g_return_if_fail (HEED_IS_HEATMAP (self));
  g_return_if_fail (cr != NULL);

  scene = (HeedHeatmapScene) {
    .matrix = heed_heatmap_get_matrix (self),
    .palette = self->palette,
    .selected_row = self->selected_row,
    .selected_column = self->selected_column,
    .n_played = G_MAXUINT,
  };
  scene.row_labels = heed_heatmap_picture_get_row_labels (self->picture, &scene.n_row_labels);
  scene.column_labels = heed_heatmap_picture_get_column_labels (self->picture, &scene.n_column_labels);

  heed_heatmap_draw (cr, &scene, width, height);
}
