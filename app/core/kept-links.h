/* kept-links.h — links read off the attention that was kept of a pair
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/kept-attention.h"

G_BEGIN_DECLS

typedef struct {
  HeedLinkOptions options;
  gboolean        keeps_end;  /* the end of the source is a word that others are held against: what
                               * looks there most is linked to nothing. Else it is left out */
  gboolean        by_piece;   /* the rule reads tokens, and words are linked if any of their tokens
                               * are. Else it reads words, whose tokens were merged before */
} HeedLinkReading;

/* tokens: as of heed_kept_attention_dup_tokens(); NULL: nothing attends. Links are between
 * words, whatever was read. */
HeedAlignment *heed_kept_links_read (const HeedKeptAttention *kept,
                                     const HeedMatrix        *tokens,
                                     const HeedLinkReading   *reading);

/* The mean of both directions; backward: of the turned pair. Target words x source words. */
HeedMatrix    *heed_links_dup_weights (const HeedMatrix         *forward,
                                       const HeedMatrix         *backward);

G_END_DECLS
