/* optimizer.c — Adam over all weights: one step from the gradients of a batch
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     g      = factor * sum over shards
 *     norm   = sqrt (sum over all parameters of g^2)
 *     g      = g * min (1, clip / (norm + 1e-6))
 *     then Adam (kernels/adam.c)
 *
 * Gradients are summed shard by shard and the norm parameter by parameter, so neither
 * depends on the order in which threads finish.
 *
 * Source: Pascanu et al. 2013 (clipping), as torch.nn.utils.clip_grad_norm_
 */

#include "engine/training/optimizer.h"

#include <math.h>
#include <string.h>

#include "engine/heed.h"
#include "engine/kernels/adam.h"
#include "engine/kernels/elementwise.h"

#define BETA1   0.9
#define BETA2   0.999
#define EPSILON 1e-8

struct _HeedOptimizer
{
  HeedParameters *parameters;
  guint           n_parameters;
  float         **first;    /* n_values of each parameter */
  float         **second;
  double         *squares;  /* per parameter: the sum of its squared gradient */
};

/* Data shared by the parts of one step, which run in parallel. */
typedef struct
{
  HeedOptimizer         *optimizer;
  HeedParameters *const *shards;
  guint                  n_shards;
  HeedAdamStep           adam;
} Step;

HeedOptimizer *
heed_optimizer_new (HeedParameters *parameters)
{
  HeedOptimizer *optimizer = g_new0 (HeedOptimizer, 1);

  optimizer->parameters = parameters;
  optimizer->n_parameters = heed_parameters_get_n (parameters);
  optimizer->first = g_new0 (float *, optimizer->n_parameters);
  optimizer->second = g_new0 (float *, optimizer->n_parameters);
  optimizer->squares = g_new0 (double, optimizer->n_parameters);

  for (guint i = 0; i < optimizer->n_parameters; i++)
    {
      gsize n_values = heed_tensor_n_values (heed_parameters_get (parameters, i));

      optimizer->first[i] = g_new0 (float, n_values);
      optimizer->second[i] = g_new0 (float, n_values);
    }

  return optimizer;
}

void
heed_optimizer_free (HeedOptimizer *optimizer)
{
  for (guint i = 0; i < optimizer->n_parameters; i++)
    {
      g_free (optimizer->first[i]);
      g_free (optimizer->second[i]);
    }

  g_free (optimizer->first);
  g_free (optimizer->second);
  g_free (optimizer->squares);
  g_free (optimizer);
}

float *
heed_optimizer_get_first (HeedOptimizer *optimizer,
                          guint          i)
{
  return optimizer->first[i];
}

float *
heed_optimizer_get_second (HeedOptimizer *optimizer,
                           guint          i)
{
  return optimizer->second[i];
}

/* Adds the gradients of all shards to that of the first shard. */
static void
sum_parameter (guint    i,
               gpointer user_data)
{
  Step *step = user_data;
  HeedTensor *sum = heed_parameters_get (step->shards[0], i);
  gsize n_values = heed_tensor_n_values (sum);

  for (guint k = 1; k < step->n_shards; k++)
    heed_accumulate (sum->gradient, heed_parameters_get (step->shards[k], i)->gradient, n_values);

  step->optimizer->squares[i] = heed_sum_of_squares (sum->gradient, n_values);
}

static void
step_parameter (guint    i,
                gpointer user_data)
{
  Step *step = user_data;
  HeedTensor *tensor = heed_parameters_get (step->optimizer->parameters, i);

  heed_adam (tensor->values, step->optimizer->first[i], step->optimizer->second[i],
             heed_parameters_get (step->shards[0], i)->gradient, &step->adam,
             heed_tensor_n_values (tensor));
}

static gboolean
find_norm (HeedOptimizer  *optimizer,
           double          factor,
           double         *norm,
           GError        **error)
{
  double squares = 0.0;

  for (guint i = 0; i < optimizer->n_parameters; i++)
    {
      if (!isfinite (optimizer->squares[i]))
        {
          g_set_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE,
                       "%s: expected a finite gradient, found %g",
                       heed_parameters_get (optimizer->parameters, i)->name, optimizer->squares[i]);
          return FALSE;
        }
      squares += optimizer->squares[i];
    }

  *norm = factor * sqrt (squares);

  return TRUE;
}

/**
 * heed_optimizer_step:
 * @step: gradients of the weights of the optimizer's parameters; afterwards those of
 *   the first shard are the sum of all
 * @gradient_norm: (out): L2, before clipping
 *
 * Errors: %HEED_ERROR_NOT_FINITE, the weights are then unchanged
 *
 * Returns: whether the step was taken
 */
gboolean
heed_optimizer_step (HeedOptimizer            *optimizer,
                     HeedParallel             *parallel,
                     const HeedOptimizerStep  *step,
                     double                   *gradient_norm,
                     GError                  **error)
{
  Step work = { .optimizer = optimizer, .shards = step->shards, .n_shards = step->n_shards };
  double number = (double) step->number;
  double clip = 1.0;
  double norm;

  heed_parallel_run (parallel, optimizer->n_parameters, sum_parameter, &work);
  if (!find_norm (optimizer, step->factor, &norm, error))
    return FALSE;

  if (step->clip_norm > 0.0)
    clip = MIN (1.0, step->clip_norm / (norm + 1e-6));

  work.adam = (HeedAdamStep) {
    .beta1 = (float) BETA1,
    .beta2 = (float) BETA2,
    .rest1 = (float) (1.0 - BETA1),
    .rest2 = (float) (1.0 - BETA2),
    .epsilon = (float) EPSILON,
    .step_size = (float) (step->learning_rate / (1.0 - pow (BETA1, number))),
    .root_correction = (float) (1.0 / sqrt (1.0 - pow (BETA2, number))),
    .gradient_factor = (float) (step->factor * clip),
  };
  heed_parallel_run (parallel, optimizer->n_parameters, step_parameter, &work);
  *gradient_norm = norm;

  return TRUE;
}
