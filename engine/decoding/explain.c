/* explain.c — the arithmetic of one attention weight and one token, step by step
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A session keeps the state before each step, so a step can be repeated by the same
 * code and to the same bits, while the intermediate numbers are recorded.
 */

#include "engine/decoding/session.h"

#include <glib/gi18n.h>
#include <math.h>

#include "engine/base/arithmetic.h"
#include "engine/decoding/step.h"

static double
sum_exponentials (const float *logits,
                  guint        n_tokens,
                  double       largest)
{
  double sum = 0.0;

  for (guint i = 0; i < n_tokens; i++)
    sum += exp (logits[i] - largest);

  return sum;
}

/*     p = exp (z_w - max z) / sum over all words of exp (z - max z) */
static void
write_probability (HeedArithmeticWriter *writer,
                   const HeedStep       *step,
                   const float          *logits,
                   guint                 n_tokens)
{
  float largest = -INFINITY;
  float logit = logits[step->token.id];

  for (guint i = 0; i < n_tokens; i++)
    largest = MAX (largest, logits[i]);

  heed_arithmetic_write_number (writer, HEED_STAGE_OUTPUT, "z_w",
                                N_("the logit of this token"), logit);
  heed_arithmetic_write_equation (writer, HEED_STAGE_OUTPUT,
                                  "p = {exp(z_w − max z) / Σ exp(z − max z)}");
  heed_arithmetic_write_number (writer, HEED_STAGE_OUTPUT, "max z",
                                N_("the largest logit, subtracted from all"), largest);
  heed_arithmetic_write_number (writer, HEED_STAGE_OUTPUT, "exp(z_w − max z)",
                                N_("this token’s term of the sum"),
                                exp ((double) logit - largest));
  heed_arithmetic_write_number (writer, HEED_STAGE_OUTPUT, "Σ exp(z − max z)",
                                N_("the same, summed over the whole vocabulary"),
                                sum_exponentials (logits, n_tokens, largest));
  heed_arithmetic_write_number (writer, HEED_STAGE_OUTPUT, "p",
                                N_("the probability of this token"), exp (step->log_prob));
}

static guint32
find_read (HeedSession   *session,
           HeedTargetSide target,
           guint          position)
{
  return position == 0 ? target.begin
                       : heed_session_get_step (session, position - 1)->token.id;
}

static void
explain_step (HeedSession          *session,
              const HeedAsked      *asked,
              guint                 position,
              HeedArithmeticWriter *writer)
{
  HeedTargetSide target = heed_target_side_ask (heed_session_get_model (session));
  const HeedStep *step = heed_session_get_step (session, position);
  HeedDecoderState *state = heed_session_get_state_before (session, position);
  guint32 read = find_read (session, target, position);
  const HeedDecoderInput input = { &state, &read, 1,
                                   heed_session_get_overrides (session, position) };
  g_autofree float *logits = g_memdup2 (
    heed_decoder_explain (heed_session_get_tape (session), heed_session_get_encoding (session),
                          &input, asked, writer),
    target.n_tokens * sizeof *logits);

  if (!step->forced)
    heed_distribution_ban (&target, logits);

  write_probability (writer, step, logits, target.n_tokens);
}

static gboolean
can_be_seen (HeedSession       *session,
             HeedAttentionSite  site,
             guint              position,
             guint              key)
{
  guint n_source;

  heed_session_get_source (session, &n_source);

  switch (site.kind)
    {
    case HEED_ATTENTION_CROSS:
      return position < heed_session_get_n_steps (session) && key < n_source;

    case HEED_ATTENTION_ENCODER_SELF:
      return position < n_source && key < n_source;

    case HEED_ATTENTION_DECODER_SELF:
      return position < heed_session_get_n_steps (session) && key <= position;
    }

  return FALSE;
}

/* In a model without attention a step still has an output layer to explain. */
static gboolean
is_there (HeedSession       *session,
          HeedAttentionSite  site)
{
  HeedModel *model = heed_session_get_model (session);

  if (heed_model_get_info (model)->score == HEED_SCORE_NONE)
    return site.kind == HEED_ATTENTION_CROSS;

  return site.layer >= 0 && site.layer < (int) heed_model_get_n_layers (model, site.kind) &&
         site.head >= HEED_HEAD_MEAN &&
         site.head < (int) heed_model_get_n_heads (model, site.kind, site.layer);
}

/**
 * heed_session_explain:
 * @position: the step that attends, or in the encoder the source token
 * @site: a site of the model; for a mean over heads no score is given
 * @key: the key attended to, 0 <= key < K
 *
 * Explains one weight: every quantity on the way from the states to the weight, the
 * context vector and the probability of the token. The step is computed again with the
 * interventions that are set now, so the numbers differ from the step's own if
 * interventions were changed since.
 *
 * Cost:   that of one step and a few small linear maps
 * Source: the layers, whose numbers these are
 *
 * Returns: (transfer full): immutable
 */
HeedArithmetic *
heed_session_explain (HeedSession       *session,
                      guint              position,
                      HeedAttentionSite  site,
                      guint              key)
{
  HeedArithmeticWriter *writer;
  HeedAsked asked = { site, position, key, 0 };

  g_return_val_if_fail (session != NULL && is_there (session, site), NULL);
  g_return_val_if_fail (can_be_seen (session, site, position, key), NULL);

  writer = heed_arithmetic_writer_new (site, position, key);
  if (site.kind == HEED_ATTENTION_ENCODER_SELF)
    {
      heed_encoding_explain (heed_session_get_tape (session), heed_session_get_encoding (session),
                             heed_session_get_encoder_overrides (session), &asked, writer);
    }
  else
    {
      asked.token = heed_session_get_step (session, position)->token.id;
      explain_step (session, &asked, position, writer);
    }

  return heed_arithmetic_finish (writer);
}
