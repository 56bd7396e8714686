/* model-option.c — loads the model named by --model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/model-option.h"

#include <string.h>

#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/core/models/model-library.h"

/* Prefixes an error with the path of the model, unless it already starts with it. */
static void
name_model (GError     **error,
            const char  *path)
{
  if (error != NULL && *error != NULL && !g_str_has_prefix ((*error)->message, path))
    g_prefix_error (error, "%s: ", path);
}

static void
warn (HeedModel  *model,
      const char *path)
{
  const char *const *warnings = heed_model_get_warnings (model);

  for (guint i = 0; warnings[i] != NULL; i++)
    {
      g_autofree char *line = g_strdup_printf ("%s: %s", path, warnings[i]);

      heed_output_warn (line);
    }
}

/**
 * heed_model_option_load:
 * @name_or_path: (nullable): the name of a shipped model, a file or a folder; %NULL for the default
 *   model
 *
 * Prints the warnings of the model on standard error.
 *
 * Errors: %G_IO_ERROR_NOT_FOUND, and the errors of heed_model_load(), prefixed with the path
 *
 * Returns: (transfer full): the model
 */
HeedModel *
heed_model_option_load (const char    *name_or_path,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr(HeedModelLibrary) library = heed_model_library_new ();
  g_autofree char *path = heed_model_library_find (library, name_or_path, error);
  HeedModel *model;

  if (path == NULL)
    return NULL;

  model = heed_model_load (path, cancellable, error);
  if (model == NULL)
    name_model (error, path);
  else
    warn (model, path);

  return model;
}

/**
 * heed_model_option_load_to_read:
 * @max_source_length: the value of --max-source-length
 *
 * Errors: those of heed_model_option_load(), and %HEED_CLI_ERROR_USE
 *
 * Returns: (transfer full): the model, set to refuse longer sentences
 */
HeedModel *
heed_model_option_load_to_read (const char    *name_or_path,
                                int            max_source_length,
                                GCancellable  *cancellable,
                                GError       **error)
{
  HeedModel *model;

  if (!heed_options_check_range ("--max-source-length", max_source_length, 1, G_MAXINT, error))
    return NULL;

  model = heed_model_option_load (name_or_path, cancellable, error);
  if (model != NULL)
    heed_model_set_max_source_length (model, (guint) max_source_length);

  return model;
}

/**
 * heed_model_option_describe:
 * @name_or_path: (nullable): as for heed_model_option_load()
 *
 * Prints the description that loading would use, and on standard error the warnings, or the reason
 * why the model cannot be loaded.
 *
 * Errors: those of finding and reading the model
 */
gboolean
heed_model_option_describe (const char    *name_or_path,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autoptr(HeedModelLibrary) library = heed_model_library_new ();
  g_autofree char *path = heed_model_library_find (library, name_or_path, error);
  g_autofree char *description =
    path != NULL ? heed_model_describe (path, cancellable, error) : NULL;
  g_autofree char *line = NULL;
  g_autoptr(GError) problem = NULL;
  g_autoptr(HeedModel) model = NULL;

  if (description == NULL)
    {
      name_model (error, path != NULL ? path : "model");
      return FALSE;
    }

  line = g_strconcat (description, "\n", NULL);
  if (!heed_output_write (line, strlen (line), error))
    return FALSE;

  model = heed_model_load (path, cancellable, &problem);
  if (model != NULL)
    warn (model, path);
  else
    heed_output_warn (problem->message);

  return TRUE;
}
