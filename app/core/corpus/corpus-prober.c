/* corpus-prober.c — running the omission probe over pairs of a corpus in the background
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/corpus-prober.h"

#include "app/core/corpus/corpus-probe.h"
#include "app/core/work/mailbox.h"

typedef struct
{
  HeedModel        *model;  /* NULL: stop */
  HeedCorpusFiles  *files;
  HeedLinkSettings *settings;
  GArray           *pairs;  /* of guint */
  guint             next;   /* index of the next pair */
} Request;

typedef struct
{
  GArray   *probed;   /* of HeedProbeNews */
  gboolean  is_over;
} News;

/* Referenced by the handle on the main thread, and by the units in the worker's queue. */
struct _HeedCorpusProber
{
  gatomicrefcount       ref_count;
  HeedMailbox          *box;      /* any thread: takes Request, and returns News */

  /* main thread only */
  HeedEngineWorker     *worker;
  HeedCorpusProbedFunc  probed;
  gpointer              data;

  /* engine's thread only */
  Request              *request;  /* the current request; NULL if there is none */
};

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->model, heed_model_unref);
  g_clear_pointer (&request->files, heed_corpus_files_unref);
  g_clear_pointer (&request->settings, heed_link_settings_free);
  g_clear_pointer (&request->pairs, g_array_unref);
  g_free (request);
}

static void
news_free (gpointer data)
{
  News *news = data;

  g_array_unref (news->probed);
  g_free (news);
}

static HeedCorpusProber *
prober_ref (HeedCorpusProber *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static void
prober_unref (gpointer data)
{
  HeedCorpusProber *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  heed_mailbox_unref (self->box);
  g_clear_pointer (&self->request, request_free);
  g_free (self);
}

/* --- The engine's thread --------------------------------------------------- */

static gboolean
probe_texts (const Request   *request,
             HeedCorpusPair  *texts,
             HeedProbe       *probe,
             GError         **error)
{
  const HeedLinkSettings *settings = request->settings;
  const HeedForcedView view = { (const HeedAttentionSite *) (gpointer) settings->sites->data,
                                settings->sites->len, settings->links.shift + 1, TRUE };
  g_auto(HeedCorpusLine) line = { 0 };
  HeedForced forced;
  HeedInputPair input;

  if (!heed_corpus_pair_translate (request->model, texts, error))
    return FALSE;

  input = (HeedInputPair) { { HEED_SIDE_SOURCE, HEED_INPUT_TEXT, FALSE, texts->source },
                            { HEED_SIDE_TARGET, HEED_INPUT_TEXT, FALSE, texts->target } };
  heed_forced_read (&forced, request->model, &input, 1, &view);
  if (forced.problem == NULL)
    {
      heed_corpus_line_read (&line, &input, &forced, &view, &settings->links, NULL);
      heed_corpus_probe_line (&line, request->model, &forced, &view, HEED_LEAST_SOURCE_SHARE,
                              error);
      *probe = line.probe;
    }
  else
    g_propagate_error (error, g_steal_pointer (&forced.problem));

  heed_forced_clear (&forced);

  return line.has_probe;
}

/* Probes the next pair of the request. */
static void
work (HeedCorpusProber *self)
{
  Request *request = self->request;
  News *news = g_new0 (News, 1);
  HeedProbeNews one = { .i = g_array_index (request->pairs, guint, request->next),
                        .has_problem = TRUE };
  g_auto(HeedCorpusPair) texts = { NULL, NULL };
  g_autoptr(GError) error = NULL;

  if (heed_corpus_files_read (request->files, one.i, &texts, &error))
    one.has_problem = !probe_texts (request, &texts, &one.probe, &error);

  news->probed = g_array_new (FALSE, FALSE, sizeof (HeedProbeNews));
  g_array_append_val (news->probed, one);
  news->is_over = ++request->next == request->pairs->len;
  if (news->is_over)
    g_clear_pointer (&self->request, request_free);
  heed_mailbox_post (self->box, news);
}

static gboolean
probe_unit (gpointer data)
{
  HeedCorpusProber *self = data;
  Request *waiting = heed_mailbox_take (self->box);

  if (waiting != NULL)
    {
      g_clear_pointer (&self->request, request_free);
      if (waiting->model != NULL && waiting->pairs->len > 0)
        self->request = waiting;
      else
        request_free (waiting);
    }

  if (self->request != NULL)
    work (self);

  return self->request != NULL || !heed_mailbox_rest (self->box);
}

/* --- The main thread ------------------------------------------------------- */

static void
merge_news (gpointer news,
            gpointer later)
{
  News *all = news;
  News *more = later;

  g_array_append_vals (all->probed, more->probed->data, more->probed->len);
  all->is_over = more->is_over;
}

static void
deliver (gpointer data,
         gpointer user_data)
{
  HeedCorpusProber *self = user_data;
  News *news = data;

  self->probed ((const HeedProbeNews *) (gpointer) news->probed->data, news->probed->len,
                news->is_over, self->data);
  news_free (news);
}

/**
 * heed_corpus_prober_new:
 * @worker: on whose thread the model runs
 * @probed: called on the main thread
 *
 * Thread: main
 *
 * Returns: (transfer full): an idle prober
 */
HeedCorpusProber *
heed_corpus_prober_new (HeedEngineWorker     *worker,
                        HeedCorpusProbedFunc  probed,
                        gpointer              data)
{
  const HeedMailboxFuncs funcs = { request_free, news_free, merge_news, deliver };
  HeedCorpusProber *self = g_new0 (HeedCorpusProber, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->box = heed_mailbox_new (&funcs, self);
  self->worker = g_object_ref (worker);
  self->probed = probed;
  self->data = data;

  return self;
}

static void
send (HeedCorpusProber *self,
      Request          *request)
{
  if (heed_mailbox_send (self->box, request))
    heed_engine_worker_push (self->worker, probe_unit, prober_ref (self), prober_unref);
}

void
heed_corpus_prober_probe (HeedCorpusProber    *self,
                          const HeedCorpusJob *job,
                          GArray              *pairs)
{
  Request *request = g_new0 (Request, 1);

  request->model = heed_model_ref (job->model);
  request->files = heed_corpus_files_ref (job->files);
  request->settings = heed_link_settings_copy (job->settings);
  request->pairs = pairs;
  send (self, request);
}

void
heed_corpus_prober_stop (HeedCorpusProber *self)
{
  send (self, g_new0 (Request, 1));
}

/**
 * heed_corpus_prober_free:
 *
 * Stops. The callback is not called again.
 *
 * Thread: main
 */
void
heed_corpus_prober_free (HeedCorpusProber *self)
{
  heed_corpus_prober_stop (self);
  heed_mailbox_close (self->box);
  g_clear_object (&self->worker);
  prober_unref (self);
}
