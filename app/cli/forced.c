/* forced.c — a translation that is given, and the attention it is read with
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/forced.h"

#include "app/core/walk.h"

static HeedSession *
walk_along (HeedSession      *session,
            const HeedWords  *target,
            GCancellable     *cancellable,
            GError          **error)
{
  HeedWalk walk = HEED_WALK_GREEDY;

  walk.target = target->ids;
  walk.n_target = target->n_ids;

  return session != NULL ? heed_walk_run (session, &walk, cancellable, error) : NULL;
}

/**
 * heed_forced_read:
 * @forced: (out): what was read
 * @model: a model that can read @source and @target
 * @cancellable: (nullable): looked at before every step
 *
 * Errors: as heed_words_read(), heed_walk_start() and heed_walk_run().
 *
 * Returns: whether the model could be walked through all of @target and its end
 */
gboolean
heed_forced_read (HeedForced           *forced,
                  HeedModel            *model,
                  const HeedGivenLine  *source,
                  const HeedGivenLine  *target,
                  GCancellable         *cancellable,
                  GError              **error)
{
  HeedSession *session;

  *forced = (HeedForced) { 0 };

  if (!heed_words_read (&forced->source, model, source, error) ||
      !heed_words_read (&forced->target, model, target, error))
    return FALSE;

  session = heed_walk_start (model, source->text, source->given_as, error);
  forced->session = walk_along (session, &forced->target, cancellable, error);

  return forced->session != NULL;
}

void
heed_forced_clear (HeedForced *forced)
{
  g_clear_pointer (&forced->session, heed_session_free);
  heed_words_clear (&forced->source);
  heed_words_clear (&forced->target);
}

/* The word that each step is about: the one it emits, or the one it reads. */
static guint *
dup_words_of_steps (const HeedForced *forced,
                    guint             shift)
{
  guint n_steps = heed_session_get_n_steps (forced->session);
  guint *words = g_new (guint, n_steps);

  for (guint step = 0; step < n_steps; step++)
    {
      gboolean is_in_line = step >= shift && step - shift < forced->target.n_ids;

      words[step] = is_in_line ? forced->target.words[step - shift] : HEED_NO_WORD;
    }

  return words;
}

HeedMatrix *
heed_forced_dup_attention (const HeedForced  *forced,
                           HeedAttentionSite  site,
                           guint              shift)
{
  guint n_tokens;
  const HeedToken *tokens = heed_session_get_source (forced->session, &n_tokens);
  g_autofree guint *source_words = heed_words_dup_of_tokens (&forced->source, tokens, n_tokens);
  g_autofree guint *target_words = dup_words_of_steps (forced, shift);
  g_autoptr(HeedMatrix) attention = heed_session_dup_attention (forced->session, site);

  if (attention == NULL || forced->source.n_words == 0 || forced->target.n_words == 0)
    return NULL;

  return heed_attention_merge (attention, target_words, forced->target.n_words,
                               source_words, forced->source.n_words);
}
