/* heatmap-view.h — the visible part of a heatmap, its selection and pointer, without any widget
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "ui/heatmap-layout.h"
#include "ui/heatmap-picture.h"

G_BEGIN_DECLS

#define HEED_TYPE_HEATMAP_VIEW (heed_heatmap_view_get_type ())
G_DECLARE_FINAL_TYPE (HeedHeatmapView, heed_heatmap_view, HEED, HEATMAP_VIEW, GObject)

HeedHeatmapView    *heed_heatmap_view_new                 (PangoContext      *context);

/* update() must be called after changing labels, matrix or font of the picture. */
HeedHeatmapPicture *heed_heatmap_view_get_picture         (HeedHeatmapView   *self);
void                heed_heatmap_view_update              (HeedHeatmapView   *self);
void                heed_heatmap_view_set_size            (HeedHeatmapView   *self,
                                                           double             width,
                                                           double             height);

/* Geometry and hit-testing; coordinates in px. Row or column is -1 if there is none:
 * labels have only one of them. */
gboolean            heed_heatmap_view_get_layout          (HeedHeatmapView   *self,
                                                           HeedHeatmapLayout *layout);
gboolean            heed_heatmap_view_is_cell             (HeedHeatmapView   *self,
                                                           int                row,
                                                           int                column);
gboolean            heed_heatmap_view_find                (HeedHeatmapView   *self,
                                                           double             x,
                                                           double             y,
                                                           int               *row,
                                                           int               *column);

/* The selection. */
int                 heed_heatmap_view_get_selected_row    (HeedHeatmapView   *self);
int                 heed_heatmap_view_get_selected_column (HeedHeatmapView   *self);
void                heed_heatmap_view_select              (HeedHeatmapView   *self,
                                                           int                row,
                                                           int                column);

/* The pointer position, px, NAN if outside; and the row and column under it. */
void                heed_heatmap_view_get_pointer         (HeedHeatmapView   *self,
                                                           double            *x,
                                                           double            *y);
void                heed_heatmap_view_set_pointer         (HeedHeatmapView   *self,
                                                           double             x,
                                                           double             y);
int                 heed_heatmap_view_get_hover_row       (HeedHeatmapView   *self);
int                 heed_heatmap_view_get_hover_column    (HeedHeatmapView   *self);

/* The visible part. */
double              heed_heatmap_view_get_scroll_x        (HeedHeatmapView   *self);
double              heed_heatmap_view_get_scroll_y        (HeedHeatmapView   *self);
void                heed_heatmap_view_scroll_to           (HeedHeatmapView   *self,
                                                           double             x,
                                                           double             y);
double              heed_heatmap_view_get_zoom            (HeedHeatmapView   *self);
void                heed_heatmap_view_set_zoom            (HeedHeatmapView   *self,
                                                           double             zoom);
void                heed_heatmap_view_zoom_around         (HeedHeatmapView   *self,
                                                           double             factor,
                                                           double             x,
                                                           double             y);

/* Several columns of the selected row: extend() selects from the selected column to another;
 * toggle() adds or removes any column. get_span() returns the selected columns, none unless there
 * are several; get_end() the column that the selection was extended to. */
void                heed_heatmap_view_extend              (HeedHeatmapView    *self,
                                                           int                 column);
void                heed_heatmap_view_toggle              (HeedHeatmapView    *self,
                                                           int                 column);
const guint        *heed_heatmap_view_get_span            (HeedHeatmapView    *self,
                                                           guint              *n_columns);
int                 heed_heatmap_view_get_end             (HeedHeatmapView    *self);

G_END_DECLS
