/* word-span.h — words side by side, and which of them are looked at least
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* From word first to word last, both in it. */
typedef struct {
  guint first;
  guint last;
} HeedWordSpan;

/* The words that are looked at least: the longest span of which none got a fifth of a row,
 * of equals the first, or else the word that got least. attention is target words x source
 * words, of at least one each. TRUE: it is such a span, of two words or more. */
gboolean heed_word_span_find_unread (const HeedMatrix *attention,
                                     HeedWordSpan     *span);

G_END_DECLS
