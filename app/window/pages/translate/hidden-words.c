/* hidden-words.c — source words that are masked in the cross-attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/translate/hidden-words.h"

#include "app/window/document/document-changes.h"

gboolean
heed_hidden_words_has (HeedDocument      *document,
                       const HeedWordMap *source,
                       guint              word)
{
  for (guint i = source->starts[word]; i < source->starts[word + 1]; i++)
    if (heed_document_get_hidden (document, i))
      return TRUE;

  return FALSE;
}

void
heed_hidden_words_toggle (HeedDocument      *document,
                          const HeedWordMap *source,
                          guint              word)
{
  guint n_source = heed_translation_get_n_source (heed_document_get_translation (document));
  gboolean hides;

  if (source->n_tokens != n_source || word >= source->n_words)
    return;

  hides = !heed_hidden_words_has (document, source, word);
  heed_change_list_begin (heed_document_get_changes (document));
  for (guint i = source->starts[word]; i < source->starts[word + 1]; i++)
    heed_document_set_hidden (document, i, hides);
  heed_change_list_end (heed_document_get_changes (document));
}
