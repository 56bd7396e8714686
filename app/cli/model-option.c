/* model-option.c — the model that --model names
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/model-option.h"

#include <string.h>

#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/core/model-library.h"

/* Of which model it is said. */
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
 * @name_or_path: (nullable): a shipped model's name, a file or a folder; %NULL
 *   is the default model
 *
 * What a person should know of it goes to standard error, once.
 *
 * Errors: %G_IO_ERROR_NOT_FOUND, and what heed_model_load() says, after the
 *   path it says it of.
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
 * @max_source_length: from --max-source-length
 *
 * Errors: %HEED_CLI_ERROR_USE too
 *
 * Returns: (transfer full): the model, which refuses longer sentences
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
 * @name_or_path: (nullable): as of heed_model_option_load()
 *
 * Prints the description that loading it would use; on standard error, why it
 * could not be loaded.
 *
 * Errors: what finding and reading it can say
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
