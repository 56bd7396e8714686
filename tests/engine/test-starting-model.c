/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "engine/training/trainer.h"
#include "tests/engine/compare.h"
#include "tests/engine/scratch.h"
#include "tests/engine/toy-trainer.h"

/* The second task has letters that the first lacks; the model has no tokens for them. */
#define DATA                                                               \
  "\"data\": {\"task\": \"reverse\", \"pairs\": 200, \"valid_pairs\": 20," \
  "           \"alphabet\": \"%s\", \"min_length\": 2, \"max_length\": 5}"

#define TRAINING "\"training\": {\"batch_size\": 32, \"epochs\": 4, \"seed\": 9%s}"

static char *
save (HeedTrainer *trainer,
      const char  *name)
{
  g_autoptr(HeedModel) model = heed_trainer_dup_model (trainer);
  char *path = scratch_path (name);
  g_autoptr(GError) error = NULL;

  heed_model_save (model, path, &error);
  g_assert_no_error (error);

  return path;
}

static HeedTrainer *
try_to_start (const char  *path,
              const char  *alphabet,
              const char  *members,
              const char  *training,
              GError     **error)
{
  g_autofree char *configuration =
    g_strdup_printf ("{\"start_from\": \"%s\", %s" DATA ", " TRAINING "}", path, members, alphabet,
                       training);

  return heed_trainer_new (configuration, "/", NULL, error);
}

static HeedTrainer *
start (const char *path,
       const char *alphabet,
       const char *training)
{
  g_autoptr(GError) error = NULL;
  HeedTrainer *trainer = try_to_start (path, alphabet, "", training, &error);

  g_assert_no_error (error);

  return trainer;
}

static void
assert_begins_with_the_weights_of (HeedTrainer *trained)
{
  g_autofree char *path = save (trained, "trained.safetensors");
  g_autoptr(HeedTrainer) trainer = NULL;

  trainer = start (path, "abcdef", "");
  g_assert_cmpuint (heed_trainer_get_batch (trainer), ==, 0);
  assert_same_weights (trainer, trained);
}

static void
test_starting_model_gives_its_weights (void)
{
  g_autoptr(HeedTrainer) recurrent = toy_trainer_new (NULL);
  g_autoptr(HeedTrainer) transformer = toy_trainer_new_transformer (NULL);

  toy_trainer_run (recurrent, 15);
  toy_trainer_run (transformer, 15);
  assert_begins_with_the_weights_of (recurrent);
  assert_begins_with_the_weights_of (transformer);
}

/* On the same data, the first loss is much lower than with random weights. */
static void
test_starting_model_is_trained_further (void)
{
  g_autoptr(HeedTrainer) trained = toy_trainer_new (NULL);
  HeedTrainReport first = toy_trainer_run (trained, 1);
  HeedTrainReport last = toy_trainer_run (trained, 100);
  g_autofree char *path = save (trained, "trained.safetensors");
  g_autoptr(HeedTrainer) trainer = start (path, "abcdef", "");
  HeedTrainReport further = toy_trainer_run (trainer, 1);

  g_assert_cmpuint (further.batch, ==, 1);
  g_assert_cmpfloat (further.loss, <, last.loss + 0.2 * (first.loss - last.loss));
}

/* The model keeps its vocabulary, whatever letters the new data has. */
static void
test_starting_model_keeps_its_vocabulary (void)
{
  g_autoptr(HeedTrainer) trained = toy_trainer_new (NULL);
  g_autofree char *path = save (trained, "trained.safetensors");
  g_autoptr(HeedTrainer) trainer = start (path, "uvwxyz", "");

  assert_same_weights (trainer, trained);
  toy_trainer_run (trainer, 2);
  g_assert_cmpuint (heed_tokenizer_get_size (trainer->source_text), ==,
                    heed_tokenizer_get_size (trained->source_text));
}

static void
test_starting_model_resumed_is_uninterrupted (void)
{
  g_autoptr(HeedTrainer) trained = toy_trainer_new (NULL);
  g_autofree char *path = save (trained, "trained.safetensors");
  g_autoptr(HeedTrainer) whole = start (path, "abcdef", ", \"dropout\": 0.2");
  g_autoptr(HeedTrainer) first = start (path, "abcdef", ", \"dropout\": 0.2");
  g_autoptr(HeedTrainer) second = start (path, "abcdef", ", \"dropout\": 0.2");
  g_autofree char *checkpoint = scratch_path ("further.checkpoint");
  g_autoptr(GError) error = NULL;

  toy_trainer_run (whole, 9);
  toy_trainer_run (first, 5);
  heed_trainer_save (first, checkpoint, &error);
  g_assert_no_error (error);
  heed_trainer_resume (second, checkpoint, &error);
  g_assert_no_error (error);
  toy_trainer_run (second, 4);

  assert_same_weights (second, whole);
}

/* Beside the model that it makes, the configuration is not taken for a description of it. */
static void
test_starting_model_configuration_is_no_description (void)
{
  g_autoptr(HeedTrainer) trained = toy_trainer_new (NULL);
  g_autofree char *path = save (trained, "further.safetensors");
  const char *text = "{\"name\": \"Further\", \"source_language\": \"en\","
                     " \"start_from\": \"first.safetensors\", \"training\": {}}";
  g_autofree char *beside = scratch_write ("further.json", text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = heed_model_load (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (heed_model_get_warnings (model)[0]);
}

static void
assert_refused (const char *path,
                const char *members,
                const char *training,
                const char *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (try_to_start (path, "abcdef", members, training, &error));
  g_assert_nonnull (error);
  if (strstr (error->message, message) == NULL)
    g_error ("expected %s, found %s", message, error->message);
}

static void
test_starting_model_is_described_by_its_file_alone (void)
{
  g_autoptr(HeedTrainer) trained = toy_trainer_new (NULL);
  g_autofree char *path = save (trained, "trained.safetensors");

  assert_refused (path, "\"model\": {\"cell\": \"lstm\"}, ", "",
                  "model: expected none beside start_from");
  assert_refused (path, "\"source_text\": {}, ", "",
                  "source_text: expected none beside start_from");
  assert_refused (path, "\"target_text\": {}, ", "",
                  "target_text: expected none beside start_from");
}

static void
test_starting_model_that_cannot_be_used_is_refused (void)
{
  static const char description[] =
    "{\"family\": \"transformer\", \"tokens\": {\"begin\": 1, \"end\": 2, \"padding\": 0},"
    " \"source_vocabulary\": 9, \"target_vocabulary\": 9,"
    " \"width\": 4, \"layers\": 1, \"heads\": 1, \"feed_forward\": 8}";
  g_autoptr(HeedModel) silent = NULL;
  g_autofree char *path = scratch_path ("silent.safetensors");
  g_autofree char *damaged = scratch_write ("damaged.safetensors", "no model", 8);
  g_autoptr(GError) error = NULL;

  silent = heed_model_new_random (description, 1, &error);
  g_assert_no_error (error);
  heed_model_save (silent, path, &error);
  g_assert_no_error (error);

  assert_refused ("/nowhere/at.all", "", "", "start_from: /nowhere/at.all");
  assert_refused (damaged, "", "", "start_from: ");
  assert_refused (path, "", "", "found none of the source");
}

static void
test_starting_model_without_attention_cannot_be_guided (void)
{
  g_autofree char *configuration = g_strdup_printf (
    "{" DATA ", \"model\": {\"score\": \"none\", \"encoder_width\": 4, \"decoder_width\": 4}, "
    TRAINING "}", "abcdef", "");
  g_autoptr(HeedTrainer) trained = NULL;
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  trained = heed_trainer_new (configuration, "/", NULL, &error);
  g_assert_no_error (error);
  path = save (trained, "without-attention.safetensors");

  assert_refused (path, "", ", \"guided_alignment\": 0.5",
                  "guided_alignment: expected 0 for a model without attention, found 0.5");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/starting-model/gives-its-weights",
                   test_starting_model_gives_its_weights);
  g_test_add_func ("/engine/starting-model/is-trained-further",
                   test_starting_model_is_trained_further);
  g_test_add_func ("/engine/starting-model/keeps-its-vocabulary",
                   test_starting_model_keeps_its_vocabulary);
  g_test_add_func ("/engine/starting-model/resumed-is-uninterrupted",
                   test_starting_model_resumed_is_uninterrupted);
  g_test_add_func ("/engine/starting-model/configuration-is-no-description",
                   test_starting_model_configuration_is_no_description);
  g_test_add_func ("/engine/starting-model/is-described-by-its-file-alone",
                   test_starting_model_is_described_by_its_file_alone);
  g_test_add_func ("/engine/starting-model/that-cannot-be-used-is-refused",
                   test_starting_model_that_cannot_be_used_is_refused);
  g_test_add_func ("/engine/starting-model/without-attention-cannot-be-guided",
                   test_starting_model_without_attention_cannot_be_guided);

  return g_test_run ();
}
