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

/* Lives in a GtkScrolledWindow. */
GtkWidget   *heed_heatmap_new                 (void);

/* Columns and rows. The tokens are copied; setting the same ones costs nothing. */
void         heed_heatmap_set_source          (HeedHeatmap     *self,
                                               const HeedToken *tokens,
                                               guint            n_tokens);
void         heed_heatmap_set_target          (HeedHeatmap     *self,
                                               const HeedToken *tokens,
                                               guint            n_tokens);

/* What rows and columns are, for who cannot see them. Cross is the default. */
void         heed_heatmap_set_kind            (HeedHeatmap      *self,
                                               HeedAttentionKind kind);

/* What is drawn, [0, 1], and what is only said in the readout. */
HeedMatrix  *heed_heatmap_get_matrix          (HeedHeatmap     *self);
void         heed_heatmap_set_matrix          (HeedHeatmap     *self,
                                               HeedMatrix      *matrix);
void         heed_heatmap_set_scores          (HeedHeatmap     *self,
                                               HeedMatrix      *scores);

/* What is said around the cells, beside labels. */
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

/* One number a row, [0, 1], drawn as a line along the rows; none: no line. Copied. */
void         heed_heatmap_set_line            (HeedHeatmap           *self,
                                               const double          *values,
                                               guint                  n_values);

/* A ring around what is selected, and its numbers, whatever has the focus: for a room. */
void         heed_heatmap_set_points          (HeedHeatmap     *self,
                                               gboolean         points);

/* What a person changed; copied. */
void         heed_heatmap_set_marks           (HeedHeatmap           *self,
                                               const HeedHeatmapMark *marks,
                                               guint                  n_marks);

/* Height of a cell in px; 0, the default, fits the window. */
double       heed_heatmap_get_zoom            (HeedHeatmap     *self);
void         heed_heatmap_set_zoom            (HeedHeatmap     *self,
                                               double           zoom);

/* Where its cells are; for who draws beside them, and for tests. */
HeedHeatmapView *heed_heatmap_get_view        (HeedHeatmap     *self);

/* Colours, scale, what is left out. */
void         heed_heatmap_set_style           (HeedHeatmap     *self,
                                               const HeedHeatmapStyle *style);

/* For a picture on any surface: without cursor or dimming. Borrowed. */
void         heed_heatmap_get_scene           (HeedHeatmap     *self,
                                               HeedHeatmapScene *scene);

G_END_DECLS
