/* tokens.h — a sentence's tokens, shared between threads
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* Immutable, like everything in engine/values.h. */
typedef struct {
  guint            n_tokens;
  const HeedToken *tokens;
} HeedTokens;

HeedTokens *heed_tokens_new           (const HeedToken *tokens,
                                       guint            n_tokens);
HeedTokens *heed_tokens_ref           (HeedTokens      *tokens);
void        heed_tokens_unref         (HeedTokens      *tokens);

/* The tokens of all steps taken so far; _list borrows their texts from the session. */
HeedTokens *heed_tokens_new_of_target (HeedSession     *session);
HeedToken  *heed_tokens_list_target   (HeedSession     *session,
                                       guint           *n_tokens);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTokens, heed_tokens_unref)

G_END_DECLS
