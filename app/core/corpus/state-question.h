/* state-question.h — the question for a plane that shows the states of the sentence
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/questions.h"

G_BEGIN_DECLS

/* Each side has its own plane, because encoder and decoder states are not comparable. */
typedef struct {
  HeedPlane *source;  /* one point per token; NULL without LAPACK */
  HeedPlane *target;  /* one point per step; NULL also without steps */
} HeedStatePlanes;

void     heed_state_planes_free  (HeedStatePlanes *planes);

/* The question is an array of steps, of HeedStep; the answer a HeedStatePlanes. */
extern const HeedQuestionKind heed_state_question;

gpointer heed_state_question_new (GPtrArray *steps);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedStatePlanes, heed_state_planes_free)

G_END_DECLS
