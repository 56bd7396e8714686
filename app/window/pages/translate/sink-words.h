/* sink-words.h — explains how weights change when special tokens are left out
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/parts/shown-attention.h"

G_BEGIN_DECLS

/* Explains it for one row of words, with one column as an example; either may be -1. Caller frees;
 * NULL if the picture has the model's own weights. */
char *heed_sink_words_new (const HeedShownAttention *shown,
                           int                       row,
                           int                       column);

G_END_DECLS
