/* model.c — a trained model: its network, weights, tokenizers and metadata
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Immutable once created, so any number of sessions in any threads may share it.
 */

#include "engine/models/model.h"

struct _HeedModel
{
  HeedModelParts  parts;
  HeedNetwork     network;
  HeedModelInfo   info;
  HeedTensorInfo *tensors;
  gsize          *shapes;      /* two numbers per tensor */
  HeedUnreadInfo *unread;
  HeedIdNames    *id_names;    /* for models without words */
  HeedParallel   *parallel;    /* or NULL */
  guint           max_source_length;
};

static void
list_tensors (HeedModel *model)
{
  guint n_tensors = heed_parameters_get_n (model->parts.parameters);

  model->tensors = g_new0 (HeedTensorInfo, n_tensors);
  model->shapes = g_new0 (gsize, 2 * n_tensors);

  for (guint i = 0; i < n_tensors; i++)
    {
      const HeedTensor *tensor = heed_parameters_get (model->parts.parameters, i);

      model->shapes[2 * i] = tensor->n_rows;
      model->shapes[2 * i + 1] = tensor->n_columns;
      model->tensors[i] = (HeedTensorInfo) { tensor->name, "F32", model->shapes + 2 * i, 2 };
    }
}

/**
 * heed_model_new_from_parts:
 * @parts: (inout): moved into the model on success, unchanged on failure
 *
 * Errors: %HEED_ERROR_SHAPE, %HEED_ERROR_VOCABULARY
 */
HeedModel *
heed_model_new_from_parts (HeedModelParts  *parts,
                           GError         **error)
{
  HeedNetwork network;
  HeedModel *model;

  if (!heed_model_parts_check (parts, error) ||
      !heed_network_bind (&network, &parts->blueprint, heed_existing_source, parts->parameters,
                          error))
    return NULL;

  model = g_atomic_rc_box_new0 (HeedModel);
  model->max_source_length = HEED_MAX_SOURCE_LENGTH;
  model->parts = *parts;
  *parts = (HeedModelParts) { 0 };
  model->network = network;
  model->info = heed_model_parts_describe (&model->parts);
  model->id_names = heed_id_names_new ();
  list_tensors (model);
  model->unread = heed_model_parts_list_unread (&model->parts);
  if (model->parts.warnings == NULL)
    model->parts.warnings = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (model->parts.warnings, NULL);

  return model;
}

HeedModel *
heed_model_ref (HeedModel *model)
{
  g_return_val_if_fail (model != NULL, NULL);

  return g_atomic_rc_box_acquire (model);
}

static void
clear_model (gpointer data)
{
  HeedModel *model = data;

  g_clear_pointer (&model->parallel, heed_parallel_free);
  heed_model_parts_clear (&model->parts);
  heed_id_names_free (model->id_names);
  g_free (model->tensors);
  g_free (model->shapes);
  g_free (model->unread);
}

void
heed_model_unref (HeedModel *model)
{
  if (model != NULL)
    g_atomic_rc_box_release_full (model, clear_model);
}

/**
 * heed_model_get_info:
 *
 * Returns: (transfer none): name, architecture and sizes; lives as long as the model
 */
const HeedModelInfo *
heed_model_get_info (HeedModel *model)
{
  g_return_val_if_fail (model != NULL, NULL);

  return &model->info;
}

/**
 * heed_model_get_tensors:
 * @n_tensors: (out): the number of tensors
 *
 * Returns: (transfer none): every tensor, by its name in Heed's own files; lives as
 *   long as the model
 */
const HeedTensorInfo *
heed_model_get_tensors (HeedModel *model,
                        guint     *n_tensors)
{
  g_return_val_if_fail (model != NULL && n_tensors != NULL, NULL);

  *n_tensors = heed_parameters_get_n (model->parts.parameters);

  return model->tensors;
}

/**
 * heed_model_get_unread:
 * @n_tensors: (out): the number of unread tensors
 *
 * Returns: (transfer none): the tensors of the file that no part of the model
 *   reads; empty for a model that does not come from a file
 */
const HeedUnreadInfo *
heed_model_get_unread (HeedModel *model,
                       guint     *n_tensors)
{
  g_return_val_if_fail (model != NULL && n_tensors != NULL, NULL);

  *n_tensors = model->parts.unread != NULL ? model->parts.unread->len : 0;

  return model->unread;
}

/**
 * heed_model_get_warnings:
 *
 * Returns: (transfer none): one line each, %NULL-terminated: what was guessed, which
 *   tensors nothing reads, which files were found but not used
 */
const char *const *
heed_model_get_warnings (HeedModel *model)
{
  g_return_val_if_fail (model != NULL, NULL);

  return (const char *const *) model->parts.warnings->pdata;
}

/**
 * heed_model_get_metadata:
 * @key: "heed.config", "heed.card", …
 *
 * Returns: (transfer none) (nullable): the value of @key in the file's metadata; %NULL
 *   if there is none
 */
const char *
heed_model_get_metadata (HeedModel  *model,
                         const char *key)
{
  g_return_val_if_fail (model != NULL && key != NULL, NULL);

  return model->parts.metadata != NULL ? g_hash_table_lookup (model->parts.metadata, key) : NULL;
}

/**
 * heed_model_check_file:
 *
 * Weights are read directly from the mapped file. After computing with them, the caller
 * must check with this function that the file did not change in the meantime.
 *
 * Errors: %HEED_ERROR_DAMAGED if the file was truncated or written to
 * Thread: any
 * Cost:   one system call, or nothing if all numbers were copied
 */
gboolean
heed_model_check_file (HeedModel  *model,
                       GError    **error)
{
  return heed_parameters_check_file (model->parts.parameters, error);
}

const HeedModelParts *
heed_model_get_parts (HeedModel *model)
{
  return &model->parts;
}

HeedIdNames *
heed_model_get_id_names (HeedModel *model)
{
  return model->id_names;
}

const HeedNetwork *
heed_model_get_network (HeedModel *model)
{
  return &model->network;
}

/**
 * heed_model_get_n_layers:
 *
 * Returns: the number of layers with an attention of @kind; may be 0
 */
guint
heed_model_get_n_layers (HeedModel         *model,
                         HeedAttentionKind  kind)
{
  g_return_val_if_fail (model != NULL, 0);

  return heed_network_get_n_layers (&model->network, kind);
}

/**
 * heed_model_get_n_heads:
 *
 * Returns: the number of heads in that layer; 0 if there is no such layer
 */
guint
heed_model_get_n_heads (HeedModel         *model,
                        HeedAttentionKind  kind,
                        int                layer)
{
  g_return_val_if_fail (model != NULL, 0);

  return heed_network_get_n_heads (&model->network, kind, layer);
}

/**
 * heed_model_set_threads:
 * @n_threads: including the caller's; at least 1
 *
 * Thread: only before @model is shared
 */
void
heed_model_set_threads (HeedModel *model,
                        guint      n_threads)
{
  g_return_if_fail (model != NULL && n_threads >= 1);

  g_clear_pointer (&model->parallel, heed_parallel_free);
  if (n_threads > 1)
    model->parallel = heed_parallel_new (n_threads);
}

/**
 * heed_model_set_max_source_length:
 * @n_tokens: at least 1
 *
 * Creating a session for a longer source fails with %HEED_ERROR_TOO_LARGE. If the
 * encoder has self-attention, memory may set a lower limit.
 *
 * Thread: only before @model is shared
 */
void
heed_model_set_max_source_length (HeedModel *model,
                                  guint      n_tokens)
{
  g_return_if_fail (model != NULL && n_tokens >= 1);

  model->max_source_length = n_tokens;
}

guint
heed_model_get_max_source_length (HeedModel *model)
{
  return MIN (model->max_source_length, heed_network_get_max_source (&model->network));
}

HeedParallel *
heed_model_get_parallel (HeedModel *model)
{
  return model->parallel;
}

/* So far only Transformers have banned tokens. */
const guint32 *
heed_model_get_banned (HeedModel *model,
                       guint     *n_banned)
{
  const HeedBlueprint *blueprint = &model->parts.blueprint;

  *n_banned = blueprint->family == HEED_FAMILY_TRANSFORMER ? blueprint->transformer.n_banned : 0;

  return blueprint->transformer.banned;
}
