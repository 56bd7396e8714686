/* translate-export.c — what the page Translate shows, to be taken away
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/translate-export.h"

#include <glib/gi18n.h>

#include "app/core/head-list.h"

static HeedFigureView
get_figure_view (const HeedTranslateParts *parts)
{
  switch (heed_view_options_get_mode (parts->options))
    {
    case HEED_VIEW_RIBBONS:
      return HEED_FIGURE_RIBBONS;

    case HEED_VIEW_TEXT:
      return HEED_FIGURE_TEXT;

    case HEED_VIEW_HEADS:
      return heed_attention_views_get_heads (parts->views) != NULL ? HEED_FIGURE_WALL
                                                                   : HEED_FIGURE_MATRIX;

    case HEED_VIEW_MATRIX:
    case HEED_VIEW_STATES:
      break;
    }

  return HEED_FIGURE_MATRIX;
}

/* Which model, and which attention of it. */
static char *
new_caption (HeedDocument *document)
{
  HeedModel *model = heed_document_get_model (document);
  HeedAttentionSite site = heed_document_get_translation (document)->site;
  HeedSiteRange ranges[HEED_N_ATTENTION_KINDS];
  g_autofree char *which = NULL;

  for (guint kind = 0; kind < HEED_N_ATTENTION_KINDS; kind++)
    ranges[kind] = heed_shown_attention_get_range (model, (HeedAttentionKind) kind);

  which = heed_site_ranges_dup_text (ranges, site);

  return *which != '\0' ? g_strdup_printf ("%s · %s", heed_model_get_info (model)->name, which)
                        : g_strdup (heed_model_get_info (model)->name);
}

static void
clear_wall_head (gpointer data)
{
  g_free (((HeedWallHead *) data)->title);
  g_free (((HeedWallHead *) data)->number);
}

static GArray *
list_wall_heads (const HeedTranslateParts *parts,
                 HeedSiteRange             range)
{
  const GArray *heads = heed_attention_views_get_heads (parts->views);
  HeedHeadOrder order = heed_view_options_get_order (parts->options);
  GArray *wall = g_array_new (FALSE, TRUE, sizeof (HeedWallHead));

  g_array_set_clear_func (wall, clear_wall_head);
  for (guint i = 0; heads != NULL && i < heads->len; i++)
    {
      const HeedHead *head = &g_array_index (heads, HeedHead, i);
      HeedWallHead thumb = { .attention = head->attention };

      thumb.title = heed_head_dup_site_title (head->site, range);
      thumb.number = heed_head_dup_number (head, order);
      g_array_append_val (wall, thumb);
    }

  return wall;
}

static void
set_wall (HeedFigure               *figure,
          const HeedTranslateParts *parts,
          const GArray             *wall,
          HeedSiteRange             range)
{
  figure->heads = (const HeedWallHead *) (gpointer) wall->data;
  figure->n_heads = wall->len;
  figure->n_per_line =
    heed_view_options_get_order (parts->options) == HEED_HEADS_BY_LAYER && range.n_heads > 1
      ? range.n_heads + 1
      : 0;
}

/* The selection is the cursor of a matrix, but what ribbons and text light is what
 * they are looked at for. */
static HeedFigure
make_figure (const HeedTranslateParts *parts)
{
  HeedDocument *document = parts->document;
  const HeedTranslation *translation = heed_document_get_translation (document);
  int row = heed_heatmap_get_selected_row (parts->heatmap);
  HeedFigure figure = {
    .view = get_figure_view (parts),
    .title = heed_document_get_text (document),
    .kind = translation->site.kind,
    .focus = { TRUE, row },
    .row = row,
    .column = heed_heatmap_get_selected_column (parts->heatmap),
    .text = heed_document_get_text (document),
    .model = heed_document_get_model (document),
    .translation = translation,
  };

  heed_heatmap_get_scene (parts->heatmap, &figure.scene);
  figure.rows = heed_word_map_get_text (parts->shown->rows, &figure.n_rows);
  figure.columns = heed_word_map_get_text (parts->shown->columns, &figure.n_columns);

  return figure;
}

/**
 * heed_translate_export_use_figure:
 * @func: called with what is seen
 *
 * Returns: whether anything is
 */
gboolean
heed_translate_export_use_figure (HeedTranslateParts *parts,
                                  HeedFigureFunc      func,
                                  gpointer            data)
{
  g_autofree char *caption = NULL;
  g_autoptr(GArray) wall = NULL;
  HeedSiteRange range;
  HeedFigure figure;

  if (heed_heatmap_get_matrix (parts->heatmap) == NULL || parts->shown == NULL ||
      parts->document == NULL)
    return FALSE;

  figure = make_figure (parts);
  range = heed_shown_attention_get_range (figure.model, figure.kind);
  wall = list_wall_heads (parts, range);
  set_wall (&figure, parts, wall, range);
  caption = new_caption (parts->document);
  figure.caption = caption;
  func (&figure, data);

  return TRUE;
}

const HeedPageExport *
heed_translate_export_get (const HeedTranslateParts *parts)
{
  static const HeedPageExport heatmap = { N_("Export"), "attention.svg",
                                          N_("The attention could not be exported.") };

  return heed_heatmap_get_matrix (parts->heatmap) != NULL ? &heatmap : NULL;
}
