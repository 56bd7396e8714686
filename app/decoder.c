/* decoder.c — decodes one sentence in the background, starting over at will
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A request says what is wanted as a whole, never what changed. Only the newest
 * one counts: it is numbered, and whatever an older one still brings is thrown
 * away, on whichever thread it is found. The session is kept between requests,
 * so one that differs only from step t on costs only the steps from t.
 *
 *     main thread       engine's thread                 main thread
 *     decode() ------>  unit: encode, rewind  ----+
 *                       unit: one step        ----+---> callback (news)
 *                       unit: one step        ----+
 *
 * News that the main thread has not fetched yet grows instead of queueing, so
 * a fast engine cannot flood a slow window.
 */

#include "app/decoder.h"

#include <string.h>

/* After GTK's input (0) and its drawing (120): however fast news comes, it can
 * keep neither waiting. */
#define NEWS_PRIORITY (G_PRIORITY_HIGH_IDLE + 30)

typedef struct
{
  guint64     number;    /* of this request; later ones are larger */
  HeedModel  *model;     /* NULL: decode nothing, let go of the session */
  char       *text;
  GArray     *hidden;    /* of guint */
  GArray     *choices;   /* of HeedChoice */
} Request;

typedef struct
{
  guint64     number;    /* of the request it belongs to */
  HeedTokens *source;
  GPtrArray  *steps;
  gboolean    finished;
  GError     *error;
  double      seconds;
} News;

/* Held by the handle on the main thread, by a queued unit, and by news on its
 * way. Fields are behind the lock unless they say whose they are. */
struct _HeedDecoder
{
  gatomicrefcount   ref_count;

  HeedEngineWorker *worker;     /* main thread only */
  HeedDecoderFunc   callback;   /* main thread only; NULL once freed */
  gpointer          user_data;

  GMutex            lock;
  guint64           n_requests;
  Request          *waiting;    /* the newest, not begun yet; or NULL */
  gboolean          is_queued;  /* a unit is in the worker's queue or running */
  News             *news;       /* not fetched yet; or NULL */

  /* engine's thread only */
  Request          *request;    /* begun; what the session stands for */
  HeedSession      *session;
  GArray           *masks;      /* of guint: ids of the session's interventions */
  double            seconds;
};

static void
request_free (Request *request)
{
  g_clear_pointer (&request->model, heed_model_unref);
  g_free (request->text);
  g_array_unref (request->hidden);
  g_array_unref (request->choices);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static Request *
request_new (const HeedDecoderRequest *wanted)
{
  Request *request = g_new0 (Request, 1);

  request->hidden = g_array_new (FALSE, FALSE, sizeof (guint));
  request->choices = g_array_new (FALSE, FALSE, sizeof (HeedChoice));

  if (wanted != NULL)
    {
      request->model = heed_model_ref (wanted->model);
      request->text = g_strdup (wanted->text);
      g_array_append_vals (request->hidden, wanted->hidden, wanted->n_hidden);
      g_array_append_vals (request->choices, wanted->choices, wanted->n_choices);
    }

  return request;
}

static gboolean
request_is_same_sentence (const Request *request,
                          const Request *other)
{
  return request->model == other->model && g_strcmp0 (request->text, other->text) == 0;
}

static gboolean
request_hides_the_same (const Request *request,
                        const Request *other)
{
  return request->hidden->len == other->hidden->len &&
         memcmp (request->hidden->data, other->hidden->data,
                 request->hidden->len * sizeof (guint)) == 0;
}

/* The first step at which two requests may part. */
static guint
request_find_first_difference (const Request *request,
                               const Request *other)
{
  for (guint i = 0; i < request->choices->len || i < other->choices->len; i++)
    {
      HeedChoice none = { G_MAXUINT, 0 };
      HeedChoice one = i < request->choices->len ? g_array_index (request->choices, HeedChoice, i) : none;
      HeedChoice two = i < other->choices->len ? g_array_index (other->choices, HeedChoice, i) : none;

      if (one.position != two.position || one.token_id != two.token_id)
        return MIN (one.position, two.position);
    }

  return G_MAXUINT;
}

static const HeedChoice *
request_find_choice (const Request *request,
                     guint          position)
{
  for (guint i = 0; i < request->choices->len; i++)
    {
      const HeedChoice *choice = &g_array_index (request->choices, HeedChoice, i);

      if (choice->position == position)
        return choice;
    }

  return NULL;
}

static void
news_free (News *news)
{
  g_clear_pointer (&news->source, heed_tokens_unref);
  g_ptr_array_unref (news->steps);
  g_clear_error (&news->error);
  g_free (news);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (News, news_free)

static News *
news_new (guint64 number)
{
  News *news = g_new0 (News, 1);

  news->number = number;
  news->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_step_unref);

  return news;
}

/* Adds later news to earlier ones of the same request. */
static void
news_absorb (News *news,
             News *later)
{
  if (later->source != NULL)
    {
      g_clear_pointer (&news->source, heed_tokens_unref);
      news->source = g_steal_pointer (&later->source);
      g_ptr_array_set_size (news->steps, 0);
    }

  g_ptr_array_extend_and_steal (news->steps, g_ptr_array_ref (later->steps));
  news->finished = later->finished;
  news->error = g_steal_pointer (&later->error);
  news->seconds = later->seconds;
}

static HeedDecoder *
decoder_ref (HeedDecoder *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static void
decoder_unref (gpointer data)
{
  HeedDecoder *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->waiting, request_free);
  g_clear_pointer (&self->news, news_free);
  g_clear_pointer (&self->request, request_free);
  g_clear_pointer (&self->session, heed_session_free);
  g_array_unref (self->masks);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Hides one source token from every head of every decoder layer. */
static gboolean
mask_source (HeedDecoder  *self,
             guint         key,
             GError      **error)
{
  const HeedModelInfo *info = heed_model_get_info (self->request->model);
  int n_layers = info->architecture == HEED_ARCHITECTURE_TRANSFORMER ? (int) info->n_decoder_layers : 1;

  for (int layer = 0; layer < n_layers; layer++)
    {
      HeedIntervention hide = {
        .kind = HEED_INTERVENTION_MASK_KEY,
        .site = { HEED_ATTENTION_CROSS, layer, HEED_HEAD_MEAN },
        .step = HEED_EVERY_STEP,
        .key = key,
      };
      guint id = heed_session_intervene (self->session, &hide, error);

      if (id == 0)
        return FALSE;

      g_array_append_val (self->masks, id);
    }

  return TRUE;
}

static gboolean
mask_hidden (HeedDecoder  *self,
             GError      **error)
{
  guint n_tokens;

  for (guint i = 0; i < self->masks->len; i++)
    heed_session_undo_intervention (self->session, g_array_index (self->masks, guint, i));

  g_array_set_size (self->masks, 0);

  heed_session_get_source (self->session, &n_tokens);

  /* What was hidden in an older sentence may lie behind this one's end. */
  for (guint i = 0; i < self->request->hidden->len; i++)
    {
      guint key = g_array_index (self->request->hidden, guint, i);

      if (key < n_tokens && !mask_source (self, key, error))
        return FALSE;
    }

  return TRUE;
}

/* Brings the session to where the request parts from what was walked before. */
static gboolean
begin_request (HeedDecoder  *self,
               Request      *request,
               GError      **error)
{
  g_autoptr(Request) before = self->request;
  gboolean is_new = self->session == NULL || !request_is_same_sentence (request, before);

  self->request = request;

  if (is_new)
    {
      g_clear_pointer (&self->session, heed_session_free);
      g_array_set_size (self->masks, 0);
      self->session = heed_session_new (request->model, request->text, error);

      return self->session != NULL && mask_hidden (self, error);
    }

  if (!request_hides_the_same (request, before))
    {
      heed_session_rewind (self->session, 0);

      return mask_hidden (self, error);
    }

  heed_session_rewind (self->session,
                       MIN (request_find_first_difference (request, before),
                            heed_session_get_n_steps (self->session)));

  return TRUE;
}

static void
report_beginning (HeedDecoder *self,
                  News        *news)
{
  guint n_tokens;
  const HeedToken *tokens = heed_session_get_source (self->session, &n_tokens);

  news->source = heed_tokens_new (tokens, n_tokens);

  for (guint t = 0; t < heed_session_get_n_steps (self->session); t++)
    g_ptr_array_add (news->steps, heed_step_ref (heed_session_get_step (self->session, t)));
}

static void
take_step (HeedDecoder  *self,
           News         *news)
{
  const HeedChoice *choice = request_find_choice (self->request, heed_session_get_n_steps (self->session));
  HeedStep *step;

  if (choice != NULL)
    step = heed_session_step_forced (self->session, choice->token_id, &news->error);
  else
    step = heed_session_step (self->session, &news->error);

  if (step != NULL)
    g_ptr_array_add (news->steps, step);
}

/* Does one unit of the request that is under way, or begins @waiting. */
static News *
work (HeedDecoder *self,
      Request     *waiting)
{
  gint64 begin = g_get_monotonic_time ();
  News *news = news_new (waiting != NULL ? waiting->number : self->request->number);

  if (waiting == NULL)
    {
      take_step (self, news);
    }
  else
    {
      self->seconds = 0.0;

      if (begin_request (self, waiting, &news->error))
        report_beginning (self, news);
    }

  self->seconds += (g_get_monotonic_time () - begin) / (double) G_USEC_PER_SEC;
  news->seconds = self->seconds;
  news->finished = news->error != NULL || heed_session_is_finished (self->session);

  /* A session that failed may be anywhere; the next request makes its own. */
  if (news->error != NULL)
    g_clear_pointer (&self->session, heed_session_free);

  return news;
}

static gboolean
deliver_cb (gpointer data)
{
  HeedDecoder *self = data;
  g_autoptr(News) news = NULL;
  HeedDecoderNews told;

  g_mutex_lock (&self->lock);
  news = g_steal_pointer (&self->news);
  g_mutex_unlock (&self->lock);

  if (news == NULL || self->callback == NULL)
    return G_SOURCE_REMOVE;

  told = (HeedDecoderNews) {
    .source = news->source,
    .steps = (HeedStep *const *) news->steps->pdata,
    .n_steps = news->steps->len,
    .finished = news->finished,
    .error = news->error,
    .seconds = news->seconds,
  };
  self->callback (&told, self->user_data);

  return G_SOURCE_REMOVE;
}

/* Called with the lock held. */
static void
post (HeedDecoder *self,
      News        *news)
{
  g_autoptr(News) owned = news;

  if (news->number != self->n_requests)
    return;

  if (self->news != NULL)
    {
      news_absorb (self->news, news);
      return;
    }

  self->news = g_steal_pointer (&owned);

  /* Not g_main_context_invoke(): while nobody owns the main context that would
   * call back on this thread. */
  g_idle_add_full (NEWS_PRIORITY, deliver_cb, decoder_ref (self), decoder_unref);
}

static gboolean
decode_unit (gpointer data)
{
  HeedDecoder *self = data;
  Request *waiting;
  News *news = NULL;
  gboolean finished = TRUE;

  g_mutex_lock (&self->lock);
  waiting = g_steal_pointer (&self->waiting);
  g_mutex_unlock (&self->lock);

  if (waiting != NULL && waiting->model == NULL)
    {
      request_free (waiting);
      g_clear_pointer (&self->session, heed_session_free);
      g_clear_pointer (&self->request, request_free);
    }
  else
    {
      news = work (self, waiting);
      finished = news->finished;
    }

  g_mutex_lock (&self->lock);
  if (news != NULL)
    post (self, news);
  self->is_queued = self->waiting != NULL || !finished;
  finished = !self->is_queued;
  g_mutex_unlock (&self->lock);

  return !finished;
}

/* Makes @request the only one that counts, and takes ownership of it. */
static void
replace_request (HeedDecoder *self,
                 Request     *request)
{
  gboolean must_queue;

  g_mutex_lock (&self->lock);
  request->number = ++self->n_requests;
  g_clear_pointer (&self->waiting, request_free);
  g_clear_pointer (&self->news, news_free);
  self->waiting = request;
  must_queue = !self->is_queued;
  self->is_queued = TRUE;
  g_mutex_unlock (&self->lock);

  if (must_queue)
    heed_engine_worker_push (self->worker, decode_unit, decoder_ref (self), decoder_unref);
}

/**
 * heed_decoder_decode:
 * @request: what to decode; copied
 *
 * Starts over. Nothing of what was asked for before is heard of again, and the
 * work on it stops at its next step.
 *
 * Thread:  main
 * Cost:    copies the request; waits for nothing
 */
void
heed_decoder_decode (HeedDecoder              *decoder,
                     const HeedDecoderRequest *request)
{
  g_return_if_fail (decoder != NULL);
  g_return_if_fail (request != NULL && request->model != NULL && request->text != NULL);

  replace_request (decoder, request_new (request));
}

/**
 * heed_decoder_stop:
 *
 * Like heed_decoder_decode() of nothing at all; no news comes.
 *
 * Thread:  main
 */
void
heed_decoder_stop (HeedDecoder *decoder)
{
  g_return_if_fail (decoder != NULL);

  replace_request (decoder, request_new (NULL));
}

/**
 * heed_decoder_new:
 * @worker: whose thread to use
 * @callback: hears what happens, on the main thread
 *
 * Thread:  main
 *
 * Returns: (transfer full): a decoder that has nothing to do
 */
HeedDecoder *
heed_decoder_new (HeedEngineWorker *worker,
                  HeedDecoderFunc   callback,
                  gpointer          user_data)
{
  HeedDecoder *self;

  g_return_val_if_fail (HEED_IS_ENGINE_WORKER (worker), NULL);
  g_return_val_if_fail (callback != NULL, NULL);

  self = g_new0 (HeedDecoder, 1);
  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->worker = g_object_ref (worker);
  self->callback = callback;
  self->user_data = user_data;
  self->masks = g_array_new (FALSE, FALSE, sizeof (guint));

  return self;
}

/**
 * heed_decoder_free:
 *
 * Stops. The callback is not called again; the engine lets go of the session
 * as soon as it comes to it.
 *
 * Thread:  main
 */
void
heed_decoder_free (HeedDecoder *decoder)
{
  g_return_if_fail (decoder != NULL);

  heed_decoder_stop (decoder);
  decoder->callback = NULL;
  g_clear_object (&decoder->worker);
  decoder_unref (decoder);
}
