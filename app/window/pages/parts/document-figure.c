/* document-figure.c — the attention of a document as a figure for export
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/parts/document-figure.h"

#include "app/window/pages/parts/change-words.h"

/**
 * heed_document_figure_make:
 * @figure: (out): the figure
 * @heatmap: the source of its style and notes
 * @shown: its attention, rows and columns
 *
 * The selection is only the cursor of a matrix, but the main content of ribbons and
 * text.
 */
void
heed_document_figure_make (HeedFigure               *figure,
                           HeedDocument             *document,
                           HeedHeatmap              *heatmap,
                           const HeedShownAttention *shown)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  int row = heed_heatmap_get_selected_row (heatmap);

  *figure = (HeedFigure) {
    .view = HEED_FIGURE_MATRIX,
    .title = heed_document_get_text (document),
    .kind = translation->site.kind,
    .focus = { TRUE, row },
    .row = row,
    .column = heed_heatmap_get_selected_column (heatmap),
    .text = heed_document_get_text (document),
    .model = heed_document_get_model (document),
    .translation = translation,
  };

  heed_heatmap_get_scene (heatmap, &figure->scene);
  figure->rows = heed_word_map_get_text (shown->rows, &figure->n_rows);
  figure->columns = heed_word_map_get_text (shown->columns, &figure->n_columns);
}

static void
get_ranges (HeedDocument  *document,
            HeedSiteRange *ranges)
{
  HeedModel *model = heed_document_get_model (document);

  for (guint kind = 0; kind < HEED_N_ATTENTION_KINDS; kind++)
    ranges[kind] = heed_shown_attention_get_range (model, (HeedAttentionKind) kind);
}

/**
 * heed_document_figure_list_changes:
 *
 * Returns: (transfer full): "Token 2 “garden” hidden" and so on; empty if the displayed
 *   translation is without changes
 */
char **
heed_document_figure_list_changes (HeedDocument *document)
{
  HeedChangeList *list = heed_document_get_changes (document);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  HeedSiteRange ranges[HEED_N_ATTENTION_KINDS];

  get_ranges (document, ranges);
  for (guint i = 0; !heed_document_get_shows_before (document) && i < heed_change_list_get_n (list);
       i++)
    if (heed_change_list_get (list, i)->is_on)
      {
        g_autofree char *name = heed_change_words_new (heed_change_list_get (list, i), ranges);

        g_strv_builder_add (names, name);
      }

  return g_strv_builder_end (names);
}

/**
 * heed_document_figure_new_caption:
 *
 * Returns: (transfer full): the name of the model and of the attention
 */
char *
heed_document_figure_new_caption (HeedDocument *document)
{
  HeedModel *model = heed_document_get_model (document);
  HeedAttentionSite site = heed_document_get_translation (document)->site;
  HeedSiteRange ranges[HEED_N_ATTENTION_KINDS];
  g_autofree char *which = NULL;

  get_ranges (document, ranges);
  which = heed_site_ranges_dup_text (ranges, site);

  return *which != '\0' ? g_strdup_printf ("%s · %s", heed_model_get_info (model)->name, which)
                        : g_strdup (heed_model_get_info (model)->name);
}
