/* state-question.h — where are the states of this sentence?
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/questions.h"

G_BEGIN_DECLS

/* Each in a plane of its own: they are states of different networks. */
typedef struct {
  HeedPlane *source;  /* a point a token; NULL where there is no LAPACK */
  HeedPlane *target;  /* a point a step; NULL too if there is none */
} HeedStatePlanes;

void     heed_state_planes_free  (HeedStatePlanes *planes);

/* The question is an array of steps, of HeedStep; the answer a HeedStatePlanes. */
extern const HeedQuestionKind heed_state_question;

gpointer heed_state_question_new (GPtrArray *steps);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedStatePlanes, heed_state_planes_free)

G_END_DECLS
