/* document-view.c — where in what a person looks at they look
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which attention, which row and column of it, and up to which step the
 * translation was played. None of this changes what is decoded.
 */

#include "app/window/document-private.h"

/* Where this model was looked at the last time; at first where the sentences
 * meet, nearest the output, all heads together. */
HeedAttentionSite
heed_document_recall_site (HeedDocument *self)
{
  const HeedAttentionSite *site = g_hash_table_lookup (self->sites, self->model_path);
  int n_layers = (int) heed_model_get_n_layers (self->model, HEED_ATTENTION_CROSS);

  if (site != NULL)
    return *site;

  return (HeedAttentionSite) { HEED_ATTENTION_CROSS, MAX (n_layers, 1) - 1, HEED_HEAD_MEAN };
}

/**
 * heed_document_get_site:
 *
 * Returns: the attention that was chosen; until the engine has brought it the
 *   translation still shows the one before
 */
HeedAttentionSite
heed_document_get_site (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), ((HeedAttentionSite) { 0 }));

  return self->site;
}

/* The steps have all their attentions in them, the encoder's must be fetched. */
static void
show_site (HeedDocument *self)
{
  if (self->site.kind != HEED_ATTENTION_ENCODER_SELF)
    self->translation->site = self->site;
  else if (self->state != HEED_DOCUMENT_EMPTY)
    heed_decoder_decode (self->decoder, self->model, self->text, self->changes, self->site);
}

/**
 * heed_document_set_site:
 * @site: one that the model has
 *
 * Looks at another attention of the same translation. It is remembered for as
 * long as the program runs, for each model.
 */
void
heed_document_set_site (HeedDocument      *self,
                        HeedAttentionSite  site)
{
  gboolean keeps_columns;

  g_return_if_fail (HEED_IS_DOCUMENT (self));
  g_return_if_fail (self->model != NULL);
  g_return_if_fail (site.layer >= 0 && site.layer < (int) heed_model_get_n_layers (self->model, site.kind));

  if (site.kind == self->site.kind && site.layer == self->site.layer && site.head == self->site.head)
    return;

  keeps_columns = (site.kind == HEED_ATTENTION_DECODER_SELF) == (self->site.kind == HEED_ATTENTION_DECODER_SELF);
  if (!keeps_columns)
    self->selected_column = -1;

  self->site = site;
  g_hash_table_insert (self->sites, g_strdup (self->model_path), g_memdup2 (&site, sizeof site));
  show_site (self);
  g_signal_emit_by_name (self, "site-changed");
}

/**
 * heed_document_get_selected_step:
 *
 * Returns: the step that is explained, or -1 if there is no step yet
 */
int
heed_document_get_selected_step (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), -1);

  return MIN ((int) self->selected_step, (int) self->translation->steps->len - 1);
}

/**
 * heed_document_get_selected_row:
 *
 * Returns: the row of the attention that is explained: a step, or in the encoder
 *   a source token; -1 if there is none yet
 */
int
heed_document_get_selected_row (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), -1);

  if (self->translation->site.kind == HEED_ATTENTION_ENCODER_SELF)
    return MIN ((int) self->selected_source, (int) heed_translation_get_n_source (self->translation) - 1);

  return heed_document_get_selected_step (self);
}

/**
 * heed_document_get_selected_column:
 *
 * Returns: the token that is looked at, or -1: of the source, or if a decoder
 *   looks back of what it had read
 */
int
heed_document_get_selected_column (HeedDocument *self)
{
  guint n_columns;

  g_return_val_if_fail (HEED_IS_DOCUMENT (self), -1);

  n_columns = self->translation->site.kind == HEED_ATTENTION_DECODER_SELF
              ? self->translation->steps->len : heed_translation_get_n_source (self->translation);

  return self->selected_column < (int) n_columns ? self->selected_column : -1;
}

/**
 * heed_document_select:
 * @step: an existing step, or -1 to leave it as it is
 * @column: a column of the attention, or -1 for none
 *
 * Looks at one step, and at one token from there. A step that was held back is
 * played up to.
 */
void
heed_document_select (HeedDocument *self,
                      int           step,
                      int           column)
{
  guint wanted = step >= 0 ? (guint) step : self->selected_step;

  g_return_if_fail (HEED_IS_DOCUMENT (self));

  if (wanted == self->selected_step && column == self->selected_column)
    return;

  self->selected_step = wanted;
  self->selected_column = column;

  if (self->n_played != HEED_DOCUMENT_PLAYED_ALL && wanted >= self->n_played)
    self->n_played = wanted + 1;

  g_signal_emit_by_name (self, "view-changed");
}

/**
 * heed_document_select_cell:
 * @row: an existing row of the attention, or -1 to leave it as it is
 * @column: a column of it, or -1 for none
 *
 * As heed_document_select(), but in the encoder the rows are source tokens.
 */
void
heed_document_select_cell (HeedDocument *self,
                           int           row,
                           int           column)
{
  g_return_if_fail (HEED_IS_DOCUMENT (self));

  if (self->translation->site.kind != HEED_ATTENTION_ENCODER_SELF)
    {
      heed_document_select (self, row, column);
      return;
    }

  if (row >= 0)
    self->selected_source = (guint) row;
  self->selected_column = column;
  g_signal_emit_by_name (self, "view-changed");
}

/**
 * heed_document_get_n_played:
 *
 * Returns: how many steps count as done; %HEED_DOCUMENT_PLAYED_ALL unless
 *   somebody walks through them
 */
guint
heed_document_get_n_played (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), 0);

  return self->n_played;
}

/**
 * heed_document_go_to:
 * @step: an existing step
 *
 * As a debugger does: this step has just been taken, later ones have not.
 */
void
heed_document_go_to (HeedDocument *self,
                     guint         step)
{
  g_return_if_fail (HEED_IS_DOCUMENT (self));
  g_return_if_fail (step < self->translation->steps->len);

  self->selected_step = step;
  self->n_played = step + 1;
  g_signal_emit_by_name (self, "view-changed");
}

/**
 * heed_document_play_all:
 *
 * Goes to the last step, and holds back none that may still come.
 */
void
heed_document_play_all (HeedDocument *self)
{
  g_return_if_fail (HEED_IS_DOCUMENT (self));

  self->selected_step = MAX (self->translation->steps->len, 1) - 1;
  self->n_played = HEED_DOCUMENT_PLAYED_ALL;
  g_signal_emit_by_name (self, "view-changed");
}
