/* questions.h — questions about the decoded sentence, answered on the engine's thread
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes/changes.h"
#include "app/core/work/engine-worker.h"

G_BEGIN_DECLS

/* Called on the main thread; @answer is freed when it returns. */
typedef void (*HeedAnswerFunc) (gpointer answer,
                                gpointer user_data);

/* The functions of one kind of question. */
typedef struct {
  /* Called on the engine's thread. Returns NULL if there is no answer. If it sets *goes_on, there
   * is more to do: it is called again for the same question, after everything else in the
   * queue. */
  gpointer     (*answer)        (HeedSession       *session,
                                 const HeedChanges *changes,
                                 gpointer           question,
                                 gboolean          *goes_on);
  GDestroyNotify free_question;
  GDestroyNotify free_answer;
} HeedQuestionKind;

/* What questions are about: a session, and the number of the request it belongs to. */
typedef struct _HeedQuestionGround HeedQuestionGround;

HeedQuestionGround *heed_question_ground_new   (void);
HeedQuestionGround *heed_question_ground_ref   (HeedQuestionGround *self);
void                heed_question_ground_unref (HeedQuestionGround *self);

/* For the main thread: begins a new request, after which earlier questions are not answered any
 * more. Returns the number of the request. */
guint               heed_question_ground_begin (HeedQuestionGround *self);

/* For the engine's thread: sets the session of a request, or NULL, and the changes made in it. Both
 * are borrowed until the next call. */
void                heed_question_ground_set_session (HeedQuestionGround *self,
                                                guint               number,
                                                HeedSession        *session,
                                                const HeedChanges  *changes);

/* Questions of one kind, of which only the newest is answered. For the main thread. No answers
 * arrive after _close. _ask takes ownership of the question. */
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
