/* corpus-reverse.c — reading a corpus with a model of the other direction, to symmetrise links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/corpus/corpus-reverse.h"

/* On disk. */
#define STORE_BYTES ((guint64) 1024 * 1024 * 1024)

struct _HeedCorpusReverse
{
  HeedCorpusReverseFuncs  funcs;
  gpointer                data;
  HeedEngineWorker       *worker;
  HeedCorpusRun          *run;

  char                   *path;           /* of the model; NULL if there is none */
  HeedModel              *model;          /* likewise */
  char                   *opening_path;   /* of the model that is being opened */
  GCancellable           *opening;        /* NULL while nothing is being opened */
  GArray                 *heads;          /* NULL without a model */
  HeedLinkSettings       *settings;       /* likewise; the links are found by the readers of the
                                           * store */

  HeedCorpusFiles        *files;          /* NULL if there are none */
  HeedModel              *translator;     /* likewise */
  HeedAttentionStore     *store;          /* NULL without a model or files */
  HeedCorpusRows         *rows;           /* likewise */

  gboolean                is_wanted;
  gboolean                is_stopped;
  gboolean                is_reading;
  gint64                  began;
  guint                   n_done_before;
};

/* --- Reading --------------------------------------------------------------- */

static void
read_cb (const HeedCorpusNews *news,
         guint                 n_news,
         gboolean              is_over,
         gpointer              data)
{
  HeedCorpusReverse *self = data;

  for (guint k = 0; k < n_news; k++)
    heed_corpus_rows_set (self->rows, news[k].i, &news[k].row);
  if (is_over)
    self->is_reading = FALSE;

  self->funcs.read (news, n_news, self->data);
  self->funcs.changed (self->data);
}

static void
pair_loaded_cb (const HeedPairDetails *details,
                gpointer               data)
{
}

static gboolean
has_all (HeedCorpusReverse *self)
{
  return heed_corpus_rows_get_n_done (self->rows) == heed_corpus_rows_get_n (self->rows);
}

/* Reads the remaining pairs, if reading is wanted and not stopped. */
static void
update (HeedCorpusReverse *self)
{
  gboolean should_read =
    self->rows != NULL && self->is_wanted && !self->is_stopped && !has_all (self);
  const HeedCorpusJob job = { .model = self->model,
                              .files = self->files,
                              .settings = self->settings,
                              .store = self->store,
                              .translator = self->translator };

  if (should_read == self->is_reading)
    return;

  self->is_reading = should_read;
  if (!should_read)
    {
      heed_corpus_run_stop (self->run);
      return;
    }

  self->began = g_get_monotonic_time ();
  self->n_done_before = heed_corpus_rows_get_n_done (self->rows);
  heed_corpus_run_read (self->run, &job, self->rows);
}

/* Discards the previous rows, which are of other pairs or another model. */
static void
begin (HeedCorpusReverse *self)
{
  guint n;

  heed_corpus_run_stop (self->run);
  self->is_reading = FALSE;
  self->is_stopped = FALSE;
  g_clear_pointer (&self->store, heed_attention_store_unref);
  g_clear_pointer (&self->rows, heed_corpus_rows_free);
  if (self->model == NULL || self->files == NULL)
    return;

  n = heed_corpus_files_get_facts (self->files)->n_pairs;
  self->store = heed_attention_store_new (n, STORE_BYTES);
  self->rows = heed_corpus_rows_new (n);
  update (self);
}

/* --- Opening --------------------------------------------------------------- */

static void
take_model (HeedCorpusReverse *self,
            HeedModel         *model,
            char              *path)
{
  g_clear_pointer (&self->model, heed_model_unref);
  g_clear_pointer (&self->heads, g_array_unref);
  g_clear_pointer (&self->settings, heed_link_settings_free);
  g_free (self->path);
  self->path = path;
  self->model = model;
  if (model != NULL)
    {
      self->heads = heed_link_settings_list_heads (model);
      self->settings = heed_link_settings_new (model);
    }

  begin (self);
  self->funcs.opened (self->data);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  HeedCorpusReverse *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model =
    heed_engine_worker_load_finish (HEED_ENGINE_WORKER (source), result, &error);

  /* Another model was requested since, or the object was freed: self is not valid any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->opening);
  if (model != NULL)
    take_model (self, g_steal_pointer (&model), g_steal_pointer (&self->opening_path));
  else
    {
      self->funcs.failed (error, self->data);
      self->funcs.changed (self->data);
    }
}

static void
stop_opening (HeedCorpusReverse *self)
{
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_pointer (&self->opening_path, g_free);
}

/**
 * heed_corpus_reverse_open:
 * @path: (nullable): a model's file or folder
 *
 * Opens the model in the background; the present one stays if that fails.
 */
void
heed_corpus_reverse_open (HeedCorpusReverse *self,
                          const char        *path)
{
  stop_opening (self);
  if (path == NULL)
    {
      take_model (self, NULL, NULL);
      return;
    }

  self->opening = g_cancellable_new ();
  self->opening_path = g_strdup (path);
  heed_engine_worker_load_async (self->worker, path, NULL, self->opening, opened_cb, self);
  self->funcs.changed (self->data);
}

/* --- The object ------------------------------------------------------------ */

/**
 * heed_corpus_reverse_new:
 * @worker: on whose thread the model runs
 * @funcs: copied
 *
 * Returns: (transfer full): an object without a model
 */
HeedCorpusReverse *
heed_corpus_reverse_new (HeedEngineWorker             *worker,
                         const HeedCorpusReverseFuncs *funcs,
                         gpointer                      data)
{
  const HeedCorpusRunFuncs run_funcs = { read_cb, pair_loaded_cb };
  HeedCorpusReverse *self = g_new0 (HeedCorpusReverse, 1);

  self->funcs = *funcs;
  self->data = data;
  self->worker = g_object_ref (worker);
  self->run = heed_corpus_run_new (worker, &run_funcs, self);

  return self;
}

void
heed_corpus_reverse_free (HeedCorpusReverse *self)
{
  stop_opening (self);
  g_clear_pointer (&self->run, heed_corpus_run_free);
  g_clear_pointer (&self->model, heed_model_unref);
  g_clear_pointer (&self->translator, heed_model_unref);
  g_clear_pointer (&self->heads, g_array_unref);
  g_clear_pointer (&self->settings, heed_link_settings_free);
  g_clear_pointer (&self->files, heed_corpus_files_unref);
  g_clear_pointer (&self->store, heed_attention_store_unref);
  g_clear_pointer (&self->rows, heed_corpus_rows_free);
  g_clear_object (&self->worker);
  g_free (self->path);
  g_free (self);
}

void
heed_corpus_reverse_set_files (HeedCorpusReverse *self,
                               HeedCorpusFiles   *files,
                               HeedModel         *translator)
{
  g_clear_pointer (&self->files, heed_corpus_files_unref);
  g_clear_pointer (&self->translator, heed_model_unref);
  if (files != NULL)
    {
      self->files = heed_corpus_files_ref (files);
      self->translator = heed_model_ref (translator);
    }

  begin (self);
}

void
heed_corpus_reverse_want (HeedCorpusReverse *self,
                          gboolean           is_wanted)
{
  self->is_wanted = is_wanted;
  update (self);
}

void
heed_corpus_reverse_stop (HeedCorpusReverse *self)
{
  self->is_stopped = self->is_reading;
  update (self);
  self->funcs.changed (self->data);
}

void
heed_corpus_reverse_resume (HeedCorpusReverse *self)
{
  self->is_stopped = FALSE;
  update (self);
  self->funcs.changed (self->data);
}

HeedReverseState
heed_corpus_reverse_get_state (HeedCorpusReverse *self)
{
  if (self->opening != NULL)
    return HEED_REVERSE_OPENING;
  if (self->model == NULL)
    return HEED_REVERSE_NONE;
  if (self->is_reading)
    return HEED_REVERSE_READING;
  if (self->rows == NULL)
    return HEED_REVERSE_WAITING;

  return has_all (self)     ? HEED_REVERSE_READ
         : self->is_stopped ? HEED_REVERSE_STOPPED : HEED_REVERSE_WAITING;
}

HeedCorpusProgress
heed_corpus_reverse_get_progress (HeedCorpusReverse *self)
{
  HeedCorpusProgress progress = { 0 };
  double seconds = (double) (g_get_monotonic_time () - self->began) / G_USEC_PER_SEC;

  if (self->rows == NULL)
    return progress;

  progress.n_pairs = heed_corpus_rows_get_n (self->rows);
  progress.n_done = heed_corpus_rows_get_n_done (self->rows);
  if (self->is_reading && seconds > 0.0)
    progress.rate = (progress.n_done - self->n_done_before) / seconds;

  return progress;
}

HeedModel *
heed_corpus_reverse_get_model (HeedCorpusReverse *self)
{
  return self->model;
}

const char *
heed_corpus_reverse_get_path (HeedCorpusReverse *self)
{
  return self->path;
}

HeedAttentionStore *
heed_corpus_reverse_get_store (HeedCorpusReverse *self)
{
  return self->store;
}

GArray *
heed_corpus_reverse_get_heads (HeedCorpusReverse *self)
{
  return self->heads;
}
