/* occlusion-sweep.c — finding the head that agrees best with occlusion, without gold links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A unit is one step, or one reading of a pair without one of its tokens, so that decoding of newly
 * typed text runs in between. A pair that cannot be read is skipped.
 */

#include "app/core/corpus/occlusion-sweep.h"

#include "app/core/corpus/occluded-pair.h"
#include "app/core/corpus/occlusion-sums.h"

typedef struct
{
  HeedModel          *model;
  HeedCorpusFiles    *files;
  HeedAttentionStore *store;
  GArray             *pairs;
  HeedOcclusionSums  *sums;
  guint               n;        /* number of pairs to read */
  guint               k;        /* index of the present pair, 0 <= k < n */
  gboolean            is_told;
  HeedOccludedPair    pair;     /* the present one */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  heed_occluded_pair_clear (&job->pair);
  heed_occlusion_sums_free (job->sums);
  heed_model_unref (job->model);
  heed_corpus_files_unref (job->files);
  heed_attention_store_unref (job->store);
  g_array_unref (job->pairs);
  g_free (job);
}

/* --- A pair ---------------------------------------------------------------- */

static guint
get_pair (const Job *job)
{
  return g_array_index (job->pairs, HeedCorpusGold,
                        (guint64) job->k * job->pairs->len / job->n).i;
}

static gboolean
begin_pair (Job *job)
{
  g_auto(HeedCorpusPair) texts = { NULL, NULL };

  return heed_corpus_files_read (job->files, get_pair (job), &texts, NULL) &&
         heed_occluded_pair_begin (&job->pair, job->model, &texts);
}

/* Does one unit of work; returns whether there is more to do for this pair. */
static gboolean
work (Job *job)
{
  g_autoptr(HeedMatrix) evidence = NULL;
  g_auto(HeedPairAttention) attention = { 0 };

  if (job->pair.forced.session == NULL)
    return begin_pair (job);

  if (heed_occluded_pair_work (&job->pair))
    return TRUE;

  evidence = heed_occluded_pair_dup_evidence (&job->pair);
  if (evidence != NULL && heed_attention_store_get (job->store, get_pair (job), &attention))
    heed_occlusion_sums_add (job->sums, &attention, evidence);

  return FALSE;
}

/* --- All of them ----------------------------------------------------------- */

static HeedCorpusSweep *
finish (const Job *job)
{
  HeedCorpusSweep *result = g_new0 (HeedCorpusSweep, 1);

  result->criterion = HEED_SWEEP_OCCLUSION;
  result->n_pairs = heed_occlusion_sums_get_n_pairs (job->sums);
  result->trials = heed_occlusion_sums_dup_trials (job->sums);
  result->default_trial = heed_corpus_sweep_find_default (job->model, result->trials);

  return result;
}

static void
free_sweep (gpointer data)
{
  heed_corpus_sweep_free (data);
}

/* Called when the last unit has run; the task is cancelled if it has no result. */
static void
let_go (gpointer data)
{
  GTask *task = data;
  Job *job = g_task_get_task_data (task);

  if (!job->is_told)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "not done");
  g_object_unref (task);
}

static gboolean
sweep_unit (gpointer data)
{
  GTask *task = data;
  Job *job = g_task_get_task_data (task);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return FALSE;

  if (job->k < job->n)
    {
      if (!work (job))
        {
          heed_occluded_pair_clear (&job->pair);
          job->k++;
        }

      return TRUE;
    }

  job->is_told = TRUE;
  g_task_return_pointer (task, finish (job), free_sweep);

  return FALSE;
}

/**
 * heed_occlusion_sweep_async:
 * @callback: called on the main thread
 *
 * Cost: one reading of each pair for each of its source tokens
 */
void
heed_occlusion_sweep_async (HeedEngineWorker       *worker,
                            const HeedOcclusionJob *wanted,
                            GCancellable           *cancellable,
                            GAsyncReadyCallback     callback,
                            gpointer                user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->model = heed_model_ref (wanted->model);
  job->files = heed_corpus_files_ref (wanted->files);
  job->store = heed_attention_store_ref (wanted->store);
  job->pairs = wanted->pairs;
  job->sums = heed_occlusion_sums_new (job->model);
  job->n = MIN (job->pairs->len, HEED_OCCLUSION_PAIRS);
  g_task_set_task_data (task, job, job_free);
  heed_engine_worker_push (worker, sweep_unit, task, let_go);
}
