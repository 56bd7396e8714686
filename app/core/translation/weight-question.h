/* weight-question.h — the question how one attention weight was computed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/questions.h"
#include "app/core/translation/walk.h"

G_BEGIN_DECLS

/* The question is a HeedWeightAsked with its tokens; the answer is a HeedArithmetic. */
extern const HeedQuestionKind heed_weight_question;

gpointer heed_weight_question_new (const HeedWeightAsked *asked);

G_END_DECLS
