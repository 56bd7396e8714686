/* toy-trainer.c — trainings of a second or less
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/toy-trainer.h"

#include "engine/training/trainer.h"
#include "tests/engine/compare.h"

#define RECURRENT \
  "\"source_embedding\": 12, \"target_embedding\": 12, \"encoder_width\": 10, " \
  "\"decoder_width\": 20, \"attention_width\": 16, \"combine_width\": 20"

#define TRANSFORMER \
  "\"family\": \"transformer\", \"width\": 16, \"layers\": 2, \"heads\": 2"

static char *
configure (const char *model,
           const char *training)
{
  return g_strdup_printf ("{\"name\": \"Toy\","
                          " \"data\": {\"task\": \"reverse\", \"pairs\": 300, \"valid_pairs\": 20,"
                          "            \"alphabet\": \"abcdef\", \"min_length\": 2, \"max_length\": 5},"
                          " \"model\": {%s},"
                          " \"training\": {\"batch_size\": 32, \"epochs\": 12, \"learning_rate\": 0.02, \"seed\": 4%s%s}}",
                          model, training != NULL ? ", " : "", training != NULL ? training : "");
}

static HeedTrainer *
new_trainer (const char *configuration)
{
  g_autoptr(GError) error = NULL;
  HeedTrainer *trainer = heed_trainer_new (configuration, "/", NULL, &error);

  g_assert_no_error (error);

  return trainer;
}

char *
toy_trainer_configure (const char *training)
{
  return configure (RECURRENT, training);
}

HeedTrainer *
toy_trainer_new (const char *training)
{
  g_autofree char *configuration = configure (RECURRENT, training);

  return new_trainer (configuration);
}

HeedTrainer *
toy_trainer_new_transformer (const char *training)
{
  g_autofree char *configuration = configure (TRANSFORMER, training);

  return new_trainer (configuration);
}

HeedTrainReport
toy_trainer_run (HeedTrainer *trainer,
                 guint        n_batches)
{
  g_autoptr(GError) error = NULL;
  HeedTrainReport report = { 0 };

  for (guint i = 0; i < n_batches; i++)
    {
      g_assert_true (heed_trainer_run_batch (trainer, &report, &error));
      g_assert_no_error (error);
    }

  return report;
}

void
assert_same_weights (HeedTrainer *found,
                     HeedTrainer *expected)
{
  g_assert_cmpuint (heed_parameters_get_n (found->parameters), ==, heed_parameters_get_n (expected->parameters));

  for (guint i = 0; i < heed_parameters_get_n (expected->parameters); i++)
    {
      const HeedTensor *one = heed_parameters_get (found->parameters, i);
      const HeedTensor *other = heed_parameters_get (expected->parameters, i);

      g_assert_cmpstr (one->name, ==, other->name);
      assert_same_floats (one->values, other->values, heed_tensor_n_values (other), other->name);
    }
}
