/* heatmap-contents.c — the setters for the contents of a heatmap
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/heatmap-private.h"

#include "ui/token-label.h"

static HeedHeatmapPicture *
get_picture (HeedHeatmap *self)
{
  return heed_heatmap_view_get_picture (self->view);
}

/**
 * heed_heatmap_set_source:
 * @tokens: (array length=n_tokens): the tokens of the columns; copied
 */
void
heed_heatmap_set_source (HeedHeatmap     *self,
                         const HeedToken *tokens,
                         guint            n_tokens)
{
  g_auto(GStrv) labels = NULL;

  g_return_if_fail (HEED_IS_HEATMAP (self));
  g_return_if_fail (tokens != NULL || n_tokens == 0);

  labels = heed_token_label_new_list (tokens, n_tokens);

  if (!heed_heatmap_picture_set_column_labels (get_picture (self), (const char *const *) labels,
                                               n_tokens))
    return;

  heed_heatmap_view_update (self->view);
  heed_heatmap_describe (self);
}

/**
 * heed_heatmap_set_target:
 * @tokens: (array length=n_tokens): the tokens of the rows; copied
 */
void
heed_heatmap_set_target (HeedHeatmap     *self,
                         const HeedToken *tokens,
                         guint            n_tokens)
{
  g_auto(GStrv) labels = NULL;

  g_return_if_fail (HEED_IS_HEATMAP (self));
  g_return_if_fail (tokens != NULL || n_tokens == 0);

  labels = heed_token_label_new_list (tokens, n_tokens);

  if (!heed_heatmap_picture_set_row_labels (get_picture (self), (const char *const *) labels,
                                            n_tokens))
    return;

  heed_heatmap_view_update (self->view);
  heed_heatmap_describe (self);
}

/**
 * heed_heatmap_get_matrix:
 *
 * Returns: (transfer none) (nullable): the matrix shown
 */
HeedMatrix *
heed_heatmap_get_matrix (HeedHeatmap *self)
{
  g_return_val_if_fail (HEED_IS_HEATMAP (self), NULL);

  return heed_heatmap_picture_get_matrix (get_picture (self));
}

/**
 * heed_heatmap_set_matrix:
 * @matrix: (nullable): what to show, [0, 1]; %NULL empties the heatmap
 *
 * Rows that have not changed are not painted again.
 */
void
heed_heatmap_set_matrix (HeedHeatmap *self,
                         HeedMatrix  *matrix)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  if (heed_heatmap_get_matrix (self) == matrix)
    return;

  heed_heatmap_picture_set_matrix (get_picture (self), matrix);
  heed_heatmap_view_update (self->view);
  heed_heatmap_describe (self);
}

/**
 * heed_heatmap_set_kind:
 * @kind: the kind of attention, which says what rows and columns are
 */
void
heed_heatmap_set_kind (HeedHeatmap       *self,
                       HeedAttentionKind  kind)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  if (self->kind == kind)
    return;

  self->kind = kind;
  heed_heatmap_describe (self);
}

/**
 * heed_heatmap_set_scores:
 * @scores: (nullable): the scores before the softmax, for the readout
 */
void
heed_heatmap_set_scores (HeedHeatmap *self,
                         HeedMatrix  *scores)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  if (self->scores == scores)
    return;

  g_clear_pointer (&self->scores, heed_matrix_unref);

  if (scores != NULL)
    self->scores = heed_matrix_ref (scores);

  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heed_heatmap_set_notes:
 * @notes: (nullable): axis titles, hidden cells, notes on rows and columns, links
 */
void
heed_heatmap_set_notes (HeedHeatmap      *self,
                        HeedHeatmapNotes *notes)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  heed_heatmap_picture_set_notes (get_picture (self), notes);
  heed_heatmap_view_update (self->view);
  heed_heatmap_describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heed_heatmap_set_n_played:
 * @n_played: rows from this one on are dimmed
 */
void
heed_heatmap_set_n_played (HeedHeatmap *self,
                           guint        n_played)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  if (self->n_played == n_played)
    return;

  self->n_played = n_played;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heed_heatmap_set_points:
 * @points: whether a ring marks the selected cell, for an audience
 */
void
heed_heatmap_set_points (HeedHeatmap *self,
                         gboolean     points)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  if (self->points == !!points)
    return;

  self->points = !!points;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heed_heatmap_set_line:
 * @values: (array length=n_values): one per row, [0, 1]; copied
 */
void
heed_heatmap_set_line (HeedHeatmap  *self,
                       const double *values,
                       guint         n_values)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  if (n_values == 0 && self->line->len == 0)
    return;

  g_array_set_size (self->line, 0);
  if (n_values > 0)
    g_array_append_vals (self->line, values, n_values);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heed_heatmap_set_marks:
 * @marks: (array length=n_marks): what the user changed; copied
 */
void
heed_heatmap_set_marks (HeedHeatmap           *self,
                        const HeedHeatmapMark *marks,
                        guint                  n_marks)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));

  if (n_marks == 0 && self->marks->len == 0)
    return;

  g_array_set_size (self->marks, 0);
  if (n_marks > 0)
    g_array_append_vals (self->marks, marks, n_marks);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heed_heatmap_set_style:
 * @style: colours, and which weights are drawn
 */
void
heed_heatmap_set_style (HeedHeatmap            *self,
                        const HeedHeatmapStyle *style)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));
  g_return_if_fail (style != NULL);

  self->style = *style;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heed_heatmap_get_scene:
 * @scene: (out): the whole heatmap, for a file or a printer; its contents are borrowed
 *
 * Nothing is selected or dimmed, and the paper is white.
 */
void
heed_heatmap_get_scene (HeedHeatmap      *self,
                        HeedHeatmapScene *scene)
{
  g_return_if_fail (HEED_IS_HEATMAP (self));
  g_return_if_fail (scene != NULL);

  *scene = (HeedHeatmapScene) {
    .matrix = heed_heatmap_get_matrix (self),
    .style = self->style,
    .selected_row = -1,
    .selected_column = -1,
    .n_played = G_MAXUINT,
    .notes = heed_heatmap_picture_get_notes (get_picture (self)),
  };
  scene->row_labels =
    heed_heatmap_picture_get_row_labels (get_picture (self), &scene->n_row_labels);
  scene->column_labels =
    heed_heatmap_picture_get_column_labels (get_picture (self), &scene->n_column_labels);
}
