/* hidden-words.h — source words that the decoder may not look at
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/word-map.h"
#include "app/window/document.h"

G_BEGIN_DECLS

/* A word is struck through if any piece of it is. */
gboolean heed_hidden_words_has    (HeedDocument      *document,
                                   const HeedWordMap *source,
                                   guint              word);

/* All pieces of a word, as one change; nothing if the words are those of another sentence. */
void     heed_hidden_words_toggle (HeedDocument      *document,
                                   const HeedWordMap *source,
                                   guint              word);

G_END_DECLS
