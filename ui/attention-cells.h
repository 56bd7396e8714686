/* attention-cells.h — the cells of an attention as a list model, row by row
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "engine/values.h"
#include "ui/heatmap-notes.h"

G_BEGIN_DECLS

/* One cell, with its texts, which are created on request. */
#define HEED_TYPE_ATTENTION_CELL (heed_attention_cell_get_type ())
G_DECLARE_FINAL_TYPE (HeedAttentionCell, heed_attention_cell, HEED, ATTENTION_CELL, GObject)

guint        heed_attention_cell_get_row    (HeedAttentionCell  *self);
guint        heed_attention_cell_get_column (HeedAttentionCell  *self);
const char  *heed_attention_cell_get_target (HeedAttentionCell  *self);
const char  *heed_attention_cell_get_source (HeedAttentionCell  *self);
char        *heed_attention_cell_dup_weight (HeedAttentionCell  *self) G_GNUC_WARN_UNUSED_RESULT;
char        *heed_attention_cell_dup_score  (HeedAttentionCell  *self) G_GNUC_WARN_UNUSED_RESULT;

/* "sure link, missed"; "" if there is neither a gold link nor a found one. */
char        *heed_attention_cell_dup_link   (HeedAttentionCell  *self) G_GNUC_WARN_UNUSED_RESULT;

/* A GListModel of HeedAttentionCell, row by row. */
#define HEED_TYPE_ATTENTION_CELLS (heed_attention_cells_get_type ())
G_DECLARE_FINAL_TYPE (HeedAttentionCells, heed_attention_cells, HEED, ATTENTION_CELLS, GObject)

HeedAttentionCells *heed_attention_cells_new (const HeedToken *source,
                                              guint            n_source,
                                              const HeedToken *target,
                                              guint            n_target,
                                              HeedMatrix      *matrix,
                                              HeedMatrix      *scores);

/* Adds notes on the cells, or NULL for none. Must be called before the list is used. */
void                heed_attention_cells_set_notes (HeedAttentionCells *self,
                                                    HeedHeatmapNotes   *notes);
gboolean            heed_attention_cells_has_links (HeedAttentionCells *self);

/* Returns the position of a cell in the list; G_MAXUINT if there is no such cell. */
guint               heed_attention_cells_get_position (HeedAttentionCells *self,
                                                       guint               row,
                                                       guint               column);

G_END_DECLS
