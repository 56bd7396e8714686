/* gold-display.c — draws the open gold links over the heatmap of the page Translate
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/translate/gold-display.h"

#include "app/window/document/open-gold.h"

/* Maps rows and columns of the heatmap to the words of the pair. */
typedef struct {
  guint        *row_words;
  guint        *column_words;
  HeedGoldAxis  rows;
  HeedGoldAxis  columns;
} Axes;

static void
clear_axes (Axes *axes)
{
  g_free (axes->row_words);
  g_free (axes->column_words);
}

static gboolean
find_axes (const HeedTranslateParts *parts,
           HeedOpenGold             *open,
           Axes                     *axes)
{
  const HeedShownAttention *shown = parts->shown;
  const char *why;

  *axes = (Axes) { 0 };
  if (shown == NULL || !heed_open_gold_is_of_document (open, &why))
    return FALSE;

  axes->row_words =
    heed_words_dup_of_steps (heed_open_gold_get_target (open), shown->rows->n_tokens, 0);
  axes->column_words = heed_words_dup_of_tokens (heed_open_gold_get_source (open),
                                                 shown->columns->tokens,
                                                 shown->columns->n_tokens);
  axes->rows = (HeedGoldAxis) { axes->row_words, shown->rows->words, shown->rows->n_tokens };
  axes->columns =
    (HeedGoldAxis) { axes->column_words, shown->columns->words, shown->columns->n_tokens };

  return TRUE;
}

static void
judge (HeedOpenGold     *open,
       const HeedMatrix *tokens,
       const Axes       *axes)
{
  g_autoptr(HeedAlignment) found = NULL;

  if (tokens != NULL && tokens->n_rows == axes->rows.n_tokens &&
      tokens->n_columns == axes->columns.n_tokens)
    found = heed_gold_find_links (tokens, heed_open_gold_get_target (open),
                                  heed_open_gold_get_source (open), axes->column_words,
                                  heed_open_gold_get_options (open));

  heed_gold_set_found_links (heed_open_gold_get (open), found);
}

void
heed_gold_display_mark (const HeedTranslateParts *parts,
                        const HeedMatrix         *tokens,
                        HeedHeatmapNotes         *notes)
{
  HeedOpenGold *open = heed_open_gold_of (parts->document);
  GArray *marks;
  Axes axes;

  if (heed_open_gold_get (open) == NULL)
    return;

  if (!find_axes (parts, open, &axes))
    {
      heed_gold_set_found_links (heed_open_gold_get (open), NULL);
      return;
    }

  judge (open, tokens, &axes);
  marks = heed_gold_marks_new (heed_open_gold_get (open), &axes.rows, &axes.columns);
  notes->has_gold = TRUE;
  notes->n_links = marks->len;
  notes->links = (HeedLinkMark *) (gpointer) g_array_free (marks, FALSE);
  clear_axes (&axes);
}

gboolean
heed_gold_display_find (const HeedTranslateParts *parts,
                        int                       row,
                        int                       column,
                        guint                    *source,
                        guint                    *target)
{
  HeedOpenGold *open = heed_open_gold_of (parts->document);
  int source_word, target_word;
  Axes axes;

  if (row < 0 || column < 0 || !find_axes (parts, open, &axes))
    return FALSE;

  target_word = heed_gold_axis_find_word (&axes.rows, (guint) row);
  source_word = heed_gold_axis_find_word (&axes.columns, (guint) column);
  clear_axes (&axes);
  if (target_word < 0 || source_word < 0)
    return FALSE;

  *source = (guint) source_word;
  *target = (guint) target_word;

  return TRUE;
}
