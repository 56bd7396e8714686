/* shown-attention.c — the displayed attention, in the displayed words
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/parts/shown-attention.h"

#include <glib/gi18n.h>

HeedToken *
heed_shown_attention_list_columns (HeedDocument *document,
                                   guint        *n_columns)
{
  HeedModel *model = heed_document_get_model (document);
  HeedToken begin = heed_model_get_target_token (model, heed_model_get_begin_token (model));

  return heed_translation_list_columns (heed_document_get_translation (document), begin, n_columns);
}

static HeedWordMap *
new_map (HeedToken      *tokens,
         guint           n_tokens,
         HeedShownUnits  units)
{
  HeedWordMap *map = units.has_pieces ? heed_word_map_new (tokens, n_tokens, units.units)
                                      : heed_word_map_new_plain (tokens, n_tokens);

  g_free (tokens);

  return map;
}

static void
take_sentences (HeedShownAttention *shown,
                HeedDocument       *document,
                HeedShownUnits      units)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  const HeedTokens *source = translation->source;
  guint n_source = heed_translation_get_n_source (translation);
  guint n_tokens;
  HeedToken *tokens;

  tokens = n_source > 0 ? g_memdup2 (source->tokens, n_source * sizeof *tokens) : NULL;
  shown->source = new_map (tokens, n_source, units);
  tokens = heed_translation_list_target (translation, &n_tokens);
  shown->target = new_map (tokens, n_tokens, units);
  tokens = heed_translation_list_rows (translation, &n_tokens);
  shown->rows = new_map (tokens, n_tokens, units);
  tokens = heed_shown_attention_list_columns (document, &n_tokens);
  shown->columns = new_map (tokens, n_tokens, units);
}

/* A mean over heads has no scores: each head has its own. */
static gboolean
has_scores (HeedDocument *document)
{
  HeedAttentionSite site = heed_document_get_translation (document)->site;
  HeedModel *model = heed_document_get_model (document);

  return site.head != HEED_HEAD_MEAN || heed_model_get_n_heads (model, site.kind, site.layer) <= 1;
}

/**
 * heed_shown_attention_new:
 * @document: a document with a model
 *
 * Returns: (transfer full): the displayed attention of its translation
 */
HeedShownAttention *
heed_shown_attention_new (HeedDocument   *document,
                          HeedShownUnits  units)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  HeedShownAttention *shown = g_new0 (HeedShownAttention, 1);
  g_autoptr(HeedMatrix) scores =
    has_scores (document) ? heed_translation_dup_scores (translation) : NULL;

  take_sentences (shown, document, units);
  shown->tokens = heed_translation_dup_attention (translation);
  shown->attention = heed_word_map_merge (shown->rows, shown->columns, shown->tokens);
  shown->scores = heed_word_map_pick (shown->rows, shown->columns, scores);

  return shown;
}

void
heed_shown_attention_free (HeedShownAttention *shown)
{
  g_clear_pointer (&shown->attention, heed_matrix_unref);
  g_clear_pointer (&shown->scores, heed_matrix_unref);
  g_clear_pointer (&shown->tokens, heed_matrix_unref);
  heed_word_map_free (shown->rows);
  heed_word_map_free (shown->columns);
  heed_word_map_free (shown->source);
  heed_word_map_free (shown->target);
  g_free (shown);
}

int
heed_shown_attention_pick_row (const HeedShownAttention *shown,
                               int                       word,
                               int                       before)
{
  if (word < 0 || word >= (int) shown->rows->n_words)
    return -1;

  return heed_word_map_has (shown->rows, word, before) ? before : (int) shown->rows->starts[word];
}

int
heed_shown_attention_pick_column (const HeedShownAttention *shown,
                                  int                       word,
                                  int                       row)
{
  const float *weights = NULL;
  guint picked;

  if (word < 0 || word >= (int) shown->columns->n_words)
    return -1;

  picked = shown->columns->starts[word];
  if (shown->tokens != NULL && row >= 0 && row < (int) shown->tokens->n_rows)
    weights = shown->tokens->values + (gsize) row * shown->tokens->n_columns;

  for (guint i = picked + 1; i < shown->columns->starts[word + 1] && weights != NULL; i++)
    if (weights[i] > weights[picked])
      picked = i;

  return (int) picked;
}

void
heed_shown_attention_apply_sinks (HeedShownAttention *shown,
                                  HeedSinkRule        rule)
{
  HeedMatrix *all = shown->attention;

  if (all == NULL || all->n_columns != shown->columns->n_words)
    return;

  shown->sinks = rule;
  shown->attention = heed_sinks_apply (all, shown->columns->shown, rule);
  heed_matrix_unref (all);
}

void
heed_shown_attention_show_in (const HeedShownAttention *shown,
                              HeedHeatmap              *heatmap)
{
  heed_heatmap_set_source (heatmap, shown->columns->shown, shown->columns->n_words);
  heed_heatmap_set_target (heatmap, shown->rows->shown, shown->rows->n_words);
  heed_heatmap_set_matrix (heatmap, shown->attention);
  heed_heatmap_set_scores (heatmap, shown->scores);
}

HeedAttentionCells *
heed_shown_attention_new_cells (const HeedShownAttention *shown)
{
  return heed_attention_cells_new (shown->columns->shown, shown->columns->n_words,
                                   shown->rows->shown, shown->rows->n_words,
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

HeedSiteRange
heed_shown_attention_get_range (HeedModel         *model,
                                HeedAttentionKind  kind)
{
  return (HeedSiteRange) {
    .n_layers = heed_model_get_n_layers (model, kind),
    .n_heads = heed_model_get_n_heads (model, kind, 0),
  };
}

void
heed_shown_attention_offer_sites (HeedModel         *model,
                                  HeedAttentionSite  site,
                                  HeedSiteChooser   *chooser)
{
  HeedSiteRange ranges[HEED_N_ATTENTION_KINDS];

  for (guint kind = 0; kind < HEED_N_ATTENTION_KINDS; kind++)
    ranges[kind] = heed_shown_attention_get_range (model, (HeedAttentionKind) kind);

  heed_site_chooser_set_ranges (chooser, ranges);
  heed_site_chooser_set_site (chooser, site);
}
