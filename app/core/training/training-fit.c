/* training-fit.c — fitting the hyperparameters of a training to the number of pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The presets are made for hundreds of thousands of pairs: with two hundred pairs they
 * would make only 24 batches, after which a model has learned nothing. A small file needs
 * a small model, few pieces, small batches, and enough epochs for enough batches. The
 * numbers were measured for two hundred pairs; between these and the preset they are a
 * guess. Few pairs also give the aligner too little evidence, so that guided attention
 * would learn wrong links.
 */

#include "app/core/training/training-fit.h"

#include <math.h>

#define MAX_EPOCHS 1000.0

typedef struct {
  guint  most_pairs;   /* the largest file this is for */
  guint  embedding;
  guint  width;
  guint  batch_size;
  guint  n_batches;    /* needed to learn the pairs */
  double rate;         /* learning rate of a recurrent model; 0 keeps the preset's */
  double dropout;
  guint  min_frequency;
} Fit;

static const Fit fits[] = {
  { 1000, 48, 64, 16, 2000, 0.004, 0.1, 1 },
  { 10000, 96, 128, 32, 4000, 0.003, 0.1, 2 },
  { 50000, 128, 192, 64, 6000, 0.002, 0.1, 2 },
};

/* The book's model keeps its learning rate. Up to this size all pairs of a file are used; of a
 * larger file only the first ones, as in the book. */
static const Fit book_fits[] = {
  { 1000, 32, 32, 16, 2500, 0.0, 0.0, 1 },
  { 10000, 64, 64, 32, 4000, 0.0, 0.0, 2 },
};

#define MIN_GUIDED_PAIRS 2000
#define FEWEST_PIECES    100   /* plus one for each pair */
#define MOST_PIECES      5000

static const Fit *
find_fit (const Fit *fits_of_task,
          guint      n_fits,
          guint      n_pairs)
{
  for (guint i = 0; i < n_fits; i++)
    if (n_pairs <= fits_of_task[i].most_pairs)
      return &fits_of_task[i];

  return NULL;
}

/* Chooses the length limit so that 99 % of the pairs are used. In a small vocabulary each piece may
 * be a single character, and the mark before the first word counts too. */
static double
find_max_tokens (const HeedTrainingPlan *plan,
                 const HeedPairFile     *file)
{
  gboolean is_of_words = !plan->task->has_units || plan->units == HEED_UNITS_WORDS;
  double n_tokens = is_of_words ? 1.0 + file->n_words : 2.0 + file->n_characters;

  return CLAMP (n_tokens, 10.0, heed_hyper_get_info (HEED_HYPER_MAX_TOKENS)->most);
}

static void
apply (HeedTrainingPlan *plan,
       const Fit        *fit,
       guint             n_pairs)
{
  plan->hypers[HEED_HYPER_PAIRS] = 0.0;
  plan->hypers[HEED_HYPER_EMBEDDING] = fit->embedding;
  plan->hypers[HEED_HYPER_WIDTH] = fit->width;
  plan->hypers[HEED_HYPER_BATCH_SIZE] = fit->batch_size;
  plan->hypers[HEED_HYPER_EPOCHS] =
    MIN (ceil ((double) fit->n_batches * fit->batch_size / n_pairs), MAX_EPOCHS);
  plan->min_frequency = fit->min_frequency;

  if (fit->rate > 0.0 && !plan->mechanism->is_transformer)
    plan->hypers[HEED_HYPER_LEARNING_RATE] = fit->rate;
  if (fit->dropout > 0.0)
    plan->hypers[HEED_HYPER_DROPOUT] = fit->dropout;
}

/**
 * heed_training_plan_fit:
 * @plan: for a task with a file of pairs
 * @file: the training pairs; if it has none, nothing changes
 *
 * For a file larger than those in the table the preset's numbers are kept, which are
 * meant for large files.
 */
void
heed_training_plan_fit (HeedTrainingPlan   *plan,
                        const HeedPairFile *file)
{
  guint n_pairs;
  const Fit *fit;

  g_return_if_fail (plan != NULL && plan->task->is_file && file != NULL);

  n_pairs = file->pairs->len;
  fit = plan->task->has_units ? find_fit (fits, G_N_ELEMENTS (fits), n_pairs)
                              : find_fit (book_fits, G_N_ELEMENTS (book_fits), n_pairs);
  if (n_pairs == 0 || fit == NULL)
    return;

  apply (plan, fit, n_pairs);
  plan->hypers[HEED_HYPER_MAX_TOKENS] = find_max_tokens (plan, file);
  plan->vocabulary = MIN (FEWEST_PIECES + n_pairs, MOST_PIECES);
  if (n_pairs < MIN_GUIDED_PAIRS)
    plan->guided_alignment = 0.0;
}
