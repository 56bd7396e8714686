/* document-explanation.c — explaining how one attention weight of a document was computed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/document/document-explanation.h"

#include "app/window/document/document-private.h"

/* Asks about a weight of the displayed translation, however its tokens were chosen. */
static void
ask_for_weight (HeedDocument *self,
                guint         row,
                guint         key)
{
  HeedAttentionSite site = self->translation->site;
  guint n_tokens = site.kind == HEED_ATTENTION_ENCODER_SELF ? 0 : row + 1;
  g_autofree guint32 *tokens = g_new0 (guint32, MAX (n_tokens, 1));

  if (n_tokens > self->translation->steps->len)
    return;

  for (guint t = 0; t < n_tokens; t++)
    tokens[t] = heed_translation_get_step (self->translation, t)->token.id;

  heed_questions_ask (self->weights, heed_weight_question_new (&(HeedWeightAsked) {
    row, site, key, tokens, n_tokens }));
}

/**
 * heed_document_explain:
 * @row: an existing row of the displayed attention
 * @key: the key
 *
 * Requests the arithmetic of that weight; #HeedDocument::arithmetic-changed is emitted
 * when it is known. Repeating the same request costs nothing. Nothing is requested
 * during decoding, which it would delay, nor while the free translation is displayed.
 */
void
heed_document_explain (HeedDocument *self,
                       guint         row,
                       guint         key)
{
  g_return_if_fail (HEED_IS_DOCUMENT (self));

  if (self->state != HEED_DOCUMENT_FINISHED ||
      heed_document_get_translation (self) != self->translation ||
      (self->has_asked && self->asked_row == row && self->asked_key == key))
    return;

  self->has_asked = TRUE;
  self->asked_row = row;
  self->asked_key = key;
  ask_for_weight (self, row, key);
}

/**
 * heed_document_get_arithmetic:
 *
 * Returns: (transfer none) (nullable): the newest arithmetic, which names its weight; NULL while
 *   the free translation is displayed, of which it is not
 */
HeedArithmetic *
heed_document_get_arithmetic (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), NULL);

  return heed_document_get_translation (self) == self->translation ? self->arithmetic : NULL;
}
