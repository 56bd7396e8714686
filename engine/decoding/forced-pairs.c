/* forced-pairs.c — teacher forcing of many sentence pairs in batches
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pairs are sorted by length and computed in batches of similar length, so that little
 * of a batch is padding. The results are in the order of the pairs, and are the same,
 * up to rounding, as those of sessions that are forced along the same targets step by
 * step.
 */

#include "engine/heed.h"

#include <math.h>
#include <string.h>

#include "engine/decoding/sides.h"
#include "engine/networks/forced-pass.h"
#include "engine/networks/gate-tables.h"

/* The number of rows that the kernels for few rows handle at once. */
#define MAX_SENTENCES 64

/* Upper bound on the scores and weights of all layers and heads of a batch. */
#define MAX_ATTENTION_FLOATS (8u * 1024 * 1024)

/* A pair as the network reads it. */
typedef struct
{
  const HeedForcedPair *pair;
  HeedForcedReading    *reading;
  guint32              *source;     /* n_read */
  guint                 n_visible;  /* S of the matrices that are returned */
  guint                 n_read;
} Task;

typedef struct
{
  HeedModel               *model;
  HeedSourceSide           side;
  HeedTargetSide           target;
  const HeedForcedOptions *options;
  HeedTape                *tape;
  guint                    n_maps;   /* attention rows of one token: layers x heads of both sides */
  HeedNetwork              network;  /* with gate tables of its tokens, if they pay off */
  HeedGateTables          *tables;
} Work;

/* --- Checking and sorting the pairs --- */

static gboolean
check_ids (const char     *what,
           const guint32  *ids,
           guint           n_ids,
           guint           n_tokens,
           GError        **error)
{
  for (guint i = 0; i < n_ids; i++)
    if (ids[i] >= n_tokens)
      {
        g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
                     "%s token %u: expected an id below %u, found %u", what, i, n_tokens, ids[i]);
        return FALSE;
      }

  return TRUE;
}

static gboolean
check_length (const char  *what,
              guint        n_ids,
              guint        n_most,
              GError     **error)
{
  if (n_ids <= n_most)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE, "%s: expected at most %u tokens, found %u",
               what, n_most, n_ids);

  return FALSE;
}

static gboolean
check_pair (HeedModel             *model,
            const HeedForcedPair  *pair,
            GError               **error)
{
  const HeedModelInfo *info = heed_model_get_info (model);
  guint n_most = heed_model_get_max_source_length (model);

  return check_length ("source", pair->n_source, n_most, error) &&
         check_length ("target", pair->n_target, heed_count_default_steps (n_most) - 1, error) &&
         check_ids ("source", pair->source, pair->n_source, info->source_vocabulary, error) &&
         check_ids ("target", pair->target, pair->n_target, info->target_vocabulary, error);
}

static void
clear_task (gpointer data)
{
  g_free (((Task *) data)->source);
}

/* The id that fills up shorter sentences of a batch. */
static guint32
find_padding (const Work *work,
              guint       n_vocabulary)
{
  return work->side.padding < n_vocabulary ? work->side.padding : 0;
}

/* Makes tasks of the pairs that can be read; sets the problem in the readings of the others. */
static GArray *
make_tasks (const Work           *work,
            const HeedForcedPair *pairs,
            HeedForcedReading    *readings,
            guint                 n_pairs)
{
  GArray *tasks = g_array_new (FALSE, FALSE, sizeof (Task));

  g_array_set_clear_func (tasks, clear_task);
  for (guint i = 0; i < n_pairs; i++)
    {
      Task task = { .pair = &pairs[i], .reading = &readings[i] };

      if (!check_pair (work->model, &pairs[i], &readings[i].problem))
        continue;

      task.source = heed_forced_pass_complete (&work->side, pairs[i].source, pairs[i].n_source,
                                               &task.n_visible, &task.n_read);
      g_array_append_val (tasks, task);
    }

  return tasks;
}

/* Longest first, so that the memory of the first batch suffices for all others. */
static int
compare_length (gconstpointer a,
                gconstpointer b)
{
  const Task *one = a;
  const Task *other = b;

  if (one->n_read != other->n_read)
    return one->n_read > other->n_read ? -1 : 1;

  if (one->pair->n_target != other->pair->n_target)
    return one->pair->n_target > other->pair->n_target ? -1 : 1;

  return one->pair < other->pair ? -1 : 1;
}

/* --- Gates of each token, computed once --- */

/* Lists every id that may occur in a batch, as often as it occurs. */
static void
list_tokens (const Work *work,
             GArray     *tasks,
             GArray     *source,
             GArray     *target)
{
  guint n_vocabulary = heed_model_get_info (work->model)->source_vocabulary;
  guint32 padding = find_padding (work, n_vocabulary);

  g_array_append_val (source, padding);
  g_array_append_val (target, work->target.begin);
  g_array_append_val (target, work->target.end);
  for (guint i = 0; i < tasks->len; i++)
    {
      const Task *task = &g_array_index (tasks, Task, i);

      g_array_append_vals (source, task->source, task->n_read);
      if (task->pair->n_target > 0)
        g_array_append_vals (target, task->pair->target, task->pair->n_target);
    }
}

static void
make_tables (Work   *work,
             GArray *tasks)
{
  g_autoptr(GArray) source = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr(GArray) target = g_array_new (FALSE, FALSE, sizeof (guint32));
  HeedGateTokens tokens;

  if (work->side.network->family != HEED_FAMILY_RECURRENT)
    return;

  list_tokens (work, tasks, source, target);
  tokens = (HeedGateTokens) { (const guint32 *) (gpointer) source->data, source->len,
                              (const guint32 *) (gpointer) target->data, target->len };
  work->tables =
    heed_gate_tables_new (&work->side.network->recurrent, work->side.parallel, &tokens);
  if (work->tables == NULL)
    return;

  work->network = *work->side.network;
  work->network.recurrent.tables = work->tables;
  work->side.network = &work->network;
}

/* --- A batch --- */

/* Tasks that are computed together; the arrays are stored position by position. */
typedef struct
{
  const Task *tasks;
  guint       n_tasks;      /* B */
  guint       n_source;     /* positions */
  guint       n_target;     /* T, the end token included */
  guint32    *source;
  guint32    *lengths;
  guint32    *read;
  guint32    *said;
  float      *row_weights;
} Batch;

static void
place_source (Batch   *batch,
              guint    b,
              guint32  padding)
{
  const Task *task = &batch->tasks[b];

  batch->lengths[b] = task->n_visible;
  for (guint s = 0; s < batch->n_source; s++)
    batch->source[s * batch->n_tasks + b] = s < task->n_read ? task->source[s] : padding;
}

static void
place_target (Batch                *batch,
              guint                 b,
              const HeedTargetSide *side)
{
  const HeedForcedPair *pair = batch->tasks[b].pair;

  for (guint t = 0; t < batch->n_target; t++)
    {
      guint at = t * batch->n_tasks + b;

      batch->read[at] = t == 0                 ? side->begin
                        : t <= pair->n_target ? pair->target[t - 1] : side->end;
      batch->said[at] = t < pair->n_target ? pair->target[t] : side->end;
      batch->row_weights[at] = t <= pair->n_target ? 1.0f : 0.0f;
    }
}

static void
fill_batch (Batch      *batch,
            const Work *work)
{
  guint n_vocabulary = heed_model_get_info (work->model)->source_vocabulary;
  guint32 padding = find_padding (work, n_vocabulary);
  gsize n_source, n_target;

  for (guint b = 0; b < batch->n_tasks; b++)
    {
      batch->n_source = MAX (batch->n_source, batch->tasks[b].n_read);
      batch->n_target = MAX (batch->n_target, batch->tasks[b].pair->n_target + 1);
    }

  n_source = (gsize) batch->n_source * batch->n_tasks;
  n_target = (gsize) batch->n_target * batch->n_tasks;
  batch->source = g_new (guint32, n_source);
  batch->lengths = g_new (guint32, batch->n_tasks);
  batch->read = g_new (guint32, n_target);
  batch->said = g_new (guint32, n_target);
  batch->row_weights = g_new (float, n_target);

  for (guint b = 0; b < batch->n_tasks; b++)
    {
      place_source (batch, b, padding);
      place_target (batch, b, &work->target);
    }
}

static void
clear_batch (Batch *batch)
{
  g_free (batch->source);
  g_free (batch->lengths);
  g_free (batch->read);
  g_free (batch->said);
  g_free (batch->row_weights);
}

/* --- Results --- */

/* Returns the attention of one pair, T x S. */
static HeedMatrix *
dup_attention (const HeedForcedPass *pass,
               const Batch          *batch,
               guint                 b,
               HeedAttentionSite     site)
{
  const Task *task = &batch->tasks[b];
  guint n_steps = task->pair->n_target + 1;
  guint first = site.head == HEED_HEAD_MEAN ? 0 : (guint) site.head;
  guint n_heads = site.head == HEED_HEAD_MEAN ? pass->n_heads : 1;
  g_autofree float *values = g_new0 (float, (gsize) n_steps * task->n_visible);

  for (guint t = 0; t < n_steps; t++)
    {
      float *row = values + (gsize) t * task->n_visible;

      for (guint head = first; head < first + n_heads; head++)
        {
          const float *weights =
            heed_tensor_row (pass->weights[site.layer][t], b * pass->n_heads + head);

          for (guint s = 0; s < task->n_visible; s++)
            row[s] += weights[s];
        }
      for (guint s = 0; n_heads > 1 && s < task->n_visible; s++)
        row[s] /= (float) n_heads;
    }

  return heed_matrix_new (n_steps, task->n_visible, values);
}

static gboolean
is_finite (const HeedForcedPass *pass,
           const Batch          *batch,
           guint                 b)
{
  for (guint t = 0; t <= batch->tasks[b].pair->n_target; t++)
    {
      const float *row = heed_tensor_row (pass->output, t * batch->n_tasks + b);

      for (guint i = 0; i < pass->output->n_columns; i++)
        if (!isfinite (row[i]))
          return FALSE;
    }

  return TRUE;
}

/* As a session does: the output layer may overflow although the decoder does not. */
static gboolean
are_scores_finite (const HeedRowScore *scores,
                   const Batch        *batch,
                   guint               b)
{
  for (guint t = 0; t <= batch->tasks[b].pair->n_target; t++)
    {
      const HeedRowScore *score = &scores[(gsize) t * batch->n_tasks + b];

      if (!isfinite (score->log_prob) || !isfinite (score->entropy))
        return FALSE;
    }

  return TRUE;
}

static void
hand_out_scores (HeedForcedReading  *reading,
                 const HeedRowScore *scores,
                 const Batch        *batch,
                 guint               b)
{
  reading->log_probs = g_new (double, reading->n_steps);
  reading->entropies = g_new (double, reading->n_steps);

  for (guint t = 0; t < reading->n_steps; t++)
    {
      const HeedRowScore *score = &scores[(gsize) t * batch->n_tasks + b];

      reading->log_probs[t] = score->log_prob;
      reading->entropies[t] = MAX (score->entropy, 0.0f);
    }
}

static void
hand_out (const Work           *work,
          const HeedForcedPass *pass,
          const HeedRowScore   *scores,
          const Batch          *batch,
          guint                 b)
{
  const Task *task = &batch->tasks[b];
  HeedForcedReading *reading = task->reading;

  if (!is_finite (pass, batch, b))
    {
      g_set_error (&reading->problem, HEED_ERROR, HEED_ERROR_NOT_FINITE,
                   "decoder: expected finite numbers at every step, found others");
      return;
    }

  if (scores != NULL && !are_scores_finite (scores, batch, b))
    {
      g_set_error (&reading->problem, HEED_ERROR, HEED_ERROR_NOT_FINITE,
                   "output layer: expected finite numbers at every step, found others");
      return;
    }

  reading->n_steps = task->pair->n_target + 1;
  reading->n_source = task->n_visible;
  reading->source = g_new (HeedToken, task->n_visible);
  for (guint s = 0; s < task->n_visible; s++)
    reading->source[s] = heed_model_get_source_token (work->model, task->source[s]);

  reading->n_sites = work->options->n_sites;
  reading->attention = g_new0 (HeedMatrix *, reading->n_sites);
  for (guint i = 0; i < reading->n_sites && pass->n_layers > 0; i++)
    reading->attention[i] = dup_attention (pass, batch, b, work->options->sites[i]);

  if (scores != NULL)
    hand_out_scores (reading, scores, batch, b);
}

static void
read_batch (const Work *work,
            Batch      *batch)
{
  HeedTokenBatch source;
  HeedTargetBatch target;
  HeedForcedPass pass;
  HeedRowScore *scores = NULL;

  fill_batch (batch, work);
  source = (HeedTokenBatch) { batch->source, batch->lengths, batch->n_source, batch->n_tasks };
  target = (HeedTargetBatch) {
    .read = batch->read,
    .said = batch->said,
    .row_weights = batch->row_weights,
    .n_positions = batch->n_target,
  };

  heed_forced_pass_run (&work->side, work->tape, &source, &target, &pass);
  if (work->options->wants_scores)
    {
      scores = g_new0 (HeedRowScore, (gsize) batch->n_target * batch->n_tasks);
      heed_forced_pass_score (&work->side, work->tape, &pass, &target, scores);
    }

  for (guint b = 0; b < batch->n_tasks; b++)
    hand_out (work, &pass, scores, batch, b);

  g_free (scores);
  clear_batch (batch);
}

/* --- All of them --- */

/* Returns how many of the tasks, which are sorted by length, make up the next batch. */
static guint
count_fitting (const Work *work,
               const Task *tasks,
               guint       n_tasks)
{
  guint n_longest = 0;
  guint n = 0;

  while (n < MIN (n_tasks, MAX_SENTENCES))
    {
      double n_floats;

      n_longest = MAX (n_longest, MAX (tasks[n].n_read, tasks[n].pair->n_target + 1));
      n_floats = 2.0 * (n + 1) * n_longest * n_longest * work->n_maps;
      if (n > 0 && n_floats > MAX_ATTENTION_FLOATS)
        break;
      n++;
    }

  return n;
}

static guint
count_maps (HeedModel *model)
{
  const HeedAttentionKind kinds[] = { HEED_ATTENTION_CROSS, HEED_ATTENTION_ENCODER_SELF,
                                      HEED_ATTENTION_DECODER_SELF };
  guint n_maps = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (heed_model_get_n_layers (model, kinds[i]) > 0)
      n_maps +=
        heed_model_get_n_layers (model, kinds[i]) * heed_model_get_n_heads (model, kinds[i], 0);

  return n_maps;
}

static gboolean
are_sound (HeedModel               *model,
           const HeedForcedOptions *options)
{
  guint n_layers = heed_model_get_n_layers (model, HEED_ATTENTION_CROSS);

  for (guint i = 0; i < options->n_sites && n_layers > 0; i++)
    {
      const HeedAttentionSite *site = &options->sites[i];

      if (site->kind != HEED_ATTENTION_CROSS || site->layer < 0 ||
          site->layer >= (int) n_layers || site->head < HEED_HEAD_MEAN ||
          site->head >= (int) heed_model_get_n_heads (model, site->kind, site->layer))
        return FALSE;
    }

  return TRUE;
}

static void
fail_all (GArray       *tasks,
          const GError *problem)
{
  for (guint i = 0; i < tasks->len; i++)
    g_array_index (tasks, Task, i).reading->problem = g_error_copy (problem);
}

/**
 * heed_force_pairs:
 * @pairs: n_pairs; the more pairs in one call, the less padding in a batch
 * @options: what to keep; the sites must exist in the model, unless it has no attention at
 *   all
 *
 * Runs the model along each target with teacher forcing. A pair that cannot be read gets a
 * problem in its reading and does not affect the others: %HEED_ERROR_VOCABULARY if an id is
 * out of range; %HEED_ERROR_TOO_LARGE if the source or the target is too long, as
 * heed_model_set_max_source_length() says; %HEED_ERROR_NOT_FINITE; %HEED_ERROR_DAMAGED if the
 * model's file was written to since it was opened.
 *
 * Thread: any; several threads may use one model at a time
 * Cost:   encoder and decoder over all positions, up to 64 sentences at once; the products
 *         of embeddings and gate weights once for each distinct token; the output layer, the
 *         largest part, only if scores are wanted
 * Source: Williams and Zipser 1989 (teacher forcing)
 *
 * Returns: (transfer full): n_pairs readings, in the order of the pairs
 */
HeedForcedReading *
heed_force_pairs (HeedModel               *model,
                  const HeedForcedPair    *pairs,
                  guint                    n_pairs,
                  const HeedForcedOptions *options)
{
  HeedForcedReading *readings;
  g_autoptr(GArray) tasks = NULL;
  g_autoptr(HeedTape) tape = NULL;
  g_autoptr(GError) problem = NULL;
  Work work;

  g_return_val_if_fail (model != NULL && options != NULL, NULL);
  g_return_val_if_fail (pairs != NULL || n_pairs == 0, NULL);
  g_return_val_if_fail (are_sound (model, options), NULL);

  tape = heed_tape_new ();
  work = (Work) { model, heed_source_side_ask (model), heed_target_side_ask (model), options,
                  tape, count_maps (model), { 0 }, NULL };
  readings = g_new0 (HeedForcedReading, MAX (n_pairs, 1));
  tasks = make_tasks (&work, pairs, readings, n_pairs);
  g_array_sort (tasks, compare_length);

  if (!heed_model_check_file (model, &problem))
    {
      fail_all (tasks, problem);
      return readings;
    }

  make_tables (&work, tasks);
  for (guint first = 0; first < tasks->len;)
    {
      Batch batch = { .tasks = &g_array_index (tasks, Task, first) };

      batch.n_tasks = count_fitting (&work, batch.tasks, tasks->len - first);
      read_batch (&work, &batch);
      first += batch.n_tasks;
    }
  g_clear_pointer (&work.tables, heed_gate_tables_free);

  return readings;
}

void
heed_forced_readings_free (HeedForcedReading *readings,
                           guint              n_readings)
{
  for (guint i = 0; readings != NULL && i < n_readings; i++)
    {
      HeedForcedReading *reading = &readings[i];

      for (guint site = 0; site < reading->n_sites; site++)
        g_clear_pointer (&reading->attention[site], heed_matrix_unref);
      g_clear_error (&reading->problem);
      g_free (reading->attention);
      g_free (reading->source);
      g_free (reading->log_probs);
      g_free (reading->entropies);
    }

  g_free (readings);
}
