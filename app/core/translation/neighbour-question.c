/* neighbour-question.c — the question which words have embeddings nearest to a given one
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An embedding may have a hundred thousand rows, so the search runs on the engine's thread.
 */

#include "app/core/translation/neighbour-question.h"

typedef struct
{
  guint32 id;
  guint   n_most;
} Asked;

static gpointer
answer (HeedSession       *session,
        const HeedChanges *changes,
        gpointer           question,
        gboolean          *goes_on)
{
  const Asked *asked = question;
  HeedNeighbourhood *found = g_new0 (HeedNeighbourhood, 1);

  found->id = asked->id;
  found->neighbours =
    heed_model_list_nearest_source (heed_session_get_model (session), asked->id, asked->n_most,
                                    &found->n_neighbours);

  return found;
}

static void
free_answer (gpointer data)
{
  HeedNeighbourhood *found = data;

  g_free (found->neighbours);
  g_free (found);
}

const HeedQuestionKind heed_neighbour_question = { answer, g_free, free_answer };

/**
 * heed_neighbour_question_new:
 * @id: of the source vocabulary
 * @n_most: the number of neighbours wanted
 *
 * Returns: (transfer full): for heed_questions_ask()
 */
gpointer
heed_neighbour_question_new (guint32 id,
                             guint   n_most)
{
  Asked *asked = g_new (Asked, 1);

  *asked = (Asked) { id, n_most };

  return asked;
}
