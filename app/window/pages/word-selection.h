/* word-selection.h — words that are chosen, as tokens of the document
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/shown-attention.h"

G_BEGIN_DECLS

/* A row and a column of the attention that is shown; -1 is none. */
void heed_word_selection_pick_cell   (HeedDocumentView         *view,
                                      const HeedShownAttention *shown,
                                      int                       row,
                                      int                       column);

/* A word of the translation that is shown; nothing if it has no such word. */
void heed_word_selection_pick_target (HeedDocumentView         *view,
                                      const HeedShownAttention *shown,
                                      guint                     word);

G_END_DECLS
