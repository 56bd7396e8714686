/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * differences.c is tested here too: it is what a refused checkpoint says.
 *
 * Covers: engine/training/differences.c
 */

#include <math.h>
#include <string.h>

#include "engine/files/safetensors.h"
#include "engine/training/trainer.h"
#include "tests/engine/compare.h"
#include "tests/engine/scratch.h"
#include "tests/engine/toy-trainer.h"

static char *
save (HeedTrainer *trainer)
{
  char *path = scratch_path ("toy.checkpoint");
  g_autoptr(GError) error = NULL;

  heed_trainer_save (trainer, path, &error);
  g_assert_no_error (error);

  return path;
}

/* Training resumes exactly, wherever it was interrupted. */
static void
assert_resumes (HeedTrainer *(*new_trainer) (const char *),
                const char    *training)
{
  const guint cuts[] = { 0, 1, 9, 10, 11, 33 };
  g_autoptr(HeedTrainer) whole = new_trainer (training);
  HeedTrainReport expected = toy_trainer_run (whole, 40);

  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autoptr(HeedTrainer) first = new_trainer (training);
      g_autoptr(HeedTrainer) second = new_trainer (training);
      g_autofree char *path = NULL;
      g_autoptr(GError) error = NULL;
      HeedTrainReport found;

      toy_trainer_run (first, cuts[i]);
      path = save (first);
      heed_trainer_resume (second, path, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (heed_trainer_get_batch (second), ==, cuts[i]);

      found = toy_trainer_run (second, 40 - cuts[i]);
      g_assert_cmpuint (found.batch, ==, expected.batch);
      g_assert_true (found.loss == expected.loss && found.gradient_norm == expected.gradient_norm &&
                     found.learning_rate == expected.learning_rate &&
                     found.guided_loss == expected.guided_loss);
      assert_same_weights (second, whole);
    }
}

static void
test_checkpoint_resumed_is_uninterrupted (gconstpointer training)
{
  assert_resumes (toy_trainer_new, training);
}

static void
test_checkpoint_resumed_transformer_is_uninterrupted (void)
{
  assert_resumes (toy_trainer_new_transformer,
                  "\"dropout\": 0.1, \"guided_alignment\": 0.5, \"warmup\": 20");
}

/* The pairs of an epoch are drawn again and linked as before. */
static void
test_checkpoint_resumed_mixture_is_uninterrupted (void)
{
  assert_resumes (toy_trainer_new_mixture,
                  "\"dropout\": 0.1, \"guided_alignment\": 0.5, \"decay\": \"linear\"");
}

static void
test_checkpoint_of_a_finished_training_is_finished (void)
{
  g_autoptr(HeedTrainer) finished = toy_trainer_new ("\"batches\": 3");
  g_autoptr(HeedTrainer) resumed = toy_trainer_new ("\"batches\": 3");
  g_autofree char *path = NULL;

  toy_trainer_run (finished, 3);
  path = save (finished);
  g_assert_true (heed_trainer_resume (resumed, path, NULL));
  g_assert_true (heed_trainer_is_finished (resumed));
}

/* Checks that the checkpoint is refused and the trainer unchanged. */
static void
assert_refused (const char *path,
                int         code)
{
  g_autoptr(HeedTrainer) trainer = toy_trainer_new (NULL);
  g_autoptr(HeedTrainer) untouched = toy_trainer_new (NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (heed_trainer_resume (trainer, path, &error));
  if (code >= 0)
    g_assert_error (error, HEED_ERROR, code);
  else
    g_assert_nonnull (error);
  g_assert_cmpuint (heed_trainer_get_batch (trainer), ==, 0);

  toy_trainer_run (trainer, 1);
  toy_trainer_run (untouched, 1);
  assert_same_weights (trainer, untouched);
}

static void
test_checkpoint_of_another_configuration_is_refused (void)
{
  g_autoptr(HeedTrainer) other = toy_trainer_new ("\"clip_norm\": 2");
  g_autofree char *path = save (other);

  assert_refused (path, HEED_ERROR_UNSUPPORTED);
}

static void
assert_longer_is_refused (const char *before,
                          const char *now,
                          const char *expected)
{
  g_autoptr(HeedTrainer) first = toy_trainer_new (before);
  g_autoptr(HeedTrainer) second = toy_trainer_new (now);
  g_autofree char *path = save (first);
  g_autoptr(GError) error = NULL;

  g_assert_false (heed_trainer_resume (second, path, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
  if (strstr (error->message, expected) == NULL)
    g_error ("expected %s in: %s", expected, error->message);
}

static void
test_checkpoint_what_differs_is_named (void)
{
  assert_longer_is_refused ("\"clip_norm\": 2", "\"clip_norm\": 3",
                            "another: training.clip_norm 2, now 3");
  assert_longer_is_refused ("\"batches\": 1, \"warmup\": 3", "\"batches\": 2",
                            "training.batches 1, now 2; training.warmup 3, now nothing");
  assert_longer_is_refused ("\"batches\": 1, \"decay\": \"cosine\"",
                            "\"batches\": 2, \"decay\": \"cosine\"",
                            "training.batches 1, now 2 (its decay");
  assert_longer_is_refused ("\"batches\": 1, \"guided_alignment\": 0.5, \"guided_decay\": true",
                            "\"batches\": 2, \"guided_alignment\": 0.5, \"guided_decay\": true",
                            "(its decay");
}

/* The result is the same as if the training had been longer from the beginning. */
static void
test_checkpoint_training_may_become_longer (void)
{
  g_autoptr(HeedTrainer) first = toy_trainer_new ("\"batches\": 15, \"warmup\": 5");
  g_autoptr(HeedTrainer) second = toy_trainer_new ("\"warmup\": 5,  \"batches\": 30");
  g_autoptr(HeedTrainer) whole = toy_trainer_new ("\"batches\": 30, \"warmup\": 5");
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  toy_trainer_run (first, 15);
  g_assert_true (heed_trainer_is_finished (first));
  path = save (first);
  heed_trainer_resume (second, path, &error);
  g_assert_no_error (error);
  g_assert_false (heed_trainer_is_finished (second));
  toy_trainer_run (second, 15);
  g_assert_true (heed_trainer_is_finished (second));
  toy_trainer_run (whole, 30);
  assert_same_weights (second, whole);
}

static void
test_checkpoint_cut_anywhere_is_refused (void)
{
  g_autoptr(HeedTrainer) trainer = toy_trainer_new (NULL);
  g_autofree char *path = save (trainer);
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *cut =
        scratch_write ("cut.checkpoint", bytes, i < 20 ? i : n_bytes * (i - 20) / 20);

      assert_refused (cut, -1);
    }
}

/* Describes how to damage a checkpoint: one array or one word is changed. */
typedef struct {
  const char *left_out;   /* array */
  const char *resized;    /* array */
  const char *infinite;   /* array */
  const char *batch;      /* text to write instead of the number */
} Change;

static char *
save_changed (const Change *change)
{
  g_autoptr(HeedTrainer) trainer = toy_trainer_new (NULL);
  g_autofree char *whole = save (trainer);
  g_autoptr(HeedWeights) weights = heed_safetensors_load (whole, NULL);
  g_autoptr(GArray) arrays = g_array_new (FALSE, FALSE, sizeof (HeedArray));
  g_autoptr(GHashTable) metadata = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree float *numbers = NULL;
  char *path = scratch_path ("changed.checkpoint");
  guint n;
  const HeedArray *all = heed_weights_get (weights, &n);

  for (guint i = 0; i < n; i++)
    {
      HeedArray array = all[i];

      if (g_strcmp0 (array.name, change->left_out) == 0)
        continue;
      if (g_strcmp0 (array.name, change->resized) == 0)
        {
          array.shape[0] -= 1;
          array.n_values = array.shape[0] * array.shape[1];
          array.n_bytes = array.n_values * sizeof (float);
        }
      if (g_strcmp0 (array.name, change->infinite) == 0)
        {
          numbers = g_memdup2 (array.data, array.n_bytes);
          numbers[array.n_values - 1] = INFINITY;
          array.data = (const guint8 *) numbers;
        }
      g_array_append_val (arrays, array);
    }

  g_hash_table_insert (metadata, (gpointer) "heed.checksum",
                       (gpointer) heed_weights_find_metadata (weights, "heed.checksum"));
  if (change->batch == NULL || *change->batch != '\0')
    g_hash_table_insert (metadata, (gpointer) "heed.checkpoint",
                         (gpointer) (change->batch != NULL ? change->batch : "0"));
  g_assert_true (heed_safetensors_save (path, (const HeedArray *) (gpointer) arrays->data,
                                        arrays->len, metadata, NULL));

  return path;
}

static void
test_checkpoint_with_arrays_missing_or_resized_is_refused (void)
{
  const char *const names[] = { "decoder.output.weight", "adam.first.decoder.output.weight",
                                "adam.second.encoder.embedding.weight" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *missing = save_changed (&(Change) { .left_out = names[i] });
      g_autofree char *resized = NULL;

      assert_refused (missing, HEED_ERROR_SHAPE);
      resized = save_changed (&(Change) { .resized = names[i] });
      assert_refused (resized, HEED_ERROR_SHAPE);
    }
}

static void
test_checkpoint_with_infinite_numbers_is_refused (void)
{
  const char *const names[] = { "decoder.output.weight", "adam.first.decoder.output.weight",
                                "adam.second.decoder.output.weight" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = save_changed (&(Change) { .infinite = names[i] });

      assert_refused (path, HEED_ERROR_NOT_FINITE);
    }
}

static void
test_checkpoint_with_a_wrong_batch_is_refused (void)
{
  const char *const wrong[] = { "", "-1", "121", "1e3", "many", "99999999999999999999999" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *path = save_changed (&(Change) { .batch = wrong[i] });

      assert_refused (path, HEED_ERROR_DAMAGED);
    }
}

static void
test_checkpoint_that_cannot_be_written_leaves_the_old_one (void)
{
  g_autoptr(HeedTrainer) trainer = toy_trainer_new (NULL);
  g_autofree char *path = save (trainer);
  g_autofree char *impossible = g_build_filename (path, "below-a-file", NULL);
  g_autoptr(GError) error = NULL;

  toy_trainer_run (trainer, 1);
  g_assert_false (heed_trainer_save (trainer, impossible, &error));
  g_assert_nonnull (error);
  g_assert_true (heed_trainer_resume (trainer, path, NULL));
  g_assert_cmpuint (heed_trainer_get_batch (trainer), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/engine/checkpoint/resumed-is-uninterrupted/plain", NULL,
                        test_checkpoint_resumed_is_uninterrupted);
  g_test_add_data_func (
    "/engine/checkpoint/resumed-is-uninterrupted/all-chances",
    "\"dropout\": 0.3, \"label_smoothing\": 0.1, \"warmup\": 5, \"decay\": \"cosine\", \"shards\": "
    "3, \"guided_alignment\": 0.5, \"guided_decay\": true",
    test_checkpoint_resumed_is_uninterrupted);
  g_test_add_func ("/engine/checkpoint/resumed-transformer-is-uninterrupted",
                   test_checkpoint_resumed_transformer_is_uninterrupted);
  g_test_add_func ("/engine/checkpoint/resumed-mixture-is-uninterrupted",
                   test_checkpoint_resumed_mixture_is_uninterrupted);
  g_test_add_func ("/engine/checkpoint/of-a-finished-training-is-finished",
                   test_checkpoint_of_a_finished_training_is_finished);
  g_test_add_func ("/engine/checkpoint/of-another-configuration-is-refused",
                   test_checkpoint_of_another_configuration_is_refused);
  g_test_add_func ("/engine/checkpoint/what-differs-is-named",
                   test_checkpoint_what_differs_is_named);
  g_test_add_func ("/engine/checkpoint/training-may-become-longer",
                   test_checkpoint_training_may_become_longer);
  g_test_add_func ("/engine/checkpoint/cut-anywhere-is-refused",
                   test_checkpoint_cut_anywhere_is_refused);
  g_test_add_func ("/engine/checkpoint/with-arrays-missing-or-resized-is-refused",
                   test_checkpoint_with_arrays_missing_or_resized_is_refused);
  g_test_add_func ("/engine/checkpoint/with-infinite-numbers-is-refused",
                   test_checkpoint_with_infinite_numbers_is_refused);
  g_test_add_func ("/engine/checkpoint/with-a-wrong-batch-is-refused",
                   test_checkpoint_with_a_wrong_batch_is_refused);
  g_test_add_func ("/engine/checkpoint/that-cannot-be-written-leaves-the-old-one",
                   test_checkpoint_that_cannot_be_written_leaves_the_old_one);

  return g_test_run ();
}
