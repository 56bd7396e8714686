/* heatmap.h — a matrix of attention, one cell per pair of tokens
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/values.h"
#include "ui/heatmap-drawing.h"
#include "ui/heatmap-line.h"
#include "ui/heatmap-marks.h"
#include "ui/heatmap-view.h"
#include "ui/scroll-area.h"
#include "ui/shading.h"

G_BEGIN_DECLS

#define HEED_TYPE_HEATMAP (heed_heatmap_get_type ())
G_DECLARE_FINAL_TYPE (HeedHeatmap, heed_heatmap, HEED, HEATMAP, HeedScrollArea)

/* Put it into a GtkScrolledWindow. */
GtkWidget   *heed_heatmap_new                 (void);

/* The tokens of the columns and of the rows. Copied; setting the same
 * tokens again costs nothing. */
void         heed_heatmap_set_source          (HeedHeatmap     *self,
                                               const HeedToken *tokens,
                                               guint            n_tokens);
void         heed_heatmap_set_target          (HeedHeatmap     *self,
                                               const HeedToken *tokens,
                                               guint            n_tokens);

/* What rows and columns stand for, for the accessible description. The
 * default is cross-attention. */
void         heed_heatmap_set_kind            (HeedHeatmap      *self,
                                               HeedAttentionKind kind);

/* The matrix is drawn, [0, 1]; the scores are shown only in the readout. */
HeedMatrix  *heed_heatmap_get_matrix          (HeedHeatmap     *self);
void         heed_heatmap_set_matrix          (HeedHeatmap     *self,
                                               HeedMatrix      *matrix);
void         heed_heatmap_set_scores          (HeedHeatmap     *self,
                                               HeedMatrix      *scores);

/* Notes around the cells, in addition to the labels. */
void         heed_heatmap_set_notes           (HeedHeatmap      *self,
                                               HeedHeatmapNotes *notes);

/* -1 is none. A row may be selected without a column. */
int          heed_heatmap_get_selected_row    (HeedHeatmap     *self);
int          heed_heatmap_get_selected_column (HeedHeatmap     *self);
void         heed_heatmap_select              (HeedHeatmap     *self,
                                               int              row,
                                               int              column);

/* Rows from this one on are dimmed. G_MAXUINT, the default: none. */
void         heed_heatmap_set_n_played        (HeedHeatmap     *self,
                                               guint            n_played);

/* One number per row, [0, 1], drawn as a line down the rows; n_values 0: no line. Copied. */
void         heed_heatmap_set_line            (HeedHeatmap           *self,
                                               const double          *values,
                                               guint                  n_values);

/* For an audience: draws a ring around the selected cell and shows its numbers without focus. */
void         heed_heatmap_set_points          (HeedHeatmap     *self,
                                               gboolean         points);

/* Marks where the user changed something; copied. */
void         heed_heatmap_set_marks           (HeedHeatmap           *self,
                                               const HeedHeatmapMark *marks,
                                               guint                  n_marks);

/* Height of a cell in px; 0, the default, fits the cells to the widget. */
double       heed_heatmap_get_zoom            (HeedHeatmap     *self);
void         heed_heatmap_set_zoom            (HeedHeatmap     *self,
                                               double           zoom);

/* The view, for drawing beside the cells and for tests. Borrowed. */
HeedHeatmapView *heed_heatmap_get_view        (HeedHeatmap     *self);

/* Palette, shading and numbers in cells. */
void         heed_heatmap_set_style           (HeedHeatmap     *self,
                                               const HeedHeatmapStyle *style);

/* For drawing on another surface: without selection or dimming. Contents are borrowed. */
void         heed_heatmap_get_scene           (HeedHeatmap     *self,
                                               HeedHeatmapScene *scene);

G_END_DECLS
