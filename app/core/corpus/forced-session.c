/* forced-session.c — decoding along the target of a pair, one step at a time
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/forced-session.h"

/**
 * heed_forced_session_begin:
 * @self: a cleared one
 *
 * Returns: whether there is a session; cleared with heed_forced_session_clear() either way
 */
gboolean
heed_forced_session_begin (HeedForcedSession    *self,
                           HeedModel            *model,
                           const HeedCorpusPair *texts)
{
  const HeedInputLine source = { HEED_SIDE_SOURCE, HEED_INPUT_TEXT, FALSE, texts->source };
  const HeedInputLine target = { HEED_SIDE_TARGET, HEED_INPUT_TEXT, FALSE, texts->target };
  g_auto(HeedWords) words = { 0 };

  if (texts->target == NULL || !heed_words_read (&words, model, &source, NULL) ||
      !heed_words_read (&self->target, model, &target, NULL))
    return FALSE;

  self->session = heed_session_new_from_ids (model, words.ids, words.n_ids, NULL);
  if (self->session == NULL)
    return FALSE;

  heed_session_set_n_candidates (self->session, 0);
  heed_session_set_max_length (self->session, self->target.n_ids + 1);

  return TRUE;
}

gboolean
heed_forced_session_is_done (HeedForcedSession *self)
{
  return heed_session_get_n_steps (self->session) > self->target.n_ids;
}

HeedStep *
heed_forced_session_step (HeedForcedSession *self)
{
  guint t = heed_session_get_n_steps (self->session);
  HeedModel *model = heed_session_get_model (self->session);
  guint32 token = t < self->target.n_ids ? self->target.ids[t] : heed_model_get_end_token (model);

  return heed_session_step_forced (self->session, token, NULL);
}

void
heed_forced_session_clear (HeedForcedSession *self)
{
  g_clear_pointer (&self->session, heed_session_free);
  heed_words_clear (&self->target);
  self->target = (HeedWords) { 0 };
}
