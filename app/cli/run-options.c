/* run-options.c — the "run" of a training configuration: the settings around the training
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     "run": {"output": "english-french.safetensors",
 *             "valid_every": 500, "patience": 5, "checkpoint_every": 60,
 *             "translate": 200, "select": "bleu", "bleu_tokenizer": "13a",
 *             "card": {"licence": "CC-BY-SA-4.0", ...}}
 *
 * All members are optional. The model and the optimizer are not described here; the engine reads
 * them from the rest of the file.
 */

#include "app/cli/run-options.h"

#include <string.h>

#include "engine/files/json-fields.h"
#include "engine/files/json-writer.h"

static const HeedRunOptions defaults = {
  .valid_every = 500,
  .checkpoint_every = 60,
  .n_translated = 200,
  .select = HEED_SELECT_BLEU,
  .bleu_tokenizer = HEED_BLEU_13A,
};

static gboolean
parse_run (const HeedJson  *run,
           const char      *base_folder,
           HeedRunOptions  *options,
           GError         **error)
{
  static const char *const known[] = { "output",         "valid_every",
                                       "patience",       "checkpoint_every",
                                       "translate",      "select",
                                       "bleu_tokenizer", "half",
                                       "card",           NULL };
  static const char *const selections[] = { "bleu", "loss", NULL };
  static const char *const tokenizers[] = { "13a", "none", "zh", "char", NULL };
  const HeedJson *card = NULL;
  const char *output = NULL;
  guint select = options->select;
  guint tokenizer = options->bleu_tokenizer;

  if (!heed_json_check_names (run, known, error) ||
      !heed_json_read_text (run, "output", &output, error) ||
      !heed_json_read_count (run, "valid_every", 0, G_MAXINT, &options->valid_every, error) ||
      !heed_json_read_count (run, "patience", 0, G_MAXINT, &options->patience, error) ||
      !heed_json_read_count (run, "checkpoint_every", 0, G_MAXINT, &options->checkpoint_every,
                             error) ||
      !heed_json_read_count (run, "translate", 0, G_MAXINT, &options->n_translated, error) ||
      !heed_json_read_choice (run, "select", selections, &select, error) ||
      !heed_json_read_choice (run, "bleu_tokenizer", tokenizers, &tokenizer, error) ||
      !heed_json_read_boolean (run, "half", &options->half, error) ||
      !heed_json_read_object (run, "card", &card, error))
    return FALSE;

  options->output = output != NULL ? g_canonicalize_filename (output, base_folder) : NULL;
  options->card = card != NULL ? heed_json_to_line (card) : NULL;
  options->select = select;
  options->bleu_tokenizer = tokenizer;

  return TRUE;
}

/**
 * heed_run_options_parse:
 * @options: (out): must be cleared, even after an error
 * @configuration: the whole configuration, as for heed_trainer_new()
 * @base_folder: absolute
 *
 * A configuration that is not a JSON object is accepted here; the engine refuses it.
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names the member, its expected and its actual value
 */
gboolean
heed_run_options_parse (HeedRunOptions  *options,
                        const char      *configuration,
                        const char      *base_folder,
                        GError         **error)
{
  g_autoptr(HeedJson) root =
    heed_json_parse ("configuration", configuration, strlen (configuration), NULL, NULL);
  const HeedJson *run = NULL;

  *options = defaults;

  return heed_json_read_object (root, "run", &run, error) &&
         (run == NULL || parse_run (run, base_folder, options, error));
}

void
heed_run_options_clear (HeedRunOptions *options)
{
  g_clear_pointer (&options->output, g_free);
  g_clear_pointer (&options->card, g_free);
}

/**
 * heed_run_options_strip:
 * @configuration: the whole configuration
 *
 * Returns: (transfer full): the part that the engine reads; a copy of @configuration if it is not a
 *   JSON object, which the engine will report
 */
char *
heed_run_options_strip (const char *configuration)
{
  g_autoptr(HeedJson) root =
    heed_json_parse (NULL, configuration, strlen (configuration), NULL, NULL);

  if (!heed_json_is_object (root))
    return g_strdup (configuration);

  heed_json_remove (root, "run");

  return heed_json_to_line (root);
}
