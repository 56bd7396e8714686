/* trainer-pairs.c — loading and drawing the pairs for a trainer
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pairs of one file or of a task are loaded once. Those of a mixture are drawn for each
 * epoch, augmented, tokenized and aligned, with a tokenizer and an aligner that were
 * trained on the first epoch. The draws depend only on the seed and the epoch, so a
 * training that is resumed draws the same pairs.
 */

#include "engine/training/trainer.h"

#include <math.h>

/* Prefix for errors of the held-out file, to tell them from errors of the training file. */
#define HELD_OUT "held-out pairs: "

/* Returns a number that depends on all three arguments and is not correlated with any of them. */
guint64
heed_trainer_mix_seed (guint64    seed,
                       HeedStream stream,
                       guint64    number)
{
  HeedRandom random;

  heed_random_seed (&random, seed ^ ((guint64) stream << 56) ^
                               (number * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)));

  return heed_random_next (&random);
}

static HeedTokenizer *
train_tokenizer (const HeedTokenizerOptions  *options,
                 HeedPairs                   *pairs,
                 gboolean                     is_source,
                 GError                     **error)
{
  guint n_pairs;
  const HeedPair *all = heed_pairs_get (pairs, &n_pairs);
  g_autofree const char **lines = g_new (const char *, n_pairs);

  for (guint i = 0; i < n_pairs; i++)
    lines[i] = is_source ? all[i].source : all[i].target;

  return heed_tokenizer_train (options, lines, n_pairs, error);
}

/* The tokenizers of the model that the training starts from. */
static void
take_text (HeedTrainer *trainer)
{
  const HeedModelParts *parts = heed_model_get_parts (trainer->start);

  trainer->source_text = heed_tokenizer_ref (parts->source_text);
  trainer->target_text = heed_tokenizer_ref (parts->target_text);
}

static gboolean
make_text (HeedTrainer  *trainer,
           HeedPairs    *pairs,
           GError      **error)
{
  HeedTrainingConfiguration *c = &trainer->configuration;

  if (trainer->start != NULL)
    {
      take_text (trainer);
      return TRUE;
    }

  trainer->source_text = train_tokenizer (&c->source_text, pairs, TRUE, error);
  if (trainer->source_text == NULL)
    return FALSE;

  trainer->target_text = train_tokenizer (&c->target_text, pairs, FALSE, error);
  if (trainer->target_text == NULL)
    return FALSE;

  heed_blueprint_set_vocabularies (&c->model, heed_tokenizer_get_size (trainer->source_text),
                                   heed_tokenizer_get_size (trainer->target_text));

  return TRUE;
}

static HeedPairs *
draw_pairs (HeedTrainer *trainer,
            guint64      epoch)
{
  const HeedTrainingConfiguration *c = &trainer->configuration;

  return heed_mixture_draw (trainer->mixture, &c->augmentation,
                            heed_trainer_mix_seed (c->seed, HEED_STREAM_DRAW, epoch));
}

static gboolean
load_files (HeedTrainer   *trainer,
            GCancellable  *cancellable,
            GError       **error)
{
  HeedTrainingConfiguration *c = &trainer->configuration;

  if (c->mixture.n_files > 0)
    {
      trainer->mixture = heed_mixture_new (&c->mixture, cancellable, error);
      if (trainer->mixture == NULL)
        return FALSE;
      if (c->swap)
        heed_mixture_swap (trainer->mixture);
      trainer->train_pairs = draw_pairs (trainer, 0);
      return TRUE;
    }

  trainer->train_pairs = heed_pairs_load (c->train_path, cancellable, error);
  if (trainer->train_pairs == NULL)
    return FALSE;
  if (c->swap)
    heed_pairs_swap (trainer->train_pairs);
  if (c->n_pairs > 0)
    heed_pairs_truncate (trainer->train_pairs, c->n_pairs);

  return TRUE;
}

static gboolean
load_held_out (HeedTrainer   *trainer,
               GCancellable  *cancellable,
               GError       **error)
{
  char **paths = trainer->configuration.valid_paths;

  if (paths == NULL)
    return TRUE;

  g_clear_pointer (&trainer->valid_pairs, heed_pairs_free);
  trainer->valid_pairs = heed_pairs_new ();
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr(HeedPairs) pairs = heed_pairs_load (paths[i], cancellable, error);

      if (pairs == NULL)
        {
          g_prefix_error (error, HELD_OUT);
          return FALSE;
        }
      heed_pairs_append (trainer->valid_pairs, pairs);
    }
  if (trainer->configuration.swap)
    heed_pairs_swap (trainer->valid_pairs);

  return TRUE;
}

/* Loads pairs from files or from a task; a held-out file takes precedence over held-out pairs of
 * a task. */
static gboolean
load_pairs (HeedTrainer   *trainer,
            GCancellable  *cancellable,
            GError       **error)
{
  HeedTrainingConfiguration *c = &trainer->configuration;

  if (c->task.task != NULL
        ? !heed_task_make_pairs (&c->task, c->seed, cancellable, &trainer->train_pairs,
                                 &trainer->valid_pairs, error)
        : !load_files (trainer, cancellable, error))
    return FALSE;

  return load_held_out (trainer, cancellable, error);
}

static void
tell (HeedTrainer     *trainer,
      HeedPreparation  what,
      double           done)
{
  if (trainer->tell != NULL)
    trainer->tell (what, done, trainer->tell_data);
}

static void
tell_of_links (double   done,
               gpointer trainer)
{
  tell (trainer, HEED_PREPARING_LINKS, done);
}

/* The aligner is trained on the pairs of the first epoch and not changed afterwards, so that a
 * training that is resumed finds the same links. */
static gboolean
align_batches (HeedTrainer   *trainer,
               GCancellable  *cancellable,
               GError       **error)
{
  HeedTrainingConfiguration *c = &trainer->configuration;

  if (c->guided_alignment == 0.0f)
    return TRUE;

  if (trainer->aligner == NULL)
    trainer->aligner =
      heed_batches_learn_links (trainer->train, tell_of_links, trainer, cancellable, error);
  if (trainer->aligner == NULL ||
      !heed_batches_align (trainer->train, trainer->aligner, c->guided_links, cancellable, error))
    return FALSE;

  if (trainer->mixture == NULL)
    g_clear_pointer (&trainer->aligner, heed_aligner_free);

  return TRUE;
}

/**
 * heed_trainer_make_batches:
 *
 * Reads the data, builds vocabularies from it, and aligns the words if attention is
 * guided.
 *
 * Errors: those of reading a file; %HEED_ERROR_UNSUPPORTED
 */
gboolean
heed_trainer_make_batches (HeedTrainer   *trainer,
                           GCancellable  *cancellable,
                           GError       **error)
{
  HeedTrainingConfiguration *c = &trainer->configuration;

  tell (trainer, HEED_PREPARING_PAIRS, NAN);
  if (!load_pairs (trainer, cancellable, error))
    return FALSE;

  if (trainer->start == NULL)
    tell (trainer, HEED_PREPARING_TEXT, NAN);
  if (!make_text (trainer, trainer->train_pairs, error))
    return FALSE;

  tell (trainer, HEED_PREPARING_IDS, NAN);

  trainer->rules = (HeedPairRules) {
    .source_text = trainer->source_text,
    .target_text = trainer->target_text,
    .source_begin = heed_blueprint_has_source_begin (&c->model),
    .source_end = heed_blueprint_has_source_end (&c->model),
    .max_tokens = c->max_tokens,
    .source_length =
      heed_blueprint_reads_padding (&c->model) ? c->model.recurrent.source_length : 0,
  };
  trainer->train = heed_batches_new (trainer->train_pairs, &trainer->rules, c->batch_size, error);
  if (trainer->train == NULL || !align_batches (trainer, cancellable, error))
    return FALSE;

  trainer->n_per_epoch = heed_batches_get_n (trainer->train);
  if (trainer->valid_pairs == NULL)
    return TRUE;

  trainer->valid = heed_batches_new (trainer->valid_pairs, &trainer->rules, c->batch_size, error);
  if (trainer->valid == NULL)
    g_prefix_error (error, HELD_OUT);

  return trainer->valid != NULL;
}

/* Draws the pairs of an epoch. Since the number of pairs that are too long varies, there may be
 * a batch more or less than in the first epoch: then one is left out or used twice. */
static gboolean
draw_epoch (HeedTrainer  *trainer,
            guint64       epoch,
            GError      **error)
{
  g_autoptr(HeedPairs) pairs = draw_pairs (trainer, epoch);
  HeedBatches *train =
    heed_batches_new (pairs, &trainer->rules, trainer->configuration.batch_size, error);

  if (train == NULL)
    return FALSE;

  heed_batches_free (trainer->train);
  heed_pairs_free (trainer->train_pairs);
  trainer->train = train;
  trainer->train_pairs = g_steal_pointer (&pairs);
  trainer->epoch = epoch;

  return align_batches (trainer, NULL, error);
}

/**
 * heed_trainer_begin_epoch:
 *
 * Must be called before the first batch of an epoch and of this process: draws the
 * pairs of a mixture and shuffles the batches.
 *
 * Errors: those of drawing the first epoch
 */
gboolean
heed_trainer_begin_epoch (HeedTrainer  *trainer,
                          GError      **error)
{
  guint64 epoch = trainer->batch / trainer->n_per_epoch;

  if (trainer->mixture != NULL && trainer->epoch != epoch && !draw_epoch (trainer, epoch, error))
    return FALSE;

  heed_batches_shuffle (
    trainer->train, heed_trainer_mix_seed (trainer->configuration.seed, HEED_STREAM_EPOCH, epoch));

  return TRUE;
}
