/* loading.c — loading a model from a path, and saving it in Heed's own format
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/formats/model-file.h"
#include "engine/formats/opening.h"

/**
 * heed_model_load:
 * @path: a file of Heed, weights of another program, or a folder of another tool
 *
 * Errors: %HEED_ERROR_DAMAGED, %HEED_ERROR_UNSUPPORTED, %HEED_ERROR_SHAPE,
 *   %HEED_ERROR_AMBIGUOUS; those of reading a file
 * Thread: any
 * Cost:   float32 weights are mapped, not copied; each is read once
 *
 * Returns: (transfer full): a model, or %NULL
 */
HeedModel *
heed_model_load (const char    *path,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return heed_model_load_as (path, NULL, cancellable, error);
}

/**
 * heed_model_load_as:
 * @description: (nullable): JSON with fields of a description, which take precedence
 *   over those that are found; from a #HeedModelChoice, or from the user
 *
 * Errors: as heed_model_load()
 * Thread: any
 *
 * Returns: (transfer full): a model, or %NULL
 */
HeedModel *
heed_model_load_as (const char    *path,
                    const char    *description,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_auto(HeedModelParts) parts = { 0 };

  g_return_val_if_fail (path != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !heed_model_parts_load (&parts, path, description, error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return heed_model_new_from_parts (&parts, error);
}

/**
 * heed_model_save:
 *
 * Writes a file in Heed's own format, atomically.
 *
 * Errors: %G_IO_ERROR of the disk; the old file, if there is one, is then unchanged
 *
 * Returns: whether the model was saved
 */
gboolean
heed_model_save (HeedModel   *model,
                 const char  *path,
                 GError     **error)
{
  const HeedSaveOptions as_it_is = { 0 };

  return heed_model_save_as (model, path, &as_it_is, error);
}

static GHashTable *
copy_metadata (GHashTable *metadata)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer key, value;

  if (metadata == NULL)
    return copy;

  g_hash_table_iter_init (&iter, metadata);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy, g_strdup (key), g_strdup (value));

  return copy;
}

/**
 * heed_model_save_as:
 * @options: a card and a name, which do not change the model in memory, and the
 *   precision
 *
 * Writes a file in Heed's own format, atomically.
 *
 * Errors: %G_IO_ERROR of the disk; the old file, if there is one, is then unchanged
 *
 * Returns: whether the model was saved
 */
gboolean
heed_model_save_as (HeedModel              *model,
                    const char             *path,
                    const HeedSaveOptions  *options,
                    GError                **error)
{
  g_autoptr(GHashTable) metadata = NULL;
  HeedModelParts parts;

  g_return_val_if_fail (model != NULL && path != NULL && options != NULL, FALSE);

  parts = *heed_model_get_parts (model);
  metadata = copy_metadata (parts.metadata);
  if (options->card != NULL)
    g_hash_table_insert (metadata, g_strdup ("heed.card"), g_strdup (options->card));
  if (options->name != NULL)
    g_hash_table_insert (metadata, g_strdup ("heed.name"), g_strdup (options->name));
  parts.metadata = metadata;

  return heed_model_parts_save (&parts, path, options->half, error);
}
