/* attention-trial.c — one step with given attention rows in place of the model's own
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     loss = - log p (token | rows)
 *
 * Everything but the rows is computed as usual, the user's interventions included, and
 * the tape carries the gradient back through all of it.
 */

#include "engine/decoding/attention-trial.h"

#include <math.h>
#include <string.h>

void
heed_attention_trial_init (HeedAttentionTrial *trial,
                           HeedSession        *session,
                           HeedAttentionSite   site,
                           guint               n_layer_heads,
                           guint32             token)
{
  *trial = (HeedAttentionTrial) {
    .session = heed_session_fork (session),
    .target = heed_target_side_ask (heed_session_get_model (session)),
    .site = site,
    .token = token,
    .first_head = (guint) MAX (site.head, 0),
    .n_heads = site.head == HEED_HEAD_MEAN ? n_layer_heads : 1,
    .n_layer_heads = n_layer_heads,
  };
}

void
heed_attention_trial_allocate (HeedAttentionTrial *trial,
                               guint               n_keys)
{
  gsize n_all = (gsize) trial->n_layer_heads * n_keys;

  trial->n_keys = n_keys;
  trial->pinned = g_new0 (float, n_all);
  trial->d_pinned = g_new0 (float, n_all);
  trial->probs = g_new (float, trial->target.n_tokens);
}

void
heed_attention_trial_clear (HeedAttentionTrial *trial)
{
  g_clear_pointer (&trial->session, heed_session_free);
  g_clear_pointer (&trial->pinned, g_free);
  g_clear_pointer (&trial->d_pinned, g_free);
  g_clear_pointer (&trial->probs, g_free);
}

gsize
heed_attention_trial_get_size (const HeedAttentionTrial *trial)
{
  return (gsize) trial->n_heads * trial->n_keys;
}

/* The session's overrides, with the rows under trial in place of the site's own. */
typedef struct
{
  HeedOverrides          overrides;
  HeedAttentionOverride  query;
  HeedSiteOverride      *sites;
} Tried;

static void
pin (HeedAttentionTrial *trial,
     const float         *rows)
{
  memcpy (trial->pinned + (gsize) trial->first_head * trial->n_keys, rows,
          heed_attention_trial_get_size (trial) * sizeof *rows);
}

/* Rows that the user pinned in other heads of the layer stay pinned. */
static void
keep_others (HeedAttentionTrial         *trial,
             const HeedAttentionOverride *query)
{
  for (guint head = 0; head < trial->n_layer_heads; head++)
    {
      float *row = trial->pinned + (gsize) head * trial->n_keys;

      if (head >= trial->first_head && head < trial->first_head + trial->n_heads)
        continue;

      if (query->pinned != NULL)
        memcpy (row, query->pinned + (gsize) head * trial->n_keys,
                trial->n_keys * sizeof *row);
      else
        row[0] = NAN;
    }
}

static void
make_tried (HeedAttentionTrial *trial,
            gboolean             is_recording,
            Tried               *tried)
{
  const HeedOverrides *own =
    heed_session_get_overrides (trial->session, heed_session_get_n_steps (trial->session));
  guint n_own = own != NULL ? own->n_sites : 0;
  guint n_sites = 0;

  tried->sites = g_new (HeedSiteOverride, n_own + 1);
  tried->query = (HeedAttentionOverride) { .n_keys = trial->n_keys };

  for (guint i = 0; i < n_own; i++)
    if (own->sites[i].kind == trial->site.kind && own->sites[i].layer == trial->site.layer)
      tried->query = own->sites[i].queries[0];
    else
      tried->sites[n_sites++] = own->sites[i];

  keep_others (trial, &tried->query);
  tried->query.pinned = trial->pinned;
  tried->query.d_pinned = is_recording ? trial->d_pinned : NULL;
  tried->sites[n_sites++] =
    (HeedSiteOverride) { trial->site.kind, trial->site.layer, &tried->query, 1 };
  tried->overrides = (HeedOverrides) { tried->sites, n_sites };
}

/*     d loss / d z = p - [token] */
static void
send_back (HeedAttentionTrial *trial,
           HeedTape            *tape,
           HeedTensor          *logits,
           double               log_sum)
{
  float *gradient = heed_tape_gradient (tape, logits);

  for (guint id = 0; id < trial->target.n_tokens; id++)
    gradient[id] = expf ((float) (logits->values[id] - log_sum));
  gradient[trial->token] -= 1.0f;

  memset (trial->d_pinned, 0,
          (gsize) trial->n_layer_heads * trial->n_keys * sizeof (float));
  heed_tape_backward (tape);
}

/**
 * heed_attention_trial_run:
 * @rows: n_heads x n_keys, not negative, each with a sum of 1
 * @is_recording: whether to compute the gradient as well
 * @outcome: (out): the result for the token
 *
 * Errors: %HEED_ERROR_NOT_FINITE, %HEED_ERROR_DAMAGED if the model's file was written to
 * Cost:   a step; with @is_recording its backward pass, too
 */
gboolean
heed_attention_trial_run (HeedAttentionTrial    *trial,
                          const float           *rows,
                          gboolean               is_recording,
                          HeedAttentionOutcome  *outcome,
                          GError               **error)
{
  HeedSession *session = trial->session;
  HeedTape *tape = heed_session_get_tape (session);
  HeedDecoderState *state = heed_session_get_state (session);
  guint32 read = heed_session_get_last_token (session);
  HeedDistribution distribution;
  HeedTensor *logits;
  Tried tried;
  gboolean is_finite;

  pin (trial, rows);
  make_tried (trial, is_recording, &tried);
  logits = heed_decoder_logits (tape, heed_session_get_encoding (session),
                                &(HeedDecoderInput) { &state, &read, 1, &tried.overrides },
                                is_recording);
  heed_distribution_ban (&trial->target, logits->values);
  is_finite = heed_distribution_read (&distribution, logits->values, trial->probs,
                                      trial->target.n_tokens);
  if (is_finite)
    {
      outcome->log_prob = (double) logits->values[trial->token] - (double) distribution.log_sum;
      outcome->is_first = distribution.best == trial->token;
      if (is_recording)
        send_back (trial, tape, logits, distribution.log_sum);
    }
  else
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE,
                   "output layer: expected finite numbers at step %u, found others",
                   heed_session_get_n_steps (session));
    }
  g_free (tried.sites);

  return is_finite && heed_model_check_file (trial->target.model, error);
}

const float *
heed_attention_trial_get_gradient (const HeedAttentionTrial *trial,
                                   guint                     head)
{
  return trial->d_pinned + (gsize) (trial->first_head + head) * trial->n_keys;
}
