/* added-tokens.h — tokens that are found in a text before it is split
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEED_NO_TOKEN G_MAXUINT32

/* A token that is found in a text before anything else is done to that. */
typedef struct {
  guint32  id;
  gboolean strips_before;  /* spaces before it go */
  gboolean strips_after;
  gboolean is_word;        /* found only where no letter or digit is beside it */
} HeedAddedToken;

/* A stretch of a text: a token, or HEED_NO_TOKEN where it is to be split. */
typedef struct {
  const char *begin;
  gsize       n_bytes;
  guint32     id;
} HeedStretch;

typedef struct _HeedAddedTokens HeedAddedTokens;

/* texts[i] is that of tokens[i]; empty ones are left out. */
HeedAddedTokens      *heed_added_tokens_new  (const HeedAddedToken  *tokens,
                                              const char *const     *texts,
                                              guint                  n_tokens);
void                  heed_added_tokens_free (HeedAddedTokens       *self);

/* An array of HeedStretch, none of them empty: the first token that there is,
 * the longest of those that begin there, and so on. */
GArray               *heed_added_tokens_find (HeedAddedTokens       *self,
                                              const char            *text);
gboolean              heed_added_tokens_has  (HeedAddedTokens       *self,
                                              guint32                id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAddedTokens, heed_added_tokens_free)

G_END_DECLS
