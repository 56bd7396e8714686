/* translation-options.c — the options for translating lines
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/translation-options.h"

#include "app/cli/options.h"
#include "app/cli/output.h"

#define MAX_JOBS 256

/**
 * heed_translation_options_parse:
 * @given: the options as given
 * @options: (out): the parsed options
 *
 * Errors: %HEED_CLI_ERROR_USE
 */
gboolean
heed_translation_options_parse (const HeedTranslationOptions  *given,
                                HeedTranslatorOptions         *options,
                                GError                       **error)
{
  *options = (HeedTranslatorOptions) { .input_form = HEED_INPUT_TEXT };

  if (!heed_search_options_parse (&given->search, &options->walk, error) ||
      !heed_options_check_range ("--jobs", given->jobs, 1, MAX_JOBS, error) ||
      !heed_options_refuse_together (given->source_is_tokens && given->source_is_ids,
                                     "--source-tokens", "--source-ids", error))
    return FALSE;

  options->n_threads = (guint) given->jobs;
  if (given->source_is_tokens)
    options->input_form = HEED_INPUT_TOKENS;
  if (given->source_is_ids)
    options->input_form = HEED_INPUT_IDS;

  return TRUE;
}

void
heed_translation_warn (const HeedTranslatedLine *line)
{
  g_autofree char *message = NULL;

  if (line->problem == NULL)
    return;

  message =
    g_strdup_printf ("line %" G_GUINT64_FORMAT ": %s", line->number, line->problem->message);
  heed_output_warn (message);
}
