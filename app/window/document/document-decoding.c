/* document-decoding.c — how a document's tokens are chosen, and which hypothesis is displayed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/document/document-decoding.h"

#include "app/window/document/document-private.h"

const HeedDecoding *
heed_document_get_decoding (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), NULL);

  return &self->decoding;
}

/**
 * heed_document_set_decoding:
 * @decoding: how to choose tokens; copied
 *
 * Translates the sentence again if @decoding differs. Changes are kept.
 */
void
heed_document_set_decoding (HeedDocument       *self,
                            const HeedDecoding *decoding)
{
  gboolean is_same;
  HeedDecoderWish wish;

  g_return_if_fail (HEED_IS_DOCUMENT (self));
  g_return_if_fail (decoding != NULL);

  is_same = heed_decoding_is_same (&self->decoding, decoding);
  self->decoding = *decoding;
  g_object_notify (G_OBJECT (self), "decoding");
  if (is_same)
    return;

  wish = heed_document_make_wish (self);
  if (!heed_changes_are_none (self->changes) && self->state != HEED_DOCUMENT_EMPTY)
    heed_free_translation_ask (self->shown.free, &wish);

  heed_document_decode (self);
}

/**
 * heed_document_get_branch:
 *
 * Returns: (transfer none) (nullable): the last node of the displayed hypothesis; %NULL
 *   for the best one, or without a beam
 */
const HeedBeamNode *
heed_document_get_branch (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), NULL);

  return heed_document_can_branch (self) ? self->shown.branch : NULL;
}

/**
 * heed_document_can_branch:
 *
 * Returns: whether another hypothesis of the displayed tree can be displayed or taken; not
 *   while the free translation is displayed, which shows what was before the changes
 */
gboolean
heed_document_can_branch (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), FALSE);

  return heed_document_get_translation (self) == self->shown.changed;
}

/**
 * heed_document_show_branch:
 * @node: of the translation's tree; not its root
 *
 * Displays the steps that lead to the node as the translation, with their attention.
 * Nothing is decoded. Does nothing if heed_document_can_branch() is %FALSE.
 */
void
heed_document_show_branch (HeedDocument       *self,
                           const HeedBeamNode *node)
{
  GPtrArray *steps;
  guint position;

  g_return_if_fail (HEED_IS_DOCUMENT (self));
  g_return_if_fail (node != NULL && node->step != NULL);

  if (!heed_document_can_branch (self))
    return;

  steps = self->shown.changed->steps;
  position = node->step->position;
  g_ptr_array_set_size (steps, (int) position + 1);

  for (const HeedBeamNode *at = node; at->step != NULL; at = at->parent)
    {
      HeedStep **place = (HeedStep **) &g_ptr_array_index (steps, at->step->position);

      if (*place != NULL)
        heed_step_unref (*place);
      *place = heed_step_ref ((HeedStep *) at->step);
    }

  self->shown.branch = node;
  heed_document_show_translation (self);
}

/**
 * heed_document_take_branch:
 * @node: of the translation's tree; not its root
 *
 * Adds a change that forces the tokens that lead to the node; decoding continues from
 * there. Does nothing if heed_document_can_branch() is %FALSE.
 */
void
heed_document_take_branch (HeedDocument       *self,
                           const HeedBeamNode *node)
{
  g_autofree guint32 *ids = NULL;
  g_autofree char *text = NULL;
  HeedChange change = { .kind = HEED_CHANGE_PREFIX, .is_on = TRUE };

  g_return_if_fail (HEED_IS_DOCUMENT (self));
  g_return_if_fail (node != NULL && node->step != NULL);

  if (!heed_document_can_branch (self))
    return;

  change.n_ids = node->step->position + 1;
  ids = g_new0 (guint32, change.n_ids);
  for (guint t = 0; t < MIN (change.n_ids, self->shown.changed->steps->len); t++)
    ids[t] = heed_translation_get_step (self->shown.changed, t)->token.id;
  for (const HeedBeamNode *at = node; at->step != NULL; at = at->parent)
    ids[at->step->position] = at->token.id;

  text = heed_model_decode_target (self->model, ids, change.n_ids);
  change.ids = ids;
  change.label = text;
  change.is_whole = node->fate == HEED_BEAM_FINISHED;
  heed_change_list_put (self->list, heed_change_new (&change));
}
