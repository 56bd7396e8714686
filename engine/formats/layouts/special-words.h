/* special-words.h — the usual spellings of special tokens
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"

G_BEGIN_DECLS

/* Returns whether text is a special token, such as "<s>", "[PAD]" or "SOS". */
gboolean  heed_special_words_has  (const char *text);

/* Returns {"unknown": 0, "end": 3} with the lowest id of each special token found, as a new
 * object. */
HeedJson *heed_special_words_find (GPtrArray  *words);

G_END_DECLS
