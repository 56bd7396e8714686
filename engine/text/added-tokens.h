/* added-tokens.h — tokens that are matched in a text before it is split
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEED_NO_TOKEN G_MAXUINT32

/* A token that is matched in a text before any other processing. */
typedef struct {
  guint32  id;
  gboolean strips_before;  /* spaces before it are removed */
  gboolean strips_after;
  gboolean is_word;        /* matched only where no letter or digit is next to it */
} HeedAddedToken;

/* A stretch of a text: a matched token, or text that is to be split, with id HEED_NO_TOKEN. */
typedef struct {
  const char *begin;
  gsize       n_bytes;
  guint32     id;
} HeedStretch;

typedef struct _HeedAddedTokens HeedAddedTokens;

/* texts[i] is the text of tokens[i]; tokens with empty texts are left out. */
HeedAddedTokens      *heed_added_tokens_new  (const HeedAddedToken  *tokens,
                                              const char *const     *texts,
                                              guint                  n_tokens);
void                  heed_added_tokens_free (HeedAddedTokens       *self);

/* Returns an array of HeedStretch, none of them empty. The leftmost match is taken first, and
 * the longest of the tokens that begin there; the search continues after it. */
GArray               *heed_added_tokens_find (HeedAddedTokens       *self,
                                              const char            *text);
gboolean              heed_added_tokens_has  (HeedAddedTokens       *self,
                                              guint32                id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAddedTokens, heed_added_tokens_free)

G_END_DECLS
