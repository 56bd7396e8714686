/* snapshot.c — the output and attention of a model in training for one sentence
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The free output of a barely trained model is different at every moment, so that no
 * two pictures of its attention would have the same rows. So if the right answer is
 * known, the rows are its tokens, by teacher forcing as in training; the free output
 * is kept beside them.
 */

#include "app/core/translation/snapshot.h"

#include <math.h>

#include "app/core/translation/walk.h"

static void
clear (gpointer data)
{
  HeedSnapshot *self = data;

  g_clear_pointer (&self->source, heed_tokens_unref);
  g_clear_pointer (&self->target, heed_tokens_unref);
  g_clear_pointer (&self->read, heed_tokens_unref);
  g_clear_pointer (&self->attentions, heed_attentions_free);
  g_free (self->output);
}

HeedSnapshot *
heed_snapshot_ref (HeedSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  return g_atomic_rc_box_acquire (snapshot);
}

void
heed_snapshot_unref (HeedSnapshot *snapshot)
{
  g_return_if_fail (snapshot != NULL);

  g_atomic_rc_box_release_full (snapshot, clear);
}

/* Walks a session to its end; passes NULL on. */
static HeedSession *
walk_from (HeedSession     *session,
           const HeedWalk  *walk,
           GError         **error)
{
  return session != NULL ? heed_walk_run (session, walk, NULL, error) : NULL;
}

static HeedSession *
walk_along (HeedSession  *session,
            const char   *answer,
            GError      **error)
{
  HeedModel *model = heed_session_get_model (session);
  HeedWalk walk = HEED_WALK_GREEDY;
  guint n_ids;
  g_autofree guint32 *ids = heed_model_encode_target (model, answer, &n_ids, error);

  if (ids == NULL)
    {
      heed_session_free (session);
      return NULL;
    }

  heed_session_rewind (session, 0);
  walk.target = ids;
  walk.n_target = n_ids;

  return heed_walk_run (session, &walk, NULL, error);
}

static HeedTokens *
dup_read (HeedSession *session)
{
  HeedModel *model = heed_session_get_model (session);
  guint n_steps = heed_session_get_n_steps (session);
  g_autofree HeedToken *tokens = g_new (HeedToken, n_steps);

  for (guint t = 0; t < n_steps; t++)
    tokens[t] = t > 0 ? heed_session_get_step (session, t - 1)->token
                      : heed_model_get_target_token (model, heed_model_get_begin_token (model));

  return heed_tokens_new (tokens, n_steps);
}

/* Compares in the model's own spelling, as for held-out pairs. */
static gboolean
is_same (HeedModel  *model,
         const char *output,
         const char *answer)
{
  g_autofree char *left = heed_model_normalise_target (model, output);
  g_autofree char *right = heed_model_normalise_target (model, answer);

  return g_str_equal (left, right);
}

/* Copies tokens and attentions from a session that was walked to its end. */
static void
look (HeedSnapshot *self,
      HeedSession  *session)
{
  guint n_source;
  const HeedToken *source = heed_session_get_source (session, &n_source);

  self->source = heed_tokens_new (source, n_source);
  self->target = heed_tokens_new_of_target (session);
  self->read = dup_read (session);
  self->attentions = heed_attentions_new (session);
}

/**
 * heed_snapshot_new:
 * @sentence: the source sentence
 * @answer: (nullable): the right answer, if it is known
 *
 * The caller sets batch and epoch before sharing it.
 *
 * Errors: %HEED_ERROR_VOCABULARY if the model cannot read or write it
 * Cost:   a greedy translation, and another with @answer
 *
 * Returns: (transfer full): a new snapshot
 */
HeedSnapshot *
heed_snapshot_new (HeedModel   *model,
                   const char  *sentence,
                   const char  *answer,
                   GError     **error)
{
  const HeedWalk alone = HEED_WALK_GREEDY;
  g_autoptr(HeedSnapshot) self = NULL;
  g_autoptr(HeedSession) session = NULL;

  g_return_val_if_fail (model != NULL && sentence != NULL, NULL);

  session = walk_from (heed_walk_start (model, sentence, HEED_INPUT_TEXT, error), &alone, error);
  if (session == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (HeedSnapshot);
  self->output = heed_session_dup_target (session);
  self->is_forced = answer != NULL;
  self->is_right = answer != NULL && is_same (model, self->output, answer);

  if (answer != NULL)
    {
      session = walk_along (g_steal_pointer (&session), answer, error);
      if (session == NULL)
        return NULL;
    }

  look (self, session);

  return g_steal_pointer (&self);
}

/* --- One of its attentions ----------------------------------------------- */

HeedMatrix *
heed_snapshot_get_attention (const HeedSnapshot *snapshot,
                             HeedAttentionSite   site)
{
  return heed_attentions_get (snapshot->attentions, site);
}

/**
 * heed_snapshot_get_rows:
 *
 * Returns: (transfer none): the query tokens
 */
const HeedTokens *
heed_snapshot_get_rows (const HeedSnapshot *snapshot,
                        HeedAttentionSite   site)
{
  site = heed_site_ranges_clamp (snapshot->attentions->ranges, site);

  return site.kind == HEED_ATTENTION_ENCODER_SELF ? snapshot->source : snapshot->target;
}

/**
 * heed_snapshot_get_columns:
 *
 * Returns: (transfer none): the key tokens
 */
const HeedTokens *
heed_snapshot_get_columns (const HeedSnapshot *snapshot,
                           HeedAttentionSite   site)
{
  site = heed_site_ranges_clamp (snapshot->attentions->ranges, site);

  return site.kind == HEED_ATTENTION_DECODER_SELF ? snapshot->read : snapshot->source;
}

/**
 * heed_snapshot_find_entropy:
 *
 * Cost: T * S
 *
 * Returns: the mean entropy of a row, nats
 */
double
heed_snapshot_find_entropy (const HeedSnapshot *snapshot,
                            HeedAttentionSite   site)
{
  const HeedMatrix *attention = heed_snapshot_get_attention (snapshot, site);
  g_autofree double *entropies = NULL;
  double sum = 0.0;

  if (attention == NULL)
    return NAN;

  entropies = heed_attention_dup_entropies (attention);
  for (guint t = 0; t < attention->n_rows; t++)
    sum += entropies[t];

  return sum / attention->n_rows;
}

/**
 * heed_snapshot_find_diagonality:
 *
 * Cost: T * S
 *
 * Returns: heed_attention_diagonality() of that attention
 */
double
heed_snapshot_find_diagonality (const HeedSnapshot *snapshot,
                                HeedAttentionSite   site)
{
  const HeedMatrix *attention = heed_snapshot_get_attention (snapshot, site);

  if (attention == NULL)
    return NAN;

  return heed_attention_diagonality (attention, heed_snapshot_get_rows (snapshot, site)->tokens,
                                     heed_snapshot_get_columns (snapshot, site)->tokens);
}
