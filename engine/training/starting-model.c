/* starting-model.c — the trained model whose weights a training continues with
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The new model has the description and the tokenizers of the old one: an embedding
 * learned for one vocabulary has no meaning in another.
 */

#include "engine/training/starting-model.h"

#include <string.h>

#define START_FROM "start_from: "

static gboolean
check_text (const HeedModelParts  *parts,
            GError               **error)
{
  if (parts->source_text != NULL && parts->target_text != NULL)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               START_FROM "expected a model with tokens of both languages, found none of the %s",
               parts->source_text == NULL ? "source" : "target");

  return FALSE;
}

static gboolean
check_guide (const HeedTrainingConfiguration  *configuration,
             GError                          **error)
{
  if (configuration->guided_alignment == 0.0f || heed_blueprint_attends (&configuration->model))
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "guided_alignment: expected 0 for a model without attention, found %g",
               (double) configuration->guided_alignment);

  return FALSE;
}

/**
 * heed_starting_model_open:
 * @configuration: with a start_from; its model becomes that of the file
 *
 * Errors: those of heed_model_load(); %HEED_ERROR_UNSUPPORTED if the model has no
 *   tokenizer, or cannot be guided as configured
 *
 * Returns: (transfer full): the model of the file
 */
HeedModel *
heed_starting_model_open (HeedTrainingConfiguration  *configuration,
                          GCancellable               *cancellable,
                          GError                    **error)
{
  g_autoptr(HeedModel) model =
    heed_model_load (configuration->start_from, cancellable, error);
  const HeedModelParts *parts;

  if (model == NULL)
    {
      g_prefix_error (error, START_FROM);
      return NULL;
    }

  parts = heed_model_get_parts (model);
  configuration->model = parts->blueprint;

  if (!check_text (parts, error) || !check_guide (configuration, error))
    return NULL;

  return g_steal_pointer (&model);
}

static gboolean
copy_tensor (const HeedTensor  *from,
             HeedTensor        *to,
             GError           **error)
{
  if (from == NULL || from->n_rows != to->n_rows || from->n_columns != to->n_columns)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_SHAPE,
                   START_FROM "%s: expected %u x %u numbers, found %u x %u", to->name, to->n_rows,
                   to->n_columns, from != NULL ? from->n_rows : 0,
                   from != NULL ? from->n_columns : 0);
      return FALSE;
    }

  memcpy (to->values, from->values, heed_tensor_n_values (to) * sizeof (float));

  return TRUE;
}

/**
 * heed_starting_model_copy_weights:
 * @parameters: (inout): their old values are lost, also after an error
 *
 * Errors: %HEED_ERROR_SHAPE names the tensor; %HEED_ERROR_DAMAGED if the file has
 *   changed since it was opened
 *
 * Returns: whether every value was copied; %FALSE on error
 */
gboolean
heed_starting_model_copy_weights (HeedModel       *model,
                                  HeedParameters  *parameters,
                                  GError         **error)
{
  HeedParameters *trained = heed_model_get_parts (model)->parameters;

  for (guint i = 0; i < heed_parameters_get_n (parameters); i++)
    {
      HeedTensor *to = heed_parameters_get (parameters, i);

      if (!copy_tensor (heed_parameters_find (trained, to->name), to, error))
        return FALSE;
    }

  return heed_model_check_file (model, error);
}
