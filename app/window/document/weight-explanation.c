/* weight-explanation.c — the arithmetic of the attention weight that was asked about last
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/document/weight-explanation.h"

#include "app/core/translation/weight-question.h"

struct _HeedWeightExplanation
{
  HeedQuestions             *questions;
  HeedArithmetic            *answer;     /* the newest one, or NULL */
  gboolean                   has_asked;  /* about row and key of the present attention */
  guint                      row;
  guint                      key;

  HeedWeightExplanationFunc  callback;
  gpointer                   user_data;
};

static void
take_answer (HeedWeightExplanation *self,
             HeedArithmetic        *answer)
{
  g_clear_pointer (&self->answer, heed_arithmetic_unref);
  self->answer = answer;
  self->callback (self->user_data);
}

static void
answer_cb (gpointer answer,
           gpointer user_data)
{
  take_answer (user_data, heed_arithmetic_ref (answer));
}

HeedWeightExplanation *
heed_weight_explanation_new (HeedEngineWorker          *worker,
                             HeedDecoder               *decoder,
                             HeedWeightExplanationFunc  callback,
                             gpointer                   user_data)
{
  HeedWeightExplanation *self = g_new0 (HeedWeightExplanation, 1);

  self->questions = heed_questions_new (worker, heed_decoder_get_ground (decoder),
                                        &heed_weight_question, answer_cb, self);
  self->callback = callback;
  self->user_data = user_data;

  return self;
}

void
heed_weight_explanation_free (HeedWeightExplanation *self)
{
  heed_questions_close (self->questions);
  g_clear_pointer (&self->answer, heed_arithmetic_unref);
  g_free (self);
}

void
heed_weight_explanation_ask (HeedWeightExplanation *self,
                             const HeedTranslation *translation,
                             guint                  row,
                             guint                  key)
{
  HeedAttentionSite site = translation->site;
  guint n_tokens = site.kind == HEED_ATTENTION_ENCODER_SELF ? 0 : row + 1;
  g_autofree guint32 *tokens = g_new0 (guint32, MAX (n_tokens, 1));

  if (self->has_asked && self->row == row && self->key == key)
    return;

  self->has_asked = TRUE;
  self->row = row;
  self->key = key;
  if (n_tokens > translation->steps->len)
    return;

  for (guint t = 0; t < n_tokens; t++)
    tokens[t] = heed_translation_get_step (translation, t)->token.id;

  heed_questions_ask (self->questions, heed_weight_question_new (&(HeedWeightAsked) {
    row, site, key, tokens, n_tokens }));
}

void
heed_weight_explanation_outdate (HeedWeightExplanation *self)
{
  self->has_asked = FALSE;
}

void
heed_weight_explanation_clear (HeedWeightExplanation *self)
{
  take_answer (self, NULL);
}

HeedArithmetic *
heed_weight_explanation_get (HeedWeightExplanation *self)
{
  return self->answer;
}
