/* session-attention.c — the attention of a session, and the user's interventions in it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/decoding/session-private.h"

#include "engine/decoding/encoder-view.h"
#include "engine/decoding/step.h"

/* --- Attention --- */

/* A model without this kind of attention has no such sites; requesting one is not an error. */
static gboolean
may_be_asked (HeedSession       *session,
              HeedAttentionSite  site)
{
  HeedModel *model = heed_session_get_model (session);

  return heed_model_get_n_layers (model, site.kind) == 0 ||
         (site.head >= HEED_HEAD_MEAN &&
          site.head < (int) heed_model_get_n_heads (model, site.kind, site.layer));
}

/**
 * heed_session_dup_attention:
 * @site: which attention; see #HeedAttentionSite
 *
 * Gathers one attention over every step taken so far, or over the source tokens.
 *
 * Shape:  T x K, row t is step t; shorter rows of DECODER_SELF end in zeros;
 *         ENCODER_SELF S x S, row s is source token s
 * Units:  probabilities; each row sums to 1 within 1e-5
 * Cost:   copies T * K floats; computes nothing
 * Source: Bahdanau et al. 2015, eq. 6; Vaswani et al. 2017, eq. 1
 *
 * Returns: (transfer full) (nullable): %NULL before the first step, except for the
 *   encoder, and if nothing attends at @site
 */
HeedMatrix *
heed_session_dup_attention (HeedSession       *session,
                            HeedAttentionSite  site)
{
  g_return_val_if_fail (session != NULL && may_be_asked (session, site), NULL);

  if (site.kind == HEED_ATTENTION_ENCODER_SELF)
    return heed_encoder_view_dup (heed_session_get_encoding (session), site, FALSE);

  return heed_steps_dup_attention ((HeedStep *const *) session->steps->pdata, session->steps->len,
                                   site);
}

/**
 * heed_session_dup_scores:
 *
 * Like heed_session_dup_attention(), but the scores before the softmax. Entries that a
 * row does not have are NAN.
 *
 * Returns: (transfer full) (nullable): T x K, or S x S for the encoder; %NULL if
 *   nothing attends at @site
 */
HeedMatrix *
heed_session_dup_scores (HeedSession       *session,
                         HeedAttentionSite  site)
{
  g_return_val_if_fail (session != NULL && may_be_asked (session, site), NULL);

  if (site.kind == HEED_ATTENTION_ENCODER_SELF)
    return heed_encoder_view_dup (heed_session_get_encoding (session), site, TRUE);

  return heed_steps_dup_scores ((HeedStep *const *) session->steps->pdata, session->steps->len,
                                site);
}

/* --- Interventions --- */

/* An override in the encoder changes its states, so the sentence is encoded again. */
static void
encode_anew (HeedSession       *session,
             HeedAttentionKind  kind)
{
  const HeedOverrides *overrides;

  if (kind != HEED_ATTENTION_ENCODER_SELF)
    return;

  g_clear_pointer (&session->changed, heed_encoding_unref);
  overrides = heed_interventions_apply_to_encoder (session->interventions, session->encoding);
  if (overrides != NULL)
    session->changed = heed_encoding_new_changed (session->encoding, overrides);
}

/**
 * heed_session_intervene:
 * @intervention: copied
 *
 * Errors: %HEED_ERROR_SHAPE if the intervention does not fit this sentence or this
 *   model
 *
 * Returns: the id of the intervention, counted from 1; 0 on error
 */
guint
heed_session_intervene (HeedSession             *session,
                        const HeedIntervention  *intervention,
                        GError                 **error)
{
  guint id;

  g_return_val_if_fail (session != NULL && intervention != NULL, 0);

  id = heed_interventions_add (session->interventions, session->encoding, intervention, error);
  if (id != 0)
    encode_anew (session, intervention->site.kind);

  return id;
}

/**
 * heed_session_undo_intervention:
 * @intervention_id: an id that heed_session_intervene() returned
 *
 * Steps that are taken again afterwards are exactly what they were without the
 * intervention.
 */
void
heed_session_undo_intervention (HeedSession *session,
                                guint        intervention_id)
{
  HeedAttentionKind kind;
  gboolean was_there;

  g_return_if_fail (session != NULL);

  was_there = heed_interventions_remove (session->interventions, intervention_id, &kind);
  g_return_if_fail (was_there);
  encode_anew (session, kind);
}
