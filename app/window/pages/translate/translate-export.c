/* translate-export.c — exports the displayed view of the page Translate
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/translate/translate-export.h"

#include <glib/gi18n.h>

#include "app/core/links/head-list.h"
#include "app/window/pages/parts/document-figure.h"

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

/**
 * heed_translate_export_use_figure:
 * @func: called with the displayed figure
 *
 * Returns: whether there is one
 */
gboolean
heed_translate_export_use_figure (HeedTranslateParts *parts,
                                  HeedFigureFunc      func,
                                  gpointer            data)
{
  g_autofree char *caption = NULL;
  g_auto(GStrv) changes = NULL;
  g_autoptr(GArray) wall = NULL;
  HeedSiteRange range;
  HeedFigure figure;

  if (heed_heatmap_get_matrix (parts->heatmap) == NULL || parts->shown == NULL ||
      parts->document == NULL)
    return FALSE;

  heed_document_figure_make (&figure, parts->document, parts->heatmap, parts->shown);
  figure.view = get_figure_view (parts);
  range = heed_shown_attention_get_range (figure.model, figure.kind);
  wall = list_wall_heads (parts, range);
  set_wall (&figure, parts, wall, range);
  caption = heed_document_figure_new_caption (parts->document);
  figure.caption = caption;
  changes = heed_document_figure_list_changes (parts->document);
  figure.changes = (const char *const *) changes;
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
