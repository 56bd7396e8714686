/* word-span.c — spans of adjacent words, and the span with the least attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/words/word-span.h"

/* A word is unread if its weights over all rows sum to less than this. A single unread word is
 * common, so a span needs at least UNREAD_WORDS. */
#define HARDLY_READ  0.2
#define UNREAD_WORDS 2

gboolean
heed_word_span_find_unread (const HeedMatrix *attention,
                      HeedWordSpan     *span)
{
  g_autofree double *coverage = heed_attention_dup_coverage (attention);
  guint longest = 0;
  guint least = 0;
  guint n = 0;

  for (guint s = 0; s < attention->n_columns; s++)
    {
      n = coverage[s] < HARDLY_READ ? n + 1 : 0;
      if (n > longest)
        {
          longest = n;
          *span = (HeedWordSpan) { s + 1 - n, s };
        }
      if (coverage[s] < coverage[least])
        least = s;
    }

  if (longest < UNREAD_WORDS)
    *span = (HeedWordSpan) { least, least };

  return longest >= UNREAD_WORDS;
}
