/* evidence-finder.c — computing evidence of effect in the background
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A separate session takes the displayed steps, with the user's changes. It is kept while
 * other kinds of evidence are requested for the same translation. Each unit on the engine's thread
 * is one step or a few passes, so decoding of newly typed text runs in between.
 */

#include "app/core/translation/evidence-finder.h"

#include "app/core/changes/replacement.h"
#include "app/core/translation/walk.h"
#include "app/core/work/mailbox.h"

typedef struct
{
  HeedModel        *model;    /* NULL: compute nothing and free the session */
  char             *text;
  HeedChanges      *changes;  /* with every token of the translation chosen */
  guint             n_steps;
  guint             number;
  HeedEvidenceWish  wish;
} Request;

typedef struct
{
  HeedEvidenceWish  wish;
  HeedMatrix       *matrix;
  GError           *error;
} Answer;

/* References are held by the handle on the main thread and by a unit in the worker's queue. */
struct _HeedEvidenceFinder
{
  gatomicrefcount    ref_count;
  HeedMailbox       *box;       /* any thread: of Request, and of Answer */

  /* main thread only */
  HeedEngineWorker  *worker;
  HeedEvidenceFunc   callback;
  gpointer           user_data;

  /* engine's thread only */
  Request           *request;   /* the current one; NULL if none */
  HeedSession       *session;   /* NULL if there is none yet */
  guint              n_number;  /* number of the translation whose steps it takes */
  HeedEvidence      *evidence;  /* NULL until it begins */
};

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->model, heed_model_unref);
  g_clear_pointer (&request->changes, heed_changes_free);
  g_free (request->text);
  g_free (request);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->matrix, heed_matrix_unref);
  g_clear_error (&answer->error);
  g_free (answer);
}

static HeedEvidenceFinder *
finder_ref (HeedEvidenceFinder *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static void
finder_unref (gpointer data)
{
  HeedEvidenceFinder *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  heed_mailbox_unref (self->box);
  g_clear_pointer (&self->request, request_free);
  g_clear_pointer (&self->evidence, heed_evidence_free);
  g_clear_pointer (&self->session, heed_session_free);
  g_free (self);
}

/* --- The engine's thread --- */

static gboolean
start_session (HeedEvidenceFinder  *self,
               GError             **error)
{
  const Request *request = self->request;

  self->session = heed_walk_start (request->model, request->text, HEED_INPUT_TEXT, error);
  if (self->session != NULL)
    self->session = heed_replacement_make (self->session, request->changes, error);
  self->n_number = request->number;
  if (self->session == NULL)
    return FALSE;

  heed_walk_forget_missing (self->session, request->changes);
  heed_session_set_n_candidates (self->session, 0);
  heed_session_set_max_length (self->session, MAX (request->n_steps, 1));

  return heed_walk_change (self->session, request->changes, error);
}

/* Does one unit of work. Returns TRUE if more is needed before there is an answer. */
static gboolean
work (HeedEvidenceFinder  *self,
      GError             **error)
{
  const HeedWalk walk = { .beam = { .width = 1 }, .changes = self->request->changes };

  if (self->session == NULL)
    return start_session (self, error);

  if (heed_session_get_n_steps (self->session) < self->request->n_steps)
    {
      g_autoptr(HeedStep) step = heed_session_is_finished (self->session)
                                 ? NULL : heed_walk_step_keeping (self->session, &walk, error);

      return step != NULL;
    }

  if (self->evidence == NULL)
    {
      /* Where nothing attends, there is nothing to find: no error to the user. */
      self->evidence = heed_evidence_new (self->session, &self->request->wish, NULL);
      return self->evidence != NULL;
    }

  return heed_evidence_work (self->evidence);
}

static gboolean
is_done (HeedEvidenceFinder *self)
{
  return self->session != NULL && self->evidence != NULL &&
         heed_session_get_n_steps (self->session) >= self->request->n_steps;
}

static void
answer (HeedEvidenceFinder *self,
        GError             *error)
{
  Answer *news = g_new0 (Answer, 1);

  news->wish = self->request->wish;
  news->error = error;
  if (error == NULL && is_done (self))
    news->matrix = heed_evidence_dup_matrix (self->evidence, &news->error);

  /* The state of a failed session is undefined. */
  if (news->matrix == NULL)
    g_clear_pointer (&self->session, heed_session_free);

  g_clear_pointer (&self->evidence, heed_evidence_free);
  g_clear_pointer (&self->request, request_free);
  heed_mailbox_post (self->box, news);
}

static void
begin (HeedEvidenceFinder *self,
       Request            *request)
{
  g_clear_pointer (&self->evidence, heed_evidence_free);
  g_clear_pointer (&self->request, request_free);
  if (request->model == NULL || self->n_number != request->number)
    g_clear_pointer (&self->session, heed_session_free);

  if (request->model == NULL)
    request_free (request);
  else
    self->request = request;
}

static gboolean
find_unit (gpointer data)
{
  HeedEvidenceFinder *self = data;
  Request *waiting = heed_mailbox_take (self->box);
  GError *error = NULL;

  if (waiting != NULL)
    begin (self, waiting);

  if (self->request != NULL && !work (self, &error))
    answer (self, error);

  return self->request != NULL || !heed_mailbox_rest (self->box);
}

/* --- The main thread --- */

static void
deliver (gpointer news,
         gpointer user_data)
{
  HeedEvidenceFinder *self = user_data;
  Answer *found = news;

  self->callback (&found->wish, found->matrix, found->error, self->user_data);
  answer_free (found);
}

/**
 * heed_evidence_finder_new:
 * @worker: the worker whose thread computes
 * @callback: called with the result, on the main thread
 *
 * Thread:  main
 *
 * Returns: (transfer full): an idle finder
 */
HeedEvidenceFinder *
heed_evidence_finder_new (HeedEngineWorker *worker,
                          HeedEvidenceFunc  callback,
                          gpointer          user_data)
{
  const HeedMailboxFuncs funcs = {
    .free_request = request_free,
    .free_news = answer_free,
    .deliver = deliver,
  };
  HeedEvidenceFinder *self;

  g_return_val_if_fail (HEED_IS_ENGINE_WORKER (worker) && callback != NULL, NULL);

  self = g_new0 (HeedEvidenceFinder, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->box = heed_mailbox_new (&funcs, self);
  self->worker = g_object_ref (worker);
  self->callback = callback;
  self->user_data = user_data;

  return self;
}

static void
send (HeedEvidenceFinder *self,
      Request            *request)
{
  if (heed_mailbox_send (self->box, request))
    heed_engine_worker_push (self->worker, find_unit, finder_ref (self), finder_unref);
}

/**
 * heed_evidence_finder_ask:
 * @asked: copied
 *
 * Thread:  main
 * Cost:    copies the request; never blocks
 */
void
heed_evidence_finder_ask (HeedEvidenceFinder      *self,
                          const HeedEvidenceAsked *asked)
{
  Request *request;

  g_return_if_fail (self != NULL && asked != NULL && asked->model != NULL);

  request = g_new0 (Request, 1);
  request->model = heed_model_ref (asked->model);
  request->text = g_strdup (asked->text);
  request->changes = heed_changes_copy (asked->changes);
  heed_changes_forget_from (request->changes, 0);
  for (guint t = 0; t < asked->n_tokens; t++)
    heed_changes_choose_too (request->changes, t, asked->tokens[t]);
  request->n_steps = asked->n_tokens;
  request->number = asked->number;
  request->wish = asked->wish;
  send (self, request);
}

/**
 * heed_evidence_finder_stop:
 *
 * Cancels the current request; it is not answered.
 *
 * Thread:  main
 */
void
heed_evidence_finder_stop (HeedEvidenceFinder *self)
{
  g_return_if_fail (self != NULL);

  send (self, g_new0 (Request, 1));
}

/**
 * heed_evidence_finder_free:
 *
 * Stops. The callback is not called again.
 *
 * Thread:  main
 */
void
heed_evidence_finder_free (HeedEvidenceFinder *self)
{
  g_return_if_fail (self != NULL);

  heed_evidence_finder_stop (self);
  heed_mailbox_close (self->box);
  g_clear_object (&self->worker);
  finder_unref (self);
}
