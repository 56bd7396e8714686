/* decoding.c — a session walked to its end, as the options say
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Steps that the person changes are walked one by one; a beam starts after the
 * last of them.
 */

#include "app/cli/decoding.h"

/* A target that is given is taken, whatever the rest says. */
static gboolean
step_once (HeedSession                *session,
           const HeedDecodingOptions  *options,
           GError                    **error)
{
  const HeedSamplingOptions *sampling = options->is_sampled ? &options->sampling : NULL;
  const guint32 *token = NULL;
  g_autoptr(HeedStep) step = NULL;

  if (options->target != NULL)
    token = &options->target[heed_session_get_n_steps (session)];

  if (options->changes != NULL)
    return heed_changes_step (options->changes, session, token, sampling, error);

  if (token != NULL)
    step = heed_session_step_forced (session, *token, error);
  else if (sampling != NULL)
    step = heed_session_step_sampled (session, sampling, error);
  else
    step = heed_session_step (session, error);

  return step != NULL;
}

/* At most n_steps of them; G_MAXUINT: to the end. */
static gboolean
walk (HeedSession                *session,
      guint                       n_steps,
      const HeedDecodingOptions  *options,
      GCancellable               *cancellable,
      GError                    **error)
{
  while (heed_session_get_n_steps (session) < n_steps && !heed_session_is_finished (session))
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !step_once (session, options, error))
      return FALSE;

  return TRUE;
}

static HeedSession *
search (HeedSession                *session,
        const HeedDecodingOptions  *options,
        GCancellable               *cancellable,
        GError                    **error)
{
  HeedBeamOptions beam_options = options->beam;
  g_autoptr(HeedBeam) beam = NULL;

  beam_options.max_length = 0;  /* the session's, of which some may have been walked */
  beam = heed_beam_new (session, &beam_options);

  while (!heed_beam_is_finished (beam))
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !heed_beam_advance (beam, error))
      return NULL;

  return heed_beam_dup_best (beam);
}

/* Steps that are walked; a beam takes those after them. */
static guint
count_walked (const HeedDecodingOptions *options)
{
  if (options->target != NULL)
    return options->n_target;
  if (options->beam.width <= 1)
    return G_MAXUINT;

  return options->changes != NULL ? heed_changes_get_n_steps (options->changes) : 0;
}

/* A given target may be longer than the model would make one by itself. */
static void
limit_length (HeedSession               *session,
              const HeedDecodingOptions *options)
{
  if (options->target != NULL)
    heed_session_set_max_length (session, options->n_target);
  else if (options->beam.max_length > 0)
    heed_session_set_max_length (session, options->beam.max_length);
}

/**
 * heed_decoding_run:
 * @session: (transfer full): a sentence of which no step was taken
 * @options: how
 * @cancellable: (nullable): looked at before every step
 *
 * Errors: %G_IO_ERROR_CANCELLED, %HEED_CLI_ERROR_DATA if the sentence is too
 *   short for a change, and what a step says.
 *
 * Returns: (transfer full): the finished session
 */
HeedSession *
heed_decoding_run (HeedSession                *session,
                   const HeedDecodingOptions  *options,
                   GCancellable               *cancellable,
                   GError                    **error)
{
  g_autoptr(HeedSession) walked = session;
  HeedChanges *changes = options->changes;

  limit_length (walked, options);

  if ((changes != NULL && !heed_changes_begin (changes, walked, error)) ||
      !walk (walked, count_walked (options), options, cancellable, error))
    return NULL;

  if (options->target == NULL && !heed_session_is_finished (walked))
    {
      HeedSession *best = search (walked, options, cancellable, error);

      heed_session_free (walked);
      walked = best;
    }

  if (walked == NULL ||
      (changes != NULL && !heed_changes_check_done (changes, walked, error)))
    return NULL;

  return g_steal_pointer (&walked);
}

static HeedSession *
start (HeedModel    *model,
       const char   *text,
       HeedGivenAs   given_as,
       GError      **error)
{
  g_autofree guint32 *ids = NULL;
  guint n_ids;

  if (given_as == HEED_GIVEN_TEXT)
    return heed_session_new (model, text, error);

  ids = heed_given_tokens_parse_source (model, given_as, text, &n_ids, error);

  return ids != NULL ? heed_session_new_from_ids (model, ids, n_ids, error) : NULL;
}

/**
 * heed_decoding_translate:
 * @model: a model that can read @text
 * @text: a sentence
 * @options: how
 *
 * Errors: as heed_session_new(), heed_given_tokens_parse_source() and
 *   heed_decoding_run().
 *
 * Returns: (transfer full): its translation
 */
char *
heed_decoding_translate (HeedModel                  *model,
                         const char                 *text,
                         const HeedDecodingOptions  *options,
                         GCancellable               *cancellable,
                         GError                    **error)
{
  HeedSession *session = start (model, text, options->source_as, error);
  g_autoptr(HeedSession) finished = NULL;

  if (session != NULL)
    finished = heed_decoding_run (session, options, cancellable, error);

  return finished != NULL ? heed_session_dup_target (finished) : NULL;
}
