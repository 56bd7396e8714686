/* pair-links.h — reading links from the attention of a pair in all heads
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/pair-attention.h"

G_BEGIN_DECLS

typedef struct {
  HeedLinkOptions options;
  gboolean        keeps_end;  /* the source's end token competes as a word: target words that
                               * attend most to it get no link. Otherwise it is left out */
  gboolean        by_piece;   /* the rule reads tokens, and words are linked if any of their
                               * tokens are. Otherwise tokens are merged to words first */
} HeedLinkReading;

/* tokens: from heed_pair_attention_dup_tokens(); NULL if nothing attends. The links are between
 * words in either case. */
HeedAlignment *heed_pair_links_read (const HeedPairAttention *attention,
                                     const HeedMatrix        *tokens,
                                     const HeedLinkReading   *reading);

/* Returns the mean of both directions, target words x source words; backward is that of the
 * reversed pair. */
HeedMatrix    *heed_links_dup_weights (const HeedMatrix         *forward,
                                       const HeedMatrix         *backward);

G_END_DECLS
