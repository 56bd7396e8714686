/* questions.h — what is asked of the sentence that the engine's thread stands on
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes.h"
#include "app/core/engine-worker.h"

G_BEGIN_DECLS

/* On the main thread; @answer is let go when it returns. */
typedef void (*HeedAnswerFunc) (gpointer answer,
                                gpointer user_data);

/* What one kind of question is. */
typedef struct {
  /* On the engine's thread; NULL: there is no answer, or if it goes on none yet: then
   * it is called again for the same question, behind whatever else waits. */
  gpointer     (*answer)        (HeedSession       *session,
                                 const HeedChanges *changes,
                                 gpointer           question,
                                 gboolean          *goes_on);
  GDestroyNotify free_question;
  GDestroyNotify free_answer;
} HeedQuestionKind;

/* What is asked about: a session, and which of the requests it stands for. */
typedef struct _HeedQuestionGround HeedQuestionGround;

HeedQuestionGround *heed_question_ground_new   (void);
HeedQuestionGround *heed_question_ground_ref   (HeedQuestionGround *self);
void                heed_question_ground_unref (HeedQuestionGround *self);

/* The end of the main thread: what was asked before is not answered any more. Gives
 * the number of the request. */
guint               heed_question_ground_begin (HeedQuestionGround *self);

/* The end of the engine's thread: the session of that request is as it was asked for,
 * or there is none. Both are borrowed until the next call. */
void                heed_question_ground_set_session (HeedQuestionGround *self,
                                                guint               number,
                                                HeedSession        *session,
                                                const HeedChanges  *changes);

/* Questions of one kind: only the newest counts. For the main thread. After _close no
 * answer comes any more. _ask takes the question over. */
typedef struct _HeedQuestions HeedQuestions;

HeedQuestions      *heed_questions_new         (HeedEngineWorker       *worker,
                                                HeedQuestionGround     *ground,
                                                const HeedQuestionKind *kind,
                                                HeedAnswerFunc          callback,
                                                gpointer                user_data);
void                heed_questions_close       (HeedQuestions          *self);
void                heed_questions_ask         (HeedQuestions          *self,
                                                gpointer                question);

G_END_DECLS
