/* translate-display.c — displays the document in the widgets of the page Translate
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/translate/translate-display.h"

#include <glib/gi18n.h>

#include "app/window/pages/parts/attention-remarks.h"
#include "app/window/pages/parts/difference.h"
#include "app/window/pages/parts/remarks.h"
#include "app/window/pages/translate/attention-measures.h"
#include "app/window/pages/translate/change-marks.h"
#include "app/window/pages/translate/end-line.h"
#include "app/window/pages/translate/evidence-display.h"
#include "app/window/pages/translate/forced-words.h"
#include "app/window/pages/translate/gold-display.h"
#include "app/window/pages/translate/gold-editor.h"
#include "app/window/pages/translate/hidden-words.h"
#include "app/window/pages/translate/stack-choice.h"
#include "app/window/pages/translate/token-tooltip.h"
#include "ui/ribbons-drawing.h"

static void
show_tokens (const HeedTranslateParts *parts)
{
  const HeedWordMap *source = parts->shown->source;
  guint n_source = source->n_words;

  heed_token_strip_set_tokens (parts->tokens, source->shown, n_source);

  for (guint i = 0; i < n_source; i++)
    heed_token_strip_set_hidden (parts->tokens, i,
                                 heed_hidden_words_has (parts->document, source, i));

  gtk_label_set_text (GTK_LABEL (parts->token_caption),
                      heed_word_map_merges (source) ? _("words") : _("tokens"));

  /* Transparent, not hidden, so that the page does not move when the first token appears. */
  gtk_widget_set_opacity (parts->token_row, n_source > 0 ? 1.0 : 0.0);
  gtk_widget_set_opacity (parts->measures, n_source > 0 ? 1.0 : 0.0);
}

void
heed_translate_display_offer_tokens (const HeedTranslateParts *parts)
{
  const HeedWordMap *rows = parts->shown->rows;
  const HeedWordMap *columns = parts->shown->columns;

  heed_token_finder_set_tokens (parts->finder, columns->shown, columns->n_words, rows->shown,
                                rows->n_words);
}

static void
show_heatmap (const HeedTranslateParts *parts)
{
  g_autoptr(HeedAttentionRemarks) remarks = heed_attention_remarks_new (parts->document);
  HeedAttentionKind kind = heed_document_get_translation (parts->document)->site.kind;
  const HeedRemarksView view = {
    .sinks = heed_sink_chooser_get_rule (parts->sinks),
    .rows = parts->shown->rows->words,
    .n_rows = parts->shown->rows->n_words,
    .columns = parts->shown->columns->words,
    .n_columns = parts->shown->columns->n_words,
  };
  g_autoptr(HeedHeatmapNotes) notes =
    heed_attention_remarks_new_notes (remarks, parts->document, &view);

  if (!heed_evidence_display_is_wanted (parts))
    heed_gold_display_mark (parts, parts->shown->tokens, notes);
  heed_markup_bar_show (parts->markup, parts->document, parts->shown, notes);
  heed_heatmap_set_kind (parts->heatmap, kind);
  heed_heatmap_set_notes (parts->heatmap, notes);
  gtk_widget_set_visible (parts->hatching, heed_heatmap_notes_has_hatching (notes));
  heed_shown_attention_show_in (parts->shown, parts->heatmap);
  if (gtk_widget_get_visible (GTK_WIDGET (parts->finder)))
    heed_translate_display_offer_tokens (parts);
  heed_attention_remarks_show_badge (remarks, parts->document, parts->caption);
  heed_attention_remarks_show_verdict (remarks, parts->document, parts->verdict);
  heed_sink_chooser_update (parts->sinks, heed_attention_remarks_get_matrix (remarks),
                            remarks->rows, remarks->columns);
  heed_attention_measures_show (parts->attention_measures,
                                heed_attention_remarks_get_matrix (remarks), kind, remarks->rows,
                                remarks->columns);
}

static HeedHeatmapNotes *
get_notes (const HeedTranslateParts *parts)
{
  HeedHeatmapView *view = heed_heatmap_get_view (parts->heatmap);

  return heed_heatmap_picture_get_notes (heed_heatmap_view_get_picture (view));
}

static void
show_table (const HeedTranslateParts *parts)
{
  g_autoptr(HeedAttentionCells) cells = heed_shown_attention_new_cells (parts->shown);

  heed_attention_cells_set_notes (cells, get_notes (parts));
  heed_attention_table_set_quantity (parts->table, NULL);
  heed_attention_table_set_cells (parts->table, cells);
}

/* Reports the weight that is not drawn: a picture without small weights looks too certain. */
static void
show_style (const HeedTranslateParts *parts)
{
  HeedViewMode mode = heed_stack_choice_get_mode (parts);
  HeedHeatmapStyle style = heed_view_options_get_style (parts->options);
  HeedMatrix *attention = parts->shown != NULL ? parts->shown->attention : NULL;

  heed_heatmap_set_style (parts->heatmap, &style);
  heed_color_legend_set_style (parts->legend, &style);

  /* Lines and marks of smaller weights would not be visible. */
  if (mode == HEED_VIEW_RIBBONS || mode == HEED_VIEW_TEXT)
    style.shading.threshold = MAX (style.shading.threshold, HEED_RIBBONS_LEAST);
  heed_remarks_show_hidden_mass (parts->hidden_mass, &style.shading, attention);
}

static void
show_attention (const HeedTranslateParts *parts)
{
  g_autoptr(HeedMatrix) occlusion = heed_evidence_display_dup (parts, HEED_EVIDENCE_OCCLUSION);

  show_style (parts);
  show_heatmap (parts);
  heed_attention_views_show (parts->views, parts->options, parts->shown, parts->document,
                             occlusion);
  if (parts->shows_table)
    show_table (parts);
}

static void
show_target (const HeedTranslateParts *parts)
{
  guint n_tokens;
  const HeedToken *tokens = heed_word_map_get_text (parts->shown->target, &n_tokens);

  heed_target_sentence_set_tokens (parts->target, tokens, n_tokens);
  heed_token_tooltip_take (parts->target, heed_attention_remarks_list_probabilities (
                                            parts->document, parts->shown->target->words,
                                            parts->shown->target->n_words));
}

/* Returns the number of words up to the one of the last played step, inclusive. */
static guint
count_played (const HeedTranslateParts *parts,
              guint                     n_steps)
{
  const HeedWordMap *target = parts->shown->target;

  if (n_steps == 0 || n_steps > target->n_tokens)
    return n_steps == 0 ? 0 : HEED_PLAYED_ALL;

  return (guint) heed_word_map_find (target, (int) n_steps - 1) + 1;
}

/* Marks the source words of the selected columns. */
static void
mark_tokens (const HeedTranslateParts *parts,
             HeedAttentionKind         kind)
{
  guint n_span;
  const guint *span =
    heed_heatmap_view_get_span (heed_heatmap_get_view (parts->heatmap), &n_span);

  heed_token_strip_mark (parts->tokens, span, kind == HEED_ATTENTION_DECODER_SELF ? 0 : n_span);
}

void
heed_translate_display_select (const HeedTranslateParts *parts)
{
  HeedAttentionKind kind = heed_document_get_translation (parts->document)->site.kind;
  HeedDocumentView *view = heed_document_get_view (parts->document);
  int row = heed_word_map_find (parts->shown->rows, heed_document_view_get_row (view));
  int column = heed_word_map_find (parts->shown->columns, heed_document_view_get_column (view));
  int step = heed_word_map_find (parts->shown->target, heed_document_view_get_step (view));
  guint n_played = count_played (parts, heed_document_view_get_n_played (view));
  guint n_rows = kind == HEED_ATTENTION_ENCODER_SELF ? HEED_PLAYED_ALL : n_played;

  heed_heatmap_set_n_played (parts->heatmap, n_rows);
  heed_heatmap_select (parts->heatmap, row, row >= 0 ? column : -1);
  heed_attention_views_select (parts->views, row, column, n_rows);
  if (parts->shows_table)
    heed_attention_table_select (parts->table, row, column);
  heed_target_sentence_set_n_played (parts->target, n_played);
  heed_target_sentence_set_selected (parts->target, step);
  heed_token_strip_set_selected (parts->tokens, kind == HEED_ATTENTION_DECODER_SELF ? -1 : column);
  mark_tokens (parts, kind);
  heed_remarks_show_measures (parts->measures, parts->document, parts->shown->target);
  heed_evidence_display_select (parts);
}

void
heed_translate_display_show_end (const HeedTranslateParts *parts)
{
  g_autofree char *text = parts->shows_end_line ? heed_end_line_dup_text (parts->document) : NULL;

  gtk_widget_set_visible (parts->end_label, text != NULL);
  gtk_label_set_text (GTK_LABEL (parts->end_label), text != NULL ? text : "");
}

static HeedShownUnits
get_units (const HeedTranslateParts *parts)
{
  return (HeedShownUnits) { parts->has_pieces, heed_view_options_get_units (parts->options) };
}

/* Whether cells can be edited: not for evidence, which is no weight, nor for a mean of chosen
 * heads, nor while gold links are edited by clicks on cells. */
static gboolean
can_be_edited (const HeedTranslateParts *parts)
{
  return !heed_evidence_display_is_wanted (parts) && !heed_gold_editor_is_active (parts) &&
         heed_document_get_translation (parts->document)->heads == 0;
}

void
heed_translate_display_show (HeedTranslateParts *parts)
{
  heed_attention_editor_set_shown (parts->editor, NULL);
  g_clear_pointer (&parts->shown, heed_shown_attention_free);
  if (heed_document_get_model (parts->document) == NULL)
    return;

  parts->shown = heed_shown_attention_new (parts->document, get_units (parts));
  heed_shown_attention_apply_sinks (parts->shown, heed_sink_chooser_get_rule (parts->sinks));
  show_tokens (parts);
  heed_remarks_show_unknown (parts->unknown, parts->document);
  heed_evidence_display_ask (parts);
  show_attention (parts);
  heed_attention_editor_set_shown (parts->editor, can_be_edited (parts) ? parts->shown : NULL);
  heed_change_marks_show_in (parts->document, parts->shown, parts->heatmap);
  heed_end_line_show_in (parts->document, parts->shown, parts->shows_end_line, parts->heatmap);
  heed_evidence_display_show (parts);
  show_target (parts);
  heed_difference_show_in (parts->document, GTK_LABEL (parts->difference));
  heed_forced_words_show_in (parts->document, GTK_LABEL (parts->forced));
  heed_remarks_show_cut (parts->cut, parts->document);
  heed_gold_bar_update (parts->gold);
}
