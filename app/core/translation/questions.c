/* questions.c — questions about the decoded sentence, answered on the engine's thread
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A question is about the displayed sentence, so it carries the number of that
 * sentence's request. The engine's thread answers it once it has begun that request,
 * and drops it once it has begun a later one. A question that takes long is answered
 * in slices, so that it does not delay the decoding of newly typed text.
 */

#include "app/core/translation/questions.h"

#include "app/core/work/mailbox.h"

typedef struct
{
  const HeedQuestionKind *kind;
  guint                   number;
  gpointer                asked;
} Question;

typedef struct
{
  const HeedQuestionKind *kind;
  guint                   number;
  gpointer                said;
} Answer;

/* References are held by the decoder and by each HeedQuestions. */
struct _HeedQuestionGround
{
  gatomicrefcount         ref_count;

  /* main thread only */
  guint                   number;      /* of the newest request */

  /* engine's thread only */
  HeedSession            *session;     /* borrowed; or NULL */
  const HeedChanges      *changes;     /* likewise */
  guint                   n_begun;     /* number of the session's request */
};

/* References are held by the owner and by a unit in the worker's queue. */
struct _HeedQuestions
{
  gatomicrefcount         ref_count;
  HeedMailbox            *box;         /* any thread: of Question, and of Answer */
  const HeedQuestionKind *kind;
  HeedQuestionGround     *ground;

  /* main thread only */
  HeedEngineWorker       *worker;
  HeedAnswerFunc          callback;
  gpointer                user_data;

  /* engine's thread only */
  Question               *question;    /* the current one; or NULL */
};

/* --- The ground of questions -------------------------------------------------- */

/**
 * heed_question_ground_new:
 *
 * Returns: (transfer full): a ground without a session
 */
HeedQuestionGround *
heed_question_ground_new (void)
{
  HeedQuestionGround *self = g_new0 (HeedQuestionGround, 1);

  g_atomic_ref_count_init (&self->ref_count);

  return self;
}

HeedQuestionGround *
heed_question_ground_ref (HeedQuestionGround *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
heed_question_ground_unref (HeedQuestionGround *self)
{
  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

guint
heed_question_ground_begin (HeedQuestionGround *self)
{
  return ++self->number;
}

void
heed_question_ground_set_session (HeedQuestionGround *self,
                                  guint               number,
                                  HeedSession        *session,
                                  const HeedChanges  *changes)
{
  self->n_begun = number;
  self->session = session;
  self->changes = changes;
}

/* --- Questions ------------------------------------------------------------------ */

static void
question_free (gpointer data)
{
  Question *question = data;

  question->kind->free_question (question->asked);
  g_free (question);
}

static HeedQuestions *
questions_ref (HeedQuestions *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static void
questions_unref (gpointer data)
{
  HeedQuestions *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  heed_mailbox_unref (self->box);
  heed_question_ground_unref (self->ground);
  g_clear_pointer (&self->question, question_free);
  g_free (self);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  answer->kind->free_answer (answer->said);
  g_free (answer);
}

/* Works on the question and posts its answer. Returns TRUE if there is more to do. */
static gboolean
answer_question (HeedQuestions *self)
{
  gboolean goes_on = FALSE;
  gpointer said;
  Answer *answer;

  if (self->ground->session == NULL)
    return FALSE;

  said = self->kind->answer (self->ground->session, self->ground->changes,
                             self->question->asked, &goes_on);
  if (said == NULL)
    return goes_on;

  answer = g_new0 (Answer, 1);
  answer->kind = self->kind;
  answer->number = self->question->number;
  answer->said = said;
  heed_mailbox_post (self->box, answer);

  return goes_on;
}

static gboolean
answer_unit (gpointer data)
{
  HeedQuestions *self = data;
  Question *waiting = heed_mailbox_take (self->box);

  if (waiting != NULL)
    {
      g_clear_pointer (&self->question, question_free);
      self->question = waiting;
    }

  /* Its request is still in the queue; this unit runs again after it. */
  if (self->question != NULL && self->question->number > self->ground->n_begun)
    return TRUE;

  if (self->question != NULL && self->question->number == self->ground->n_begun &&
      answer_question (self) && !heed_mailbox_is_closed (self->box))
    return TRUE;

  g_clear_pointer (&self->question, question_free);

  return !heed_mailbox_rest (self->box);
}

static void
deliver (gpointer news,
         gpointer user_data)
{
  HeedQuestions *self = user_data;
  Answer *answer = news;

  if (answer->number == self->ground->number)
    self->callback (answer->said, self->user_data);
  answer_free (answer);
}

/**
 * heed_questions_new:
 * @worker: the worker whose thread answers
 * @ground: what the questions are about
 * @kind: the kind of the questions; must stay valid for ever
 * @callback: called with each answer, on the main thread
 *
 * Thread:  main
 *
 * Returns: (transfer full): to be freed with heed_questions_close()
 */
HeedQuestions *
heed_questions_new (HeedEngineWorker       *worker,
                    HeedQuestionGround     *ground,
                    const HeedQuestionKind *kind,
                    HeedAnswerFunc          callback,
                    gpointer                user_data)
{
  const HeedMailboxFuncs funcs = {
    .free_request = question_free,
    .free_news = answer_free,
    .deliver = deliver,
  };
  HeedQuestions *self;

  g_return_val_if_fail (HEED_IS_ENGINE_WORKER (worker), NULL);
  g_return_val_if_fail (ground != NULL && kind != NULL && callback != NULL, NULL);

  self = g_new0 (HeedQuestions, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->box = heed_mailbox_new (&funcs, self);
  self->ground = heed_question_ground_ref (ground);
  self->kind = kind;
  self->worker = g_object_ref (worker);
  self->callback = callback;
  self->user_data = user_data;

  return self;
}

/**
 * heed_questions_close:
 * @self: (transfer full): which will not be used any more
 *
 * The callback is not called again.
 *
 * Thread:  main
 */
void
heed_questions_close (HeedQuestions *self)
{
  g_return_if_fail (self != NULL);

  heed_mailbox_close (self->box);
  g_clear_object (&self->worker);
  questions_unref (self);
}

/**
 * heed_questions_ask:
 * @asked: (transfer full): a question in the form that the kind expects
 *
 * The callback is called unless there is no answer, another question is asked, or
 * another request begins.
 *
 * Thread:  main
 * Cost:    never blocks
 */
void
heed_questions_ask (HeedQuestions *self,
                    gpointer       asked)
{
  Question *question;

  g_return_if_fail (self != NULL && asked != NULL);

  question = g_new0 (Question, 1);
  question->kind = self->kind;
  question->number = self->ground->number;
  question->asked = asked;
  if (heed_mailbox_send (self->box, question))
    heed_engine_worker_push (self->worker, answer_unit, questions_ref (self),
                             questions_unref);
}
