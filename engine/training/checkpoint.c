/* checkpoint.c — saving and resuming a training, so that it can be killed at any moment
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     tensors    every weight under its name, its two moments with the prefixes
 *                adam.first. and adam.second.
 *     metadata   heed.checkpoint     number of batches done
 *                heed.checksum       SHA-256 of the configuration text
 *                heed.configuration  that text
 *
 * The checkpoint of another configuration is refused, since the result would belong to
 * neither of the two. Only the length of the training may differ, and only if nothing
 * in the batches done so far depended on it.
 */

#include "engine/training/trainer.h"

#include <math.h>
#include <string.h>

#include "engine/files/safetensors.h"
#include "engine/training/differences.h"

static void
add_array (GArray           *arrays,
           GStringChunk     *names,
           const char       *prefix,
           const HeedTensor *tensor,
           const float      *values)
{
  g_autofree char *name = g_strconcat (prefix, tensor->name, NULL);
  gsize n_values = heed_tensor_n_values (tensor);
  HeedArray array = {
    .name = g_string_chunk_insert (names, name),
    .dtype = HEED_DTYPE_F32,
    .n_dims = 2,
    .shape = { tensor->n_rows, tensor->n_columns },
    .n_values = n_values,
    .n_bytes = n_values * sizeof (float),
    .data = (const guint8 *) values,
  };

  g_array_append_val (arrays, array);
}

/**
 * heed_trainer_save:
 *
 * Writes a checkpoint atomically.
 *
 * Cost: writes three times the size of the weights
 *
 * Errors: %G_IO_ERROR of the disk; the old file, if there is one, is then unchanged
 *
 * Returns: whether the checkpoint was saved
 */
gboolean
heed_trainer_save (HeedTrainer  *trainer,
                   const char   *path,
                   GError      **error)
{
  g_autoptr(GArray) arrays = g_array_new (FALSE, FALSE, sizeof (HeedArray));
  g_autoptr(GHashTable) metadata = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GStringChunk *names;
  gboolean is_saved;

  g_return_val_if_fail (trainer != NULL && path != NULL, FALSE);

  names = g_string_chunk_new (4096);

  for (guint i = 0; i < heed_parameters_get_n (trainer->parameters); i++)
    {
      const HeedTensor *tensor = heed_parameters_get (trainer->parameters, i);

      add_array (arrays, names, "", tensor, tensor->values);
      add_array (arrays, names, "adam.first.", tensor,
                 heed_optimizer_get_first (trainer->optimizer, i));
      add_array (arrays, names, "adam.second.", tensor,
                 heed_optimizer_get_second (trainer->optimizer, i));
    }

  g_hash_table_insert (metadata, "heed.checkpoint",
                       g_strdup_printf ("%" G_GUINT64_FORMAT, trainer->batch));
  g_hash_table_insert (metadata, "heed.checksum", g_strdup (trainer->checksum));
  g_hash_table_insert (metadata, "heed.configuration", g_strdup (trainer->text));

  is_saved = heed_safetensors_save (path, (const HeedArray *) (gpointer) arrays->data, arrays->len,
                                    metadata, error);
  g_string_chunk_free (names);

  return is_saved;
}

/* Refuses a NaN, which would stay in the weights for the rest of the training. */
static gboolean
check_finite (const HeedArray  *array,
              GError          **error)
{
  for (gsize i = 0; i < array->n_values; i++)
    {
      float value;

      memcpy (&value, array->data + i * sizeof value, sizeof value);
      if (!isfinite (value))
        {
          g_set_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE,
                       "%s: expected finite numbers, found %g at %" G_GSIZE_FORMAT, array->name,
                       value, i);
          return FALSE;
        }
    }

  return TRUE;
}

static const HeedArray *
find_array (HeedWeights       *weights,
            const char        *prefix,
            const HeedTensor  *tensor,
            GError           **error)
{
  g_autofree char *name = g_strconcat (prefix, tensor->name, NULL);
  const HeedArray *array = heed_weights_find (weights, name);

  if (array != NULL && array->dtype == HEED_DTYPE_F32 &&
      array->n_values == heed_tensor_n_values (tensor))
    return check_finite (array, error) ? array : NULL;

  g_set_error (error, HEED_ERROR, HEED_ERROR_SHAPE, "%s: expected %u x %u numbers, found %s",
               name, tensor->n_rows, tensor->n_columns, array == NULL ? "none" : "another array");

  return NULL;
}

/* Finds all arrays before anything in the trainer is changed. */
static gboolean
find_all (HeedTrainer       *trainer,
          HeedWeights       *weights,
          const HeedArray  **arrays,
          GError           **error)
{
  static const char *const prefixes[] = { "", "adam.first.", "adam.second." };

  for (guint i = 0; i < heed_parameters_get_n (trainer->parameters); i++)
    for (guint p = 0; p < G_N_ELEMENTS (prefixes); p++)
      {
        const HeedTensor *tensor = heed_parameters_get (trainer->parameters, i);

        arrays[3 * i + p] = find_array (weights, prefixes[p], tensor, error);
        if (arrays[3 * i + p] == NULL)
          return FALSE;
      }

  return TRUE;
}

static gboolean
is_length (const HeedDifference *difference)
{
  return g_str_equal (difference->path, "training.epochs") ||
         g_str_equal (difference->path, "training.batches");
}

static gboolean
are_lengths (const GPtrArray *differences)
{
  for (guint i = 0; i < differences->len; i++)
    if (!is_length (g_ptr_array_index (differences, i)))
      return FALSE;

  return TRUE;
}

/* Returns whether a batch depends on the total number of batches. */
static gboolean
depends_on_length (const HeedTrainingConfiguration *c)
{
  return c->decay != HEED_DECAY_NONE || (c->guided_decay && c->guided_alignment > 0.0f);
}

static gboolean
check_configuration (HeedTrainer  *trainer,
                     HeedWeights  *weights,
                     GError      **error)
{
  const char *checksum = heed_weights_find_metadata (weights, "heed.checksum");
  const char *text = heed_weights_find_metadata (weights, "heed.configuration");
  g_autoptr(GPtrArray) differences = NULL;
  g_autofree char *what = NULL;

  if (g_strcmp0 (checksum, trainer->checksum) == 0)
    return TRUE;

  differences = text != NULL ? heed_differences_find (text, trainer->text) : NULL;
  if (differences == NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "checkpoint: expected one of the configuration %.12s, found one of %.12s",
                   trainer->checksum, checksum != NULL ? checksum : "none");
      return FALSE;
    }

  if (differences->len == 0 ||
      (are_lengths (differences) && !depends_on_length (&trainer->configuration)))
    return TRUE;

  what = heed_differences_describe (differences);
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "checkpoint: expected one of the same configuration, found one of another: %s%s",
               what, are_lengths (differences) ? " (its decay depends on how long it trains)" : "");

  return FALSE;
}

static gboolean
check_metadata (HeedTrainer  *trainer,
                HeedWeights  *weights,
                guint64      *batch,
                GError      **error)
{
  const char *number = heed_weights_find_metadata (weights, "heed.checkpoint");

  if (!check_configuration (trainer, weights, error))
    return FALSE;

  if (number == NULL ||
      !g_ascii_string_to_unsigned (number, 10, 0, trainer->n_batches, batch, NULL))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "heed.checkpoint: expected a number of batches up to %" G_GUINT64_FORMAT
                   ", found %s",
                   trainer->n_batches, number != NULL ? number : "none");
      return FALSE;
    }

  return TRUE;
}

/**
 * heed_trainer_resume:
 * @path: a file that heed_trainer_save() wrote for a trainer with the same
 *   configuration; the number of epochs or batches may differ, unless something decays
 *   towards the last batch
 *
 * Errors: %HEED_ERROR_DAMAGED, %HEED_ERROR_UNSUPPORTED, %HEED_ERROR_SHAPE,
 *   %HEED_ERROR_NOT_FINITE; the trainer is then unchanged
 *
 * Returns: whether the training continues from the checkpoint; %FALSE on error
 */
gboolean
heed_trainer_resume (HeedTrainer  *trainer,
                     const char   *path,
                     GError      **error)
{
  g_autoptr(HeedWeights) weights = NULL;
  g_autofree const HeedArray **arrays = NULL;
  guint64 batch;
  guint n;

  g_return_val_if_fail (trainer != NULL && path != NULL, FALSE);

  n = heed_parameters_get_n (trainer->parameters);
  arrays = g_new0 (const HeedArray *, 3 * n);
  weights = heed_safetensors_load (path, error);

  if (weights == NULL || !check_metadata (trainer, weights, &batch, error) ||
      !find_all (trainer, weights, arrays, error))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      heed_array_copy_floats (arrays[3 * i], heed_parameters_get (trainer->parameters, i)->values);
      heed_array_copy_floats (arrays[3 * i + 1], heed_optimizer_get_first (trainer->optimizer, i));
      heed_array_copy_floats (arrays[3 * i + 2], heed_optimizer_get_second (trainer->optimizer, i));
    }

  trainer->batch = batch;
  trainer->n_batches_here = 0;
  trainer->n_tokens_here = 0;
  trainer->seconds_here = 0.0;

  return TRUE;
}
