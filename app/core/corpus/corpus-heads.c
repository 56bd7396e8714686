/* corpus-heads.c — measuring every head over a corpus, from the stored attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs on a thread of GIO and does not need the model.
 */

#include "app/core/corpus/corpus-heads.h"

typedef struct
{
  HeedAttentionStore *store;
  guint               n_heads;
  HeedLinkReading     links;
  GArray             *pairs;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  heed_attention_store_unref (job->store);
  g_array_unref (job->pairs);
  g_free (job);
}

static gboolean
add_pair (HeedHeadSums         *sums,
          const Job            *job,
          const HeedCorpusGold *pair)
{
  g_auto(HeedPairAttention) attention = { 0 };

  if (!heed_attention_store_get (job->store, pair->i, &attention) ||
      attention.n_heads != job->n_heads)
    return FALSE;

  heed_head_sums_add (sums, &attention, &job->links, pair->gold);

  return TRUE;
}

static void
free_heads (gpointer data)
{
  heed_corpus_heads_free (data);
}

static void
measure_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Job *job = task_data;
  guint n = MIN (job->pairs->len, HEED_CORPUS_HEADS_PAIRS);
  g_autoptr(HeedHeadSums) sums = heed_head_sums_new (job->n_heads);
  HeedCorpusHeads *result = g_new0 (HeedCorpusHeads, 1);

  result->n_stored = job->pairs->len;
  for (guint k = 0; k < n && !g_cancellable_is_cancelled (cancellable); k++)
    result->n_pairs += add_pair (sums, job, &g_array_index (job->pairs, HeedCorpusGold,
                                                            (guint64) k * job->pairs->len / n));

  result->heads = heed_head_sums_dup_heads (sums);
  g_task_return_pointer (task, result, free_heads);
}

/**
 * heed_corpus_heads_async:
 * @callback: called on the main thread
 */
void
heed_corpus_heads_async (const HeedCorpusHeadsJob *wanted,
                         GCancellable             *cancellable,
                         GAsyncReadyCallback       callback,
                         gpointer                  user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->store = heed_attention_store_ref (wanted->store);
  job->n_heads = wanted->n_heads;
  job->links = wanted->links;
  job->pairs = wanted->pairs;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, measure_thread);
}

/**
 * heed_corpus_heads_finish:
 *
 * Errors: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the measures, or %NULL
 */
HeedCorpusHeads *
heed_corpus_heads_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
heed_corpus_heads_free (HeedCorpusHeads *heads)
{
  g_array_unref (heads->heads);
  g_free (heads);
}
