/* model-option.c — the model that --model names
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/model-option.h"

#include "app/cli/options.h"
#include "app/core/model-library.h"

/**
 * heed_model_option_load:
 * @name_or_path: (nullable): a shipped model's name, a file or a folder; %NULL
 *   is the default model
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
  if (model == NULL && (error == NULL || !g_str_has_prefix ((*error)->message, path)))
    g_prefix_error (error, "%s: ", path);

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
