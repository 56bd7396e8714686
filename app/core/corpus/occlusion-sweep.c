/* occlusion-sweep.c — finding the head that agrees best with occlusion, without gold links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A unit is one step, or one reading of a pair without one of its tokens, so that decoding of newly
 * typed text runs in between. A pair that cannot be read is skipped.
 */

#include "app/core/corpus/occlusion-sweep.h"

#include <math.h>

#include "app/core/corpus/forced-session.h"

/* The sum of the agreements of one attention and shift, each weighted by its number of rows. */
typedef struct
{
  double agreement;
  guint  n_rows;
} Sum;

typedef struct
{
  HeedModel       *model;
  HeedCorpusFiles *files;
  HeedCorpusStore *store;
  GArray          *pairs;
  GArray          *heads;
  HeedSweep       *sweep;     /* lists the attentions */
  Sum             *sums;      /* attentions x HEED_SWEEP_SHIFTS */
  guint            n;         /* number of pairs to read */
  guint            k;         /* index of the present pair, 0 <= k < n */
  guint            n_done;    /* number of pairs with evidence */
  gboolean         is_told;

  HeedForcedSession forced;   /* of the present pair */
  HeedEvidence    *evidence;  /* NULL before all steps are taken */
} Job;

static void
end_pair (Job *job)
{
  g_clear_pointer (&job->evidence, heed_evidence_free);
  heed_forced_session_clear (&job->forced);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  end_pair (job);
  heed_model_unref (job->model);
  heed_corpus_files_unref (job->files);
  heed_corpus_store_unref (job->store);
  g_array_unref (job->pairs);
  g_array_unref (job->heads);
  heed_sweep_free (job->sweep);
  g_free (job->sums);
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
         heed_forced_session_begin (&job->forced, job->model, &texts);
}

static gboolean
take_step (Job *job)
{
  g_autoptr(HeedStep) step = heed_forced_session_step (&job->forced);

  return step != NULL;
}

/* Returns n rows of a matrix from first on. */
static HeedMatrix *
dup_rows (const HeedMatrix *matrix,
          guint             first,
          guint             n)
{
  return heed_matrix_new (n, matrix->n_columns,
                          matrix->values + (gsize) first * matrix->n_columns);
}

/* Row t of the evidence belongs to the token that step t emits, row t of the attention to the one
 * that step t - shift emits. */
static void
compare (Sum              *sum,
         const HeedMatrix *attention,
         const HeedMatrix *evidence,
         guint             shift)
{
  guint n = evidence->n_rows - shift;
  g_autoptr(HeedMatrix) looked = dup_rows (attention, shift, n);
  g_autoptr(HeedMatrix) needed = dup_rows (evidence, 0, n);
  double agreement = heed_attention_agreement (looked, needed);

  if (isnan (agreement))
    return;

  sum->agreement += agreement * n;
  sum->n_rows += n;
}

static void
add_evidence (Job              *job,
              const HeedMatrix *evidence)
{
  g_auto(HeedKeptAttention) kept = { 0 };
  guint n_sites;
  const HeedAttentionSite *sites = heed_sweep_get_sites (job->sweep, &n_sites);

  if (!heed_corpus_store_get (job->store, get_pair (job), &kept) ||
      kept.n_heads != job->heads->len || kept.n_steps != evidence->n_rows ||
      kept.n_columns != evidence->n_columns || kept.n_steps < HEED_SWEEP_SHIFTS)
    return;

  for (guint site = 0; site < n_sites; site++)
    {
      g_autofree float *weights = heed_corpus_sweep_dup_weights (&sites[site], job->heads);
      g_autoptr(HeedMatrix) tokens = heed_kept_attention_dup_tokens (&kept, weights);

      for (guint shift = 0; shift < HEED_SWEEP_SHIFTS; shift++)
        compare (&job->sums[site * HEED_SWEEP_SHIFTS + shift], tokens, evidence, shift);
    }

  job->n_done++;
}

/* Does one unit of work; returns whether there is more to do for this pair. */
static gboolean
work (Job *job)
{
  const HeedEvidenceWish wish = { .kind = HEED_EVIDENCE_OCCLUSION };
  g_autoptr(HeedMatrix) evidence = NULL;

  if (job->forced.session == NULL)
    return begin_pair (job);

  if (!heed_forced_session_is_done (&job->forced))
    return take_step (job);

  if (job->evidence == NULL)
    {
      job->evidence = heed_evidence_new (job->forced.session, &wish);
      return job->evidence != NULL;
    }

  if (heed_evidence_work (job->evidence))
    return TRUE;

  evidence = heed_evidence_dup_matrix (job->evidence, NULL);
  if (evidence != NULL)
    add_evidence (job, evidence);

  return FALSE;
}

/* --- All of them ----------------------------------------------------------- */

/* Highest agreement first; with a stable sort, equal ways keep their order. */
static int
compare_ways (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const HeedSweepWay *one = a;
  const HeedSweepWay *other = b;

  return one->agreement > other->agreement ? -1 : one->agreement < other->agreement ? 1 : 0;
}

static HeedCorpusSweep *
finish (const Job *job)
{
  HeedCorpusSweep *result = g_new0 (HeedCorpusSweep, 1);
  guint n_sites;
  const HeedAttentionSite *sites = heed_sweep_get_sites (job->sweep, &n_sites);

  result->judge = HEED_SWEEP_OCCLUSION;
  result->n_pairs = job->n_done;
  result->ways = g_array_new (FALSE, FALSE, sizeof (HeedSweepWay));
  for (guint i = 0; i < n_sites * HEED_SWEEP_SHIFTS; i++)
    {
      const Sum *sum = &job->sums[i];
      HeedSweepWay way = { .site = sites[i / HEED_SWEEP_SHIFTS],
                           .links = HEED_LINK_OPTIONS_DEFAULT,
                           .agreement = sum->n_rows > 0 ? sum->agreement / sum->n_rows : -1.0 };

      way.links.shift = i % HEED_SWEEP_SHIFTS;
      g_array_append_val (result->ways, way);
    }

  g_array_sort_with_data (result->ways, compare_ways, NULL);
  result->usual = heed_corpus_sweep_find_usual (job->model, result->ways);

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
          end_pair (job);
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
  guint n_sites;

  job->model = heed_model_ref (wanted->model);
  job->files = heed_corpus_files_ref (wanted->files);
  job->store = heed_corpus_store_ref (wanted->store);
  job->pairs = wanted->pairs;
  job->heads = heed_link_settings_list_heads (job->model);
  job->sweep = heed_sweep_new (job->model);
  heed_sweep_get_sites (job->sweep, &n_sites);
  job->sums = g_new0 (Sum, MAX (n_sites * HEED_SWEEP_SHIFTS, 1));
  job->n = MIN (job->pairs->len, HEED_OCCLUSION_PAIRS);
  g_task_set_task_data (task, job, job_free);
  heed_engine_worker_push (worker, sweep_unit, task, let_go);
}

/**
 * heed_occlusion_sweep_finish:
 *
 * Errors: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the ways with the highest agreement first, or %NULL
 */
HeedCorpusSweep *
heed_occlusion_sweep_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
