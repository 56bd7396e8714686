/* heatmap-notes.c — notes around the cells of a heatmap, in addition to the labels
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A weight of zero and a masked token would both be drawn as blank paper, so masked cells are
 * hatched.
 */

#include "ui/heatmap-notes.h"

#include "ui/number-format.h"
#include "ui/shapes.h"

#define STROKE_PX     1.0
#define STROKE_GAP_PX 6.0  /* between strokes, along an edge */
#define CELL_GAP_PX   1.0

static void
clear (gpointer data)
{
  HeedHeatmapNotes *notes = data;

  g_free (notes->row_title);
  g_free (notes->column_title);
  g_free (notes->quantity);
  g_free (notes->unit);
  g_free (notes->hidden);
  g_strfreev (notes->rows);
  g_strfreev (notes->columns);
  g_free (notes->links);
}

HeedHeatmapNotes *
heed_heatmap_notes_new (void)
{
  return g_rc_box_new0 (HeedHeatmapNotes);
}

HeedHeatmapNotes *
heed_heatmap_notes_ref (HeedHeatmapNotes *notes)
{
  return g_rc_box_acquire (notes);
}

void
heed_heatmap_notes_unref (HeedHeatmapNotes *notes)
{
  g_rc_box_release_full (notes, clear);
}

static const char *
get_note (char **notes,
          guint  index)
{
  if (notes == NULL || index >= g_strv_length (notes) || *notes[index] == '\0')
    return NULL;

  return notes[index];
}

const char *
heed_heatmap_notes_get_link (const HeedHeatmapNotes *notes,
                             guint                   row,
                             guint                   column)
{
  const HeedLinkMark *mark =
    notes != NULL ? heed_link_marks_find (notes->links, notes->n_links, row, column) : NULL;

  return mark != NULL ? heed_link_marks_describe (mark->kind, mark->outcome) : NULL;
}

char *
heed_heatmap_notes_format (const HeedHeatmapNotes *notes,
                           double                  number)
{
  g_autofree char *text = heed_number_format_weight (number);

  if (notes == NULL || notes->unit == NULL)
    return g_steal_pointer (&text);

  return g_strdup_printf ("%s\302\240%s", text, notes->unit);
}

const char *
heed_heatmap_notes_get_symbol (const HeedHeatmapNotes *notes)
{
  return notes != NULL && notes->quantity != NULL ? notes->quantity : "α";
}

const char *
heed_heatmap_notes_get_row (const HeedHeatmapNotes *notes,
                            guint                   row)
{
  return notes != NULL ? get_note (notes->rows, row) : NULL;
}

const char *
heed_heatmap_notes_get_column (const HeedHeatmapNotes *notes,
                               guint                   column)
{
  return notes != NULL ? get_note (notes->columns, column) : NULL;
}

gboolean
heed_heatmap_notes_has_hatching (const HeedHeatmapNotes *notes)
{
  if (notes == NULL)
    return FALSE;

  for (guint column = 0; column < notes->n_hidden; column++)
    if (notes->hidden[column])
      return TRUE;

  return notes->is_causal;
}

static void
add_hidden_columns (const HeedHeatmapNotes  *notes,
                    cairo_t                 *cr,
                    const HeedHeatmapLayout *layout)
{
  for (guint column = 0; column < MIN (notes->n_hidden, layout->n_columns); column++)
    if (notes->hidden[column])
      {
        HeedRectangle cell = heed_heatmap_layout_get_cell (layout, 0, column);

        cairo_rectangle (cr, cell.x, layout->top, cell.width - CELL_GAP_PX, layout->view_height);
      }
}

static void
add_future (cairo_t                 *cr,
            const HeedHeatmapLayout *layout)
{
  guint first, end;

  heed_heatmap_layout_get_seen_rows (layout, &first, &end);
  for (guint row = first; row < MIN (end, layout->n_columns - 1); row++)
    {
      HeedRectangle cell = heed_heatmap_layout_get_cell (layout, row, row + 1);

      cairo_rectangle (cr, cell.x, cell.y, cell.width * (layout->n_columns - row - 1), cell.height);
    }
}

void
heed_heatmap_notes_hatch (const HeedHeatmapNotes  *notes,
                          cairo_t                 *cr,
                          const HeedHeatmapLayout *layout,
                          HeedColor                color)
{
  double start = layout->left - layout->view_height;

  if (!heed_heatmap_notes_has_hatching (notes))
    return;

  cairo_save (cr);
  cairo_rectangle (cr, layout->left, layout->top, layout->view_width, layout->view_height);
  cairo_clip (cr);
  add_hidden_columns (notes, cr, layout);
  if (notes->is_causal)
    add_future (cr, layout);
  cairo_clip (cr);

  for (double x = start; x < layout->left + layout->view_width; x += STROKE_GAP_PX)
    {
      cairo_move_to (cr, x, layout->top + layout->view_height);
      cairo_line_to (cr, x + layout->view_height, layout->top);
    }

  heed_shapes_set_color (cr, color);
  cairo_set_line_width (cr, STROKE_PX);
  cairo_stroke (cr);
  cairo_restore (cr);
}
