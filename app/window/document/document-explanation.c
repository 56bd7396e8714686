/* document-explanation.c — explaining how one attention weight of a document was computed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/document/document-explanation.h"

#include "app/window/document/document-private.h"

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
      heed_document_get_translation (self) != self->shown.changed)
    return;

  heed_weight_explanation_ask (self->explanation, self->shown.changed, row, key);
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

  return heed_document_get_translation (self) == self->shown.changed
         ? heed_weight_explanation_get (self->explanation) : NULL;
}
