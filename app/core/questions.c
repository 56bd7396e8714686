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
  guint             number;
  guint             position;
  HeedAttentionSite site;
  guint             key;
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
  guint               n_begun;     /* the request that it stands for */
};

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
  g_free (self->question);
  g_free (self);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  heed_arithmetic_unref (answer->arithmetic);
  g_free (answer);
}

/* Whether there is such a weight: the session may have been rewound since. */
static gboolean
can_be_answered (HeedQuestions *self)
{
  const Question *question = self->question;
  guint n_source;

  if (self->session == NULL)
    return FALSE;

  heed_session_get_source (self->session, &n_source);

  switch (question->site.kind)
    {
    case HEED_ATTENTION_CROSS:
      return question->position < heed_session_get_n_steps (self->session) &&
             question->key < n_source;

    case HEED_ATTENTION_DECODER_SELF:
      return question->position < heed_session_get_n_steps (self->session) &&
             question->key <= question->position;

    case HEED_ATTENTION_ENCODER_SELF:
      return question->position < n_source && question->key < n_source;
    }

  return FALSE;
}

static void
answer_question (HeedQuestions *self)
{
  const Question *question = self->question;
  Answer *answer;

  if (!can_be_answered (self))
    return;

  answer = g_new0 (Answer, 1);
  answer->number = question->number;
  answer->arithmetic =
    heed_session_explain (self->session, question->position, question->site, question->key);
  heed_mailbox_post (self->box, answer);
}

static gboolean
answer_unit (gpointer data)
{
  HeedQuestions *self = data;
  Question *waiting = heed_mailbox_take (self->box);

  if (waiting != NULL)
    {
      g_free (self->question);
      self->question = waiting;
    }

  /* Its request waits in the queue; this comes again behind it. */
  if (self->question != NULL && self->question->number > self->n_begun)
    return TRUE;

  if (self->question != NULL && self->question->number == self->n_begun)
    answer_question (self);

  g_clear_pointer (&self->question, g_free);

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
    .free_request = g_free,
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
 * @position: the step, or in the encoder the source token, that looks
 * @site: where
 * @key: at what
 *
 * Is answered unless another question comes, or another request begins.
 *
 * Thread:  main
 * Cost:    waits for nothing; the engine takes one step again
 */
void
heed_questions_ask (HeedQuestions     *self,
                    guint              position,
                    HeedAttentionSite  site,
                    guint              key)
{
  Question *question;

  g_return_if_fail (self != NULL);

  question = g_new0 (Question, 1);
  *question = (Question) { self->number, position, site, key };
  if (heed_mailbox_send (self->box, question))
    heed_engine_worker_push (self->worker, answer_unit, heed_questions_ref (self),
                             heed_questions_unref);
}

void
heed_questions_set_session (HeedQuestions *self,
                            guint          number,
                            HeedSession   *session)
{
  self->n_begun = number;
  self->session = session;
}
