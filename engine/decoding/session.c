/* session.c — one sentence, decoded token by token
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A session is a list of states and the steps between them:
 *
 *     state 0 --step 0--> state 1 --step 1--> state 2 ...
 *
 * States and steps are immutable. Rewinding drops the last of them and a fork shares
 * them all; neither computes anything.
 */

#include "engine/decoding/session-private.h"

#include <string.h>

#include "engine/decoding/intervention.h"
#include "engine/decoding/sampling.h"
#include "engine/decoding/sides.h"
#include "engine/decoding/step.h"

#define N_CANDIDATES 5

static void
unref_state (gpointer data)
{
  heed_decoder_state_unref (data);
}

static void
unref_step (gpointer data)
{
  heed_step_unref (data);
}

static HeedSession *
new_session (HeedModel    *model,
             HeedEncoding *encoding)
{
  HeedSession *session = g_new0 (HeedSession, 1);
  const guint32 *ids = heed_encoding_get_ids (encoding, &session->n_source);

  session->model = heed_model_ref (model);
  session->target = heed_target_side_ask (model);
  session->encoding = encoding;
  session->tape = heed_tape_new ();
  session->states = g_ptr_array_new_with_free_func (unref_state);
  session->steps = g_ptr_array_new_with_free_func (unref_step);
  session->interventions = heed_interventions_new ();
  session->probs = g_new (float, session->target.n_tokens);
  session->source = g_new (HeedToken, session->n_source);
  session->max_length = heed_count_default_steps (session->n_source);
  session->n_candidates = N_CANDIDATES;

  for (guint i = 0; i < session->n_source; i++)
    session->source[i] = heed_model_get_source_token (model, ids[i]);
  g_ptr_array_add (session->states, heed_decoder_state_ref (heed_encoding_get_start (encoding)));

  return session;
}

/**
 * heed_session_new:
 * @source: UTF-8; one sentence
 *
 * Errors: %HEED_ERROR_VOCABULARY if the model has only ids for tokens and @source is
 *   not a list of ids; %HEED_ERROR_DAMAGED if the model's file was written to since it
 *   was opened
 * Cost:   one pass of the encoder
 *
 * Returns: (transfer full): a session before its first step
 */
HeedSession *
heed_session_new (HeedModel   *model,
                  const char  *source,
                  GError     **error)
{
  g_autofree guint32 *ids = NULL;
  guint n_ids;

  g_return_val_if_fail (model != NULL && source != NULL, NULL);

  ids = heed_model_encode_source (model, source, &n_ids, error);
  if (ids == NULL)
    return NULL;

  return heed_session_new_from_ids (model, ids, n_ids, error);
}

/**
 * heed_session_new_from_ids:
 * @ids: n_ids; may be empty
 *
 * Errors: %HEED_ERROR_VOCABULARY if an id is out of range; %HEED_ERROR_TOO_LARGE if the
 *   encoder's attention would exceed the memory limit; %HEED_ERROR_DAMAGED if the
 *   model's file was written to since it was opened
 *
 * Returns: (transfer full): a session before its first step
 */
HeedSession *
heed_session_new_from_ids (HeedModel      *model,
                           const guint32  *ids,
                           guint           n_ids,
                           GError        **error)
{
  g_autoptr(HeedSession) session = NULL;
  HeedSourceSide source;
  guint n_tokens, n_most;

  g_return_val_if_fail (model != NULL && (ids != NULL || n_ids == 0), NULL);

  n_tokens = heed_model_get_info (model)->source_vocabulary;
  n_most = heed_model_get_max_source_length (model);
  if (n_ids > n_most)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                   "source: expected at most %u tokens, found %u", n_most, n_ids);
      return NULL;
    }

  for (guint i = 0; i < n_ids; i++)
    if (ids[i] >= n_tokens)
      {
        g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
                     "source token %u: expected an id below %u, found %u", i, n_tokens, ids[i]);
        return NULL;
      }

  source = heed_source_side_ask (model);
  session = new_session (model, heed_encoding_new (&source, ids, n_ids));

  return heed_model_check_file (model, error) ? g_steal_pointer (&session) : NULL;
}

static void
share_all (GPtrArray *to,
           GPtrArray *from,
           gpointer (*ref) (gpointer))
{
  g_ptr_array_set_size (to, 0);
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, ref (g_ptr_array_index (from, i)));
}

static gpointer
ref_state (gpointer state)
{
  return heed_decoder_state_ref (state);
}

static gpointer
ref_step (gpointer step)
{
  return heed_step_ref (step);
}

/**
 * heed_session_fork:
 *
 * Cost: shares everything that was computed; computes nothing
 *
 * Returns: (transfer full): a session in the same state as @session, independent of it
 */
HeedSession *
heed_session_fork (HeedSession *session)
{
  HeedSession *fork;

  g_return_val_if_fail (session != NULL, NULL);

  fork = new_session (session->model, heed_encoding_ref (session->encoding));
  if (session->changed != NULL)
    fork->changed = heed_encoding_ref (session->changed);
  share_all (fork->states, session->states, ref_state);
  share_all (fork->steps, session->steps, ref_step);
  heed_interventions_free (fork->interventions);
  fork->interventions = heed_interventions_dup (session->interventions);
  fork->max_length = session->max_length;
  fork->n_candidates = session->n_candidates;
  fork->drops_attention = session->drops_attention;

  return fork;
}

void
heed_session_free (HeedSession *session)
{
  if (session == NULL)
    return;

  g_ptr_array_unref (session->states);
  g_ptr_array_unref (session->steps);
  heed_interventions_free (session->interventions);
  heed_tape_free (session->tape);
  g_clear_pointer (&session->changed, heed_encoding_unref);
  heed_encoding_unref (session->encoding);
  heed_model_unref (session->model);
  g_free (session->source);
  g_free (session->probs);
  g_free (session);
}

/* --- Accessors --- */

/**
 * heed_session_get_model:
 *
 * Returns: (transfer none): the model of the session
 */
HeedModel *
heed_session_get_model (HeedSession *session)
{
  g_return_val_if_fail (session != NULL, NULL);

  return session->model;
}

/**
 * heed_session_get_source:
 * @n_tokens: (out): S
 *
 * Returns: (transfer none): the source as the encoder read it: S tokens, including
 *   those that the model adds; valid as long as the session
 */
const HeedToken *
heed_session_get_source (HeedSession *session,
                         guint       *n_tokens)
{
  g_return_val_if_fail (session != NULL && n_tokens != NULL, NULL);

  *n_tokens = session->n_source;

  return session->source;
}

/**
 * heed_session_get_n_steps:
 *
 * Returns: T, the number of tokens emitted so far
 */
guint
heed_session_get_n_steps (HeedSession *session)
{
  g_return_val_if_fail (session != NULL, 0);

  return session->steps->len;
}

/**
 * heed_session_get_step:
 * @position: from 0, below heed_session_get_n_steps()
 *
 * Returns: (transfer none): the step at @position
 */
HeedStep *
heed_session_get_step (HeedSession *session,
                       guint        position)
{
  g_return_val_if_fail (session != NULL && position < session->steps->len, NULL);

  return g_ptr_array_index (session->steps, position);
}

static gboolean
has_ended (HeedSession *session)
{
  const HeedStep *last;

  if (session->steps->len == 0)
    return FALSE;

  last = g_ptr_array_index (session->steps, session->steps->len - 1);

  return last->token.id == session->target.end;
}

/**
 * heed_session_is_finished:
 *
 * Returns: whether the end token was taken or the maximum length was reached
 */
gboolean
heed_session_is_finished (HeedSession *session)
{
  g_return_val_if_fail (session != NULL, FALSE);

  return session->steps->len >= session->max_length || has_ended (session);
}

/**
 * heed_session_set_max_length:
 * @max_length: target tokens, at least 1, the end token included
 *
 * Limits the length of a translation in which the end token never comes. May be set at
 * any time.
 */
void
heed_session_set_max_length (HeedSession *session,
                             guint        max_length)
{
  g_return_if_fail (session != NULL && max_length >= 1);

  session->max_length = max_length;
}

/**
 * heed_session_set_n_candidates:
 * @n_candidates: number of candidates that a step lists; 0 for none
 *
 * Applies to the steps taken from now on.
 */
void
heed_session_set_n_candidates (HeedSession *session,
                               guint        n_candidates)
{
  g_return_if_fail (session != NULL);

  session->n_candidates = n_candidates;
}

/**
 * heed_session_set_keeps_attention:
 * @keeps_attention: whether steps keep their attention; %TRUE by default
 *
 * Applies to the steps taken from now on, here and in forks. A beam with a coverage
 * penalty needs the attention.
 */
void
heed_session_set_keeps_attention (HeedSession *session,
                                  gboolean     keeps_attention)
{
  g_return_if_fail (session != NULL);

  session->drops_attention = !keeps_attention;
}

/**
 * heed_session_dup_target:
 *
 * Returns: (transfer full): the text of the target tokens so far, without the end token
 */
char *
heed_session_dup_target (HeedSession *session)
{
  g_autofree guint32 *ids = NULL;

  g_return_val_if_fail (session != NULL, NULL);

  ids = g_new (guint32, session->steps->len);
  for (guint t = 0; t < session->steps->len; t++)
    ids[t] = heed_session_get_step (session, t)->token.id;

  return heed_model_decode_target (session->model, ids, session->steps->len);
}

/* --- For a beam, and for explanations --- */

HeedEncoding *
heed_session_get_encoding (HeedSession *session)
{
  return session->changed != NULL ? session->changed : session->encoding;
}

HeedDecoderState *
heed_session_get_state (HeedSession *session)
{
  return g_ptr_array_index (session->states, session->states->len - 1);
}

HeedDecoderState *
heed_session_get_state_before (HeedSession *session,
                               guint        position)
{
  return g_ptr_array_index (session->states, position);
}

HeedTape *
heed_session_get_tape (HeedSession *session)
{
  return session->tape;
}

const HeedOverrides *
heed_session_get_encoder_overrides (HeedSession *session)
{
  return heed_interventions_apply_to_encoder (session->interventions, session->encoding);
}

guint
heed_session_get_max_length (HeedSession *session)
{
  return session->max_length;
}

void
heed_session_thin_out (HeedSession *session,
                       HeedDecoded *decoded)
{
  if (!session->drops_attention)
    return;

  decoded->n_sites = 0;
  decoded->n_traces = 0;
}

guint
heed_session_get_n_candidates (HeedSession *session)
{
  return session->n_candidates;
}

guint32
heed_session_get_last_token (HeedSession *session)
{
  if (session->steps->len == 0)
    return session->target.begin;

  return heed_session_get_step (session, session->steps->len - 1)->token.id;
}

const HeedOverrides *
heed_session_get_overrides (HeedSession *session,
                            guint        position)
{
  return heed_interventions_apply (session->interventions, session->encoding, position);
}

HeedInterventions *
heed_session_dup_interventions (HeedSession *session)
{
  return heed_interventions_dup (session->interventions);
}

void
heed_session_append (HeedSession      *session,
                     HeedStep         *step,
                     HeedDecoderState *next)
{
  g_ptr_array_add (session->steps, heed_step_ref (step));
  g_ptr_array_add (session->states, heed_decoder_state_ref (next));
}

/* --- Steps --- */

/* How the token of a step is chosen: it is given, drawn at random, or the most probable. */
typedef struct
{
  guint32                    token;     /* HEED_NO_TOKEN if not given */
  const HeedSamplingOptions *sampling;  /* NULL if not drawn */
} Choosing;

static guint32
choose (HeedSession            *session,
        const Choosing         *choosing,
        const HeedDecoded      *decoded,
        const HeedDistribution *distribution)
{
  if (choosing->token != HEED_NO_TOKEN)
    return choosing->token;

  if (choosing->sampling != NULL)
    return heed_sampling_draw (choosing->sampling, session->steps->len, decoded->logits,
                               session->target.n_tokens);

  return distribution->best;
}

static HeedStep *
take_step (HeedSession     *session,
           const Choosing  *choosing,
           GError         **error)
{
  guint position = session->steps->len;
  HeedDecoderState *state = heed_session_get_state (session);
  guint32 read = heed_session_get_last_token (session);
  g_autoptr(HeedDecoderState) next = NULL;
  const HeedDecoderInput input = { &state, &read, 1,
                                   heed_session_get_overrides (session, position) };
  HeedDistribution distribution;
  HeedDecoded decoded;
  HeedStep *step;

  heed_decoder_step (session->tape, heed_session_get_encoding (session), &input, &decoded);
  next = decoded.next;
  heed_session_thin_out (session, &decoded);

  if (!heed_model_check_file (session->model, error))
    return NULL;

  if (choosing->token == HEED_NO_TOKEN)
    heed_distribution_ban (&session->target, decoded.logits);

  if (!heed_distribution_read (&distribution, decoded.logits, session->probs,
                               session->target.n_tokens))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE,
                   "output layer: expected finite numbers at step %u, found others", position);
      return NULL;
    }

  step = heed_step_new (&session->target,
                        &(HeedChoice) {
                          .position = position,
                          .token = choose (session, choosing, &decoded, &distribution),
                          .forced = choosing->token != HEED_NO_TOKEN,
                          .n_candidates = session->n_candidates,
                        },
                        &decoded, &distribution);
  heed_session_append (session, step, next);

  return step;
}

/**
 * heed_session_step:
 *
 * Takes the most probable token.
 *
 * Errors: %HEED_ERROR_NOT_FINITE, %HEED_ERROR_DAMAGED if the model's file was written
 *   to; the session is then unchanged
 * Cost:   one pass of the decoder over one token
 *
 * Returns: (transfer full): the step
 */
HeedStep *
heed_session_step (HeedSession  *session,
                   GError      **error)
{
  g_return_val_if_fail (session != NULL, NULL);
  g_return_val_if_fail (!heed_session_is_finished (session), NULL);

  return take_step (session, &(Choosing) { .token = HEED_NO_TOKEN }, error);
}

/**
 * heed_session_step_sampled:
 * @options: the options of sampling
 *
 * Draws a token. The step reports the probabilities of the model: temperature and the
 * other options affect which token is taken, not its log-probability.
 *
 * Errors: %HEED_ERROR_NOT_FINITE, %HEED_ERROR_DAMAGED if the model's file was written
 *   to; the session is then unchanged
 * Cost:   one pass of the decoder over one token, and an exponential or two for
 *   each token of the vocabulary
 *
 * Returns: (transfer full): the step
 */
HeedStep *
heed_session_step_sampled (HeedSession                *session,
                           const HeedSamplingOptions  *options,
                           GError                    **error)
{
  g_return_val_if_fail (session != NULL && options != NULL, NULL);
  g_return_val_if_fail (heed_sampling_options_are_sound (options), NULL);
  g_return_val_if_fail (!heed_session_is_finished (session), NULL);

  return take_step (session, &(Choosing) { .token = HEED_NO_TOKEN, .sampling = options }, error);
}

/**
 * heed_session_step_forced:
 * @token_id: the token to take; may be one that is banned otherwise, so the
 *   distribution covers every token
 *
 * Errors: %HEED_ERROR_VOCABULARY, %HEED_ERROR_NOT_FINITE, %HEED_ERROR_DAMAGED if the
 *   model's file was written to; the session is then unchanged
 *
 * Returns: (transfer full): the step
 */
HeedStep *
heed_session_step_forced (HeedSession  *session,
                          guint32       token_id,
                          GError      **error)
{
  g_return_val_if_fail (session != NULL, NULL);
  g_return_val_if_fail (!heed_session_is_finished (session), NULL);

  if (token_id >= session->target.n_tokens)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
                   "target token: expected an id below %u, found %u", session->target.n_tokens,
                   token_id);
      return NULL;
    }

  return take_step (session, &(Choosing) { .token = token_id }, error);
}

/**
 * heed_session_rewind:
 * @n_steps_kept: at most the number of steps taken
 *
 * Cost: drops references; computes nothing
 */
void
heed_session_rewind (HeedSession *session,
                     guint        n_steps_kept)
{
  g_return_if_fail (session != NULL);
  g_return_if_fail (n_steps_kept <= session->steps->len);

  g_ptr_array_set_size (session->steps, (int) n_steps_kept);
  g_ptr_array_set_size (session->states, (int) n_steps_kept + 1);
}
