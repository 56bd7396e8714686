/* attention-question.h — the question which attention would make the model write a given token
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes/change.h"
#include "app/core/translation/questions.h"

G_BEGIN_DECLS

/* The question: which attention at site makes token_id probable in the step at position of the
 * displayed translation. */
typedef struct {
  guint              position;
  HeedAttentionSite  site;
  guint32            token_id;
  const guint32     *tokens;    /* the position tokens taken before that step */
} HeedAttentionAsked;

typedef struct {
  HeedFoundAttention *found;  /* NULL if error is set */
  GError             *error;
} HeedAttentionAnswer;

/* The answer is a HeedAttentionAnswer; it comes when the search is finished. */
extern const HeedQuestionKind heed_attention_question;

gpointer heed_attention_question_new (const HeedAttentionAsked *asked);

/* Returns the rows that were found as a change; label is the spelling of the token. */
HeedChange  *heed_attention_question_new_change (const HeedFoundAttention *found,
                                                 const char         *label);

/* Returns a copy without the pins of that row at that site, which an answer would replace. */
HeedChanges *heed_attention_question_free_row (const HeedChanges  *changes,
                                               guint               position,
                                               HeedAttentionSite   site);

G_END_DECLS
