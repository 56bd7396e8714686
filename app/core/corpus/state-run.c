/* state-run.c — computes the decoder states of the pairs of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A unit of work is a few steps, so that a sentence being typed can be decoded between two units.
 */

#include "app/core/corpus/state-run.h"

#include "app/core/corpus/forced-session.h"

#define STEPS_A_UNIT 4

typedef struct
{
  HeedModel         *model;
  HeedCorpusFiles   *files;
  HeedStateIndex    *index;
  GArray            *pairs;
  guint              k;        /* of pairs, that is being read */
  HeedForcedSession  forced;
  GPtrArray         *steps;    /* of HeedStep, of that pair */
  HeedMatrix        *first;    /* states of the first pair; NULL: not known */
  gboolean           is_told;
} Job;

static void
unref_step (gpointer data)
{
  g_clear_pointer ((HeedStep **) &data, heed_step_unref);
}

static void
unref_matrix (gpointer data)
{
  g_clear_pointer ((HeedMatrix **) &data, heed_matrix_unref);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  heed_forced_session_clear (&job->forced);
  g_ptr_array_unref (job->steps);
  g_clear_pointer (&job->first, heed_matrix_unref);
  heed_model_unref (job->model);
  heed_corpus_files_unref (job->files);
  heed_state_index_unref (job->index);
  g_array_unref (job->pairs);
  g_free (job);
}

static gboolean
begin_pair (Job *job)
{
  g_auto(HeedCorpusPair) texts = { NULL, NULL };

  return heed_corpus_files_read (job->files, g_array_index (job->pairs, guint, job->k), &texts,
                                 NULL) &&
         heed_forced_session_begin (&job->forced, job->model, &texts);
}

static void
keep_states (Job *job)
{
  g_autoptr(HeedMatrix) states =
    heed_steps_dup_states ((HeedStep *const *) job->steps->pdata, job->steps->len);

  if (states == NULL)
    return;

  heed_state_index_put (job->index, g_array_index (job->pairs, guint, job->k), states);
  if (job->k == 0)
    job->first = g_steal_pointer (&states);
}

/* Whether there is more to do for this pair. */
static gboolean
work (Job *job)
{
  if (job->forced.session == NULL)
    return begin_pair (job);

  for (guint n = 0; n < STEPS_A_UNIT && !heed_forced_session_is_done (&job->forced); n++)
    {
      HeedStep *step = heed_forced_session_step (&job->forced);

      if (step == NULL)
        return FALSE;
      g_ptr_array_add (job->steps, step);
    }

  if (!heed_forced_session_is_done (&job->forced))
    return TRUE;

  keep_states (job);

  return FALSE;
}

static gboolean
state_unit (gpointer data)
{
  GTask *task = data;
  Job *job = g_task_get_task_data (task);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return FALSE;

  if (job->k < job->pairs->len)
    {
      if (!work (job))
        {
          heed_forced_session_clear (&job->forced);
          g_ptr_array_set_size (job->steps, 0);
          job->k++;
        }

      return TRUE;
    }

  job->is_told = TRUE;
  g_task_return_pointer (task, g_steal_pointer (&job->first), unref_matrix);

  return FALSE;
}

/* Ends the task with an error if its job was dropped before it was reported. */
static void
let_go (gpointer data)
{
  GTask *task = data;
  Job *job = g_task_get_task_data (task);

  if (!job->is_told)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "not done");
  g_object_unref (task);
}

/**
 * heed_state_run_async:
 * @callback: called on the main thread
 */
void
heed_state_run_async (HeedEngineWorker    *worker,
                      const HeedStateJob  *wanted,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->model = heed_model_ref (wanted->model);
  job->files = heed_corpus_files_ref (wanted->files);
  job->index = heed_state_index_ref (wanted->index);
  job->pairs = wanted->pairs;
  job->steps = g_ptr_array_new_with_free_func (unref_step);
  g_task_set_task_data (task, job, job_free);
  heed_engine_worker_push (worker, state_unit, task, let_go);
}

HeedMatrix *
heed_state_run_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
