/* attention-remarks.c — what the page says of the attention that is looked at
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/attention-remarks.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/core/axis-titles.h"
#include "app/core/model-card.h"
#include "app/window/pages/integrity-badge.h"
#include "app/window/pages/shown-attention.h"
#include "app/window/pages/verdict-words.h"
#include "ui/number-format.h"

static HeedAttentionSite
get_site (HeedDocument *document)
{
  return heed_document_get_translation (document)->site;
}

/**
 * heed_attention_remarks_new:
 * @document: one that has a model
 *
 * Returns: (transfer full): what is looked at now
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

  for (guint i = 0; i < remarks->n_columns; i++)
    remarks->hidden[i] = translation->site.kind == HEED_ATTENTION_CROSS &&
                         heed_document_get_hidden (document, i);

  return remarks;
}

void
heed_attention_remarks_free (HeedAttentionRemarks *remarks)
{
  g_clear_pointer (&remarks->attention, heed_matrix_unref);
  g_free (remarks->rows);
  g_free (remarks->columns);
  g_free (remarks->hidden);
  g_free (remarks);
}

static gboolean
is_mean (HeedDocument *document)
{
  HeedAttentionSite site = get_site (document);

  return site.head == HEED_HEAD_MEAN &&
         heed_model_get_n_heads (heed_document_get_model (document), site.kind, site.layer) > 1;
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

  return heed_verdict_words_new (&verdict, &scene);
}

/* While steps come the last sentence stays: it would flicker. Its line stays too, so
 * that the heatmap does not jump. */
void
heed_attention_remarks_show_verdict (const HeedAttentionRemarks *remarks,
                                     HeedDocument               *document,
                                     GtkWidget                  *label)
{
  g_autofree char *text = NULL;

  if (heed_document_get_state (document) == HEED_DOCUMENT_DECODING)
    return;

  if (remarks->attention != NULL && remarks->attention->n_rows == remarks->n_rows &&
      remarks->attention->n_columns == remarks->n_columns)
    text = describe (remarks, document);

  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (label, text);  /* a narrow window cuts it off */
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
  };

  heed_integrity_badge_show (label, remarks->attention, &claim);
}

/* "p = 0.912" for each token that was taken. */
static char **
list_row_notes (HeedDocument *document)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  char **notes = g_new0 (char *, translation->steps->len + 1);

  for (guint t = 0; t < translation->steps->len; t++)
    {
      g_autofree char *probability =
        heed_number_format_weight (exp (heed_translation_get_step (translation, t)->log_prob));

      /* Translators: the probability of a token */
      notes[t] = g_strdup_printf (_("p = %s"), probability);
    }

  return notes;
}

HeedHeatmapNotes *
heed_attention_remarks_new_notes (const HeedAttentionRemarks *remarks,
                                  HeedDocument               *document)
{
  const HeedModelInfo *info = heed_model_get_info (heed_document_get_model (document));
  HeedAttentionKind kind = get_site (document).kind;
  HeedHeatmapNotes *notes = heed_heatmap_notes_new ();

  notes->row_title = heed_axis_titles_new_rows (info, kind);
  notes->column_title = heed_axis_titles_new_columns (info, kind);
  notes->hidden = g_memdup2 (remarks->hidden, remarks->n_columns * sizeof (gboolean));
  notes->n_hidden = remarks->n_columns;
  notes->is_causal = kind == HEED_ATTENTION_DECODER_SELF;
  if (kind != HEED_ATTENTION_ENCODER_SELF)
    notes->rows = list_row_notes (document);

  return notes;
}
