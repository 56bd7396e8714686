/* toy-trainer.c — trainers of tiny models that take a second or less
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/toy-trainer.h"

#include <string.h>

#include "engine/base/random.h"
#include "engine/training/trainer.h"
#include "tests/engine/compare.h"
#include "tests/engine/scratch.h"

#define RECURRENT \
  "\"source_embedding\": 12, \"target_embedding\": 12, \"encoder_width\": 10, " \
  "\"decoder_width\": 20, \"attention_width\": 16, \"combine_width\": 20"

#define TRANSFORMER \
  "\"family\": \"transformer\", \"width\": 16, \"layers\": 2, \"heads\": 2"

static char *
configure (const char *model,
           const char *training)
{
  gboolean has_rate = training != NULL && strstr (training, "learning_rate") != NULL;

  return g_strdup_printf (
    "{\"name\": \"Toy\","
    " \"data\": {\"task\": \"reverse\", \"pairs\": 300, \"valid_pairs\": 20,"
    "            \"alphabet\": \"abcdef\", \"min_length\": 2, \"max_length\": 5},"
    " \"model\": {%s},"
    " \"training\": {\"batch_size\": 32, \"epochs\": 12, %s\"seed\": 4%s%s}}",
    model, has_rate ? "" : "\"learning_rate\": 0.02, ", training != NULL ? ", " : "",
    training != NULL ? training : "");
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

/* n lines of letters, and the same again. */
static char *
write_letters (const char *name,
               guint       n_lines,
               guint64     seed)
{
  g_autoptr(GString) text = g_string_new (NULL);
  HeedRandom random;

  heed_random_seed (&random, seed);
  for (guint i = 0; i < n_lines; i++)
    {
      guint n = 2 + heed_random_below (&random, 4);
      char letters[8] = "A";

      for (guint k = 1; k < n; k++)
        letters[k] = (char) ('a' + heed_random_below (&random, 6));
      g_string_append_printf (text, "%s.\t%s.\n", letters, letters);
    }

  return scratch_write (name, text->str, text->len);
}

HeedTrainer *
toy_trainer_new_mixture (const char *training)
{
  g_autofree char *one = write_letters ("one.tsv", 200, 1);
  g_autofree char *other = write_letters ("other.tsv", 150, 2);
  g_autofree char *configuration = g_strdup_printf (
    "{\"data\": {\"train\": [{\"file\": \"%s\", \"share\": 2}, {\"file\": \"%s\"}],"
    "            \"epoch_pairs\": 310, \"valid\": [\"%s\", \"%s\"],"
    "            \"augment\": {\"final_mark\": 0.3, \"lower_case\": 0.3, \"join\": 0.3}},"
    " \"source_text\": {\"tokenizer\": \"character\"},"
    " \"target_text\": {\"tokenizer\": \"character\"},"
    " \"model\": {%s},"
    " \"training\": {\"batch_size\": 32, \"epochs\": 5, \"learning_rate\": 0.02%s%s}}",
    one, other, one, other, RECURRENT, training != NULL ? ", " : "",
    training != NULL ? training : "");

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
  g_assert_cmpuint (heed_parameters_get_n (found->parameters), ==,
                    heed_parameters_get_n (expected->parameters));

  for (guint i = 0; i < heed_parameters_get_n (expected->parameters); i++)
    {
      const HeedTensor *one = heed_parameters_get (found->parameters, i);
      const HeedTensor *other = heed_parameters_get (expected->parameters, i);

      g_assert_cmpstr (one->name, ==, other->name);
      assert_same_floats (one->values, other->values, heed_tensor_n_values (other), other->name);
    }
}
