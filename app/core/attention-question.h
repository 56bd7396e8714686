/* attention-question.h — what attention would give this word?
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/change.h"
#include "app/core/questions.h"

G_BEGIN_DECLS

/* Of the step at position of the translation that is shown. */
typedef struct {
  guint              position;
  HeedAttentionSite  site;
  guint32            token_id;
  const guint32     *tokens;    /* position of them: what was taken before */
} HeedAttentionAsked;

typedef struct {
  HeedFoundAttention *found;  /* NULL: there is an error */
  GError             *error;
} HeedAttentionAnswer;

/* The answer is a HeedAttentionAnswer, once the search is over. */
extern const HeedQuestionKind heed_attention_question;

gpointer heed_attention_question_new (const HeedAttentionAsked *asked);

/* The rows that were found, as a change; label is the token's. */
HeedChange  *heed_attention_question_new_change (const HeedFoundAttention *found,
                                                 const char         *label);

/* Those without the pins in that row of that site, which an answer would replace. */
HeedChanges *heed_attention_question_free_row (const HeedChanges  *changes,
                                               guint               position,
                                               HeedAttentionSite   site);

G_END_DECLS
