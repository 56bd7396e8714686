/* hidden-words.h — source words that are masked in the cross-attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/words/word-map.h"
#include "app/window/document/document.h"

G_BEGIN_DECLS

/* A word counts as hidden if any of its tokens is. */
gboolean heed_hidden_words_has    (HeedDocument      *document,
                                   const HeedWordMap *source,
                                   guint              word);

/* Hides or shows all tokens of a word as one change; does nothing if source is of another
 * sentence. */
void     heed_hidden_words_toggle (HeedDocument      *document,
                                   const HeedWordMap *source,
                                   guint              word);

G_END_DECLS
