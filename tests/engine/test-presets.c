/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/training/mechanisms.c
 */

#include <string.h>

#include "engine/training/configuration.h"
#include "tests/engine/compare.h"
#include "tests/engine/scratch.h"

static char *
write_lines (void)
{
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (lines, "the cat %u sees a dog\tle chat %u voit un chien\n", i % 37,
                            i % 37);

  return scratch_write ("lines.tsv", lines->str, lines->len);
}

/* Trains the preset as it is, but with few pairs. */
static void
assert_trains (const char *name,
               const char *mechanism)
{
  g_autofree char *lines = write_lines ();
  g_autofree char *json = NULL;
  g_autoptr(HeedTrainer) trainer = NULL;
  g_autoptr(GError) error = NULL;
  HeedTrainingPreset preset;
  HeedTrainReport report;

  heed_training_preset_init (&preset, name, mechanism, &error);
  g_assert_no_error (error);
  preset.n_pairs = 60;
  preset.n_valid = 5;
  preset.train = lines;
  if (g_str_equal (name, "pairs"))
    return;  /* its vocabulary needs more text than a test has */

  json = heed_training_preset_to_json (&preset);
  trainer = heed_trainer_new (json, "/", NULL, &error);
  g_assert_no_error (error);
  heed_trainer_run_batch (trainer, &report, &error);
  g_assert_no_error (error);
}

static void
test_presets_every_task_has_one (void)
{
  for (guint i = 0; heed_tasks_get (i) != NULL; i++)
    assert_trains (heed_tasks_get (i)->name, NULL);
}

static void
test_presets_take_every_mechanism (void)
{
  const HeedMechanism *mechanism;

  for (guint i = 0; (mechanism = heed_mechanisms_get (i)) != NULL; i++)
    {
      assert_trains ("copy", mechanism->name);
      assert_trains ("book", mechanism->name);
    }
}

static void
test_presets_book_is_the_books (void)
{
  HeedTrainingPreset preset;
  g_autofree char *json = NULL;
  g_auto(HeedTrainingConfiguration) c = { 0 };
  g_autoptr(GError) error = NULL;

  heed_training_preset_init (&preset, "book", NULL, &error);
  g_assert_no_error (error);
  preset.train = "fra.txt";
  json = heed_training_preset_to_json (&preset);
  heed_training_configuration_parse (&c, json, "/", &error);
  g_assert_no_error (error);

  g_assert_cmpuint (c.n_pairs, ==, 600);
  g_assert_cmpuint (c.batch_size, ==, 64);
  g_assert_cmpuint (c.n_epochs, ==, 250);
  g_assert_cmpuint (c.max_tokens, ==, 10);
  g_assert_cmpuint (c.model.recurrent.source_embedding, ==, 32);
  g_assert_cmpuint (c.model.recurrent.target_embedding, ==, 32);
  g_assert_cmpuint (c.model.recurrent.encoder_width, ==, 32);
  g_assert_cmpuint (c.model.recurrent.decoder_width, ==, 32);
  g_assert_cmpuint (c.model.recurrent.n_encoder_layers, ==, 2);
  g_assert_cmpuint (c.model.recurrent.n_decoder_layers, ==, 2);
  g_assert_cmpuint (c.model.recurrent.n_directions, ==, 1);
  g_assert_cmpint (c.model.recurrent.padding, ==, HEED_PADDING_READ);
  g_assert_cmpint (c.model.recurrent.initial, ==, HEED_INITIAL_COPY);
  g_assert_cmpint (c.model.recurrent.score, ==, HEED_SCORE_ADDITIVE);
  g_assert_cmpuint (c.model.recurrent.combine.n_parts, ==, 0);
  g_assert_cmpint (c.source_text.kind, ==, HEED_TOKENIZER_WORD);
  g_assert_cmpuint (c.target_text.min_frequency, ==, 2);
  assert_close (c.learning_rate, 0.005, 1e-9, "learning_rate");
  assert_close (c.dropout, 0.1, 1e-8, "dropout");
  g_assert_cmpint (c.dropout_place, ==, HEED_DROPOUT_BETWEEN_LAYERS);
  g_assert_true (c.embedding_deviation == 1.0f);
  assert_close (c.clip_norm, 1.0, 0.0, "clip_norm");
  g_assert_true (c.label_smoothing == 0.0f && c.guided_alignment == 0.0f);
}

static void
test_presets_what_a_person_changes_is_in_the_configuration (void)
{
  HeedTrainingPreset preset;
  g_autofree char *json = NULL;
  g_auto(HeedTrainingConfiguration) c = { 0 };
  g_autoptr(GError) error = NULL;

  heed_training_preset_init (&preset, "correction", "multi-head", &error);
  g_assert_no_error (error);
  preset.train = "right.txt";
  preset.confusions = "sounds.txt";
  preset.column = 2;
  preset.width = 64;
  preset.n_heads = 8;
  preset.embedding = 24;
  preset.n_layers = 2;
  preset.n_pairs = 1000;
  preset.n_valid = 10;
  preset.n_epochs = 3;
  preset.batch_size = 9;
  preset.learning_rate = 0.5;
  preset.dropout = 0.25;
  preset.label_smoothing = 0.125;
  preset.guided_alignment = 0.5;
  preset.seed = 99;
  json = heed_training_preset_to_json (&preset);
  heed_training_configuration_parse (&c, json, "/here", &error);
  g_assert_no_error (error);

  g_assert_cmpstr (c.task.task->info.name, ==, "correction");
  g_assert_cmpstr (c.task.lines_path, ==, "/here/right.txt");
  g_assert_cmpstr (c.task.confusions_path, ==, "/here/sounds.txt");
  g_assert_cmpuint (c.task.column, ==, 2);
  g_assert_cmpuint (c.task.n_pairs, ==, 1000);
  g_assert_cmpuint (c.task.n_valid, ==, 10);
  g_assert_cmpint (c.model.recurrent.cell, ==, HEED_CELL_LSTM);
  g_assert_cmpint (c.model.recurrent.score, ==, HEED_SCORE_MULTI_HEAD);
  g_assert_cmpuint (c.model.recurrent.decoder_width, ==, 64);
  g_assert_cmpuint (c.model.recurrent.encoder_width, ==, 32);
  g_assert_cmpuint (c.model.recurrent.n_directions, ==, 2);
  g_assert_cmpuint (c.model.recurrent.n_heads, ==, 8);
  g_assert_cmpuint (c.model.recurrent.target_embedding, ==, 24);
  g_assert_cmpuint (c.model.recurrent.n_decoder_layers, ==, 2);
  g_assert_cmpuint (c.n_epochs, ==, 3);
  g_assert_cmpuint (c.batch_size, ==, 9);
  g_assert_cmpuint (c.seed, ==, 99);
  assert_close (c.learning_rate, 0.5, 0.0, "learning_rate");
  assert_close (c.dropout, 0.25, 0.0, "dropout");
  assert_close (c.label_smoothing, 0.125, 0.0, "label_smoothing");
  assert_close (c.guided_alignment, 0.5, 0.0, "guided_alignment");
}

static void
test_presets_unknown_names_are_refused (void)
{
  HeedTrainingPreset preset;
  g_autoptr(GError) name = NULL;
  g_autoptr(GError) mechanism = NULL;

  g_assert_false (heed_training_preset_init (&preset, "juggling", NULL, &name));
  g_assert_error (name, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (name->message, "book, pairs, dates"));
  g_assert_false (heed_training_preset_init (&preset, "copy", "telepathy", &mechanism));
  g_assert_error (mechanism, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/presets/every-task-has-one", test_presets_every_task_has_one);
  g_test_add_func ("/engine/presets/take-every-mechanism", test_presets_take_every_mechanism);
  g_test_add_func ("/engine/presets/book-is-the-books", test_presets_book_is_the_books);
  g_test_add_func ("/engine/presets/what-a-person-changes-is-in-the-configuration",
                   test_presets_what_a_person_changes_is_in_the_configuration);
  g_test_add_func ("/engine/presets/unknown-names-are-refused",
                   test_presets_unknown_names_are_refused);

  return g_test_run ();
}
