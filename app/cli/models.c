/* models.c — heed-cli models: lists the models that ship with Heed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints one line per model, starting with its name, so that a script can extract it. A model that
 * cannot be loaded is listed with the reason and counts as wrong data.
 */

#include <string.h>

#include "app/cli/model-words.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/verb.h"
#include "app/core/models/model-library.h"
#include "engine/files/json-writer.h"

#define LANGUAGES_WIDTH 7  /* "en → fr" */

/* As given on the command line. */
static struct
{
  gboolean json;
} given;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &given.json, "Print one JSON object per line", NULL },
  G_OPTION_ENTRY_NULL
};

/* The card's "score": a short description of the model's quality; or "". */
static char *
dup_score (HeedModel *model)
{
  const char *card = heed_model_get_metadata (model, "heed.card");
  g_autoptr(HeedJson) root =
    card != NULL ? heed_json_parse (NULL, card, strlen (card), NULL, NULL) : NULL;
  const char *score = heed_json_get_text (heed_json_get_member (root, "score"));

  return g_strdup (score != NULL ? score : "");
}

static void
append_text (GString                *out,
             const HeedLibraryModel *entry,
             HeedModel              *model,
             const GError           *problem)
{
  const HeedModelInfo *info;
  g_autofree char *languages = NULL;
  g_autofree char *score = NULL;

  if (model == NULL)
    {
      g_string_append_printf (out, "%-24s  error: %s\n", entry->name, problem->message);
      return;
    }

  info = heed_model_get_info (model);
  languages = heed_model_words_dup_languages (info);
  score = dup_score (model);
  g_string_append_printf (out, "%-24s  ", entry->name);
  heed_output_append_padded (out, languages, LANGUAGES_WIDTH);
  g_string_append_printf (out, "  %-11s  %-10s  %9" G_GUINT64_FORMAT,
                          heed_model_words_architecture (info->architecture),
                          heed_score_get_info (info->score)->name, info->n_parameters);
  if (*score != '\0')
    {
      g_string_append (out, "  ");
      heed_output_append_padded (out, score, 0);
    }
  g_string_append (out, entry->is_default ? "  (default)\n" : "\n");
}

static void
append_json (GString                *out,
             const HeedLibraryModel *entry,
             HeedModel              *model,
             const GError           *problem)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_add_string (json, "name", entry->name);
  heed_json_writer_add_string (json, "path", entry->path);
  heed_json_writer_add_boolean (json, "default", entry->is_default);
  if (model != NULL)
    {
      const HeedModelInfo *info = heed_model_get_info (model);
      g_autofree char *score = dup_score (model);

      heed_json_writer_add_string (json, "title", info->name);
      heed_json_writer_add_string (json, "source_language", info->source_language);
      heed_json_writer_add_string (json, "target_language", info->target_language);
      heed_json_writer_add_string (json, "architecture",
                                   heed_model_words_architecture (info->architecture));
      heed_json_writer_add_string (json, "attention", heed_score_get_info (info->score)->name);
      heed_json_writer_add_count (json, "parameters", info->n_parameters);
      heed_json_writer_add_string (json, "score", score);
    }
  else
    {
      heed_json_writer_add_string (json, "error", problem->message);
    }
  heed_json_writer_end_object (json);

  g_string_append_printf (out, "%s\n", heed_json_writer_get_text (json));
}

static gboolean
list_model (const HeedLibraryModel  *entry,
            GCancellable            *cancellable,
            guint64                 *n_failed,
            GError                 **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(HeedModel) model = heed_model_load (entry->path, cancellable, &problem);
  g_autoptr(GString) out = g_string_new (NULL);

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  *n_failed += model == NULL;
  if (given.json)
    append_json (out, entry, model, problem);
  else
    append_text (out, entry, model, problem);

  return heed_output_write (out->str, out->len, error);
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr(HeedModelLibrary) library = NULL;
  const HeedLibraryModel *models;
  guint64 n_failed = 0;
  guint n_models;

  if (!heed_options_check_no_arguments (arguments, error))
    return FALSE;

  library = heed_model_library_new ();
  models = heed_model_library_get (library, &n_models);
  for (guint i = 0; i < n_models; i++)
    if (!list_model (&models[i], cancellable, &n_failed, error))
      return FALSE;

  return heed_output_check_none_failed (heed_verb_models.name, n_failed, n_models, error);
}

const HeedVerb heed_verb_models = {
  .name = "models",
  .summary = "lists the models that ship with Heed",
  .options = options,
  .run = run,
};
