/* heatmap-picture.h — the slow parts of a heatmap, cached between frames
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pangocairo.h>

#include "engine/values.h"
#include "ui/color-scale.h"
#include "ui/heatmap-layout.h"
#include "ui/heatmap-notes.h"
#include "ui/shading.h"

G_BEGIN_DECLS

typedef struct _HeedHeatmapPicture HeedHeatmapPicture;

HeedHeatmapPicture *heed_heatmap_picture_new                (PangoContext         *context);
void                heed_heatmap_picture_free               (HeedHeatmapPicture   *picture);

gboolean            heed_heatmap_picture_set_row_labels     (HeedHeatmapPicture   *picture,
                                                             const char *const    *labels,
                                                             guint                 n_labels);
gboolean            heed_heatmap_picture_set_column_labels  (HeedHeatmapPicture   *picture,
                                                             const char *const    *labels,
                                                             guint                 n_labels);
void                heed_heatmap_picture_set_matrix         (HeedHeatmapPicture   *picture,
                                                             HeedMatrix           *matrix);
void                heed_heatmap_picture_set_scale          (HeedHeatmapPicture   *picture,
                                                             const HeedColorScale *scale);
void                heed_heatmap_picture_set_shading        (HeedHeatmapPicture   *picture,
                                                             const HeedShading    *shading);

const HeedShading  *heed_heatmap_picture_get_shading        (HeedHeatmapPicture   *picture);

/* NULL: none. Axis titles affect the layout. */
void                heed_heatmap_picture_set_notes          (HeedHeatmapPicture   *picture,
                                                             HeedHeatmapNotes     *notes);
HeedHeatmapNotes   *heed_heatmap_picture_get_notes          (HeedHeatmapPicture   *picture);

/* Font size of axis titles relative to labels. */
#define HEED_HEATMAP_TITLE_SCALE 0.85

HeedMatrix         *heed_heatmap_picture_get_matrix         (HeedHeatmapPicture   *picture);
const char *const  *heed_heatmap_picture_get_row_labels     (HeedHeatmapPicture   *picture,
                                                             guint                *n_labels);
const char *const  *heed_heatmap_picture_get_column_labels  (HeedHeatmapPicture   *picture,
                                                             guint                *n_labels);
const char         *heed_heatmap_picture_get_row_label      (HeedHeatmapPicture   *picture,
                                                             guint                 row);
const char         *heed_heatmap_picture_get_column_label   (HeedHeatmapPicture   *picture,
                                                             guint                 column);

double              heed_heatmap_picture_get_column_label_width (HeedHeatmapPicture *picture,
                                                             guint                 column);

/* Everything the drawing code needs. Callers may change only the width and
 * ellipsize mode of the Pango layouts. */
cairo_surface_t    *heed_heatmap_picture_get_cells          (HeedHeatmapPicture   *picture);
const HeedColorScale *heed_heatmap_picture_get_scale        (HeedHeatmapPicture   *picture);
HeedColor           heed_heatmap_picture_get_cell_color     (HeedHeatmapPicture   *picture,
                                                             guint                 row,
                                                             guint                 column);
PangoLayout        *heed_heatmap_picture_get_label_layout   (HeedHeatmapPicture   *picture,
                                                             const char           *label,
                                                             gboolean              is_strong);
void                heed_heatmap_picture_get_request        (HeedHeatmapPicture   *picture,
                                                             HeedHeatmapRequest   *request);

/* Number of pixel rows painted since the picture was created; for tests. */
guint64             heed_heatmap_picture_get_n_painted_rows (HeedHeatmapPicture   *picture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedHeatmapPicture, heed_heatmap_picture_free)

G_END_DECLS
