/* state-question.c — the question for a plane that shows the states of the sentence
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each step contains its decoder state, however its token was chosen; the encoder states
 * are read from the session.
 */

#include "app/core/corpus/state-question.h"

void
heed_state_planes_free (HeedStatePlanes *planes)
{
  heed_plane_unref (planes->source);
  heed_plane_unref (planes->target);
  g_free (planes);
}

static gpointer
answer (HeedSession       *session,
        const HeedChanges *changes,
        gpointer           question,
        gboolean          *goes_on)
{
  const GPtrArray *steps = question;
  HeedStatePlanes *planes = g_new0 (HeedStatePlanes, 1);
  g_autoptr(HeedMatrix) source = heed_session_dup_source_states (session);
  g_autoptr(HeedMatrix) target =
    heed_steps_dup_states ((HeedStep *const *) steps->pdata, steps->len);

  planes->source = heed_plane_new (source);
  if (target != NULL)
    planes->target = heed_plane_new (target);

  return planes;
}

static void
free_question (gpointer data)
{
  g_ptr_array_unref (data);
}

static void
free_answer (gpointer data)
{
  heed_state_planes_free (data);
}

const HeedQuestionKind heed_state_question = { answer, free_question, free_answer };

/**
 * heed_state_question_new:
 * @steps: (element-type HeedStep): the displayed steps; references to them are kept
 *
 * Returns: (transfer full): for heed_questions_ask()
 */
gpointer
heed_state_question_new (GPtrArray *steps)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_step_unref);

  for (guint t = 0; t < steps->len; t++)
    g_ptr_array_add (copy, heed_step_ref (g_ptr_array_index (steps, t)));

  return copy;
}
