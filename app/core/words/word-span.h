/* word-span.h — spans of adjacent words, and the span with the least attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* The words from first to last, both included. */
typedef struct {
  guint first;
  guint last;
} HeedWordSpan;

/* Finds the source words with the least attention: the longest span (the first of equal ones) of
 * words whose weights over all rows sum to less than 0.2 each. Returns TRUE if that has two words
 * or more; otherwise span is the single word with the least attention. attention is target words x
 * source words, with at least one of each. */
gboolean heed_word_span_find_unread (const HeedMatrix *attention,
                                     HeedWordSpan     *span);

G_END_DECLS
