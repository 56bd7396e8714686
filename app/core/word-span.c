/* word-span.c — words side by side, and which of them are looked at least
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/word-span.h"

/* A word got nothing if all rows together gave it less than this part of a row; one such
 * word is nothing unusual. */
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
