/* walk.c — walking a session step by step with a given search method and changes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Steps that are subject to changes are taken one by one; a beam starts after the last
 * of them.
 */

#include "app/core/translation/walk.h"

#include "app/core/changes/attention-edits.h"
#include "app/core/changes/replacement.h"

/**
 * heed_walk_start:
 * @text: a sentence
 * @input_form: the form of @text
 *
 * Errors: as heed_session_new() and heed_input_tokens_parse_source()
 *
 * Returns: (transfer full): a session in which no step was taken yet
 */
HeedSession *
heed_walk_start (HeedModel      *model,
                 const char     *text,
                 HeedInputForm   input_form,
                 GError        **error)
{
  g_autofree guint32 *ids = NULL;
  guint n_ids;

  if (input_form == HEED_INPUT_TEXT)
    return heed_session_new (model, text, error);

  ids = heed_input_tokens_parse_source (model, input_form, text, &n_ids, error);

  return ids != NULL ? heed_session_new_from_ids (model, ids, n_ids, error) : NULL;
}

/* --- Hiding -------------------------------------------------------------- */

/**
 * heed_walk_hide_token:
 * @session: a session in which no step was taken yet
 * @position: of a source token
 *
 * Masks the token in the cross-attention of every layer and head.
 *
 * Errors: %HEED_ERROR_SHAPE if the sentence has no token there, or no other token, or
 *   the model has no attention
 *
 * Returns: the id of the intervention; 0 with an error
 */
guint
heed_walk_hide_token (HeedSession  *session,
                      guint         position,
                      GError      **error)
{
  const HeedIntervention hide = {
    .kind = HEED_INTERVENTION_MASK_KEY,
    .site = { HEED_ATTENTION_CROSS, HEED_EVERY_LAYER, HEED_HEAD_MEAN },
    .step = HEED_EVERY_STEP,
    .key = position,
  };

  return heed_session_intervene (session, &hide, error);
}

static gboolean
hide_all (HeedSession        *session,
          const HeedChanges  *changes,
          GError            **error)
{
  for (guint i = 0; i < changes->hidden->len; i++)
    if (heed_walk_hide_token (session, g_array_index (changes->hidden, guint, i), error) == 0)
      return FALSE;

  return TRUE;
}

/**
 * heed_walk_forget_missing:
 *
 * Drops changes that do not fit: positions from an older sentence may lie beyond the end of
 * this one, and without attention nothing can be hidden.
 */
void
heed_walk_forget_missing (HeedSession *session,
                          HeedChanges *changes)
{
  HeedModel *model = heed_session_get_model (session);
  guint n_tokens;

  heed_session_get_source (session, &n_tokens);
  if (heed_model_get_n_layers (model, HEED_ATTENTION_CROSS) == 0)
    n_tokens = 0;

  heed_changes_show_from (changes, n_tokens);
  heed_changes_forget_keys_from (changes, n_tokens);
}

/**
 * heed_walk_change:
 * @session: a session in which no step was taken yet; the changes cannot be undone
 *
 * Errors: %HEED_ERROR_SHAPE if the sentence or the model lacks a position or site that a
 *   change names
 */
gboolean
heed_walk_change (HeedSession        *session,
                  const HeedChanges  *changes,
                  GError            **error)
{
  g_autoptr(GArray) edits = g_array_new (FALSE, FALSE, sizeof (guint));

  return hide_all (session, changes, error) &&
         heed_attention_edits_make_of_sentence (session, changes, edits, error);
}

/* --- One step ------------------------------------------------------------ */

static gboolean
find_token (HeedSession       *session,
            const HeedChoice  *choice,
            guint32           *id,
            GError           **error)
{
  HeedModel *model = heed_session_get_model (session);

  *id = choice->token_id;
  if (choice->spelling == NULL || heed_input_tokens_find_target (model, choice->spelling, id))
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
               "forced token: expected one of the target vocabulary or #ID, found %s",
               choice->spelling);
  return FALSE;
}

/* Finds the token that the next step has to take, if there is one. */
static gboolean
find_forced (HeedSession     *session,
             const HeedWalk  *walk,
             gboolean        *is_forced,
             guint32         *id,
             GError         **error)
{
  guint position = heed_session_get_n_steps (session);
  const HeedChoice *choice = NULL;

  if (walk->changes != NULL)
    choice = heed_changes_find_choice (walk->changes, position);

  *is_forced = choice != NULL || walk->target != NULL;
  if (choice != NULL)
    return find_token (session, choice, id, error);

  if (walk->target != NULL)
    *id = position < walk->n_target ? walk->target[position]
                                    : heed_model_get_end_token (heed_session_get_model (session));

  return TRUE;
}

static HeedStep *
take_step (HeedSession     *session,
           const HeedWalk  *walk,
           GArray          *edits,
           GError         **error)
{
  gboolean is_forced;
  guint32 id;

  if ((walk->changes != NULL &&
       !heed_attention_edits_make_of_step (session, walk->changes, edits, error)) ||
      !find_forced (session, walk, &is_forced, &id, error))
    return NULL;

  if (is_forced)
    return heed_session_step_forced (session, id, error);

  return walk->is_sampled ? heed_session_step_sampled (session, &walk->sampling, error)
                          : heed_session_step (session, error);
}

/**
 * heed_walk_step:
 * @session: a session that is not finished
 * @walk: how; its beam is ignored
 *
 * Errors: %HEED_ERROR_SHAPE and %HEED_ERROR_VOCABULARY if the sentence or the model
 *   lacks what a change names; those of heed_session_step()
 *
 * Returns: (transfer full): the step taken
 */
HeedStep *
heed_walk_step (HeedSession     *session,
                const HeedWalk  *walk,
                GError         **error)
{
  g_autoptr(GArray) edits = g_array_new (FALSE, FALSE, sizeof (guint));
  HeedStep *step = take_step (session, walk, edits, error);

  heed_attention_edits_undo (session, edits);

  return step;
}

/**
 * heed_walk_step_keeping:
 * @session: a session that is not finished
 * @walk: how; its beam is ignored
 *
 * Like heed_walk_step(), but the changes of the step remain in the session, for what is
 * computed from all of its steps later. They are of this step alone.
 *
 * Errors: those of heed_walk_step()
 *
 * Returns: (transfer full): the step taken
 */
HeedStep *
heed_walk_step_keeping (HeedSession     *session,
                        const HeedWalk  *walk,
                        GError         **error)
{
  g_autoptr(GArray) edits = g_array_new (FALSE, FALSE, sizeof (guint));

  return take_step (session, walk, edits, error);
}

/* --- To the end ---------------------------------------------------------- */

/* Takes steps until the session has n_steps or is finished. */
static gboolean
step_until (HeedSession     *session,
            guint            n_steps,
            const HeedWalk  *walk,
            GCancellable    *cancellable,
            GError         **error)
{
  while (heed_session_get_n_steps (session) < n_steps && !heed_session_is_finished (session))
    {
      g_autoptr(HeedStep) step = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          (step = heed_walk_step (session, walk, error)) == NULL)
        return FALSE;
    }

  return TRUE;
}

static HeedSession *
search (HeedSession     *session,
        const HeedWalk  *walk,
        GCancellable    *cancellable,
        GError         **error)
{
  g_autoptr(HeedBeam) beam = heed_beam_new (session, &walk->beam);

  while (!heed_beam_is_finished (beam))
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !heed_beam_advance (beam, error))
      return NULL;

  return heed_beam_dup_best (beam);
}

/* Returns the number of steps to take one by one; a beam takes those after them. */
static guint
count_walked (const HeedWalk *walk)
{
  if (walk->target != NULL)
    return walk->n_target + 1;
  if (walk->beam.width <= 1)
    return G_MAXUINT;

  return walk->changes != NULL ? heed_changes_get_n_steps (walk->changes) : 0;
}

/* Sets the maximum length; a given target may be longer than the model's own limit. */
static void
limit_length (HeedSession    *session,
              const HeedWalk *walk)
{
  if (walk->target != NULL)
    heed_session_set_max_length (session, walk->n_target + 1);
  else if (walk->beam.max_length > 0)
    heed_session_set_max_length (session, walk->beam.max_length);
}

static gboolean
check_all_changed (HeedSession        *session,
                   const HeedChanges  *changes,
                   GError            **error)
{
  guint n_steps = heed_session_get_n_steps (session);
  guint n_wanted = changes != NULL ? heed_changes_get_n_steps (changes) : 0;

  if (n_steps >= n_wanted)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_SHAPE,
               "forced token or pin: expected a sentence of at least %u steps, found one of %u",
               n_wanted, n_steps);
  return FALSE;
}

/**
 * heed_walk_run:
 * @session: (transfer full): a session in which no step was taken yet
 * @walk: how to walk it
 * @cancellable: (nullable): checked before every step
 *
 * Errors: %G_IO_ERROR_CANCELLED; %HEED_ERROR_SHAPE if the sentence is too short for a
 *   change; those of heed_walk_hide_token() and heed_walk_step()
 *
 * Returns: (transfer full): the finished session
 */
HeedSession *
heed_walk_run (HeedSession     *session,
               const HeedWalk  *walk,
               GCancellable    *cancellable,
               GError         **error)
{
  g_autoptr(HeedSession) walked = heed_replacement_make (session, walk->changes, error);

  if (walked == NULL)
    return NULL;

  limit_length (walked, walk);

  if ((walk->changes != NULL && !heed_walk_change (walked, walk->changes, error)) ||
      !step_until (walked, count_walked (walk), walk, cancellable, error))
    return NULL;

  if (walk->target == NULL && !heed_session_is_finished (walked))
    {
      HeedSession *best = search (walked, walk, cancellable, error);

      heed_session_free (walked);
      walked = best;
    }

  if (walked == NULL || !check_all_changed (walked, walk->changes, error))
    return NULL;

  return g_steal_pointer (&walked);
}

/**
 * heed_walk_translate:
 * @model: the model that translates
 * @text: a sentence
 * @input_form: the form of @text
 * @walk: how to walk
 * @cancellable: (nullable): checked before every step
 *
 * Errors: as heed_walk_start() and heed_walk_run()
 *
 * Returns: (transfer full): its translation
 */
char *
heed_walk_translate (HeedModel       *model,
                     const char      *text,
                     HeedInputForm    input_form,
                     const HeedWalk  *walk,
                     GCancellable    *cancellable,
                     GError         **error)
{
  HeedSession *session = heed_walk_start (model, text, input_form, error);
  g_autoptr(HeedSession) finished = NULL;

  if (session != NULL)
    {
      heed_session_set_keeps_attention (session, FALSE);
      finished = heed_walk_run (session, walk, cancellable, error);
    }

  return finished != NULL ? heed_session_dup_target (finished) : NULL;
}

/* --- Explaining a weight ------- */

static gboolean
force_step (HeedSession       *session,
            const HeedChanges *changes,
            guint32            token)
{
  g_autoptr(GArray) edits = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(HeedStep) step = NULL;

  if (heed_attention_edits_make_of_step (session, changes, edits, NULL))
    step = heed_session_step_forced (session, token, NULL);
  heed_attention_edits_undo (session, edits);

  return step != NULL;
}

/* Whether the session itself took exactly these steps; not if there are pins or tempers, whose
 * interventions may have been undone after each step. */
static gboolean
stands_there (HeedSession           *session,
              const HeedChanges     *changes,
              const HeedWeightAsked *asked)
{
  if (changes->pins->len > 0 || changes->tempers->len > 0 ||
      heed_session_get_n_steps (session) < asked->n_tokens)
    return FALSE;

  for (guint t = 0; t < asked->n_tokens; t++)
    if (heed_session_get_step (session, t)->token.id != asked->tokens[t])
      return FALSE;

  return TRUE;
}

/* Brings the session before the step at asked->position: rewinds it to the first token that
 * differs, and forces the tokens from there. */
static gboolean
walk_along (HeedSession           *session,
            const HeedChanges     *changes,
            const HeedWeightAsked *asked)
{
  guint n_same = 0;

  while (n_same < asked->position && n_same < heed_session_get_n_steps (session) &&
         heed_session_get_step (session, n_same)->token.id == asked->tokens[n_same])
    n_same++;

  heed_session_rewind (session, n_same);
  while (heed_session_get_n_steps (session) < asked->position)
    if (!force_step (session, changes, asked->tokens[heed_session_get_n_steps (session)]))
      return FALSE;

  return !heed_session_is_finished (session);
}

/**
 * heed_walk_fork_before:
 * @session: the session of the sentence, at any step; it is not changed
 * @changes: the changes made in it
 * @tokens: (array length=position): the tokens to take before that step
 *
 * Errors: %HEED_ERROR_SHAPE if the sentence ends before; those of
 *   heed_attention_edits_make_of_step()
 *
 * Returns: (transfer full): a session whose next step is the one at @position
 */
HeedSession *
heed_walk_fork_before (HeedSession        *session,
                       const HeedChanges  *changes,
                       const guint32      *tokens,
                       guint               position,
                       GError            **error)
{
  const HeedWeightAsked asked = { .position = position, .tokens = tokens, .n_tokens = position };
  g_autoptr(HeedSession) fork = heed_session_fork (session);
  g_autoptr(GArray) edits = g_array_new (FALSE, FALSE, sizeof (guint));

  if (!walk_along (fork, changes, &asked))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_SHAPE,
                   "step: expected one of the translation, found number %u", position + 1);
      return NULL;
    }

  if (!heed_attention_edits_make_of_step (fork, changes, edits, error))
    return NULL;

  return g_steal_pointer (&fork);
}

/* Takes the token by an ordinary step, which leaves out banned tokens, if that chooses it;
 * otherwise forces it. */
static gboolean
take_last (HeedSession *session,
           guint32      token)
{
  g_autoptr(HeedStep) step = heed_session_step (session, NULL);
  g_autoptr(HeedStep) forced = NULL;

  if (step != NULL && step->token.id == token)
    return TRUE;

  if (step != NULL)
    heed_session_rewind (session, step->position);
  forced = heed_session_step_forced (session, token, NULL);

  return forced != NULL;
}

/**
 * heed_walk_explain:
 * @session: the session of the sentence, at any step; it is not changed
 * @changes: the changes made in it
 * @asked: the weight to explain
 *
 * Unless the session took these steps itself, a fork takes the displayed tokens with the
 * changes of each step; those of the last step stay in force while it is explained.
 *
 * Returns: (transfer full) (nullable): %NULL if there is no such weight
 */
HeedArithmetic *
heed_walk_explain (HeedSession           *session,
                   const HeedChanges     *changes,
                   const HeedWeightAsked *asked)
{
  g_autoptr(HeedSession) fork = NULL;
  g_autoptr(GArray) edits = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean looks_back = asked->site.kind == HEED_ATTENTION_DECODER_SELF;
  guint n_source;

  heed_session_get_source (session, &n_source);
  if (asked->key >= (looks_back ? asked->position + 1 : n_source))
    return NULL;

  if (asked->site.kind == HEED_ATTENTION_ENCODER_SELF)
    return asked->position < n_source
           ? heed_session_explain (session, asked->position, asked->site, asked->key) : NULL;

  if (asked->n_tokens != asked->position + 1)
    return NULL;

  if (stands_there (session, changes, asked))
    return heed_session_explain (session, asked->position, asked->site, asked->key);

  fork = heed_session_fork (session);
  if (!walk_along (fork, changes, asked) ||
      !heed_attention_edits_make_of_step (fork, changes, edits, NULL) ||
      !take_last (fork, asked->tokens[asked->position]))
    return NULL;

  return heed_session_explain (fork, asked->position, asked->site, asked->key);
}
