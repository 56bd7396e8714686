/* trainer.c — training, one batch at a time
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A batch is split into shards, each computed with its own tape and its own gradients,
 * and the gradients are added in the order of the shards. The number of shards is part
 * of the configuration, the number of threads is not: the same seed gives the same bits
 * with any number of threads.
 *
 * All random numbers of batch b are derived from the seed and b, so a checkpoint needs
 * no generator state: weights, moments and b are enough.
 */

#include "engine/networks/random-source.h"
#include "engine/training/starting-model.h"
#include "engine/training/trainer.h"

#include <math.h>
#include <string.h>

/* --- Construction --- */

/* Scales the embeddings, which were drawn with a standard deviation of 1 / sqrt (width). */
static void
spread_embeddings (HeedParameters *parameters,
                   float           deviation)
{
  for (guint i = 0; i < heed_parameters_get_n (parameters); i++)
    {
      HeedTensor *tensor = heed_parameters_get (parameters, i);
      float factor = deviation * sqrtf ((float) tensor->n_columns);

      if (g_str_has_suffix (tensor->name, "embedding.weight"))
        for (gsize k = 0; k < heed_tensor_n_values (tensor); k++)
          tensor->values[k] *= factor;
    }
}

static gboolean
make_weights (HeedTrainer  *trainer,
              GError      **error)
{
  const HeedBlueprint *blueprint = &trainer->configuration.model;
  HeedRandomSource source;
  HeedNetwork bound;
  HeedRandom random;

  heed_random_seed (&random,
                    heed_trainer_mix_seed (trainer->configuration.seed, HEED_STREAM_START, 0));
  trainer->parameters = heed_parameters_new ();
  source = (HeedRandomSource) { trainer->parameters, &random };

  if (!heed_blueprint_check (blueprint, error) ||
      !heed_network_bind (&bound, blueprint, heed_random_source, &source, error))
    return FALSE;

  if (trainer->configuration.embedding_deviation > 0.0f)
    spread_embeddings (trainer->parameters, trainer->configuration.embedding_deviation);

  if (trainer->start != NULL &&
      !heed_starting_model_copy_weights (trainer->start, trainer->parameters, error))
    return FALSE;
  g_clear_pointer (&trainer->start, heed_model_unref);

  trainer->optimizer = heed_optimizer_new (trainer->parameters);

  return TRUE;
}

static gboolean
make_shards (HeedTrainer  *trainer,
             GError      **error)
{
  guint n_shards = trainer->configuration.n_shards;

  trainer->shards = g_new0 (HeedShard, n_shards);
  trainer->gradients = g_new0 (HeedParameters *, n_shards);

  for (guint k = 0; k < n_shards; k++)
    {
      HeedShard *shard = &trainer->shards[k];

      shard->tape = heed_tape_new ();
      shard->arena = heed_arena_new (64 * 1024);
      shard->parameters = trainer->gradients[k] = heed_parameters_new_sharing (trainer->parameters);
      if (!heed_network_bind (&shard->network, &trainer->configuration.model, heed_existing_source,
                              shard->parameters, error))
        return FALSE;
      heed_network_set_dropout (&shard->network, trainer->configuration.dropout);
      if (trainer->configuration.dropout_place == HEED_DROPOUT_EVERYWHERE)
        heed_network_set_edge_dropout (&shard->network, trainer->configuration.dropout);
    }

  trainer->parallel = heed_parallel_new (MIN (n_shards, g_get_num_processors ()));

  return TRUE;
}

static gboolean
open_start (HeedTrainer   *trainer,
            GCancellable  *cancellable,
            GError       **error)
{
  HeedTrainingConfiguration *c = &trainer->configuration;

  if (c->start_from == NULL)
    return TRUE;

  trainer->start = heed_starting_model_open (c, cancellable, error);

  return trainer->start != NULL;
}

/**
 * heed_trainer_new:
 * @configuration: JSON; see configuration.c
 * @base_folder: the folder that relative paths in it are relative to
 *
 * Reads the data, builds vocabularies from it, and starts with random weights, or with
 * the vocabularies and weights of the model that the configuration starts from.
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names the member; those of reading a file or a model
 * Cost:   a pass over the data, and training of a subword segmentation if there is one
 *
 * Returns: (transfer full): a trainer before its first batch
 */
HeedTrainer *
heed_trainer_new (const char    *configuration,
                  const char    *base_folder,
                  GCancellable  *cancellable,
                  GError       **error)
{
  return heed_trainer_new_telling (configuration, base_folder, NULL, NULL, cancellable, error);
}

/**
 * heed_trainer_new_telling:
 * @tell: (nullable): called with what is being done until the function returns
 *
 * Like heed_trainer_new(), but reports its progress; with many pairs it takes minutes.
 *
 * Errors: as heed_trainer_new()
 * Cost:   as heed_trainer_new()
 *
 * Returns: (transfer full): a trainer before its first batch
 */
HeedTrainer *
heed_trainer_new_telling (const char           *configuration,
                          const char           *base_folder,
                          HeedPreparationFunc   tell,
                          gpointer              user_data,
                          GCancellable         *cancellable,
                          GError              **error)
{
  g_autoptr(HeedTrainer) trainer = g_new0 (HeedTrainer, 1);
  HeedTrainingConfiguration *c = &trainer->configuration;

  g_return_val_if_fail (configuration != NULL && base_folder != NULL, NULL);

  trainer->tell = tell;
  trainer->tell_data = user_data;

  if (!heed_training_configuration_parse (c, configuration, base_folder, error) ||
      !open_start (trainer, cancellable, error) ||
      !heed_trainer_make_batches (trainer, cancellable, error) ||
      !make_weights (trainer, error) ||
      !make_shards (trainer, error))
    return NULL;

  trainer->tell = NULL;
  trainer->text = g_strdup (configuration);
  trainer->checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, configuration, -1);
  trainer->n_batches = c->n_batches > 0 ? c->n_batches
                                        : (guint64) c->n_epochs * trainer->n_per_epoch;

  return g_steal_pointer (&trainer);
}

void
heed_trainer_free (HeedTrainer *trainer)
{
  if (trainer == NULL)
    return;

  for (guint k = 0; trainer->shards != NULL && k < trainer->configuration.n_shards; k++)
    {
      g_clear_pointer (&trainer->shards[k].tape, heed_tape_free);
      g_clear_pointer (&trainer->shards[k].arena, heed_arena_free);
      g_clear_pointer (&trainer->shards[k].parameters, heed_parameters_free);
    }

  g_clear_pointer (&trainer->parallel, heed_parallel_free);
  g_clear_pointer (&trainer->optimizer, heed_optimizer_free);
  g_clear_pointer (&trainer->parameters, heed_parameters_free);
  g_clear_pointer (&trainer->mixture, heed_mixture_free);
  g_clear_pointer (&trainer->aligner, heed_aligner_free);
  g_clear_pointer (&trainer->train, heed_batches_free);
  g_clear_pointer (&trainer->valid, heed_batches_free);
  g_clear_pointer (&trainer->train_pairs, heed_pairs_free);
  g_clear_pointer (&trainer->valid_pairs, heed_pairs_free);
  g_clear_pointer (&trainer->start, heed_model_unref);
  g_clear_pointer (&trainer->source_text, heed_tokenizer_unref);
  g_clear_pointer (&trainer->target_text, heed_tokenizer_unref);
  heed_training_configuration_clear (&trainer->configuration);
  g_free (trainer->gradients);
  g_free (trainer->shards);
  g_free (trainer->text);
  g_free (trainer->checksum);
  g_free (trainer);
}

/* --- A batch --- */

/* Rises linearly during the warm-up, then decays as configured:
 *
 *     linear   1 - progress
 *     cosine   (1 + cos (pi progress)) / 2 */
static double
find_learning_rate (const HeedTrainer *trainer)
{
  const HeedTrainingConfiguration *c = &trainer->configuration;
  double done = (double) trainer->batch;
  double progress;

  if (trainer->batch < c->n_warmup)
    return c->learning_rate * (done + 1.0) / c->n_warmup;

  progress = (done - c->n_warmup) / MAX ((double) trainer->n_batches - c->n_warmup, 1.0);

  switch (c->decay)
    {
    case HEED_DECAY_LINEAR:
      return c->learning_rate * (1.0 - progress);

    case HEED_DECAY_COSINE:
      return c->learning_rate * 0.5 * (1.0 + cos (G_PI * progress));

    case HEED_DECAY_NONE:
      break;
    }

  return c->learning_rate;
}

static float
find_guide_weight (const HeedTrainer *trainer)
{
  const HeedTrainingConfiguration *c = &trainer->configuration;

  if (!c->guided_decay)
    return c->guided_alignment;

  return c->guided_alignment *
         (float) (1.0 - (double) trainer->batch / (double) trainer->n_batches);
}

static void
compute_shard (guint    k,
               gpointer user_data)
{
  HeedTrainer *trainer = user_data;
  const HeedTrainingConfiguration *c = &trainer->configuration;
  HeedShard *shard = &trainer->shards[k];
  HeedRandom random;
  HeedBatch batch;

  heed_arena_reset (shard->arena);
  heed_parameters_clear_gradients (shard->parameters);
  batch = heed_batches_get (
    trainer->train, trainer->batch % trainer->n_per_epoch % heed_batches_get_n (trainer->train), k,
    c->n_shards, shard->arena);
  shard->loss = shard->guided_loss = 0.0;
  shard->n_tokens = batch.n_tokens;
  shard->n_guided = batch.n_guided;
  if (batch.n_tokens == 0)
    return;

  if (batch.target.guide != NULL)
    batch.target.guide->weight = find_guide_weight (trainer);

  heed_random_seed (
    &random, heed_trainer_mix_seed (c->seed, HEED_STREAM_SHARD, trainer->batch * c->n_shards + k));
  heed_tape_begin (shard->tape, TRUE);
  heed_tape_set_random (shard->tape, &random);
  shard->loss = heed_network_loss (&shard->network, shard->tape, &batch.source, &batch.target,
                                   c->label_smoothing);
  heed_tape_backward (shard->tape);
  heed_tape_set_random (shard->tape, NULL);
  if (batch.target.guide != NULL)
    shard->guided_loss = batch.target.guide->loss;
}

static void
sum_shards (const HeedTrainer *trainer,
            double            *loss,
            guint             *n_tokens)
{
  *loss = 0.0;
  *n_tokens = 0;

  for (guint k = 0; k < trainer->configuration.n_shards; k++)
    {
      *loss += trainer->shards[k].loss;
      *n_tokens += trainer->shards[k].n_tokens;
    }
}

/* A loss can be infinite while all gradients are finite, if the probability of the target is 0. */
static gboolean
check_loss (const HeedTrainer  *trainer,
            double              loss,
            GError            **error)
{
  if (isfinite (loss))
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE,
               "loss of batch %" G_GUINT64_FORMAT ": expected a finite number, found %g",
               trainer->batch + 1, loss);

  return FALSE;
}

/* Returns nats per guided token; 0 if there are none. */
static double
find_guided_loss (const HeedTrainer *trainer)
{
  double loss = 0.0;
  guint n_guided = 0;

  for (guint k = 0; k < trainer->configuration.n_shards; k++)
    {
      loss += trainer->shards[k].guided_loss;
      n_guided += trainer->shards[k].n_guided;
    }

  return n_guided > 0 ? loss / n_guided : 0.0;
}

/* Estimates from the average speed since this process began training. */
static void
report_speed (HeedTrainer     *trainer,
              guint            n_tokens,
              double           seconds,
              HeedTrainReport *report)
{
  trainer->n_tokens_here += n_tokens;
  trainer->n_batches_here += 1;
  trainer->seconds_here += seconds;

  report->tokens_per_second = (double) trainer->n_tokens_here / trainer->seconds_here;
  report->seconds_left = trainer->seconds_here / (double) trainer->n_batches_here
                         * (double) (trainer->n_batches - trainer->batch);
}

/**
 * heed_trainer_is_finished:
 *
 * Returns: whether all planned batches are done
 */
gboolean
heed_trainer_is_finished (HeedTrainer *trainer)
{
  g_return_val_if_fail (trainer != NULL, FALSE);

  return trainer->batch >= trainer->n_batches;
}

/**
 * heed_trainer_get_batch:
 *
 * Returns: the number of batches done
 */
guint64
heed_trainer_get_batch (HeedTrainer *trainer)
{
  g_return_val_if_fail (trainer != NULL, 0);

  return trainer->batch;
}

/**
 * heed_trainer_run_batch:
 * @report: (out): about this batch
 *
 * Errors: %HEED_ERROR_NOT_FINITE names the tensor, or the batch whose loss is not
 * finite; the weights are then unchanged
 * Thread: the trainer's; shards run on threads of their own, which have finished when
 *   it returns
 *
 * Returns: whether the weights were updated; %FALSE on error
 */
gboolean
heed_trainer_run_batch (HeedTrainer      *trainer,
                        HeedTrainReport  *report,
                        GError          **error)
{
  gint64 start = g_get_monotonic_time ();
  const HeedTrainingConfiguration *c;
  double rate, loss, norm;
  HeedOptimizerStep step;
  guint n_tokens;

  g_return_val_if_fail (trainer != NULL && report != NULL, FALSE);
  g_return_val_if_fail (!heed_trainer_is_finished (trainer), FALSE);

  c = &trainer->configuration;
  rate = find_learning_rate (trainer);

  if ((trainer->batch % trainer->n_per_epoch == 0 || trainer->n_batches_here == 0) &&
      !heed_trainer_begin_epoch (trainer, error))
    return FALSE;

  heed_parallel_run (trainer->parallel, c->n_shards, compute_shard, trainer);
  sum_shards (trainer, &loss, &n_tokens);

  step = (HeedOptimizerStep) { trainer->gradients, c->n_shards, 1.0 / n_tokens,
                               c->clip_norm,       rate,        trainer->batch + 1 };
  if (!check_loss (trainer, loss / n_tokens, error) ||
      !heed_optimizer_step (trainer->optimizer, trainer->parallel, &step, &norm, error))
    return FALSE;

  trainer->batch++;
  *report = (HeedTrainReport) {
    .batch = trainer->batch,
    .n_batches = trainer->n_batches,
    .epoch = (double) trainer->batch / trainer->n_per_epoch,
    .loss = loss / n_tokens,
    .guided_loss = find_guided_loss (trainer),
    .gradient_norm = norm,
    .learning_rate = rate,
  };
  report_speed (trainer, n_tokens, (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC,
                report);

  return TRUE;
}

/* --- Validation and accessors --- */

static void
validate_shard (guint    k,
                gpointer user_data)
{
  HeedTrainer *trainer = user_data;
  guint n_shards = trainer->configuration.n_shards;
  HeedShard *shard = &trainer->shards[k];

  shard->loss = 0.0;
  shard->n_tokens = 0;

  for (guint i = k; i < heed_batches_get_n (trainer->valid); i += n_shards)
    {
      HeedBatch batch;

      heed_arena_reset (shard->arena);
      batch = heed_batches_get (trainer->valid, i, 0, 1, shard->arena);
      heed_tape_begin (shard->tape, FALSE);
      shard->loss +=
        heed_network_loss (&shard->network, shard->tape, &batch.source, &batch.target, 0.0f);
      shard->n_tokens += batch.n_tokens;
    }
}

/**
 * heed_trainer_validate:
 * @loss: (out): one number, nats per target token, without dropout and label smoothing
 *
 * Errors: %HEED_ERROR_UNSUPPORTED if the configuration has no held-out pairs
 *
 * Returns: whether the loss could be computed
 */
gboolean
heed_trainer_validate (HeedTrainer  *trainer,
                       double       *loss,
                       GError      **error)
{
  double sum;
  guint n_tokens;

  g_return_val_if_fail (trainer != NULL && loss != NULL, FALSE);

  if (trainer->valid == NULL)
    {
      g_set_error_literal (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                           "data: expected a valid file, found none");
      return FALSE;
    }

  heed_parallel_run (trainer->parallel, trainer->configuration.n_shards, validate_shard, trainer);
  sum_shards (trainer, &sum, &n_tokens);
  *loss = sum / n_tokens;

  return TRUE;
}

static guint
count_pairs (HeedPairs *pairs)
{
  guint n_pairs = 0;

  if (pairs != NULL)
    heed_pairs_get (pairs, &n_pairs);

  return n_pairs;
}

static void
get_pair (HeedPairs   *pairs,
          guint        i,
          const char **source,
          const char **target)
{
  guint n_pairs;
  const HeedPair *all = heed_pairs_get (pairs, &n_pairs);

  *source = all[i].source;
  *target = all[i].target;
}

/**
 * heed_trainer_get_n_train:
 *
 * Returns: the number of training pairs
 */
guint
heed_trainer_get_n_train (HeedTrainer *trainer)
{
  g_return_val_if_fail (trainer != NULL, 0);

  return count_pairs (trainer->train_pairs);
}

/**
 * heed_trainer_get_train:
 * @i: from 0, below heed_trainer_get_n_train()
 * @source: (out) (transfer none): text, valid as long as the trainer
 * @target: (out) (transfer none): text
 */
void
heed_trainer_get_train (HeedTrainer  *trainer,
                        guint         i,
                        const char  **source,
                        const char  **target)
{
  g_return_if_fail (trainer != NULL && source != NULL && target != NULL);
  g_return_if_fail (i < heed_trainer_get_n_train (trainer));

  get_pair (trainer->train_pairs, i, source, target);
}

/**
 * heed_trainer_get_n_valid:
 *
 * Returns: the number of held-out pairs
 */
guint
heed_trainer_get_n_valid (HeedTrainer *trainer)
{
  g_return_val_if_fail (trainer != NULL, 0);

  return count_pairs (trainer->valid_pairs);
}

/**
 * heed_trainer_get_valid:
 * @i: from 0, below heed_trainer_get_n_valid()
 * @source: (out) (transfer none): text, valid as long as the trainer
 * @target: (out) (transfer none): text
 */
void
heed_trainer_get_valid (HeedTrainer  *trainer,
                        guint         i,
                        const char  **source,
                        const char  **target)
{
  g_return_if_fail (trainer != NULL && source != NULL && target != NULL);
  g_return_if_fail (i < heed_trainer_get_n_valid (trainer));

  get_pair (trainer->valid_pairs, i, source, target);
}

static void
set_metadata (GHashTable *metadata,
              const char *key,
              const char *value)
{
  g_hash_table_insert (metadata, g_strdup (key), g_strdup (value));
}

/* Takes ownership of the parameters. */
static HeedModel *
make_model (HeedTrainer    *trainer,
            HeedParameters *parameters)
{
  const HeedTrainingConfiguration *c = &trainer->configuration;
  HeedModelParts parts = { .blueprint = c->model, .parameters = parameters };
  g_autoptr(GError) error = NULL;
  HeedModel *model;

  parts.source_text = heed_tokenizer_ref (trainer->source_text);
  parts.target_text = heed_tokenizer_ref (trainer->target_text);
  parts.source_special = *heed_tokenizer_get_special (trainer->source_text);
  parts.target_special = *heed_tokenizer_get_special (trainer->target_text);
  parts.metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  set_metadata (parts.metadata, "heed.name", c->name);
  set_metadata (parts.metadata, "heed.source_language", c->source_language);
  set_metadata (parts.metadata, "heed.target_language", c->target_language);
  if (c->task.task != NULL)
    set_metadata (parts.metadata, "heed.example", c->task.task->info.probe);

  model = heed_model_new_from_parts (&parts, &error);
  g_assert_no_error (error);

  return model;
}

/**
 * heed_trainer_dup_model:
 *
 * Cost: copies every weight
 *
 * Returns: (transfer full): a copy of the model as it is now
 */
HeedModel *
heed_trainer_dup_model (HeedTrainer *trainer)
{
  g_return_val_if_fail (trainer != NULL, NULL);

  return make_model (trainer, heed_parameters_dup (trainer->parameters));
}

/**
 * heed_trainer_ref_model:
 *
 * Steps that a session has computed remain valid; a further step after the next batch
 * would mix two models.
 *
 * Cost: independent of the number of weights
 *
 * Returns: (transfer full): a model that shares the trainer's own weights; must be
 *   released before the next batch
 */
HeedModel *
heed_trainer_ref_model (HeedTrainer *trainer)
{
  g_return_val_if_fail (trainer != NULL, NULL);

  return make_model (trainer, heed_parameters_new_viewing (trainer->parameters));
}
