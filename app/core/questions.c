/* questions.c — how a weight came about, asked of the engine's thread
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A question is about the sentence as it is shown, so it carries the number of the
 * request that this belongs to. The engine's thread answers it when it has begun
 * with that request, and not at all when it has gone on to another.
 */

#include "app/core/questions.h"

#include "app/core/mailbox.h"

typedef struct
{
  guint            number;
  HeedWeightAsked  asked;
  guint32         *tokens;  /* what asked points at */
} Question;

typedef struct
{
  guint           number;
  HeedArithmetic *arithmetic;
} Answer;

/* Held by whoever walks, and by a unit in the worker's queue. */
struct _HeedQuestions
{
  gatomicrefcount     ref_count;
  HeedMailbox        *box;         /* any thread: of Question, and of Answer */

  /* main thread only */
  HeedEngineWorker   *worker;
  HeedArithmeticFunc  callback;
  gpointer            user_data;
  guint               number;

  /* engine's thread only */
  Question           *question;    /* NULL: there is none */
  HeedSession        *session;     /* borrowed; NULL: there is none */
  const HeedChanges  *changes;     /* likewise */
  guint               n_begun;     /* the request that it stands for */
};

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->tokens);
  g_free (question);
}

HeedQuestions *
heed_questions_ref (HeedQuestions *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
heed_questions_unref (gpointer data)
{
  HeedQuestions *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  heed_mailbox_unref (self->box);
  g_clear_pointer (&self->question, question_free);
  g_free (self);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  heed_arithmetic_unref (answer->arithmetic);
  g_free (answer);
}

static void
answer_question (HeedQuestions *self)
{
  HeedArithmetic *arithmetic;
  Answer *answer;

  if (self->session == NULL)
    return;

  arithmetic = heed_walk_explain (self->session, self->changes, &self->question->asked);
  if (arithmetic == NULL)
    return;

  answer = g_new0 (Answer, 1);
  answer->number = self->question->number;
  answer->arithmetic = arithmetic;
  heed_mailbox_post (self->box, answer);
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

  /* Its request waits in the queue; this comes again behind it. */
  if (self->question != NULL && self->question->number > self->n_begun)
    return TRUE;

  if (self->question != NULL && self->question->number == self->n_begun)
    answer_question (self);

  g_clear_pointer (&self->question, question_free);

  return !heed_mailbox_rest (self->box);
}

static void
deliver (gpointer news,
         gpointer user_data)
{
  HeedQuestions *self = user_data;
  Answer *answer = news;

  if (answer->number == self->number && answer->arithmetic != NULL)
    self->callback (answer->arithmetic, self->user_data);
  answer_free (answer);
}

/**
 * heed_questions_new:
 * @worker: whose thread answers
 * @callback: hears the answers, on the main thread
 *
 * Thread:  main
 *
 * Returns: (transfer full): nobody has asked yet
 */
HeedQuestions *
heed_questions_new (HeedEngineWorker   *worker,
                    HeedArithmeticFunc  callback,
                    gpointer            user_data)
{
  const HeedMailboxFuncs funcs = {
    .free_request = question_free,
    .free_news = answer_free,
    .deliver = deliver,
  };
  HeedQuestions *self;

  g_return_val_if_fail (HEED_IS_ENGINE_WORKER (worker) && callback != NULL, NULL);

  self = g_new0 (HeedQuestions, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->box = heed_mailbox_new (&funcs, self);
  self->worker = g_object_ref (worker);
  self->callback = callback;
  self->user_data = user_data;

  return self;
}

/**
 * heed_questions_close:
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
}

guint
heed_questions_begin (HeedQuestions *self)
{
  return ++self->number;
}

/**
 * heed_questions_ask:
 * @asked: copied
 *
 * Is answered unless there is no such weight, another question comes, or another
 * request begins.
 *
 * Thread:  main
 * Cost:    waits for nothing; the engine takes one step again, or of a branch that it
 *   does not stand on all of them
 */
void
heed_questions_ask (HeedQuestions         *self,
                    const HeedWeightAsked *asked)
{
  Question *question;

  g_return_if_fail (self != NULL && asked != NULL);

  question = g_new0 (Question, 1);
  question->number = self->number;
  question->asked = *asked;
  question->tokens = g_memdup2 (asked->tokens, asked->n_tokens * sizeof *asked->tokens);
  question->asked.tokens = question->tokens;
  if (heed_mailbox_send (self->box, question))
    heed_engine_worker_push (self->worker, answer_unit, heed_questions_ref (self),
                             heed_questions_unref);
}

void
heed_questions_set_session (HeedQuestions     *self,
                            guint              number,
                            HeedSession       *session,
                            const HeedChanges *changes)
{
  self->n_begun = number;
  self->session = session;
  self->changes = changes;
}
