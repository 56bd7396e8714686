/* attention-cells.c — the cells of an attention as a list model, row by row
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sixty tokens make 3,600 cells, of which a table shows twenty, so a cell object exists only while
 * a list item refers to it.
 */

#include "ui/attention-cells.h"

#include <math.h>

#include "ui/number-format.h"
#include "ui/token-label.h"

/**
 * HeedAttentionCells:
 *
 * Immutable apart from its notes. Item row * S + column is the cell of that target and that source
 * token.
 */
struct _HeedAttentionCells
{
  GObject      parent_instance;

  char       **source;   /* labels, n_columns of matrix */
  char       **target;   /* labels, n_rows of matrix */
  HeedMatrix  *matrix;   /* T x S; NULL if there are no cells */
  HeedMatrix  *scores;   /* T x S, or NULL */
  HeedHeatmapNotes *notes;  /* or NULL */
};

struct _HeedAttentionCell
{
  GObject              parent_instance;

  HeedAttentionCells  *cells;
  guint                row;
  guint                column;
};

G_DEFINE_FINAL_TYPE (HeedAttentionCell, heed_attention_cell, G_TYPE_OBJECT)

/* --- A cell -------------------------------------------------------------- */

static void
heed_attention_cell_finalize (GObject *object)
{
  g_object_unref (HEED_ATTENTION_CELL (object)->cells);

  G_OBJECT_CLASS (heed_attention_cell_parent_class)->finalize (object);
}

static void
heed_attention_cell_class_init (HeedAttentionCellClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_attention_cell_finalize;
}

static void
heed_attention_cell_init (HeedAttentionCell *self)
{
}

guint
heed_attention_cell_get_row (HeedAttentionCell *self)
{
  g_return_val_if_fail (HEED_IS_ATTENTION_CELL (self), 0);

  return self->row;
}

guint
heed_attention_cell_get_column (HeedAttentionCell *self)
{
  g_return_val_if_fail (HEED_IS_ATTENTION_CELL (self), 0);

  return self->column;
}

const char *
heed_attention_cell_get_target (HeedAttentionCell *self)
{
  g_return_val_if_fail (HEED_IS_ATTENTION_CELL (self), NULL);

  return self->cells->target[self->row];
}

const char *
heed_attention_cell_get_source (HeedAttentionCell *self)
{
  g_return_val_if_fail (HEED_IS_ATTENTION_CELL (self), NULL);

  return self->cells->source[self->column];
}

static float
get_value (HeedAttentionCell *self,
           const HeedMatrix  *matrix)
{
  return matrix->values[(gsize) self->row * matrix->n_columns + self->column];
}

char *
heed_attention_cell_dup_weight (HeedAttentionCell *self)
{
  g_return_val_if_fail (HEED_IS_ATTENTION_CELL (self), NULL);

  return heed_number_format_weight (get_value (self, self->cells->matrix));
}

/**
 * heed_attention_cell_dup_score:
 *
 * Returns: (transfer full): the score before the softmax; "" if it is not known
 */
char *
heed_attention_cell_dup_score (HeedAttentionCell *self)
{
  g_return_val_if_fail (HEED_IS_ATTENTION_CELL (self), NULL);

  /* Decoder self-attention has no scores for positions that were not generated yet. */
  if (self->cells->scores == NULL || isnan (get_value (self, self->cells->scores)))
    return g_strdup ("");

  return heed_number_format_score (get_value (self, self->cells->scores));
}

char *
heed_attention_cell_dup_link (HeedAttentionCell *self)
{
  const char *link;

  g_return_val_if_fail (HEED_IS_ATTENTION_CELL (self), NULL);

  link = heed_heatmap_notes_get_link (self->cells->notes, self->row, self->column);

  return g_strdup (link != NULL ? link : "");
}

/* --- The list ------------------------------------------------------------ */

static GType
get_item_type (GListModel *model)
{
  return HEED_TYPE_ATTENTION_CELL;
}

static guint
get_n_items (GListModel *model)
{
  const HeedMatrix *matrix = HEED_ATTENTION_CELLS (model)->matrix;

  return matrix != NULL ? matrix->n_rows * matrix->n_columns : 0;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  HeedAttentionCells *self = HEED_ATTENTION_CELLS (model);
  HeedAttentionCell *cell;

  if (position >= get_n_items (model))
    return NULL;

  cell = g_object_new (HEED_TYPE_ATTENTION_CELL, NULL);
  cell->cells = g_object_ref (self);
  cell->row = position / self->matrix->n_columns;
  cell->column = position % self->matrix->n_columns;

  return cell;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HeedAttentionCells, heed_attention_cells, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
heed_attention_cells_finalize (GObject *object)
{
  HeedAttentionCells *self = HEED_ATTENTION_CELLS (object);

  g_strfreev (self->source);
  g_strfreev (self->target);
  g_clear_pointer (&self->matrix, heed_matrix_unref);
  g_clear_pointer (&self->scores, heed_matrix_unref);
  g_clear_pointer (&self->notes, heed_heatmap_notes_unref);

  G_OBJECT_CLASS (heed_attention_cells_parent_class)->finalize (object);
}

static void
heed_attention_cells_class_init (HeedAttentionCellsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_attention_cells_finalize;
}

static void
heed_attention_cells_init (HeedAttentionCells *self)
{
}

/**
 * heed_attention_cells_new:
 * @source: (array length=n_source): S tokens
 * @target: (array length=n_target): T tokens
 * @matrix: (nullable): T x S, the weights
 * @scores: (nullable): T x S, the numbers before the softmax
 *
 * Matrices whose size does not match the tokens are ignored.
 *
 * Returns: (transfer full): the cells of @matrix; empty without it
 */
HeedAttentionCells *
heed_attention_cells_new (const HeedToken *source,
                          guint            n_source,
                          const HeedToken *target,
                          guint            n_target,
                          HeedMatrix      *matrix,
                          HeedMatrix      *scores)
{
  HeedAttentionCells *self = g_object_new (HEED_TYPE_ATTENTION_CELLS, NULL);

  self->source = heed_token_label_new_list (source, n_source);
  self->target = heed_token_label_new_list (target, n_target);

  if (matrix != NULL && matrix->n_rows == n_target && matrix->n_columns == n_source)
    self->matrix = heed_matrix_ref (matrix);

  if (scores != NULL && scores->n_rows == n_target && scores->n_columns == n_source)
    self->scores = heed_matrix_ref (scores);

  return self;
}

guint
heed_attention_cells_get_position (HeedAttentionCells *self,
                                   guint               row,
                                   guint               column)
{
  g_return_val_if_fail (HEED_IS_ATTENTION_CELLS (self), G_MAXUINT);

  if (self->matrix == NULL || row >= self->matrix->n_rows || column >= self->matrix->n_columns)
    return G_MAXUINT;

  return row * self->matrix->n_columns + column;
}

void
heed_attention_cells_set_notes (HeedAttentionCells *self,
                                HeedHeatmapNotes   *notes)
{
  g_return_if_fail (HEED_IS_ATTENTION_CELLS (self));

  if (notes != NULL)
    heed_heatmap_notes_ref (notes);
  g_clear_pointer (&self->notes, heed_heatmap_notes_unref);
  self->notes = notes;
}

gboolean
heed_attention_cells_has_links (HeedAttentionCells *self)
{
  g_return_val_if_fail (HEED_IS_ATTENTION_CELLS (self), FALSE);

  return self->notes != NULL && (self->notes->has_gold || self->notes->n_links > 0);
}
