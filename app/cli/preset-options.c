/* preset-options.c — trainings without a configuration file: --task, --mechanism and others
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/preset-options.h"

#include <string.h>

#include "app/cli/options.h"
#include "app/cli/verb.h"
#include "engine/files/json-writer.h"

gboolean
heed_preset_options_are_given (const HeedGivenPreset *given)
{
  return given->task != NULL;
}

char *
heed_preset_options_dup_mechanisms (void)
{
  GString *notes = g_string_new ("Mechanisms:\n");
  const HeedMechanism *mechanism;

  for (guint i = 0; (mechanism = heed_mechanisms_get (i)) != NULL; i++)
    g_string_append_printf (notes, "  %-12s  %s\n", mechanism->name, mechanism->help);

  return g_string_free (notes, FALSE);
}

/* These copy the given options into the preset, and append them to the
 * command that repeats the training. */
static void
take_text (GString     *command,
           const char  *option,
           const char  *text,
           const char **value)
{
  if (text == NULL)
    return;

  *value = text;
  g_string_append_printf (command, " %s %s", option, text);
}

static gboolean
take_count (GString     *command,
            const char  *option,
            int          given,
            int          least,
            guint       *value,
            GError     **error)
{
  if (given == HEED_NOT_GIVEN)
    return TRUE;

  if (!heed_options_check_range (option, given, least, G_MAXINT, error))
    return FALSE;

  *value = (guint) given;
  g_string_append_printf (command, " %s %d", option, given);

  return TRUE;
}

static gboolean
take_number (GString     *command,
             const char  *option,
             double       given,
             double      *value,
             GError     **error)
{
  char text[HEED_NUMBER_BYTES];

  if (given == HEED_NOT_GIVEN_NUMBER)
    return TRUE;

  if (!(given >= 0.0))
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE, "%s: expected 0 or more, found %s",
                   option, heed_json_format_number (given, text));
      return FALSE;
    }

  *value = given;
  g_string_append_printf (command, " %s %s", option, heed_json_format_number (given, text));

  return TRUE;
}

static gboolean
take_seed (GString             *command,
           gint64               given,
           HeedTrainingPreset  *preset,
           GError             **error)
{
  if (given == HEED_NOT_GIVEN_INT64)
    return TRUE;

  if (!heed_options_check_range ("--seed", given, 0, G_GINT64_CONSTANT (1) << 53, error))
    return FALSE;

  preset->seed = (guint64) given;
  g_string_append_printf (command, " --seed %" G_GINT64_FORMAT, given);

  return TRUE;
}

static gboolean
take_all (const HeedGivenPreset  *given,
          HeedTrainingPreset     *preset,
          GString                *command,
          GError                **error)
{
  const char *task = NULL, *mechanism = NULL;

  take_text (command, "--task", given->task, &task);
  take_text (command, "--mechanism", given->mechanism, &mechanism);
  take_text (command, "--train", given->train, &preset->train);
  take_text (command, "--valid", given->valid, &preset->valid);
  take_text (command, "--confusions", given->confusions, &preset->confusions);

  return take_count (command, "--column", given->column, 1, &preset->column, error) &&
         take_count (command, "--pairs", given->n_pairs, 1, &preset->n_pairs, error) &&
         take_count (command, "--valid-pairs", given->n_valid, 0, &preset->n_valid, error) &&
         take_count (command, "--max-tokens", given->max_tokens, 1, &preset->max_tokens, error) &&
         take_count (command, "--embedding", given->embedding, 1, &preset->embedding, error) &&
         take_count (command, "--width", given->width, 1, &preset->width, error) &&
         take_count (command, "--layers", given->n_layers, 1, &preset->n_layers, error) &&
         take_count (command, "--heads", given->n_heads, 1, &preset->n_heads, error) &&
         take_count (command, "--batch-size", given->batch_size, 1, &preset->batch_size, error) &&
         take_count (command, "--epochs", given->n_epochs, 1, &preset->n_epochs, error) &&
         take_number (command, "--learning-rate", given->learning_rate, &preset->learning_rate,
                      error) &&
         take_number (command, "--dropout", given->dropout, &preset->dropout, error) &&
         take_number (command, "--guided-alignment", given->guided_alignment,
                      &preset->guided_alignment, error) &&
         take_seed (command, given->seed, preset, error);
}

static gboolean
refuse_if (gboolean     is_given,
           const char  *option,
           const char  *where,
           GError     **error)
{
  if (!is_given)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE, "%s: expected %s, found elsewhere",
               option, where);

  return FALSE;
}

/**
 * heed_preset_options_refuse:
 * @given: the options given together with a configuration
 *
 * Errors: %HEED_CLI_ERROR_USE names the first option that was given
 *
 * Returns: whether none was given
 */
gboolean
heed_preset_options_refuse (const HeedGivenPreset  *given,
                            GError                **error)
{
  const struct { const char *option; gboolean is_given; } options[] = {
    { "--mechanism", given->mechanism != NULL },
    { "--train", given->train != NULL },
    { "--valid", given->valid != NULL },
    { "--confusions", given->confusions != NULL },
    { "--column", given->column != HEED_NOT_GIVEN },
    { "--pairs", given->n_pairs != HEED_NOT_GIVEN },
    { "--valid-pairs", given->n_valid != HEED_NOT_GIVEN },
    { "--max-tokens", given->max_tokens != HEED_NOT_GIVEN },
    { "--embedding", given->embedding != HEED_NOT_GIVEN },
    { "--width", given->width != HEED_NOT_GIVEN },
    { "--layers", given->n_layers != HEED_NOT_GIVEN },
    { "--heads", given->n_heads != HEED_NOT_GIVEN },
    { "--batch-size", given->batch_size != HEED_NOT_GIVEN },
    { "--epochs", given->n_epochs != HEED_NOT_GIVEN },
    { "--learning-rate", given->learning_rate != HEED_NOT_GIVEN_NUMBER },
    { "--dropout", given->dropout != HEED_NOT_GIVEN_NUMBER },
    { "--guided-alignment", given->guided_alignment != HEED_NOT_GIVEN_NUMBER },
    { "--seed", given->seed != HEED_NOT_GIVEN_INT64 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (!refuse_if (options[i].is_given, options[i].option,
                    "with --task, not beside a configuration", error))
      return FALSE;

  return TRUE;
}

/* Fails if an option is given that the task or the mechanism does not use. */
static gboolean
check_read (const HeedGivenPreset  *given,
            GError                **error)
{
  static const char *const with_file[] = { "book", "pairs", "correction", NULL };
  static const char *const with_heads[] = { "multi-head", "transformer", NULL };
  gboolean corrects = g_str_equal (given->task, "correction");
  gboolean reads_file = g_strv_contains (with_file, given->task);
  gboolean has_heads = given->mechanism != NULL && g_strv_contains (with_heads, given->mechanism);

  return refuse_if (given->confusions != NULL && !corrects, "--confusions",
                    "with --task correction", error) &&
         refuse_if (given->column != HEED_NOT_GIVEN && !corrects, "--column",
                    "with --task correction", error) &&
         refuse_if (given->train != NULL && !reads_file, "--train",
                    "with --task book, pairs or correction", error) &&
         refuse_if (given->valid != NULL && !reads_file, "--valid",
                    "with --task book, pairs or correction", error) &&
         refuse_if (given->n_heads != HEED_NOT_GIVEN && !has_heads, "--heads",
                    "with --mechanism multi-head or transformer", error);
}

/* The BLEU tokenizer for the output of a task: characters, its own words, or text. */
static const char *
choose_bleu_tokenizer (const char *task)
{
  static const char *const characters[] = { "dates", "digits-zh", "correction", NULL };
  static const char *const text[] = { "pairs", NULL };

  if (g_strv_contains (characters, task))
    return "char";

  return g_strv_contains (text, task) ? "13a" : "none";
}

static char *
add_run (const char *configuration,
         const char *task)
{
  g_autoptr(HeedJson) root =
    heed_json_parse (NULL, configuration, strlen (configuration), NULL, NULL);

  heed_json_set_text (heed_json_set_object (root, "run"), "bleu_tokenizer",
                      choose_bleu_tokenizer (task));

  return heed_json_to_lines (root);
}

/**
 * heed_preset_options_make:
 * @given: the options; must have a task
 * @configuration: (out): JSON
 * @command: (out): the command that repeats the training
 *
 * Errors: %HEED_CLI_ERROR_USE; %HEED_ERROR_UNSUPPORTED names the known tasks
 */
gboolean
heed_preset_options_make (const HeedGivenPreset  *given,
                          char                  **configuration,
                          char                  **command,
                          GError                **error)
{
  g_autoptr(GString) line = g_string_new (HEED_CLI_NAME " train");
  g_autofree char *json = NULL;
  HeedTrainingPreset preset;

  if (!heed_options_check_text ("--task", given->task, error) ||
      !heed_options_check_text ("--mechanism", given->mechanism, error) ||
      !heed_options_check_text ("--train", given->train, error) ||
      !heed_options_check_text ("--valid", given->valid, error) ||
      !heed_options_check_text ("--confusions", given->confusions, error) ||
      !check_read (given, error) ||
      !heed_training_preset_init (&preset, given->task, given->mechanism, error) ||
      !take_all (given, &preset, line, error))
    return FALSE;

  json = heed_training_preset_to_json (&preset);
  *configuration = add_run (json, preset.name);
  *command = g_strdup (line->str);

  return TRUE;
}
