/* change-marks.c — marks the parts of the heatmap that changes affect
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/translate/change-marks.h"

static void
add (GArray *marks,
     int     row,
     int     column)
{
  HeedHeatmapMark mark = { row, column };

  g_array_append_val (marks, mark);
}

/* Whether a change affects the displayed attention; a mean is affected by each of its heads. */
static gboolean
is_seen_at (HeedAttentionSite changed,
            HeedAttentionSite shown)
{
  return changed.kind == shown.kind &&
         (changed.layer == HEED_EVERY_LAYER || changed.layer == shown.layer) &&
         (changed.head == HEED_HEAD_MEAN || shown.head == HEED_HEAD_MEAN ||
          changed.head == shown.head);
}

static void
add_row (GArray           *marks,
         const HeedChange *change)
{
  add (marks, change->position, -1);

  for (guint i = 0; i < change->n_pins && !change->is_held; i++)
    add (marks, change->position, (int) change->pins[i].key);
}

static void
add_change (GArray            *marks,
            const HeedChange  *change,
            HeedAttentionSite  shown)
{
  gboolean site_has_steps = shown.kind != HEED_ATTENTION_ENCODER_SELF;

  switch (change->kind)
    {
    case HEED_CHANGE_HIDDEN:
      if (shown.kind == HEED_ATTENTION_CROSS)
        add (marks, -1, change->position);
      break;

    case HEED_CHANGE_TOKEN:
      if (site_has_steps)
        add (marks, change->position, -1);
      break;

    case HEED_CHANGE_PREFIX:
      for (guint t = 0; t < change->n_ids && site_has_steps; t++)
        add (marks, (int) t, -1);
      break;

    case HEED_CHANGE_ROW:
      if (is_seen_at (change->site, shown))
        add_row (marks, change);
      break;

    case HEED_CHANGE_TEMPER:
      if (is_seen_at (change->site, shown))
        add (marks, change->position == HEED_EVERY_ROW ? -1 : change->position, -1);
      break;

    case HEED_CHANGE_REPLACED:
      for (guint i = 0; i < change->n_ids && shown.kind != HEED_ATTENTION_DECODER_SELF; i++)
        add (marks, -1, change->position + (int) i);
      break;

    case HEED_CHANGE_SILENCED:
      if (is_seen_at (change->site, shown))
        add (marks, -1, -1);
      break;
    }
}

/* Maps marks from tokens to displayed words, and drops those outside of them. */
static void
map_marks (GArray                   *marks,
           const HeedShownAttention *shown)
{
  for (guint i = marks->len; i-- > 0; )
    {
      HeedHeatmapMark *mark = &g_array_index (marks, HeedHeatmapMark, i);
      int row = heed_word_map_find (shown->rows, mark->row);
      int column = heed_word_map_find (shown->columns, mark->column);

      if ((mark->row >= 0 && row < 0) || (mark->column >= 0 && column < 0))
        g_array_remove_index (marks, i);
      else
        *mark = (HeedHeatmapMark) { row, column };
    }
}

void
heed_change_marks_show_in (HeedDocument             *document,
                           const HeedShownAttention *shown,
                           HeedHeatmap              *heatmap)
{
  HeedChangeList *changes = heed_document_get_changes (document);
  HeedAttentionSite site = heed_document_get_translation (document)->site;
  g_autoptr(GArray) marks = g_array_new (FALSE, FALSE, sizeof (HeedHeatmapMark));

  for (guint i = 0; i < heed_change_list_get_n (changes); i++)
    {
      const HeedChange *change = heed_change_list_get (changes, i);

      if (change->is_on && !heed_document_get_shows_before (document))
        add_change (marks, change, site);
    }

  map_marks (marks, shown);
  heed_heatmap_set_marks (heatmap, (const HeedHeatmapMark *) (gpointer) marks->data, marks->len);
}
