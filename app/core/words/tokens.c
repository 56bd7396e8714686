/* tokens.c — a sentence's tokens, shared between threads
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A session's tokens live only as long as the session, which belongs to the engine's
 * thread. The window keeps this copy.
 */

#include "app/core/words/tokens.h"

static void
free_texts (gpointer data)
{
  HeedTokens *self = data;

  for (guint i = 0; i < self->n_tokens; i++)
    g_free ((char *) self->tokens[i].text);

  g_free ((HeedToken *) self->tokens);
}

/**
 * heed_tokens_new:
 * @tokens: (array length=n_tokens): copied, texts included
 *
 * Returns: (transfer full): the copy
 */
HeedTokens *
heed_tokens_new (const HeedToken *tokens,
                 guint            n_tokens)
{
  HeedTokens *self = g_atomic_rc_box_new0 (HeedTokens);
  HeedToken *copies = g_new (HeedToken, n_tokens);

  for (guint i = 0; i < n_tokens; i++)
    {
      copies[i] = tokens[i];
      copies[i].text = g_strdup (tokens[i].text);
    }

  self->n_tokens = n_tokens;
  self->tokens = copies;

  return self;
}

HeedTokens *
heed_tokens_ref (HeedTokens *tokens)
{
  g_return_val_if_fail (tokens != NULL, NULL);

  return g_atomic_rc_box_acquire (tokens);
}

void
heed_tokens_unref (HeedTokens *tokens)
{
  g_return_if_fail (tokens != NULL);

  g_atomic_rc_box_release_full (tokens, free_texts);
}

/**
 * heed_tokens_list_target:
 * @n_tokens: (out): T
 *
 * Returns: (transfer container): the tokens taken so far, including the end token; the
 *   texts live as long as @session
 */
HeedToken *
heed_tokens_list_target (HeedSession *session,
                         guint       *n_tokens)
{
  HeedToken *tokens;

  *n_tokens = heed_session_get_n_steps (session);
  tokens = g_new (HeedToken, MAX (*n_tokens, 1));
  for (guint t = 0; t < *n_tokens; t++)
    tokens[t] = heed_session_get_step (session, t)->token;

  return tokens;
}

HeedTokens *
heed_tokens_new_of_target (HeedSession *session)
{
  guint n_tokens;
  g_autofree HeedToken *tokens = heed_tokens_list_target (session, &n_tokens);

  return heed_tokens_new (tokens, n_tokens);
}
