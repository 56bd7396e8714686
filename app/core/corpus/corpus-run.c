/* corpus-run.c — reading all pairs of a corpus in the background
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pairs are processed in windows, so that results arrive roughly in the order of the
 * files, and within a window by length, so that a batch has sentences of similar length.
 * The number of pairs in a slice depends on how long the previous slice took.
 */

#include "app/core/corpus/corpus-run.h"

#include <string.h>

#include "app/core/corpus/corpus-dumped.h"
#include "app/core/work/mailbox.h"

#define WINDOW_PAIRS 512
#define SLICE_PAIRS  64
#define SLICE_US     25000.0  /* target duration of a slice */
#define FIRST_BYTES  512.0    /* size of the texts in the first slice */
#define MIN_BYTES    1.0
#define MAX_BYTES    65536.0

typedef struct
{
  gboolean            is_stop;  /* stop reading or loading; otherwise all the rest is set */
  HeedModel          *model;    /* NULL if attention is read from files */
  HeedCorpusFiles    *files;
  HeedLinkSettings   *settings;
  HeedAttentionStore *store;    /* or NULL, like the next three */
  HeedModel          *translator;
  HeedModel          *reverse;
  HeedLinkSettings   *reverse_settings;
  guint8             *is_done;  /* n_pairs, for reading all pairs; NULL when loading one */
  guint               n_pairs;
  guint               i;        /* the pair to load */
} Request;

typedef struct
{
  GArray   *read;     /* of HeedCorpusNews */
  gboolean  is_over;
} News;

/* A pair in the window. */
typedef struct
{
  guint          i;
  guint          n_bytes;
  HeedCorpusPair pair;
} Waiting;

/* Referenced by the handle on the main thread, and by the units in the worker's queue. */
struct _HeedCorpusRun
{
  gatomicrefcount     ref_count;
  HeedMailbox        *read_box;     /* any thread: takes Request, and returns News */
  HeedMailbox        *details_box;  /* any thread: takes Request, and returns HeedPairDetails */

  /* main thread only */
  HeedEngineWorker   *worker;
  HeedCorpusRunFuncs  funcs;
  gpointer            data;

  /* engine's thread only */
  Request            *request;   /* the current request; NULL if there is none */
  GArray             *window;    /* of Waiting, the shortest last */
  guint               next;      /* the first pair after the window */
  double              budget;    /* bytes of text per slice */
};

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->model, heed_model_unref);
  g_clear_pointer (&request->files, heed_corpus_files_unref);
  g_clear_pointer (&request->settings, heed_link_settings_free);
  g_clear_pointer (&request->store, heed_attention_store_unref);
  g_clear_pointer (&request->translator, heed_model_unref);
  g_clear_pointer (&request->reverse, heed_model_unref);
  g_clear_pointer (&request->reverse_settings, heed_link_settings_free);
  g_free (request->is_done);
  g_free (request);
}

static void
news_free (gpointer data)
{
  News *news = data;

  for (guint k = 0; k < news->read->len; k++)
    g_clear_pointer (&g_array_index (news->read, HeedCorpusNews, k).links, heed_alignment_unref);

  g_array_unref (news->read);
  g_free (news);
}

static void
details_free (gpointer data)
{
  HeedPairDetails *details = data;

  heed_corpus_pair_clear (&details->pair);
  heed_corpus_reading_clear (&details->reading);
  g_free (details);
}

static void
clear_waiting (gpointer data)
{
  heed_corpus_pair_clear (&((Waiting *) data)->pair);
}

static HeedCorpusRun *
run_ref (HeedCorpusRun *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static void
run_unref (gpointer data)
{
  HeedCorpusRun *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  heed_mailbox_unref (self->read_box);
  heed_mailbox_unref (self->details_box);
  g_clear_pointer (&self->request, request_free);
  g_array_unref (self->window);
  g_free (self);
}

/* --- The engine's thread: reading ------------------------------------------ */

/* Sorts the shortest to the end, since pairs are taken from there. */
static int
compare_waiting (gconstpointer a,
                 gconstpointer b)
{
  const Waiting *one = a;
  const Waiting *other = b;

  if (one->n_bytes != other->n_bytes)
    return one->n_bytes < other->n_bytes ? 1 : -1;

  return one->i < other->i ? 1 : -1;
}

static void
add_failed (News  *news,
            guint  i)
{
  const HeedCorpusNews failed = { i, { .state = HEED_ROW_FAILED }, NULL };

  g_array_append_val (news->read, failed);
}

/* Reads the texts of the next pairs. Texts that cannot be read are reported as failed at once. */
static void
fill_window (HeedCorpusRun *self,
             News          *news)
{
  const Request *request = self->request;

  for (; self->next < request->n_pairs && self->window->len < WINDOW_PAIRS; self->next++)
    {
      Waiting waiting = { .i = self->next };

      if (request->is_done[self->next])
        continue;

      if (!heed_corpus_files_read (request->files, self->next, &waiting.pair, NULL))
        {
          add_failed (news, self->next);
          continue;
        }

      waiting.n_bytes = (guint) (strlen (waiting.pair.source) +
                                 (waiting.pair.target != NULL ? strlen (waiting.pair.target) : 0));
      g_array_append_val (self->window, waiting);
    }

  g_array_sort (self->window, compare_waiting);
}

/* Returns how many pairs at the end of the window form a slice: at least one, unless it is
 * empty. */
static guint
measure_slice (HeedCorpusRun *self)
{
  double n_bytes = 0.0;
  guint n = 0;

  while (n < MIN (self->window->len, SLICE_PAIRS) && n_bytes < self->budget)
    n_bytes += g_array_index (self->window, Waiting, self->window->len - ++n).n_bytes + 1.0;

  return n;
}

/* Reverses the pair. If it could not be translated, its text is empty, so it gets no links. */
static void
turn (HeedModel      *translator,
      HeedCorpusPair *pair)
{
  char *source;

  if (!heed_corpus_pair_translate (translator, pair, NULL))
    pair->target = g_strdup ("");

  source = pair->target;
  pair->target = pair->source;
  pair->source = source;
}

static void
take_reading (const Request     *request,
              HeedCorpusReading *reading,
              HeedCorpusNews    *news)
{
  if (reading->problem != NULL)
    return;

  heed_corpus_row_from_line (&news->row, &reading->line);
  news->row.has_links = !request->settings->is_symmetrised;
  if (news->row.has_links)
    news->links = heed_alignment_ref (reading->line.links);
  if (request->store != NULL)
    heed_attention_store_put (request->store, news->i, &reading->attention);
}

static void
read_pairs (HeedCorpusRun     *self,
            guint              first,
            HeedCorpusPair    *pairs,
            guint              n,
            HeedCorpusReading *readings)
{
  const Request *request = self->request;

  if (request->model != NULL)
    heed_corpus_read_pairs (request->settings, request->model, pairs, n, readings);
  else
    for (guint k = 0; k < n; k++)
      heed_corpus_dumped_read (request->files, g_array_index (self->window, Waiting, first + k).i,
                               request->settings, &pairs[k], &readings[k]);
}

static void
read_slice (HeedCorpusRun *self,
            guint          n,
            News          *news)
{
  g_autofree HeedCorpusPair *pairs = g_new (HeedCorpusPair, n);
  g_autofree HeedCorpusReading *readings = g_new (HeedCorpusReading, n);
  guint first = self->window->len - n;

  for (guint k = 0; k < n; k++)
    {
      pairs[k] = g_array_index (self->window, Waiting, first + k).pair;
      if (self->request->translator != NULL)
        turn (self->request->translator, &pairs[k]);
    }

  read_pairs (self, first, pairs, n, readings);
  for (guint k = 0; k < n; k++)
    {
      HeedCorpusNews read = { g_array_index (self->window, Waiting, first + k).i,
                              { .state = HEED_ROW_FAILED }, NULL };

      take_reading (self->request, &readings[k], &read);
      g_array_append_val (news->read, read);
      heed_corpus_reading_clear (&readings[k]);

      /* Puts the pair back into the window, where it now has a target. */
      g_array_index (self->window, Waiting, first + k).pair = pairs[k];
    }

  g_array_set_size (self->window, first);
}

static void
adapt (HeedCorpusRun *self,
       gint64         took)
{
  double factor = SLICE_US / (double) MAX (took, 1);

  self->budget = CLAMP (self->budget * CLAMP (factor, 0.5, 2.0), MIN_BYTES, MAX_BYTES);
}

static void
work (HeedCorpusRun *self)
{
  News *news = g_new0 (News, 1);
  gint64 begin = g_get_monotonic_time ();
  guint n;

  news->read = g_array_new (FALSE, FALSE, sizeof (HeedCorpusNews));
  if (self->window->len == 0)
    fill_window (self, news);

  n = measure_slice (self);
  if (n > 0)
    {
      read_slice (self, n, news);
      adapt (self, g_get_monotonic_time () - begin);
    }

  news->is_over = self->window->len == 0 && self->next >= self->request->n_pairs;
  if (news->is_over)
    g_clear_pointer (&self->request, request_free);
  heed_mailbox_post (self->read_box, news);
}

static void
begin (HeedCorpusRun *self,
       Request       *request)
{
  g_clear_pointer (&self->request, request_free);
  g_array_set_size (self->window, 0);
  self->next = 0;
  if (request->is_stop)
    request_free (request);
  else
    self->request = request;
}

static gboolean
read_unit (gpointer data)
{
  HeedCorpusRun *self = data;
  Request *waiting = heed_mailbox_take (self->read_box);

  if (waiting != NULL)
    begin (self, waiting);

  if (self->request != NULL)
    work (self);

  return self->request != NULL || !heed_mailbox_rest (self->read_box);
}

/* --- The engine's thread: loading one pair --------------------------------- */

/* Replaces the links of one model by the symmetrised links of both. */
static void
symmetrise (const Request     *request,
            HeedCorpusPair    *pair,
            HeedCorpusReading *reading)
{
  HeedCorpusPair turned = { pair->target, pair->source };
  g_auto(HeedCorpusReading) backward = { NULL };
  g_autoptr(HeedAlignment) one_way = NULL;

  heed_corpus_read_pairs (request->reverse_settings, request->reverse, &turned, 1, &backward);
  if (backward.problem != NULL)
    {
      reading->problem = g_steal_pointer (&backward.problem);
      return;
    }

  one_way = g_steal_pointer (&reading->line.links);
  reading->line.links =
    heed_link_settings_symmetrise (request->settings, one_way, backward.line.links);
}

static HeedPairDetails *
load_pair (const Request *request)
{
  HeedPairDetails *details = g_new0 (HeedPairDetails, 1);

  details->i = request->i;
  if (!heed_corpus_files_read (request->files, request->i, &details->pair,
                               &details->reading.problem))
    return details;

  if (request->model != NULL)
    heed_corpus_read_pairs (request->settings, request->model, &details->pair, 1,
                            &details->reading);
  else
    heed_corpus_dumped_read (request->files, request->i, request->settings, &details->pair,
                             &details->reading);
  if (request->reverse != NULL && details->reading.problem == NULL)
    symmetrise (request, &details->pair, &details->reading);

  return details;
}

static gboolean
look_unit (gpointer data)
{
  HeedCorpusRun *self = data;
  Request *request = heed_mailbox_take (self->details_box);

  if (request != NULL && !request->is_stop)
    heed_mailbox_post (self->details_box, load_pair (request));
  g_clear_pointer (&request, request_free);

  return !heed_mailbox_rest (self->details_box);
}

/* --- The main thread ------------------------------------------------------- */

static void
merge_news (gpointer news,
            gpointer later)
{
  News *all = news;
  News *more = later;

  g_array_append_vals (all->read, more->read->data, more->read->len);
  g_array_set_size (more->read, 0);
  all->is_over = more->is_over;
}

static void
deliver_read (gpointer data,
              gpointer user_data)
{
  HeedCorpusRun *self = user_data;
  News *news = data;

  self->funcs.read ((const HeedCorpusNews *) (gpointer) news->read->data, news->read->len,
                    news->is_over, self->data);
  news_free (news);
}

static void
deliver_details (gpointer data,
                 gpointer user_data)
{
  HeedCorpusRun *self = user_data;

  self->funcs.pair_loaded (data, self->data);
  details_free (data);
}

/**
 * heed_corpus_run_new:
 * @worker: on whose thread the model runs
 * @funcs: copied; called on the main thread
 *
 * Thread: main
 *
 * Returns: (transfer full): an idle run
 */
HeedCorpusRun *
heed_corpus_run_new (HeedEngineWorker         *worker,
                     const HeedCorpusRunFuncs *funcs,
                     gpointer                  data)
{
  const HeedMailboxFuncs read_funcs = { request_free, news_free, merge_news, deliver_read };
  const HeedMailboxFuncs details_funcs = { request_free, details_free, NULL, deliver_details };
  HeedCorpusRun *self = g_new0 (HeedCorpusRun, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->read_box = heed_mailbox_new (&read_funcs, self);
  self->details_box = heed_mailbox_new (&details_funcs, self);
  self->worker = g_object_ref (worker);
  self->funcs = *funcs;
  self->data = data;
  self->window = g_array_new (FALSE, FALSE, sizeof (Waiting));
  g_array_set_clear_func (self->window, clear_waiting);
  self->budget = FIRST_BYTES;

  return self;
}

static Request *
request_new (const HeedCorpusJob *job)
{
  Request *request = g_new0 (Request, 1);

  request->model = job->model != NULL ? heed_model_ref (job->model) : NULL;
  request->files = heed_corpus_files_ref (job->files);
  request->settings = heed_link_settings_copy (job->settings);
  request->store = job->store != NULL ? heed_attention_store_ref (job->store) : NULL;
  request->translator = job->translator != NULL ? heed_model_ref (job->translator) : NULL;
  if (job->reverse != NULL)
    {
      request->reverse = heed_model_ref (job->reverse);
      request->reverse_settings = heed_link_settings_copy (job->reverse_settings);
    }
  request->n_pairs = heed_corpus_files_get_facts (job->files)->n_pairs;

  return request;
}

static void
send_read (HeedCorpusRun *self,
           Request       *request)
{
  if (heed_mailbox_send (self->read_box, request))
    heed_engine_worker_push (self->worker, read_unit, run_ref (self), run_unref);
}

/**
 * heed_corpus_run_read:
 * @rows: of all pairs; the waiting ones are read
 *
 * Thread: main
 */
void
heed_corpus_run_read (HeedCorpusRun       *self,
                      const HeedCorpusJob *job,
                      HeedCorpusRows      *rows)
{
  Request *request = request_new (job);

  request->is_done = g_new (guint8, MAX (request->n_pairs, 1));
  for (guint i = 0; i < request->n_pairs; i++)
    request->is_done[i] = heed_corpus_rows_get (rows, i)->state != HEED_ROW_WAITING;

  send_read (self, request);
}

/**
 * heed_corpus_run_stop:
 *
 * Stops after the current slice; no more results are reported.
 *
 * Thread: main
 */
void
heed_corpus_run_stop (HeedCorpusRun *self)
{
  Request *request = g_new0 (Request, 1);

  request->is_stop = TRUE;
  send_read (self, request);
}

/**
 * heed_corpus_run_load_pair:
 * @i: index of the pair; a newer request replaces an older one
 *
 * Thread: main
 */
void
heed_corpus_run_load_pair (HeedCorpusRun       *self,
                           const HeedCorpusJob *job,
                           guint                i)
{
  Request *request = request_new (job);

  request->i = i;
  if (heed_mailbox_send (self->details_box, request))
    heed_engine_worker_push (self->worker, look_unit, run_ref (self), run_unref);
}

/**
 * heed_corpus_run_free:
 *
 * Stops. The callbacks are not called again.
 *
 * Thread: main
 */
void
heed_corpus_run_free (HeedCorpusRun *self)
{
  heed_corpus_run_stop (self);
  heed_mailbox_close (self->read_box);
  heed_mailbox_close (self->details_box);
  g_clear_object (&self->worker);
  run_unref (self);
}
