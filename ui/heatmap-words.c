/* heatmap-words.c — the texts of a heatmap about its cells, for readout and screen reader
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The readout beside the pointer and the screen reader give the same numbers in the same form.
 */

#include "ui/heatmap-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/number-format.h"

static char *
format_weight (HeedHeatmapPicture *picture,
               guint               row,
               guint               column)
{
  HeedMatrix *matrix = heed_heatmap_picture_get_matrix (picture);

  return heed_heatmap_notes_format (heed_heatmap_picture_get_notes (picture),
                                    matrix->values[(gsize) row * matrix->n_columns + column]);
}

/**
 * heed_heatmap_words_new_pair:
 *
 * Returns: (transfer full): the two tokens of a cell, "économique ← Economic"
 */
char *
heed_heatmap_words_new_pair (HeedHeatmapPicture *picture,
                             guint               row,
                             guint               column)
{
  /* Translators: a target token, and the source token that it looks at. */
  return g_strdup_printf (_("%s ← %s"),
                          heed_heatmap_picture_get_row_label (picture, row),
                          heed_heatmap_picture_get_column_label (picture, column));
}

/**
 * heed_heatmap_words_new_numbers:
 * @scores: (nullable): the scores before the softmax
 *
 * Returns: (transfer full): the numbers of a cell, "α = 0.844   score e = 4.21"
 */
char *
heed_heatmap_words_new_numbers (HeedHeatmapPicture *picture,
                                const HeedMatrix   *scores,
                                guint               row,
                                guint               column)
{
  g_autofree char *weight = format_weight (picture, row, column);
  const char *symbol = heed_heatmap_notes_get_symbol (heed_heatmap_picture_get_notes (picture));
  g_autofree char *score = NULL;

  /* Decoder self-attention has no scores for positions that were not generated yet. */
  if (scores == NULL || row >= scores->n_rows || column >= scores->n_columns ||
      isnan (scores->values[(gsize) row * scores->n_columns + column]))
    return g_strdup_printf ("%s = %s", symbol, weight);

  score = heed_number_format_score (scores->values[(gsize) row * scores->n_columns + column]);

  return g_strdup_printf (_("α = %s   score e = %s"), weight, score);
}

/**
 * heed_heatmap_words_new_label:
 * @row: the selected row; -1 is none
 * @column: the selected column; -1 is none
 *
 * Returns: (transfer full): the accessible label of the selection, "Economic → économique: 0.844;
 *   sure link, found"
 */
char *
heed_heatmap_words_new_label (HeedHeatmapPicture *picture,
                              int                 row,
                              int                 column)
{
  g_autofree char *weight = NULL;
  g_autofree char *label = NULL;
  const char *link;

  if (row < 0 || column < 0)
    {
      const HeedHeatmapNotes *notes = heed_heatmap_picture_get_notes (picture);

      return g_strdup (notes != NULL && notes->quantity != NULL ? notes->quantity
                                                                : _("Attention"));
    }

  weight = format_weight (picture, (guint) row, (guint) column);
  link = heed_heatmap_notes_get_link (heed_heatmap_picture_get_notes (picture), (guint) row,
                                      (guint) column);

  /* Translators: a source token, the target token that looks at it, and how much. */
  label = g_strdup_printf (_("%s → %s: %s"),
                           heed_heatmap_picture_get_column_label (picture, (guint) column),
                           heed_heatmap_picture_get_row_label (picture, (guint) row),
                           weight);

  return link != NULL ? g_strconcat (label, "; ", link, NULL) : g_steal_pointer (&label);
}

static char *
describe_rows (guint             n_rows,
               HeedAttentionKind kind)
{
  if (kind == HEED_ATTENTION_ENCODER_SELF)
    return g_strdup_printf (ngettext ("%u source token, one a row", "%u source tokens, one a row",
                                      n_rows), n_rows);

  return g_strdup_printf (ngettext ("%u target token, one a row", "%u target tokens, one a row",
                                    n_rows), n_rows);
}

static char *
describe_columns (guint             n_columns,
                  HeedAttentionKind kind)
{
  if (kind == HEED_ATTENTION_DECODER_SELF)
    return g_strdup_printf (ngettext ("%u target token read before, one a column",
                                      "%u target tokens read before, one a column", n_columns),
                            n_columns);

  return g_strdup_printf (ngettext ("%u source token, one a column",
                                    "%u source tokens, one a column", n_columns), n_columns);
}

static char *
describe_whole (const HeedMatrix  *matrix,
                HeedAttentionKind  kind)
{
  g_autofree char *rows = describe_rows (matrix->n_rows, kind);
  g_autofree char *columns = describe_columns (matrix->n_columns, kind);

  /* Translators: what the rows of a heatmap are, and what its columns are */
  return g_strdup_printf (_("%s; %s"), rows, columns);
}

/**
 * heed_heatmap_words_new_description:
 * @kind: the kind of attention
 * @row: the selected row; -1 is none
 * @column: the selected column; -1 is none
 *
 * Returns: (transfer full): the position of the selection, or the size of the matrix
 */
char *
heed_heatmap_words_new_description (HeedHeatmapPicture *picture,
                                    HeedAttentionKind   kind,
                                    int                 row,
                                    int                 column)
{
  HeedMatrix *matrix = heed_heatmap_picture_get_matrix (picture);

  if (matrix == NULL)
    return g_strdup (_("Nothing was translated yet"));

  if (row >= 0 && column >= 0)
    return g_strdup_printf (_("row %d of %u, column %d of %u"), row + 1, matrix->n_rows,
                            column + 1, matrix->n_columns);

  if (row >= 0)
    return g_strdup_printf (_("row %d of %u"), row + 1, matrix->n_rows);

  return describe_whole (matrix, kind);
}

/**
 * heed_heatmap_words_new_tokens:
 *
 * Returns: (transfer full): the tokens of several cells of a row, "zone ← Economic + Area"
 */
char *
heed_heatmap_words_new_tokens (HeedHeatmapPicture *picture,
                               guint               row,
                               const guint        *columns,
                               guint               n_columns)
{
  GString *text = g_string_new (heed_heatmap_picture_get_row_label (picture, row));

  for (guint i = 0; i < n_columns; i++)
    {
      g_string_append (text, i == 0 ? " ← " : " + ");
      g_string_append (text, heed_heatmap_picture_get_column_label (picture, columns[i]));
    }

  return g_string_free (text, FALSE);
}

/**
 * heed_heatmap_words_new_sum:
 *
 * Returns: (transfer full): the sum of several cells of a row, "Σ α = 0.946"
 */
char *
heed_heatmap_words_new_sum (HeedHeatmapPicture *picture,
                            guint               row,
                            const guint        *columns,
                            guint               n_columns)
{
  HeedMatrix *matrix = heed_heatmap_picture_get_matrix (picture);
  const HeedHeatmapNotes *notes = heed_heatmap_picture_get_notes (picture);
  g_autofree char *weight = NULL;
  double sum = 0.0;

  for (guint i = 0; i < n_columns; i++)
    sum += matrix->values[(gsize) row * matrix->n_columns + columns[i]];

  weight = heed_heatmap_notes_format (notes, sum);

  return g_strdup_printf ("Σ %s = %s", heed_heatmap_notes_get_symbol (notes), weight);
}

/* The selected row and column, or -1 where the matrix has no such cell. */
static void
find_selected (HeedHeatmapView *view,
               int             *row,
               int             *column)
{
  gboolean has_cell;

  *row = heed_heatmap_view_get_selected_row (view);
  *column = heed_heatmap_view_get_selected_column (view);
  has_cell = heed_heatmap_view_is_cell (view, *row, *column);

  if (!has_cell && !heed_heatmap_view_is_cell (view, *row, 0))
    *row = -1;
  if (!has_cell)
    *column = -1;
}

/**
 * heed_heatmap_words_new_selected:
 *
 * Returns: (transfer full): the selected cell, or several cells of a row and their sum
 */
char *
heed_heatmap_words_new_selected (HeedHeatmapView *view)
{
  HeedHeatmapPicture *picture = heed_heatmap_view_get_picture (view);
  g_autofree char *tokens = NULL;
  g_autofree char *sum = NULL;
  guint n_span;
  const guint *span = heed_heatmap_view_get_span (view, &n_span);
  int row, column;

  find_selected (view, &row, &column);
  if (n_span == 0)
    return heed_heatmap_words_new_label (picture, row, column);

  tokens = heed_heatmap_words_new_tokens (picture, (guint) row, span, n_span);
  sum = heed_heatmap_words_new_sum (picture, (guint) row, span, n_span);

  return g_strconcat (tokens, ": ", sum, NULL);
}

/**
 * heed_heatmap_words_new_selected_description:
 * @kind: the kind of attention
 *
 * Returns: (transfer full): the position of the selection, or the size of the matrix
 */
char *
heed_heatmap_words_new_selected_description (HeedHeatmapView   *view,
                                             HeedAttentionKind  kind)
{
  int row, column;

  find_selected (view, &row, &column);

  return heed_heatmap_words_new_description (heed_heatmap_view_get_picture (view), kind, row,
                                             column);
}
