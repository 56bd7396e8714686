/* neighbour-question.h — the question which words have embeddings nearest to a given one
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/questions.h"

G_BEGIN_DECLS

typedef struct {
  guint32        id;          /* of the source vocabulary */
  HeedNeighbour *neighbours;  /* n_neighbours, nearest first; their texts belong to the model */
  guint          n_neighbours;
} HeedNeighbourhood;

/* The answer is a HeedNeighbourhood. */
extern const HeedQuestionKind heed_neighbour_question;

gpointer heed_neighbour_question_new (guint32 id,
                                      guint   n_most);

G_END_DECLS
