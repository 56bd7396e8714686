/* counterpart.h — finding a word of one sentence in another one
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/words/word-map.h"

G_BEGIN_DECLS

/* Returns the index of the same word in to; -1 if there is none, or if word is -1. */
int      heed_counterpart_find     (const HeedWordMap *from,
                                    int                word,
                                    const HeedWordMap *to);

/* Whether both are the same words in the same order. */
gboolean heed_counterpart_are_same (const HeedWordMap *left,
                                    const HeedWordMap *right);

G_END_DECLS
