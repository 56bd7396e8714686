/* sink-words.h — in words, what a picture without tokens that stand for no text has otherwise
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/shown-attention.h"

G_BEGIN_DECLS

/* Of one row of words, and of one column of it as an example; either may be -1. For the
 * caller to free; NULL: the picture has what the model made. */
char *heed_sink_words_new (const HeedShownAttention *shown,
                           int                       row,
                           int                       column);

G_END_DECLS
