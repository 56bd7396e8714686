/* special-words.h — how people spell what stands for no text
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"

G_BEGIN_DECLS

/* "<s>", "[PAD]", "SOS" */
gboolean  heed_special_words_has  (const char *text);

/* {"unknown": 0, "end": 3}: the lowest ids of those that are there; a new object. */
HeedJson *heed_special_words_find (GPtrArray  *words);

G_END_DECLS
