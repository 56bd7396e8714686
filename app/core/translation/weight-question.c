/* weight-question.c — the question how one attention weight was computed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/translation/weight-question.h"

static gpointer
answer (HeedSession       *session,
        const HeedChanges *changes,
        gpointer           question,
        gboolean          *goes_on)
{
  return heed_walk_explain (session, changes, question);
}

static void
free_question (gpointer data)
{
  HeedWeightAsked *asked = data;

  g_free ((guint32 *) asked->tokens);
  g_free (asked);
}

static void
free_answer (gpointer data)
{
  heed_arithmetic_unref (data);
}

const HeedQuestionKind heed_weight_question = { answer, free_question, free_answer };

/**
 * heed_weight_question_new:
 * @asked: copied
 *
 * Returns: (transfer full): for heed_questions_ask()
 */
gpointer
heed_weight_question_new (const HeedWeightAsked *asked)
{
  HeedWeightAsked *copy = g_memdup2 (asked, sizeof *asked);

  copy->tokens = g_memdup2 (asked->tokens, asked->n_tokens * sizeof *asked->tokens);

  return copy;
}
