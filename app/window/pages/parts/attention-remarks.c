/* attention-remarks.c — verdict, badge and heatmap notes for the displayed attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/parts/attention-remarks.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/core/corpus/unknown-word.h"
#include "app/core/figures/axis-titles.h"
#include "app/core/links/ordered-head.h"
#include "app/core/models/model-card.h"
#include "app/window/document/document-changes.h"
#include "app/window/pages/parts/integrity-badge.h"
#include "app/window/pages/parts/shown-attention.h"
#include "app/window/pages/parts/tooltip.h"
#include "app/window/pages/parts/verdict-words.h"
#include "ui/number-format.h"

static HeedAttentionSite
get_site (HeedDocument *document)
{
  return heed_document_get_translation (document)->site;
}

/* Tokens that the decoder generated are never padding. */
static gboolean
is_padding (HeedDocument *document,
            guint32       id)
{
  return get_site (document).kind != HEED_ATTENTION_DECODER_SELF &&
         heed_model_is_padding (heed_document_get_model (document), id);
}

/**
 * heed_attention_remarks_new:
 * @document: a document with a model
 *
 * Returns: (transfer full): remarks on the displayed attention
 */
HeedAttentionRemarks *
heed_attention_remarks_new (HeedDocument *document)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  HeedAttentionRemarks *remarks = g_new0 (HeedAttentionRemarks, 1);

  remarks->attention = heed_translation_dup_attention (translation);
  remarks->rows = heed_translation_list_rows (translation, &remarks->n_rows);
  remarks->columns = heed_shown_attention_list_columns (document, &remarks->n_columns);
  remarks->hidden = g_new0 (gboolean, MAX (remarks->n_columns, 1));

  remarks->padding = g_new0 (gboolean, MAX (remarks->n_columns, 1));

  for (guint i = 0; i < remarks->n_columns; i++)
    {
      remarks->hidden[i] = translation->site.kind == HEED_ATTENTION_CROSS &&
                           heed_document_get_hidden (document, i);
      remarks->padding[i] = is_padding (document, remarks->columns[i].id);
    }

  return remarks;
}

void
heed_attention_remarks_free (HeedAttentionRemarks *remarks)
{
  g_clear_pointer (&remarks->attention, heed_matrix_unref);
  g_free (remarks->rows);
  g_free (remarks->columns);
  g_free (remarks->hidden);
  g_free (remarks->padding);
  g_free (remarks);
}

const HeedMatrix *
heed_attention_remarks_get_matrix (const HeedAttentionRemarks *remarks)
{
  const HeedMatrix *attention = remarks->attention;

  return attention != NULL && attention->n_rows == remarks->n_rows &&
             attention->n_columns == remarks->n_columns
         ? attention : NULL;
}

static gboolean
is_mean (HeedDocument *document)
{
  HeedAttentionSite site = get_site (document);

  return site.head == HEED_HEAD_MEAN &&
         heed_model_get_n_heads (heed_document_get_model (document), site.kind, site.layer) > 1;
}

/* Adds the head that by itself follows the order of the source, which a mean does not show. */
static char *
add_ordered_head (const char   *words,
                  HeedDocument *document)
{
  double order;
  int head = heed_ordered_head_find (heed_document_get_translation (document),
                                     heed_document_get_model (document), &order);
  g_autofree char *correlation = heed_number_format_correlation (order);

  if (head < 0)
    return g_strdup (words);

  /* Translators: a sentence about a mean; the number of a head, from 1; a correlation */
  return g_strdup_printf (_("%s Head %d by itself follows the order (correlation %s)."), words,
                          head + 1, correlation);
}

static char *
describe (const HeedAttentionRemarks *remarks,
          HeedDocument               *document)
{
  HeedVerdictScene scene = {
    .kind = get_site (document).kind,
    .columns = remarks->columns,
    .loss = NAN,
    .chance_loss = NAN,
    .is_guided = heed_model_card_is_guided (heed_document_get_model (document)),
    .is_mean = is_mean (document),
    .is_circling =
      heed_translation_count_repeated (heed_document_get_translation (document)) > 0,
  };
  HeedAttentionVerdict verdict =
    heed_attention_judge (remarks->attention, scene.kind, remarks->rows, remarks->columns);
  g_autofree char *words = heed_verdict_words_new (&verdict, &scene);

  if (words == NULL || !scene.is_mean || verdict.kind == HEED_VERDICT_IN_ORDER)
    return g_steal_pointer (&words);

  return add_ordered_head (words, document);
}

/* During decoding the last sentence is kept, so that it does not flicker, and so is its line, so
 * that the heatmap does not move. */
void
heed_attention_remarks_show_verdict (const HeedAttentionRemarks *remarks,
                                     HeedDocument               *document,
                                     GtkWidget                  *label)
{
  g_autofree char *text = NULL;

  if (heed_document_get_state (document) == HEED_DOCUMENT_DECODING)
    return;

  if (heed_attention_remarks_get_matrix (remarks) != NULL)
    text = describe (remarks, document);

  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  heed_tooltip_set (label, text);  /* may be ellipsized in a narrow window */
}

void
heed_attention_remarks_show_badge (const HeedAttentionRemarks *remarks,
                                   HeedDocument               *document,
                                   GtkWidget                  *label)
{
  const HeedAttentionClaim claim = {
    .kind = get_site (document).kind,
    .n_rows = remarks->n_rows,
    .n_columns = remarks->n_columns,
    .hidden = remarks->hidden,
    .padding = remarks->padding,
  };

  heed_integrity_badge_show (label, remarks->attention, &claim);
}

static guint
get_column (const HeedRemarksView *view,
            guint                  token)
{
  return view->columns != NULL ? view->columns[token] : token;
}

/* Returns which source word would be copied in place of an unknown-word token; NULL if the token
 * is another one, or in self-attention. */
static char *
dup_copied (const HeedTranslation *translation,
            guint                  step)
{
  guint n_keys = 0;
  const float *row;
  g_autofree char *word = NULL;

  if (translation->site.kind != HEED_ATTENTION_CROSS || translation->source == NULL ||
      !heed_unknown_word_is (&heed_translation_get_step (translation, step)->token))
    return NULL;

  row = heed_translation_get_attention (translation, step, &n_keys);
  if (row == NULL || n_keys != heed_translation_get_n_source (translation))
    return NULL;

  word = heed_unknown_word_dup_source (row, translation->source->tokens, n_keys);

  /* Translators: the source word in the place of one that the model has no token for */
  return word != NULL ? g_strdup_printf (_("unknown: “%s” would be copied"), word)
                      : g_strdup (_("unknown: nothing would be copied"));
}

char **
heed_attention_remarks_list_probabilities (HeedDocument *document,
                                           const guint  *words,
                                           guint         n_words)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  guint n_rows = words != NULL ? n_words : translation->steps->len;
  g_autofree double *log_probs = g_new0 (double, MAX (n_rows, 1));
  char **notes = g_new0 (char *, n_rows + 1);

  for (guint t = 0; t < translation->steps->len; t++)
    log_probs[words != NULL ? words[t] : t] += heed_translation_get_step (translation, t)->log_prob;

  for (guint row = 0; row < n_rows; row++)
    {
      g_autofree char *probability = heed_number_format_weight (exp (log_probs[row]));

      /* Translators: the probability of a token, or of a word */
      notes[row] = g_strdup_printf (_("p = %s"), probability);
    }

  for (guint t = 0; t < translation->steps->len; t++)
    {
      g_autofree char *copied = dup_copied (translation, t);
      char **note = &notes[words != NULL ? words[t] : t];

      if (copied != NULL)
        {
          g_autofree char *before = *note;

          *note = g_strconcat (before, "   ", copied, NULL);
        }
    }

  return notes;
}

/* Returns "takes 80 % of the attention" for the columns of special tokens, else "". */
static char **
list_column_notes (const HeedAttentionRemarks *remarks,
                   const HeedRemarksView      *view,
                   guint                       n_columns)
{
  g_autofree double *shares = heed_sinks_dup_shares (remarks->attention, remarks->rows);
  char **notes = g_new0 (char *, n_columns + 1);

  for (guint column = 0; column < n_columns; column++)
    notes[column] = g_strdup ("");

  for (guint i = 0; i < remarks->n_columns; i++)
    {
      g_autofree char *share = heed_number_format_percent (shares[i]);

      if (!remarks->columns[i].is_special || shares[i] < HEED_SINK_SHARE)
        continue;

      g_free (notes[get_column (view, i)]);
      /* Translators: a percentage */
      notes[get_column (view, i)] = g_strdup_printf (_("takes %s of the attention"), share);
    }

  return notes;
}

/* A column is hatched if each of its tokens is hidden, or left out by the rule for sinks. */
static gboolean *
list_hidden (const HeedAttentionRemarks *remarks,
             const HeedRemarksView      *view,
             guint                       n_columns)
{
  gboolean *hidden = g_new (gboolean, MAX (n_columns, 1));

  for (guint column = 0; column < n_columns; column++)
    hidden[column] = TRUE;

  for (guint i = 0; i < remarks->n_columns; i++)
    if (!remarks->hidden[i] &&
        !(view->sinks != HEED_SINKS_SHOWN && remarks->columns[i].is_special))
      hidden[get_column (view, i)] = FALSE;

  return hidden;
}

/* Labels rescaled weights, which are not the model's, in cells and axis title, and so in exported
 * pictures too. */
static void
note_shared (HeedHeatmapNotes *notes)
{
  g_autofree char *title = g_steal_pointer (&notes->column_title);

  notes->quantity = g_strdup (_("α shared out"));
  notes->column_title = g_strdup_printf ("%s · %s", title, notes->quantity);
}

HeedHeatmapNotes *
heed_attention_remarks_new_notes (const HeedAttentionRemarks *remarks,
                                  HeedDocument               *document,
                                  const HeedRemarksView      *view)
{
  const HeedModelInfo *info = heed_model_get_info (heed_document_get_model (document));
  HeedAttentionKind kind = get_site (document).kind;
  guint n_columns = view->columns != NULL ? view->n_columns : remarks->n_columns;
  HeedHeatmapNotes *notes = heed_heatmap_notes_new ();

  notes->row_title = heed_axis_titles_new_rows (info, kind);
  notes->column_title = heed_axis_titles_new_columns (info, kind);
  if (view->sinks == HEED_SINKS_SHARED)
    note_shared (notes);
  notes->hidden = list_hidden (remarks, view, n_columns);
  notes->n_hidden = n_columns;
  notes->is_causal = kind == HEED_ATTENTION_DECODER_SELF;
  if (kind != HEED_ATTENTION_ENCODER_SELF)
    notes->rows = heed_attention_remarks_list_probabilities (document, view->rows, view->n_rows);
  if (heed_attention_remarks_get_matrix (remarks) != NULL)
    notes->columns = list_column_notes (remarks, view, n_columns);

  return notes;
}
