/* counterpart.h — which word of one sentence is the same as one of another
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/word-map.h"

G_BEGIN_DECLS

/* -1 is none. */
int      heed_counterpart_find     (const HeedWordMap *from,
                                    int                word,
                                    const HeedWordMap *to);

/* Whether both are the same words in the same order. */
gboolean heed_counterpart_are_same (const HeedWordMap *left,
                                    const HeedWordMap *right);

G_END_DECLS
