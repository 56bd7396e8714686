/* engine-worker.c — the one thread that runs the engine
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Work is split into units that run one after another, so a session is never used
 * by two threads at once and the engine needs no locks. Long work consists of many
 * short units: one that has more to do goes to the end of the queue, so no job holds
 * up the others for longer than one unit. A training has its own thread, in
 * training-run.c, because one of its batches would hold up the window too long.
 */

#include "app/core/work/engine-worker.h"

#define DESCRIPTION "heed-description"  /* key of a loading task's data */
#define MAX_THREADS 4 /* that share one large product; with more, memory is the limit */

struct _HeedEngineWorker
{
  GObject      parent_instance;

  GThreadPool *pool;  /* exactly one thread */
};

/* Holds a reference to the worker, so that the pool outlives the jobs in its queue. */
typedef struct
{
  HeedEngineWorker *worker;
  HeedUnitFunc      run;
  gpointer          data;
  GDestroyNotify    destroy;
} Job;

G_DEFINE_FINAL_TYPE (HeedEngineWorker, heed_engine_worker, G_TYPE_OBJECT)

static void
run_job (gpointer data,
         gpointer user_data)
{
  Job *job = data;

  if (job->run (job->data))
    {
      g_thread_pool_push (job->worker->pool, job, NULL);
      return;
    }

  if (job->destroy != NULL)
    job->destroy (job->data);
  g_object_unref (job->worker);
  g_free (job);
}

/**
 * heed_engine_worker_push:
 * @run: one unit of work
 * @data: passed to @run; if other threads use it too, the caller provides the locking
 * @destroy: (nullable): called with @data, on the engine's thread, once @run
 *   has returned %FALSE
 *
 * Puts work at the end of the queue.
 *
 * Thread:  any
 */
void
heed_engine_worker_push (HeedEngineWorker *self,
                         HeedUnitFunc      run,
                         gpointer          data,
                         GDestroyNotify    destroy)
{
  Job *job;

  g_return_if_fail (HEED_IS_ENGINE_WORKER (self));
  g_return_if_fail (run != NULL);

  job = g_new0 (Job, 1);
  job->worker = g_object_ref (self);
  job->run = run;
  job->data = data;
  job->destroy = destroy;

  g_thread_pool_push (self->pool, job, NULL);
}

static gboolean
load_unit (gpointer data)
{
  GTask *task = data;
  const char *path = g_task_get_task_data (task);
  const char *description = g_object_get_data (G_OBJECT (task), DESCRIPTION);
  g_autoptr(GError) error = NULL;
  HeedModel *model;

  if (g_task_return_error_if_cancelled (task))
    return FALSE;

  model = heed_model_load_as (path, description, g_task_get_cancellable (task), &error);
  if (model != NULL)
    heed_model_set_threads (model, MIN (g_get_num_processors (), MAX_THREADS));

  if (model != NULL)
    g_task_return_pointer (task, model, (GDestroyNotify) heed_model_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));

  return FALSE;
}

/**
 * heed_engine_worker_load_async:
 * @path: the model's file or folder
 * @description: (nullable): as for heed_model_load_as()
 * @callback: called on the main thread
 *
 * Loads a model; heed_engine_worker_load_finish() returns it.
 */
void
heed_engine_worker_load_async (HeedEngineWorker    *self,
                               const char          *path,
                               const char          *description,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (HEED_IS_ENGINE_WORKER (self));
  g_return_if_fail (path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, heed_engine_worker_load_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_object_set_data_full (G_OBJECT (task), DESCRIPTION, g_strdup (description), g_free);

  heed_engine_worker_push (self, load_unit, task, g_object_unref);
}

/**
 * heed_engine_worker_load_finish:
 *
 * Errors:  those of heed_model_load(), and %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the model, or %NULL
 */
HeedModel *
heed_engine_worker_load_finish (HeedEngineWorker  *self,
                                GAsyncResult      *result,
                                GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
heed_engine_worker_finalize (GObject *object)
{
  HeedEngineWorker *self = HEED_ENGINE_WORKER (object);

  /* Must not wait: the last reference may be dropped on the worker's own thread. */
  g_thread_pool_free (self->pool, FALSE, FALSE);

  G_OBJECT_CLASS (heed_engine_worker_parent_class)->finalize (object);
}

static void
heed_engine_worker_class_init (HeedEngineWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_engine_worker_finalize;
}

static void
heed_engine_worker_init (HeedEngineWorker *self)
{
  self->pool = g_thread_pool_new (run_job, NULL, 1, TRUE, NULL);
}

HeedEngineWorker *
heed_engine_worker_new (void)
{
  return g_object_new (HEED_TYPE_ENGINE_WORKER, NULL);
}
