/* forced.c — a translation that is given, and the attention it is read with
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/forced.h"

#include <string.h>

#include "app/cli/decoding.h"

static HeedSession *
walk (HeedSession   *session,
      HeedWords     *target,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autofree guint32 *ids = g_new (guint32, target->n_ids + 1);
  HeedDecodingOptions options = { .beam = { .width = 1 }, .target = ids, .n_target = target->n_ids + 1 };

  if (session == NULL)
    return NULL;

  if (target->n_ids > 0)
    memcpy (ids, target->ids, target->n_ids * sizeof (guint32));
  ids[target->n_ids] = heed_model_get_end_token (heed_session_get_model (session));

  return heed_decoding_run (session, &options, cancellable, error);
}

/**
 * heed_forced_read:
 * @forced: (out): what was read
 * @model: a model that can read @source and @target
 * @options: what they are
 * @cancellable: (nullable): looked at before every step
 *
 * Errors: as heed_words_read(), heed_session_new() and heed_decoding_run().
 *
 * Returns: whether the model could be walked through all of @target and its end
 */
gboolean
heed_forced_read (HeedForced               *forced,
                  HeedModel                *model,
                  const char               *source,
                  const char               *target,
                  const HeedForcedOptions  *options,
                  GCancellable             *cancellable,
                  GError                  **error)
{
  HeedWords *words = &forced->source;
  HeedSession *session;

  *forced = (HeedForced) { 0 };

  if (!heed_words_read (words, model, HEED_SIDE_SOURCE, options->source_as, source, options->by_piece, error) ||
      !heed_words_read (&forced->target, model, HEED_SIDE_TARGET, options->target_as, target, options->by_piece, error))
    return FALSE;

  session = options->source_as == HEED_GIVEN_TEXT ? heed_session_new (model, source, error)
                                                  : heed_session_new_from_ids (model, words->ids, words->n_ids, error);
  forced->session = walk (session, &forced->target, cancellable, error);

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
