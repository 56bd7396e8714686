/* corpus-sweep.c — finding the heads with the best links, from the stored attention of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs on a thread of GIO, without the model, so that the engine's thread stays free for the
 * sentence being typed. The search for a set of heads takes longest, and uses only the first
 * pairs.
 */

#include "app/core/corpus/corpus-sweep.h"

#include "app/core/corpus/corpus-dumped.h"

#define MAX_SET_PAIRS 300

typedef struct
{
  HeedModel          *model;
  HeedAttentionStore *store;
  GArray             *golds;
} Job;

static void
clear_gold (gpointer data)
{
  g_clear_pointer (&((HeedCorpusGold *) data)->gold, heed_alignment_unref);
}

GArray *
heed_corpus_gold_new_list (void)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (HeedCorpusGold));

  g_array_set_clear_func (list, clear_gold);

  return list;
}

static HeedSweep *
new_sweep (HeedModel *model)
{
  return model != NULL ? heed_sweep_new (model)
                       : heed_sweep_new_of (heed_corpus_dumped_list_heads ());
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->model, heed_model_unref);
  heed_attention_store_unref (job->store);
  g_array_unref (job->golds);
  g_free (job);
}

static void
unref_matrix (gpointer data)
{
  g_clear_pointer ((HeedMatrix **) &data, heed_matrix_unref);
}

float *
heed_corpus_sweep_dup_weights (const HeedAttentionSite *site,
                               const GArray            *heads)
{
  HeedLinkSettings settings = { .sites = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite)) };
  float *weights;

  g_array_append_val (settings.sites, *site);
  weights = heed_link_settings_dup_head_weights (&settings, heads);
  g_array_unref (settings.sites);

  return weights;
}

/* Lists sites x shifts, in the form of heed_sweep_add(). */
static GPtrArray *
list_attention (HeedSweep               *sweep,
                const GArray            *heads,
                const HeedPairAttention *pair_attention)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (unref_matrix);
  guint n_sites;
  const HeedAttentionSite *sites = heed_sweep_get_sites (sweep, &n_sites);

  for (guint site = 0; site < n_sites; site++)
    {
      g_autofree float *weights = heed_corpus_sweep_dup_weights (&sites[site], heads);
      g_autoptr(HeedMatrix) tokens = heed_pair_attention_dup_tokens (pair_attention, weights);

      for (guint shift = 0; shift < HEED_SWEEP_SHIFTS; shift++)
        g_ptr_array_add (all, heed_pair_attention_dup_words (pair_attention, tokens, shift));
    }

  return all;
}

static gboolean
add_pair (HeedSweep            *sweep,
          const Job            *job,
          const GArray         *heads,
          const HeedCorpusGold *gold)
{
  g_auto(HeedPairAttention) pair_attention = { 0 };
  g_autoptr(GPtrArray) attention = NULL;

  if (!heed_attention_store_get (job->store, gold->i, &pair_attention) ||
      pair_attention.n_heads != heads->len)
    return FALSE;

  attention = list_attention (sweep, heads, &pair_attention);
  heed_sweep_add (sweep, (HeedMatrix *const *) attention->pdata, gold->gold);

  return TRUE;
}

static gboolean
is_of_same (const HeedSweepTrial *trial,
            const HeedSweepTrial *other)
{
  return trial->site.layer == other->site.layer && trial->site.head == other->site.head &&
         trial->links.shift == other->links.shift;
}

HeedSweepTrial
heed_corpus_sweep_find_default (HeedModel    *model,
                                const GArray *all)
{
  g_autoptr(HeedLinkSettings) defaults =
    model != NULL ? heed_link_settings_new (model) : heed_corpus_dumped_new_settings ();
  const HeedAttentionSite *site = &g_array_index (defaults->sites, HeedAttentionSite, 0);

  for (guint i = 0; i < all->len; i++)
    {
      const HeedSweepTrial *trial = &g_array_index (all, HeedSweepTrial, i);

      if (trial->site.layer == site->layer && trial->site.head == site->head &&
          trial->links.rule == defaults->links.rule && trial->links.shift == defaults->links.shift)
        return *trial;
    }

  g_return_val_if_reached ((HeedSweepTrial) { 0 });
}

/* Returns the best rule for each attention and shift. */
static GArray *
list_best (const GArray *all)
{
  GArray *best = g_array_new (FALSE, FALSE, sizeof (HeedSweepTrial));

  for (guint i = 0; i < all->len; i++)
    {
      const HeedSweepTrial *trial = &g_array_index (all, HeedSweepTrial, i);
      guint k = 0;

      while (k < best->len && !is_of_same (trial, &g_array_index (best, HeedSweepTrial, k)))
        k++;
      if (k == best->len)
        g_array_append_val (best, *trial);
    }

  return best;
}

static void
find_set (const Job       *job,
          const GArray    *heads,
          HeedCorpusSweep *result)
{
  g_autoptr(HeedSweep) part = new_sweep (job->model);

  for (guint k = 0; k < MIN (job->golds->len, MAX_SET_PAIRS); k++)
    add_pair (part, job, heads, &g_array_index (job->golds, HeedCorpusGold, k));

  result->has_set = heads->len > 1 && heed_sweep_find_set (part, &result->set);
}

static void
free_sweep (gpointer data)
{
  heed_corpus_sweep_free (data);
}

static void
sweep_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  const Job *job = task_data;
  g_autoptr(GArray) heads = job->model != NULL ? heed_link_settings_list_heads (job->model)
                                               : heed_corpus_dumped_list_heads ();
  g_autoptr(HeedSweep) sweep = new_sweep (job->model);
  g_autoptr(HeedCorpusSweep) result = g_new0 (HeedCorpusSweep, 1);
  g_autoptr(GArray) all = NULL;

  for (guint k = 0; k < job->golds->len; k++)
    {
      if (g_task_return_error_if_cancelled (task))
        return;

      result->n_pairs +=
        add_pair (sweep, job, heads, &g_array_index (job->golds, HeedCorpusGold, k));
    }

  all = heed_sweep_dup_trials (sweep);
  result->trials = list_best (all);
  result->default_trial = heed_corpus_sweep_find_default (job->model, all);
  if (result->n_pairs > 0)
    find_set (job, heads, result);
  g_task_return_pointer (task, g_steal_pointer (&result), free_sweep);
}

/**
 * heed_corpus_sweep_async:
 * @model: (nullable): the model whose attentions are tried; %NULL for the one that was read
 * from a file
 * @golds: (transfer full): stored pairs, with the links to compare with
 * @callback: called on the main thread
 */
void
heed_corpus_sweep_async (HeedModel           *model,
                         HeedAttentionStore  *store,
                         GArray              *golds,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->model = model != NULL ? heed_model_ref (model) : NULL;
  job->store = heed_attention_store_ref (store);
  job->golds = golds;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, sweep_thread);
}

/**
 * heed_corpus_sweep_finish:
 *
 * Errors: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the best trials, or %NULL
 */
HeedCorpusSweep *
heed_corpus_sweep_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
heed_corpus_sweep_free (HeedCorpusSweep *sweep)
{
  g_clear_pointer (&sweep->trials, g_array_unref);
  if (sweep->has_set)
    g_array_unref (sweep->set.heads);
  g_free (sweep);
}
