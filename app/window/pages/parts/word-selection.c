/* word-selection.c — translates a selection of words into tokens of the document
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/parts/word-selection.h"

void
heed_word_selection_pick_cell (HeedDocumentView         *view,
                               const HeedShownAttention *shown,
                               int                       row,
                               int                       column)
{
  int token_row = heed_shown_attention_pick_row (shown, row, heed_document_view_get_row (view));

  heed_document_view_select_cell (view, token_row,
                                  heed_shown_attention_pick_column (shown, column, token_row));
}

void
heed_word_selection_pick_target (HeedDocumentView         *view,
                                 const HeedShownAttention *shown,
                                 guint                     word)
{
  if (word < shown->target->n_words)
    heed_document_view_select (view, (int) shown->target->starts[word],
                               heed_document_view_get_column (view));
}
