/* decoder.c — decoding one sentence in the background, restarted by every request
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A request is always complete, never a difference, and only the newest one counts
 * (mailbox.c). The session is kept between requests, so a request that differs only
 * from step t on costs only the steps from t.
 *
 *     main thread       engine's thread                 main thread
 *     decode() ------>  unit: encode, rewind  ----+
 *                       unit: one step        ----+---> callback (news)
 *                       unit: one step        ----+
 */

#include "app/core/translation/decoder.h"

#include "app/core/changes/attention-edits.h"
#include "app/core/changes/replacement.h"
#include "app/core/translation/walk.h"
#include "app/core/work/mailbox.h"

/* Limit for the encoder's attentions of one request; 4 MB. */
#define MAX_ENCODER_CELLS 1000000

typedef struct
{
  HeedModel         *model;    /* NULL: decode nothing and free the session */
  char              *text;
  HeedChanges       *changes;
  HeedDecoding       decoding;
  HeedAttentionSite  site;     /* the attention that is shown */
  guint              number;   /* identifies the request to questions about it */
} Request;

/* References are held by the handle on the main thread and by a unit in the worker's queue. */
struct _HeedDecoder
{
  gatomicrefcount   ref_count;
  HeedMailbox      *box;        /* any thread: of Request, and of HeedTranslation */
  HeedQuestionGround *ground;   /* any thread: questions are about this session */

  /* main thread only */
  HeedEngineWorker *worker;
  HeedDecoderFunc   callback;
  gpointer          user_data;

  /* engine's thread only */
  Request          *request;    /* the request that the session is working on */
  HeedSession      *session;
  HeedBeam         *beam;       /* begins after the changed steps; or NULL */
  GHashTable *masks; /* maps a hidden source position to the id of its intervention */
  GArray *edits;   /* of guint: ids of the other interventions on the whole sentence */
  GArray *seconds; /* of double: time to encode the sentence, then of each step of the session */
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

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

  heed_mailbox_unref (self->box);
  heed_question_ground_set_session (self->ground, 0, NULL, NULL);
  heed_question_ground_unref (self->ground);
  g_clear_pointer (&self->request, request_free);
  g_clear_pointer (&self->beam, heed_beam_free);
  g_clear_pointer (&self->session, heed_session_free);
  g_hash_table_unref (self->masks);
  g_array_unref (self->edits);
  g_array_unref (self->seconds);
  g_free (self);
}

static void
show_again (HeedDecoder *self)
{
  GHashTableIter iter;
  gpointer position, id;

  g_hash_table_iter_init (&iter, self->masks);
  while (g_hash_table_iter_next (&iter, &position, &id))
    if (!heed_changes_is_hidden (self->request->changes, GPOINTER_TO_UINT (position)))
      {
        heed_session_undo_intervention (self->session, GPOINTER_TO_UINT (id));
        g_hash_table_iter_remove (&iter);
      }
}

/* Hides and shows only the tokens that differ, because each new intervention is checked against
 * all others. */
static gboolean
hide_what_is_asked (HeedDecoder  *self,
                    GError      **error)
{
  const GArray *hidden = self->request->changes->hidden;

  show_again (self);

  for (guint i = 0; i < hidden->len; i++)
    {
      guint position = g_array_index (hidden, guint, i);
      guint id;

      if (g_hash_table_contains (self->masks, GUINT_TO_POINTER (position)))
        continue;

      id = heed_walk_hide_token (self->session, position, error);
      if (id == 0)
        return FALSE;

      g_hash_table_insert (self->masks, GUINT_TO_POINTER (position), GUINT_TO_POINTER (id));
    }

  return TRUE;
}

/* The encoder's attention depends on all other changes, so every intervention except the masks
 * is made anew. */
static gboolean
change_sentence (HeedDecoder  *self,
                 GError      **error)
{
  heed_attention_edits_undo (self->session, self->edits);

  return hide_what_is_asked (self, error) &&
         heed_attention_edits_make_of_sentence (self->session, self->request->changes, self->edits,
                                                error);
}

/* Rewinds the session to the first step at which the request differs from the previous one. */
static gboolean
begin_request (HeedDecoder  *self,
               Request      *request,
               GError      **error)
{
  g_autoptr(Request) before = self->request;
  gboolean is_new = self->session == NULL || before->model != request->model ||
                    !g_str_equal (before->text, request->text) ||
                    !heed_changes_replace_same (before->changes, request->changes);
  guint n_kept;

  self->request = request;
  g_clear_pointer (&self->beam, heed_beam_free);

  if (is_new)
    {
      g_clear_pointer (&self->session, heed_session_free);
      g_hash_table_remove_all (self->masks);
      g_array_set_size (self->edits, 0);
      g_array_set_size (self->seconds, 0);
      self->session = heed_walk_start (request->model, request->text, HEED_INPUT_TEXT, error);
      if (self->session != NULL)
        self->session = heed_replacement_make (self->session, request->changes, error);
      if (self->session == NULL)
        return FALSE;
    }

  heed_walk_forget_missing (self->session, request->changes);
  if (is_new)
    return change_sentence (self, error);

  if (!heed_decoding_is_same (&request->decoding, &before->decoding) ||
      !heed_changes_hide_same (request->changes, before->changes) ||
      !heed_changes_sentence_same (request->changes, before->changes))
    {
      heed_session_rewind (self->session, 0);

      return change_sentence (self, error);
    }

  n_kept = heed_changes_find_parting (request->changes, before->changes);
  if (request->decoding.kind == HEED_DECODING_BEAM)
    n_kept = MIN (n_kept, heed_changes_get_n_steps (request->changes));

  heed_session_rewind (self->session, MIN (n_kept, heed_session_get_n_steps (self->session)));

  return TRUE;
}

/* Copies the attention of every encoder layer and head, unless the sentence is so long that
 * this would exceed MAX_ENCODER_CELLS. */
static void
take_encoder_heads (HeedDecoder     *self,
                    HeedTranslation *news,
                    guint            n_tokens)
{
  HeedModel *model = self->request->model;
  guint n_layers = heed_model_get_n_layers (model, HEED_ATTENTION_ENCODER_SELF);
  guint n_heads = heed_model_get_n_heads (model, HEED_ATTENTION_ENCODER_SELF, 0);

  news->n_per_layer = n_heads > 1 ? n_heads + 1 : 1;
  if ((gsize) n_layers * news->n_per_layer * n_tokens * n_tokens > MAX_ENCODER_CELLS)
    return;

  news->encoder_heads = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_matrix_unref);
  for (guint layer = 0; layer < n_layers; layer++)
    for (guint i = 0; i < news->n_per_layer; i++)
      {
        HeedAttentionSite site = { HEED_ATTENTION_ENCODER_SELF, (int) layer,
                                   (int) i + HEED_HEAD_MEAN };

        g_ptr_array_add (news->encoder_heads, heed_session_dup_attention (self->session, site));
      }
}

static void
report_beginning (HeedDecoder     *self,
                  HeedTranslation *news)
{
  guint n_tokens;
  const HeedToken *tokens = heed_session_get_source (self->session, &n_tokens);

  news->source = heed_tokens_new (tokens, n_tokens);
  news->unknown = heed_model_list_unknown (self->request->model, self->request->text);
  news->site = self->request->site;
  if (news->site.kind == HEED_ATTENTION_ENCODER_SELF)
    {
      news->encoder_attention = heed_session_dup_attention (self->session, news->site);
      news->encoder_scores = heed_session_dup_scores (self->session, news->site);
      take_encoder_heads (self, news, n_tokens);
    }

  for (guint t = 0; t < heed_session_get_n_steps (self->session); t++)
    g_ptr_array_add (news->steps, heed_step_ref (heed_session_get_step (self->session, t)));
}

/* Whether a beam has to continue: all steps that are subject to changes were taken. */
static gboolean
is_for_beam (HeedDecoder *self)
{
  return self->request->decoding.kind == HEED_DECODING_BEAM &&
         heed_session_get_n_steps (self->session) >=
           heed_changes_get_n_steps (self->request->changes) &&
         !heed_session_is_finished (self->session);
}

static void
report_beam (HeedDecoder     *self,
             HeedTranslation *news)
{
  g_autoptr(HeedSession) best = heed_beam_dup_best (self->beam);

  for (guint t = heed_session_get_n_steps (self->session); t < heed_session_get_n_steps (best); t++)
    g_ptr_array_add (news->steps, heed_step_ref (heed_session_get_step (best, t)));

  news->tree = heed_beam_dup_tree (self->beam);
}

/* Extends every hypothesis by one token. */
static void
advance_beam (HeedDecoder     *self,
              HeedTranslation *news)
{
  if (self->beam == NULL)
    self->beam = heed_beam_new (self->session, &self->request->decoding.beam);

  if (!heed_beam_is_finished (self->beam) && !heed_beam_advance (self->beam, &news->error))
    return;

  if (heed_beam_is_finished (self->beam))
    report_beam (self, news);
}

static void
take_step (HeedDecoder     *self,
           HeedTranslation *news)
{
  const HeedWalk walk = {
    .beam = { .width = 1 },
    .is_sampled = self->request->decoding.kind == HEED_DECODING_SAMPLING,
    .sampling = self->request->decoding.sampling,
    .changes = self->request->changes,
  };
  HeedStep *step;

  if (is_for_beam (self))
    {
      advance_beam (self, news);
      return;
    }

  step = heed_walk_step (self->session, &walk, &news->error);
  if (step != NULL)
    g_ptr_array_add (news->steps, step);
}

static gboolean
is_finished (HeedDecoder *self)
{
  return heed_session_is_finished (self->session) ||
         (self->beam != NULL && heed_beam_is_finished (self->beam));
}

static double
get_seconds_since (gint64 begin)
{
  return (double) (g_get_monotonic_time () - begin) / (double) G_USEC_PER_SEC;
}

/* Sums the engine's time, with that of steps kept from earlier requests. */
static double
sum_seconds (HeedDecoder *self)
{
  double sum = 0.0;

  for (guint i = 0; i < self->seconds->len; i++)
    sum += g_array_index (self->seconds, double, i);

  return sum;
}

static void
begin (HeedDecoder     *self,
       Request         *request,
       HeedTranslation *news)
{
  gint64 start = g_get_monotonic_time ();
  double seconds;

  if (!begin_request (self, request, &news->error))
    return;

  seconds = get_seconds_since (start);

  if (self->seconds->len == 0)
    g_array_append_val (self->seconds, seconds);

  g_array_set_size (self->seconds, heed_session_get_n_steps (self->session) + 1);
  report_beginning (self, news);
}

/* Does one unit of work for the current request, or begins @waiting. */
static HeedTranslation *
work (HeedDecoder *self,
      Request     *waiting)
{
  HeedTranslation *news = heed_translation_new ();

  if (waiting == NULL)
    {
      gint64 start = g_get_monotonic_time ();
      double seconds;

      take_step (self, news);
      seconds = get_seconds_since (start);
      g_array_append_val (self->seconds, seconds);
    }
  else
    {
      begin (self, waiting, news);
    }

  news->seconds = sum_seconds (self);
  news->is_whole = news->error != NULL || is_finished (self);

  /* The state of a failed session is undefined; the next request makes a new one. */
  if (news->error != NULL)
    {
      g_clear_pointer (&self->beam, heed_beam_free);
      g_clear_pointer (&self->session, heed_session_free);
      g_array_set_size (self->seconds, 0);
      g_array_set_size (self->edits, 0);
    }

  return news;
}

static void
deliver (gpointer news,
         gpointer user_data)
{
  HeedDecoder *self = user_data;
  g_autoptr(HeedTranslation) owned = news;

  self->callback (owned, self->user_data);
}

static void
merge_news (gpointer news,
            gpointer later)
{
  heed_translation_absorb (news, later);
}

/* Makes later questions be answered from this session. */
static void
open_to_questions (HeedDecoder *self,
                   guint        number)
{
  heed_question_ground_set_session (self->ground, number, self->session,
                                    self->request != NULL ? self->request->changes : NULL);
}

static gboolean
decode_unit (gpointer data)
{
  HeedDecoder *self = data;
  Request *waiting = heed_mailbox_take (self->box);
  guint number = waiting != NULL ? waiting->number : self->request->number;
  gboolean has_more = FALSE;

  if (waiting != NULL && waiting->model == NULL)
    {
      request_free (waiting);
      g_clear_pointer (&self->beam, heed_beam_free);
      g_clear_pointer (&self->session, heed_session_free);
      g_clear_pointer (&self->request, request_free);
    }
  else
    {
      HeedTranslation *news = work (self, waiting);

      has_more = !news->is_whole;
      heed_mailbox_post (self->box, news);
    }

  open_to_questions (self, number);

  return has_more || !heed_mailbox_rest (self->box);
}

/* Makes @request the current one and takes ownership of it. */
static void
replace_request (HeedDecoder *self,
                 Request     *request)
{
  request->number = heed_question_ground_begin (self->ground);

  if (heed_mailbox_send (self->box, request))
    heed_engine_worker_push (self->worker, decode_unit, decoder_ref (self), decoder_unref);
}

/**
 * heed_decoder_decode:
 * @wish: copied; if its site is in the encoder, the news has the attention there
 *
 * Starts over. No news of earlier requests arrives any more, and the work on them
 * stops at its next step.
 *
 * Thread:  main
 * Cost:    copies the wish; never blocks
 */
void
heed_decoder_decode (HeedDecoder           *decoder,
                     const HeedDecoderWish *wish)
{
  Request *request;

  g_return_if_fail (decoder != NULL);
  g_return_if_fail (wish != NULL && wish->model != NULL && wish->text != NULL);
  g_return_if_fail (wish->changes != NULL && wish->decoding != NULL);

  request = g_new0 (Request, 1);
  request->model = heed_model_ref (wish->model);
  request->text = g_strdup (wish->text);
  request->changes = heed_changes_copy (wish->changes);
  request->decoding = *wish->decoding;
  request->site = wish->site;
  replace_request (decoder, request);
}

/**
 * heed_decoder_stop:
 *
 * Cancels the current request and frees the session; no news arrives.
 *
 * Thread:  main
 */
void
heed_decoder_stop (HeedDecoder *decoder)
{
  g_return_if_fail (decoder != NULL);

  replace_request (decoder, g_new0 (Request, 1));
}

/**
 * heed_decoder_new:
 * @worker: the worker whose thread decodes
 * @callback: called with all news, on the main thread
 *
 * Thread:  main
 *
 * Returns: (transfer full): an idle decoder
 */
HeedDecoder *
heed_decoder_new (HeedEngineWorker *worker,
                  HeedDecoderFunc   callback,
                  gpointer          user_data)
{
  const HeedMailboxFuncs funcs = {
    .free_request = request_free,
    .free_news = (GDestroyNotify) heed_translation_free,
    .merge = merge_news,
    .deliver = deliver,
  };
  HeedDecoder *self;

  g_return_val_if_fail (HEED_IS_ENGINE_WORKER (worker), NULL);
  g_return_val_if_fail (callback != NULL, NULL);

  self = g_new0 (HeedDecoder, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->box = heed_mailbox_new (&funcs, self);
  self->worker = g_object_ref (worker);
  self->callback = callback;
  self->user_data = user_data;
  self->ground = heed_question_ground_new ();
  self->masks = g_hash_table_new (NULL, NULL);
  self->edits = g_array_new (FALSE, FALSE, sizeof (guint));
  self->seconds = g_array_new (FALSE, FALSE, sizeof (double));

  return self;
}

/**
 * heed_decoder_get_ground:
 *
 * Thread:  main
 *
 * Returns: (transfer none): the ground on which questions about the decoded sentence
 *   are asked
 */
HeedQuestionGround *
heed_decoder_get_ground (HeedDecoder *decoder)
{
  g_return_val_if_fail (decoder != NULL, NULL);

  return decoder->ground;
}

/**
 * heed_decoder_free:
 *
 * Stops. The callback is not called again; the engine's thread frees the session at
 * its next unit.
 *
 * Thread:  main
 */
void
heed_decoder_free (HeedDecoder *decoder)
{
  g_return_if_fail (decoder != NULL);

  heed_decoder_stop (decoder);
  heed_mailbox_close (decoder->box);
  g_clear_object (&decoder->worker);
  decoder_unref (decoder);
}
