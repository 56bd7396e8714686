/* attention-table.h — the numbers of a heatmap as a table
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/attention-cells.h"

G_BEGIN_DECLS

#define HEED_TYPE_ATTENTION_TABLE (heed_attention_table_get_type ())
G_DECLARE_FINAL_TYPE (HeedAttentionTable, heed_attention_table, HEED, ATTENTION_TABLE, GtkWidget)

GtkWidget *heed_attention_table_new       (void);

/* Name of the quantity; NULL: weights of an attention. */
void       heed_attention_table_set_quantity (HeedAttentionTable *self,
                                          const char         *quantity);
void       heed_attention_table_set_cells (HeedAttentionTable *self,
                                           HeedAttentionCells *cells);

/* Selects the line of a cell; a row or column of -1 selects none. */
void       heed_attention_table_select    (HeedAttentionTable *self,
                                           int                 row,
                                           int                 column);

G_END_DECLS
