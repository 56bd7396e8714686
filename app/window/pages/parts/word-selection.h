/* word-selection.h — translates a selection of words into tokens of the document
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/parts/shown-attention.h"

G_BEGIN_DECLS

/* Selects a row and a column of the displayed attention; -1 means none. */
void heed_word_selection_pick_cell   (HeedDocumentView         *view,
                                      const HeedShownAttention *shown,
                                      int                       row,
                                      int                       column);

/* Selects a word of the displayed translation; does nothing if word is out of range. */
void heed_word_selection_pick_target (HeedDocumentView         *view,
                                      const HeedShownAttention *shown,
                                      guint                     word);

G_END_DECLS
