/* shown-attention.c — the attention that is looked at, as pictures and tables want it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/shown-attention.h"

#include <glib/gi18n.h>

HeedToken *
heed_shown_attention_list_columns (HeedDocument *document,
                                   guint        *n_columns)
{
  HeedModel *model = heed_document_get_model (document);
  HeedToken begin = heed_model_get_target_token (model, heed_model_get_begin_token (model));

  return heed_translation_list_columns (heed_document_get_translation (document), begin, n_columns);
}

/**
 * heed_shown_attention_new:
 * @document: one that has a model
 *
 * Returns: (transfer full): what its translation shows now
 */
HeedShownAttention *
heed_shown_attention_new (HeedDocument *document)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  HeedShownAttention *shown = g_new0 (HeedShownAttention, 1);

  shown->attention = heed_translation_dup_attention (translation);
  shown->scores = heed_translation_dup_scores (translation);
  shown->rows = heed_translation_list_rows (translation, &shown->n_rows);
  shown->columns = heed_shown_attention_list_columns (document, &shown->n_columns);

  return shown;
}

void
heed_shown_attention_free (HeedShownAttention *shown)
{
  g_clear_pointer (&shown->attention, heed_matrix_unref);
  g_clear_pointer (&shown->scores, heed_matrix_unref);
  g_free (shown->rows);
  g_free (shown->columns);
  g_free (shown);
}

void
heed_shown_attention_show_in (const HeedShownAttention *shown,
                              HeedHeatmap              *heatmap)
{
  heed_heatmap_set_source (heatmap, shown->columns, shown->n_columns);
  heed_heatmap_set_target (heatmap, shown->rows, shown->n_rows);
  heed_heatmap_set_matrix (heatmap, shown->attention);
  heed_heatmap_set_scores (heatmap, shown->scores);
}

HeedAttentionCells *
heed_shown_attention_new_cells (const HeedShownAttention *shown)
{
  return heed_attention_cells_new (shown->columns, shown->n_columns, shown->rows, shown->n_rows,
                                   shown->attention, shown->scores);
}

const char *
heed_shown_attention_get_caption (HeedAttentionKind kind)
{
  switch (kind)
    {
    case HEED_ATTENTION_ENCODER_SELF:
      return _("rows and columns: source tokens");

    case HEED_ATTENTION_DECODER_SELF:
      return _("rows and columns: target tokens");

    case HEED_ATTENTION_CROSS:
      break;
    }

  return _("rows: target tokens · columns: source tokens");
}

void
heed_shown_attention_offer_sites (HeedModel         *model,
                                  HeedAttentionSite  site,
                                  HeedSiteChooser   *chooser)
{
  HeedSiteRange ranges[HEED_N_ATTENTION_KINDS];

  for (guint kind = 0; kind < HEED_N_ATTENTION_KINDS; kind++)
    ranges[kind] = (HeedSiteRange) {
      .n_layers = heed_model_get_n_layers (model, (HeedAttentionKind) kind),
      .n_heads = heed_model_get_n_heads (model, (HeedAttentionKind) kind, 0),
    };

  heed_site_chooser_set_ranges (chooser, ranges);
  heed_site_chooser_set_site (chooser, site);
}
