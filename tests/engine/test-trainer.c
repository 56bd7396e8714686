/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/training/trainer-pairs.c
 */

#include <math.h>
#include <string.h>

#include "engine/training/trainer.h"
#include "tests/engine/compare.h"
#include "tests/engine/scratch.h"
#include "tests/engine/steps.h"
#include "tests/engine/toy-trainer.h"

static void
test_trainer_learns (void)
{
  g_autoptr(HeedTrainer) trainer = toy_trainer_new (NULL);
  double before, after;

  g_assert_true (heed_trainer_validate (trainer, &before, NULL));
  while (!heed_trainer_is_finished (trainer))
    toy_trainer_run (trainer, 1);
  g_assert_true (heed_trainer_validate (trainer, &after, NULL));

  g_assert_cmpfloat (before, >, 1.5);
  g_assert_cmpfloat (after, <, 0.3);
}

/* Before training, all words are equally likely. */
static void
test_trainer_first_loss_is_that_of_guessing (void)
{
  g_autoptr(HeedTrainer) trainer = toy_trainer_new (NULL);
  guint n_words = trainer->configuration.model.recurrent.target_vocabulary;

  assert_close (toy_trainer_run (trainer, 1).loss, log (n_words), 0.25, "loss");
}

static void
test_trainer_counts_batches_and_epochs (void)
{
  g_autoptr(HeedTrainer) trainer = toy_trainer_new (NULL);
  HeedTrainReport report = toy_trainer_run (trainer, 15);

  /* 300 pairs in batches of 32 make 10 batches an epoch, the last one smaller. */
  g_assert_cmpuint (report.batch, ==, 15);
  g_assert_cmpuint (report.n_batches, ==, 120);
  g_assert_cmpuint (heed_trainer_get_batch (trainer), ==, 15);
  assert_close (report.epoch, 1.5, 1e-12, "epoch");
  g_assert_cmpfloat (report.tokens_per_second, >, 0.0);
  g_assert_cmpfloat (report.seconds_left, >, 0.0);
}

static char *
dup_first_pairs (HeedTrainer *trainer)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < 30; i++)
    {
      const char *source, *target;

      heed_trainer_get_train (trainer, i, &source, &target);
      g_string_append_printf (text, "%s %s\n", source, target);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The pairs of an epoch differ from those of the last one and stay the same within it. */
static void
test_trainer_draws_other_pairs_in_each_epoch (void)
{
  g_autoptr(HeedTrainer) trainer = toy_trainer_new_mixture (NULL);
  g_autofree char *first = dup_first_pairs (trainer);
  g_autofree char *end_of_first = NULL;
  g_autofree char *second = NULL;

  g_assert_cmpuint (heed_trainer_get_n_train (trainer), ==, 310);
  g_assert_cmpuint (heed_trainer_get_n_valid (trainer), ==, 350);

  g_assert_cmpuint (toy_trainer_run (trainer, 10).n_batches, ==, 50);
  end_of_first = dup_first_pairs (trainer);
  g_assert_cmpstr (end_of_first, ==, first);

  toy_trainer_run (trainer, 1);
  second = dup_first_pairs (trainer);
  g_assert_cmpstr (second, !=, first);
}

/* "swap" exchanges source and target for each kind of file. */
static void
test_trainer_learns_the_other_way (void)
{
  static const char train[] = "a b\tx y\nb a\ty x\n", valid[] = "b\tx\n";
  g_autofree char *train_path = scratch_write ("train.tsv", train, strlen (train));
  g_autofree char *valid_path = scratch_write ("valid.tsv", valid, strlen (valid));

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *file =
        g_strdup_printf (i == 0 ? "\"%s\"" : "[{\"file\": \"%s\"}]", train_path);
      g_autofree char *json = g_strdup_printf (
        "{\"data\": {\"train\": %s, \"valid\": \"%s\", \"swap\": true},"
        " \"source_text\": {\"tokenizer\": \"word\"}, \"target_text\": {\"tokenizer\": \"word\"}}",
        file, valid_path);
      g_autoptr(GError) error = NULL;
      g_autoptr(HeedTrainer) trainer = heed_trainer_new (json, "/", NULL, &error);
      const char *source, *target;

      g_assert_no_error (error);
      heed_trainer_get_train (trainer, 0, &source, &target);
      g_assert_true (strpbrk (source, "xy") != NULL && strpbrk (target, "ab") != NULL);
      heed_trainer_get_valid (trainer, 0, &source, &target);
      g_assert_cmpstr (source, ==, "x");
      g_assert_cmpstr (target, ==, "b");
    }
}

static void
note_preparation (HeedPreparation what,
                  double          done,
                  gpointer        user_data)
{
  GString *told = user_data;
  char letter = "ptil"[what];

  g_assert_true (what == HEED_PREPARING_LINKS ? done > 0.0 && done <= 1.0 : isnan (done));
  if (told->len == 0 || told->str[told->len - 1] != letter)
    g_string_append_c (told, letter);
}

static void
test_trainer_tells_what_it_prepares (void)
{
  g_autofree char *guided = toy_trainer_configure ("\"guided_alignment\": 0.5");
  g_autofree char *plain = toy_trainer_configure (NULL);
  g_autoptr(GString) told = g_string_new (NULL);
  g_autoptr(HeedTrainer) first = NULL;
  g_autoptr(HeedTrainer) second = NULL;

  first = heed_trainer_new_telling (guided, "/", note_preparation, told, NULL, NULL);
  g_assert_cmpstr (told->str, ==, "ptil");
  second = heed_trainer_new_telling (plain, "/", note_preparation, told, NULL, NULL);
  g_assert_cmpstr (told->str, ==, "ptilpti");
}

static void
test_trainer_same_seed_gives_the_same_bits (void)
{
  const char *const settings[] = { NULL, "\"dropout\": 0.3", "\"guided_alignment\": 0.5",
                                   "\"shards\": 5" };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr(HeedTrainer) one = toy_trainer_new (settings[i]);
      g_autoptr(HeedTrainer) other = toy_trainer_new (settings[i]);

      toy_trainer_run (one, 25);
      toy_trainer_run (other, 25);
      assert_same_weights (one, other);
    }
}

static void
test_trainer_number_of_threads_changes_no_bit (void)
{
  g_autoptr(HeedTrainer) several = toy_trainer_new ("\"shards\": 4");
  g_autoptr(HeedTrainer) alone = toy_trainer_new ("\"shards\": 4");

  heed_parallel_free (several->parallel);
  several->parallel = heed_parallel_new (4);
  heed_parallel_free (alone->parallel);
  alone->parallel = heed_parallel_new (1);

  toy_trainer_run (several, 15);
  toy_trainer_run (alone, 15);
  assert_same_weights (several, alone);
}

/* --- A Transformer, whose dropout is in more places --- */

#define TRANSFORMER_SETTINGS "\"dropout\": 0.2, \"label_smoothing\": 0.1, \"shards\": 3"

static void
test_trainer_transformer_learns (void)
{
  g_autoptr(HeedTrainer) trainer = toy_trainer_new_transformer ("\"learning_rate\": 0.005");
  double before, after;

  g_assert_true (heed_trainer_validate (trainer, &before, NULL));
  while (!heed_trainer_is_finished (trainer))
    toy_trainer_run (trainer, 1);
  g_assert_true (heed_trainer_validate (trainer, &after, NULL));

  g_assert_cmpfloat (after, <, 0.6 * before);
}

static void
test_trainer_transformer_is_the_seeds_on_any_number_of_threads (void)
{
  g_autoptr(HeedTrainer) one = toy_trainer_new_transformer (TRANSFORMER_SETTINGS);
  g_autoptr(HeedTrainer) other = toy_trainer_new_transformer (TRANSFORMER_SETTINGS);

  heed_parallel_free (one->parallel);
  one->parallel = heed_parallel_new (4);
  heed_parallel_free (other->parallel);
  other->parallel = heed_parallel_new (1);

  toy_trainer_run (one, 15);
  toy_trainer_run (other, 15);
  assert_same_weights (one, other);
}

static double
find_deviation (HeedTrainer *trainer)
{
  const HeedTensor *tensor = heed_parameters_find (trainer->parameters, "encoder.embedding.weight");
  gsize n = heed_tensor_n_values (tensor);
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += tensor->values[i] * tensor->values[i];

  return sqrt (sum / n);
}

static void
test_trainer_embeddings_begin_as_wide_as_asked (void)
{
  g_autoptr(HeedTrainer) usual = toy_trainer_new (NULL);
  g_autoptr(HeedTrainer) wide = toy_trainer_new ("\"embedding_deviation\": 1");

  assert_close (find_deviation (usual), 1.0 / sqrt (12.0), 0.03, "usual");
  assert_close (find_deviation (wide), 1.0, 0.1, "wide");
}

/* With one layer there is no place between layers, so this dropout has no effect. */
static void
test_trainer_dropout_has_its_place (void)
{
  g_autoptr(HeedTrainer) none = toy_trainer_new (NULL);
  g_autoptr(HeedTrainer) between =
    toy_trainer_new ("\"dropout\": 0.5, \"dropout_place\": \"layers\"");
  g_autoptr(HeedTrainer) everywhere = toy_trainer_new ("\"dropout\": 0.5");
  double expected = toy_trainer_run (none, 1).loss;

  g_assert_cmpfloat (toy_trainer_run (between, 1).loss, ==, expected);
  g_assert_cmpfloat (toy_trainer_run (everywhere, 1).loss, !=, expected);
}

static void
test_trainer_another_seed_is_another_training (void)
{
  g_autoptr(HeedTrainer) one = toy_trainer_new (NULL);
  g_autoptr(HeedTrainer) other = toy_trainer_new ("\"shards\": 2, \"dropout\": 0.1");

  g_assert_cmpfloat (toy_trainer_run (one, 10).loss, !=, toy_trainer_run (other, 10).loss);
}

static void
test_trainer_looking_changes_nothing (void)
{
  g_autoptr(HeedTrainer) watched = toy_trainer_new ("\"dropout\": 0.2");
  g_autoptr(HeedTrainer) alone = toy_trainer_new ("\"dropout\": 0.2");

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr(HeedModel) copy = heed_trainer_dup_model (watched);
      g_autoptr(HeedModel) borrowed = heed_trainer_ref_model (watched);
      g_autoptr(HeedSession) session = heed_session_new (borrowed, "a b c", NULL);
      double loss;

      steps_take (session, 3);
      g_assert_true (heed_trainer_validate (watched, &loss, NULL));
      g_clear_pointer (&session, heed_session_free);
      g_clear_pointer (&borrowed, heed_model_unref);
      toy_trainer_run (watched, 1);
      toy_trainer_run (alone, 1);
    }

  assert_same_weights (watched, alone);
}

static void
test_trainer_copied_model_stays_as_it_was (void)
{
  g_autoptr(HeedTrainer) trainer = toy_trainer_new (NULL);
  g_autoptr(HeedModel) copy = heed_trainer_dup_model (trainer);
  g_autoptr(HeedSession) before = heed_session_new (copy, "a b c", NULL);
  g_autoptr(HeedSession) after = NULL;

  steps_take (before, 4);
  toy_trainer_run (trainer, 20);
  after = heed_session_new (copy, "a b c", NULL);
  steps_take (after, 4);

  assert_same_session (after, before);
}

static void
test_trainer_borrowed_model_is_the_copied_one (void)
{
  g_autoptr(HeedTrainer) trainer = toy_trainer_new (NULL);
  g_autoptr(HeedModel) copy = NULL;
  g_autoptr(HeedModel) borrowed = NULL;
  g_autoptr(HeedSession) found = NULL;
  g_autoptr(HeedSession) expected = NULL;

  toy_trainer_run (trainer, 20);
  copy = heed_trainer_dup_model (trainer);
  borrowed = heed_trainer_ref_model (trainer);
  found = heed_session_new (borrowed, "d e f", NULL);
  expected = heed_session_new (copy, "d e f", NULL);
  steps_take (found, 4);
  steps_take (expected, 4);

  assert_same_session (found, expected);
}

static void
test_trainer_learning_rate_warms_up_and_decays (void)
{
  g_autoptr(HeedTrainer) linear =
    toy_trainer_new ("\"warmup\": 4, \"batches\": 12, \"decay\": \"linear\"");
  g_autoptr(HeedTrainer) cosine = toy_trainer_new ("\"batches\": 12, \"decay\": \"cosine\"");

  for (guint i = 0; i < 12; i++)
    {
      double expected = i < 4 ? 0.02 * (i + 1) / 4 : 0.02 * (1.0 - (i - 4) / 8.0);

      assert_close (toy_trainer_run (linear, 1).learning_rate, expected, 1e-8, "linear");
      assert_close (toy_trainer_run (cosine, 1).learning_rate,
                    0.02 * 0.5 * (1.0 + cos (G_PI * i / 12)), 1e-8, "cosine");
    }
}

/* With label smoothing the loss cannot fall below the entropy of the smoothed target. */
static void
test_trainer_label_smoothing_keeps_the_loss_up (void)
{
  g_autoptr(HeedTrainer) trainer = toy_trainer_new ("\"label_smoothing\": 0.2");
  guint n_words = trainer->configuration.model.recurrent.target_vocabulary;
  double floor = -(0.8 + 0.2 / n_words) * log (0.8 + 0.2 / n_words) -
                 (n_words - 1) * 0.2 / n_words * log (0.2 / n_words);
  HeedTrainReport report = { 0 };

  while (!heed_trainer_is_finished (trainer))
    {
      report = toy_trainer_run (trainer, 1);
      g_assert_cmpfloat (report.loss, >, floor);
    }
  g_assert_cmpfloat (report.loss, <, floor + 0.4);
}

static void
assert_guided_loss_falls (HeedTrainer *(*new_trainer) (const char *))
{
  g_autoptr(HeedTrainer) guided = new_trainer ("\"guided_alignment\": 1");
  g_autoptr(HeedTrainer) plain = new_trainer (NULL);
  HeedTrainReport first = toy_trainer_run (guided, 1);
  HeedTrainReport last;

  g_assert_cmpfloat (first.loss, ==, toy_trainer_run (plain, 1).loss);
  g_assert_cmpfloat (toy_trainer_run (plain, 1).guided_loss, ==, 0.0);
  g_assert_cmpfloat (first.guided_loss, >, 0.5);
  last = toy_trainer_run (guided, 80);
  g_assert_cmpfloat (last.guided_loss, <, first.guided_loss * 0.8);
}

static void
test_trainer_guided_loss_falls_and_is_not_in_the_loss (void)
{
  assert_guided_loss_falls (toy_trainer_new);
  assert_guided_loss_falls (toy_trainer_new_transformer);
}

/* The guidance falls linearly to 0 at the last batch; at the first of two it is full, then half. */
static void
test_trainer_guidance_fades (void)
{
  g_autoptr(HeedTrainer) whole = toy_trainer_new ("\"guided_alignment\": 1, \"batches\": 2");
  g_autoptr(HeedTrainer) half = toy_trainer_new ("\"guided_alignment\": 0.5, \"batches\": 2");
  g_autoptr(HeedTrainer) fading =
    toy_trainer_new ("\"guided_alignment\": 1, \"guided_decay\": true, \"batches\": 2");
  double expected;

  toy_trainer_run (whole, 1);
  toy_trainer_run (fading, 1);
  assert_same_weights (fading, whole);

  for (guint i = 0; i < heed_parameters_get_n (whole->parameters); i++)
    {
      const HeedTensor *tensor = heed_parameters_get (whole->parameters, i);

      memcpy (heed_parameters_get (half->parameters, i)->values, tensor->values,
              heed_tensor_n_values (tensor) * sizeof (float));
    }
  half->batch = 1;
  expected = toy_trainer_run (half, 1).gradient_norm;
  assert_close (toy_trainer_run (fading, 1).gradient_norm, expected, 1e-6, "gradient_norm");
}

static HeedTrainer *
try_new (const char *configuration,
         GError    **error)
{
  return heed_trainer_new (configuration, "/", NULL, error);
}

static void
test_trainer_without_held_out_pairs_cannot_validate (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedTrainer) trainer =
    try_new ("{\"data\": {\"task\": \"copy\", \"pairs\": 50, \"valid_pairs\": 0}}", &error);
  double loss;

  g_assert_no_error (error);
  g_assert_cmpuint (heed_trainer_get_n_valid (trainer), ==, 0);
  g_assert_false (heed_trainer_validate (trainer, &loss, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
}

static void
test_trainer_takes_the_first_pairs_of_a_file (void)
{
  const char lines[] = "a b\tA B\nc\tC\nd e\tD E\n";
  g_autofree char *path = scratch_write ("pairs.tsv", lines, sizeof lines - 1);
  g_autofree char *json = g_strdup_printf (
    "{\"data\": {\"train\": \"%s\", \"pairs\": 2}, \"source_text\": {\"tokenizer\": \"word\"},"
    " \"target_text\": {\"tokenizer\": \"word\"}}",
    path);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedTrainer) trainer = try_new (json, &error);
  const char *source, *target;

  g_assert_no_error (error);
  g_assert_cmpuint (heed_trainer_get_n_train (trainer), ==, 2);
  heed_trainer_get_train (trainer, 1, &source, &target);
  g_assert_cmpstr (source, ==, "c");
  g_assert_cmpstr (target, ==, "C");
}

static void
test_trainer_model_of_a_task_brings_an_example (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedTrainer) trainer =
    try_new ("{\"data\": {\"task\": \"copy\", \"pairs\": 50}}", &error);
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(HeedModel) opened = NULL;
  g_autofree char *path = scratch_path ("copy.safetensors");

  g_assert_no_error (error);
  model = heed_trainer_dup_model (trainer);
  g_assert_true (heed_model_save (model, path, &error));
  opened = heed_model_load (path, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (heed_model_get_metadata (opened, "heed.example"), ==, "q w e r t y");
}

static void
test_trainer_missing_files_are_errors (void)
{
  g_autoptr(GError) train = NULL;
  g_autoptr(GError) valid = NULL;

  g_assert_null (try_new ("{\"data\": {\"train\": \"/nowhere/at.all\"}}", &train));
  g_assert_error (train, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (try_new (
    "{\"data\": {\"task\": \"copy\", \"pairs\": 50, \"valid\": \"/nowhere/at.all\"}}", &valid));
  g_assert_error (valid, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_str_has_prefix (valid->message, "held-out pairs: "));
}

static void
test_trainer_can_be_cancelled_before_it_starts (void)
{
  g_autofree char *configuration = toy_trainer_configure ("\"guided_alignment\": 1");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (heed_trainer_new (configuration, "/", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The tokens have probability 0, so their loss is infinite although its gradient is finite. */
static void
test_trainer_loss_that_is_not_finite_is_an_error (void)
{
  g_autoptr(HeedTrainer) trainer = toy_trainer_new (NULL);
  HeedTensor *bias =
    (HeedTensor *) heed_parameters_find (trainer->parameters, "decoder.output.bias");
  HeedTrainReport report = { .loss = 7.0 };
  g_autoptr(GError) error = NULL;

  toy_trainer_run (trainer, 2);
  for (gsize i = 4; i < heed_tensor_n_values (bias); i++)
    bias->values[i] = -INFINITY;

  g_assert_false (heed_trainer_run_batch (trainer, &report, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE);
  g_assert_true (
    g_str_has_prefix (error->message, "loss of batch 3: expected a finite number, found inf"));
  g_assert_cmpuint (heed_trainer_get_batch (trainer), ==, 2);
  g_assert_cmpfloat (report.loss, ==, 7.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/trainer/learns", test_trainer_learns);
  g_test_add_func ("/engine/trainer/first-loss-is-that-of-guessing",
                   test_trainer_first_loss_is_that_of_guessing);
  g_test_add_func ("/engine/trainer/counts-batches-and-epochs",
                   test_trainer_counts_batches_and_epochs);
  g_test_add_func ("/engine/trainer/draws-other-pairs-in-each-epoch",
                   test_trainer_draws_other_pairs_in_each_epoch);
  g_test_add_func ("/engine/trainer/learns-the-other-way", test_trainer_learns_the_other_way);
  g_test_add_func ("/engine/trainer/tells-what-it-prepares", test_trainer_tells_what_it_prepares);
  g_test_add_func ("/engine/trainer/same-seed-gives-the-same-bits",
                   test_trainer_same_seed_gives_the_same_bits);
  g_test_add_func ("/engine/trainer/transformer-learns", test_trainer_transformer_learns);
  g_test_add_func ("/engine/trainer/transformer-is-the-seeds-on-any-number-of-threads",
                   test_trainer_transformer_is_the_seeds_on_any_number_of_threads);
  g_test_add_func ("/engine/trainer/number-of-threads-changes-no-bit",
                   test_trainer_number_of_threads_changes_no_bit);
  g_test_add_func ("/engine/trainer/embeddings-begin-as-wide-as-asked",
                   test_trainer_embeddings_begin_as_wide_as_asked);
  g_test_add_func ("/engine/trainer/dropout-has-its-place", test_trainer_dropout_has_its_place);
  g_test_add_func ("/engine/trainer/another-seed-is-another-training",
                   test_trainer_another_seed_is_another_training);
  g_test_add_func ("/engine/trainer/looking-changes-nothing", test_trainer_looking_changes_nothing);
  g_test_add_func ("/engine/trainer/copied-model-stays-as-it-was",
                   test_trainer_copied_model_stays_as_it_was);
  g_test_add_func ("/engine/trainer/borrowed-model-is-the-copied-one",
                   test_trainer_borrowed_model_is_the_copied_one);
  g_test_add_func ("/engine/trainer/learning-rate-warms-up-and-decays",
                   test_trainer_learning_rate_warms_up_and_decays);
  g_test_add_func ("/engine/trainer/label-smoothing-keeps-the-loss-up",
                   test_trainer_label_smoothing_keeps_the_loss_up);
  g_test_add_func ("/engine/trainer/guided-loss-falls-and-is-not-in-the-loss",
                   test_trainer_guided_loss_falls_and_is_not_in_the_loss);
  g_test_add_func ("/engine/trainer/guidance-fades", test_trainer_guidance_fades);
  g_test_add_func ("/engine/trainer/without-held-out-pairs-cannot-validate",
                   test_trainer_without_held_out_pairs_cannot_validate);
  g_test_add_func ("/engine/trainer/takes-the-first-pairs-of-a-file",
                   test_trainer_takes_the_first_pairs_of_a_file);
  g_test_add_func ("/engine/trainer/model-of-a-task-brings-an-example",
                   test_trainer_model_of_a_task_brings_an_example);
  g_test_add_func ("/engine/trainer/missing-files-are-errors",
                   test_trainer_missing_files_are_errors);
  g_test_add_func ("/engine/trainer/can-be-cancelled-before-it-starts",
                   test_trainer_can_be_cancelled_before_it_starts);
  g_test_add_func ("/engine/trainer/loss-that-is-not-finite-is-an-error",
                   test_trainer_loss_that_is_not_finite_is_an_error);

  return g_test_run ();
}
