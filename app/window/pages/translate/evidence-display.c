/* evidence-display.c — displays evidence of effect in place of the attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Heatmap, legend and the sentence below then show the evidence; inspector and ribbons
 * still show the attention. While the evidence is being computed, the cells have no
 * numbers, and the caption says why.
 */

#include "app/window/pages/translate/evidence-display.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/core/figures/axis-titles.h"
#include "app/window/pages/parts/attention-remarks.h"
#include "app/window/pages/parts/tooltip.h"
#include "app/window/pages/translate/evidence-words.h"
#include "app/window/pages/translate/gold-display.h"

static HeedAttentionKind
get_attention_kind (const HeedTranslateParts *parts)
{
  return heed_document_get_translation (parts->document)->site.kind;
}

static gboolean
is_for_agreement (const HeedTranslateParts *parts)
{
  return heed_view_options_get_mode (parts->options) == HEED_VIEW_HEADS &&
         heed_view_options_get_order (parts->options) == HEED_HEADS_BY_AGREEMENT;
}

gboolean
heed_evidence_display_is_wanted (const HeedTranslateParts *parts)
{
  HeedEvidenceKind kind;

  return heed_view_options_get_evidence (parts->options, &kind) &&
         heed_document_get_model (parts->document) != NULL &&
         (heed_evidence_get_info (kind)->is_of_site
          ? heed_document_has_attention (parts->document)
          : get_attention_kind (parts) == HEED_ATTENTION_CROSS);
}

/* Shares are requested with any kind, since the caption reports them for the selected step. */
void
heed_evidence_display_ask (const HeedTranslateParts *parts)
{
  HeedEvidenceKind kind;
  guint kinds = 0;

  if (heed_evidence_display_is_wanted (parts))
    {
      heed_view_options_get_evidence (parts->options, &kind);
      kinds = 1u << kind | 1u << HEED_EVIDENCE_SHARE;
    }

  if (is_for_agreement (parts) && get_attention_kind (parts) == HEED_ATTENTION_CROSS)
    kinds |= 1u << HEED_EVIDENCE_OCCLUSION;

  heed_shown_evidence_update (parts->evidence, parts->document, kinds);
}

/* Except for norms, rows and columns are target and source, whatever attention is displayed. */
HeedMatrix *
heed_evidence_display_dup (const HeedTranslateParts *parts,
                           HeedEvidenceKind          kind)
{
  HeedMatrix *tokens = heed_shown_evidence_get (parts->evidence, kind);
  gboolean is_of_site = heed_evidence_get_info (kind)->is_of_site;
  const HeedWordMap *rows = is_of_site ? parts->shown->rows : parts->shown->target;
  const HeedWordMap *columns = is_of_site ? parts->shown->columns : parts->shown->source;

  if (tokens == NULL || tokens->n_rows != rows->n_tokens || tokens->n_columns != columns->n_tokens)
    return NULL;

  return heed_word_map_merge (rows, columns, tokens);
}

/* Returns a matrix of the final shape without numbers. */
static HeedMatrix *
new_empty (const HeedTranslateParts *parts)
{
  guint n_rows = parts->shown->rows->n_words;
  guint n_columns = parts->shown->columns->n_words;
  g_autofree float *values = NULL;

  if (n_rows == 0 || n_columns == 0)
    return NULL;

  values = g_new (float, (gsize) n_rows * n_columns);
  for (gsize i = 0; i < (gsize) n_rows * n_columns; i++)
    values[i] = NAN;

  return heed_matrix_new (n_rows, n_columns, values);
}

static double
find_largest (const HeedMatrix *matrix)
{
  double largest = 0.0;

  for (gsize i = 0; matrix != NULL && i < (gsize) matrix->n_rows * matrix->n_columns; i++)
    largest = MAX (largest, fabs ((double) matrix->values[i]));

  return largest;
}

/* Shares are fractions of 1. */
static void
show_style (const HeedTranslateParts *parts,
            HeedEvidenceKind          kind,
            const HeedMatrix         *matrix)
{
  const HeedEvidenceInfo *info = heed_evidence_get_info (kind);
  HeedHeatmapStyle style = heed_view_options_get_style (parts->options);

  style.shading.is_signed = info->is_signed && matrix != NULL;
  style.shading.largest = kind == HEED_EVIDENCE_SHARE ? 0.0 : find_largest (matrix);
  style.shading.threshold = 0.0;
  style.shading.top_k = 0;
  heed_heatmap_set_style (parts->heatmap, &style);
  heed_color_legend_set_style (parts->legend, &style);
  heed_color_legend_set_quantity (parts->legend, _(info->title),
                                  info->unit[0] != '\0' ? _(info->unit) : NULL);
  gtk_widget_set_visible (parts->hidden_mass, FALSE);
}

/* Hidden tokens are not hatched: one that no attention reads may still have an effect, through the
 * states of its neighbours. The titles name the quantity, so that exported pictures do too. */
static void
show_notes (const HeedTranslateParts *parts,
            const HeedEvidenceInfo   *info)
{
  const HeedModelInfo *model = heed_model_get_info (heed_document_get_model (parts->document));
  HeedAttentionKind kind = get_attention_kind (parts);
  g_autoptr(HeedHeatmapNotes) notes = heed_heatmap_notes_new ();
  g_autofree char *columns = heed_axis_titles_new_columns (model, kind);
  g_autofree char *title = heed_evidence_words_new_title (info->kind);

  notes->row_title = heed_axis_titles_new_rows (model, kind);
  notes->column_title = g_strdup_printf ("%s · %s", columns, title);
  notes->is_causal = kind == HEED_ATTENTION_DECODER_SELF;
  notes->quantity = g_strdup (_(info->title));
  notes->unit = info->unit[0] != '\0' ? g_strdup (_(info->unit)) : NULL;
  if (kind != HEED_ATTENTION_ENCODER_SELF)
    notes->rows = heed_attention_remarks_list_probabilities (
      parts->document, parts->shown->rows->words, parts->shown->rows->n_words);

  heed_gold_display_mark (parts, heed_shown_evidence_get (parts->evidence, info->kind), notes);
  heed_heatmap_set_notes (parts->heatmap, notes);
  gtk_widget_set_visible (parts->hatching, heed_heatmap_notes_has_hatching (notes));
}

/* Draws the share of the source along the rows, for the evidence by shares only. */
static void
show_line (const HeedTranslateParts *parts,
           HeedEvidenceKind          kind,
           const HeedMatrix         *matrix)
{
  g_autofree double *sums = NULL;

  if (kind != HEED_EVIDENCE_SHARE || matrix == NULL || parts->shows_end_line)
    return;

  sums = g_new0 (double, matrix->n_rows);
  for (gsize i = 0; i < (gsize) matrix->n_rows * matrix->n_columns; i++)
    sums[i / matrix->n_columns] += matrix->values[i];

  heed_heatmap_set_line (parts->heatmap, sums, matrix->n_rows);
}

/* Returns the share of the source for a word; NAN if unknown. For a word of several tokens it is
 * the mean of theirs, as in its row. */
static double
find_source_share (const HeedTranslateParts *parts,
                   int                       word)
{
  g_autoptr(HeedMatrix) shares = heed_evidence_display_dup (parts, HEED_EVIDENCE_SHARE);
  double sum = 0.0;

  if (shares == NULL || word < 0 || word >= (int) shares->n_rows)
    return NAN;

  for (guint i = 0; i < shares->n_columns; i++)
    sum += shares->values[(gsize) word * shares->n_columns + i];

  return sum;
}

/* Describes the shares of source and target for the selected step. */
static char *
new_caption (const HeedTranslateParts *parts,
             HeedEvidenceKind          kind,
             gboolean                  is_there)
{
  const GError *error = heed_shown_evidence_get_error (parts->evidence, kind);
  int step = heed_document_view_get_step (heed_document_get_view (parts->document));
  int word = heed_word_map_find (parts->shown->target, step);
  double share = find_source_share (parts, word);
  g_autofree char *title = heed_evidence_words_new_title (kind);
  g_autofree char *part = NULL;

  if (error != NULL)
    return g_strdup_printf ("%s: %s", title, error->message);

  if (!is_there)
    /* Translators: what is being computed */
    return g_strdup_printf (_("%s: being computed…"), title);

  if (isnan (share))
    return g_steal_pointer (&title);

  part = heed_evidence_words_new_share (&parts->shown->target->shown[word], share);
  if (kind != HEED_EVIDENCE_SHARE || parts->shows_end_line)
    return g_steal_pointer (&part);

  /* Translators: what a token rests on; along the rows a line goes from 0 to 1 */
  return g_strdup_printf (_("%s; the line: the source’s part"), part);
}

static void
show_caption (const HeedTranslateParts *parts,
              HeedEvidenceKind          kind,
              gboolean                  is_there)
{
  g_autofree char *text = new_caption (parts, kind, is_there);
  g_autofree char *help = heed_evidence_words_new_help (HEED_EVIDENCE_SHARE);
  g_autofree char *tooltip = g_strdup_printf ("%s\n\n%s", text, help);  /* text is ellipsized */

  gtk_widget_set_visible (parts->caption, TRUE);
  gtk_label_set_text (GTK_LABEL (parts->caption), text);
  heed_tooltip_set (parts->caption, tooltip);
}

/* Wraps the text over two lines, since it is longer than a verdict; NULL restores one line. */
static void
show_sentence (const HeedTranslateParts *parts,
               const char               *text,
               const char               *tooltip)
{
  gtk_label_set_wrap (GTK_LABEL (parts->verdict), text != NULL);
  gtk_label_set_wrap_mode (GTK_LABEL (parts->verdict), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (parts->verdict), text != NULL ? 2 : -1);
  if (text == NULL)
    return;

  gtk_label_set_text (GTK_LABEL (parts->verdict), text);
  heed_tooltip_set (parts->verdict, tooltip);
}

/* Explains why chosen evidence is not displayed for self-attention; without chosen evidence the
 * verdict is kept. */
static void
say_why_not (const HeedTranslateParts *parts)
{
  const char *text = _("Evidence of effect is of target and source; choose the attention between "
                       "them to see it.");
  HeedEvidenceKind kind;
  gboolean is_chosen = heed_view_options_get_evidence (parts->options, &kind) &&
                       heed_document_has_attention (parts->document);

  show_sentence (parts, is_chosen ? text : NULL, text);
}

/* Compares each row with the attention, so it must not be called in every frame. */
static void
say (const HeedTranslateParts *parts,
     HeedEvidenceKind          kind,
     const HeedMatrix         *matrix)
{
  g_autoptr(HeedMatrix) attention =
    heed_word_map_merge (parts->shown->rows, parts->shown->columns, parts->shown->tokens);
  const HeedEvidenceScene scene = {
    .kind = kind,
    .attention = attention,
    .evidence = matrix,
    .rows = parts->shown->rows->shown,
    .columns = parts->shown->columns->shown,
  };
  g_autofree char *text = NULL;
  g_autofree char *tooltip = NULL;

  if (matrix == NULL)
    {
      show_sentence (parts, "", NULL);
      return;
    }

  text = heed_evidence_words_new (&scene);
  tooltip = heed_evidence_words_new_tooltip (&scene);
  show_sentence (parts, text, tooltip);
}

void
heed_evidence_display_show (const HeedTranslateParts *parts)
{
  g_autoptr(HeedMatrix) matrix = NULL;
  g_autoptr(HeedMatrix) drawn = NULL;
  HeedEvidenceKind kind;

  if (!heed_evidence_display_is_wanted (parts))
    {
      heed_color_legend_set_quantity (parts->legend, NULL, NULL);
      heed_evidence_button_set_title (parts->evidence_button, NULL);
      say_why_not (parts);
      return;
    }

  heed_view_options_get_evidence (parts->options, &kind);
  matrix = heed_evidence_display_dup (parts, kind);
  drawn = matrix != NULL ? heed_matrix_ref (matrix) : new_empty (parts);

  heed_evidence_button_set_title (parts->evidence_button, _(heed_evidence_get_info (kind)->title));
  show_style (parts, kind, matrix);
  show_notes (parts, heed_evidence_get_info (kind));
  heed_heatmap_set_matrix (parts->heatmap, drawn);
  heed_heatmap_set_scores (parts->heatmap, NULL);
  heed_heatmap_set_marks (parts->heatmap, NULL, 0);
  show_line (parts, kind, matrix);
  say (parts, kind, matrix);
  gtk_widget_set_visible (GTK_WIDGET (parts->sinks), FALSE);
  if (parts->shows_table)
    {
      g_autoptr(HeedAttentionCells) cells = heed_attention_cells_new (
        parts->shown->columns->shown, parts->shown->columns->n_words, parts->shown->rows->shown,
        parts->shown->rows->n_words, matrix, NULL);

      heed_attention_table_set_quantity (parts->table, _(heed_evidence_get_info (kind)->title));
      heed_attention_table_set_cells (parts->table, cells);
    }
}

void
heed_evidence_display_select (const HeedTranslateParts *parts)
{
  HeedEvidenceKind kind;

  if (!heed_evidence_display_is_wanted (parts))
    return;

  heed_view_options_get_evidence (parts->options, &kind);
  show_caption (parts, kind, heed_shown_evidence_get (parts->evidence, kind) != NULL);
}
