/* translate.c — heed-cli translate: translates lines of text
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Line n of the output is always the translation of line n of the input: a line that cannot be
 * translated gives an empty line and a message, and an empty line stays empty.
 */

#include <string.h>

#include "app/cli/lines.h"
#include "app/cli/model-option.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/translation-options.h"
#include "app/cli/verb.h"

static HeedTranslationOptions given = HEED_TRANSLATION_OPTIONS_DEFAULT;

static const GOptionEntry options[] = {
  HEED_OPTIONS_TRANSLATION (&given),
  G_OPTION_ENTRY_NULL
};

static gboolean
print_translation (const HeedTranslatedLine  *line,
                   gpointer                   data,
                   GError                   **error)
{
  g_autofree char *whole = heed_output_dup_line (line->translation);
  g_autofree char *printed = g_strconcat (whole, "\n", NULL);

  heed_translation_warn (line);

  return heed_output_write (printed, strlen (printed), error);
}

static gboolean
translate_lines (HeedTranslator  *translator,
                 HeedLines       *lines,
                 GCancellable    *cancellable,
                 GError         **error)
{
  g_autoptr(GError) problem = NULL;
  const HeedLine *line;
  guint64 n_lines = 0;
  guint64 n_failed;

  while ((line = heed_lines_read (lines, cancellable, &problem)) != NULL)
    {
      n_lines++;
      if (!heed_translator_push (translator, line->number, line->text, line->problem))
        break;
    }

  if (!heed_translator_end (translator, &n_failed, error))
    return FALSE;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  return heed_output_check_none_failed (heed_verb_translate.name, n_failed, n_lines, error);
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(HeedLines) lines = NULL;
  HeedTranslatorOptions how;
  HeedTranslator *translator;

  if (!heed_translation_options_parse (&given, &how, error))
    return FALSE;

  model = heed_model_option_load_to_read (given.model, given.max_source_length, cancellable, error);
  if (model == NULL)
    return FALSE;

  lines = heed_lines_new (arguments);
  translator = heed_translator_new (model, &how, cancellable, print_translation, NULL);

  return translate_lines (translator, lines, cancellable, error);
}

const HeedVerb heed_verb_translate = {
  .name = "translate",
  .arguments = "[TEXT…|-]",
  .summary = "prints the translation of each line",
  .options = options,
  .model = &given.model,
  .run = run,
};
