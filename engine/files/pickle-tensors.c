/* pickle-tensors.c — the tensors of a pickle and the storages they view
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: torch/_utils.py and torch/serialization.py of PyTorch 0.2 to 2.5.
 */

#include "engine/files/pickle-calls.h"

#include <string.h>

#include "engine/files/pickle-names.h"
#include "engine/heed.h"

/* Indices of class, key and size of a storage in its persistent id. */
#define ID_CLASS  1
#define ID_KEY    2
#define ID_SIZE   4
#define ID_VIEW   5
#define ID_LENGTH 5

static gboolean
get_size (const HeedPickleValue *value,
          gsize                 *size)
{
  gint64 number = heed_pickle_value_get_int (value, -1);

  if (number < 0 || (guint64) number > G_MAXSIZE)
    return FALSE;

  *size = (gsize) number;

  return TRUE;
}

static gboolean
read_sizes (const HeedPickleValue *list,
            gsize                 *sizes)
{
  for (guint i = 0; i < list->items->len; i++)
    if (!get_size (g_ptr_array_index (list->items, i), &sizes[i]))
      return FALSE;

  return TRUE;
}

static gboolean
read_dtype (HeedPickleTensor      *tensor,
            const HeedPickleName  *callable,
            const HeedPickleValue *arguments)
{
  const HeedPickleValue *dtype;

  tensor->dtype = tensor->storage->dtype;

  if (callable->call != HEED_PICKLE_CALL_TENSOR_V3)
    return TRUE;

  dtype = heed_pickle_get_argument (arguments, 6, HEED_PICKLE_NAME);
  if (dtype == NULL || !dtype->name->has_dtype || dtype->name->is_storage)
    return FALSE;

  tensor->dtype = dtype->name->dtype;

  return TRUE;
}

/* Handles (storage, offset, shape, strides, …). The size of the storage is checked later, when
 * its numbers are found. */
HeedPickleValue *
heed_pickle_call_tensor (HeedPickle             *pickle,
                         const HeedPickleName   *callable,
                         const HeedPickleValue  *arguments,
                         GError                **error)
{
  const HeedPickleValue *storage = heed_pickle_get_argument (arguments, 0, HEED_PICKLE_STORAGE);
  const HeedPickleValue *shape = heed_pickle_get_argument (arguments, 2, HEED_PICKLE_LIST);
  const HeedPickleValue *strides = heed_pickle_get_argument (arguments, 3, HEED_PICKLE_LIST);
  HeedPickleTensor tensor = { 0 };
  HeedPickleValue *value;

  if (storage == NULL || shape == NULL || strides == NULL ||
      shape->items->len != strides->items->len)
    return heed_pickle_fail_call (error, callable->name, "storage, offset, shape and strides");

  if (shape->items->len > HEED_ARRAY_MAX_DIMS)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "pickle: expected tensors of at most %d dimensions, found %u",
                   HEED_ARRAY_MAX_DIMS, shape->items->len);
      return NULL;
    }

  tensor.storage = storage->storage;
  tensor.n_dims = shape->items->len;

  if (!read_dtype (&tensor, callable, arguments) ||
      !get_size (heed_pickle_value_get_item (arguments, 1), &tensor.offset) ||
      !g_size_checked_add (&tensor.offset, tensor.offset, storage->offset) ||
      !read_sizes (shape, tensor.shape) || !read_sizes (strides, tensor.strides))
    return heed_pickle_fail_call (error, callable->name, "sizes");

  value = heed_pickle_add_value (pickle, HEED_PICKLE_TENSOR, error);
  if (value == NULL)
    return NULL;

  value->tensor = g_memdup2 (&tensor, sizeof tensor);
  g_ptr_array_add (pickle->tensors, value->tensor);

  return value;
}

static HeedPickleStorage *
find_storage (HeedPickle            *pickle,
              const HeedPickleValue *key,
              HeedDtype              dtype,
              gsize                  n_values)
{
  HeedPickleStorage *storage = g_hash_table_lookup (pickle->by_key, key->text);

  if (storage == NULL)
    {
      storage = g_new0 (HeedPickleStorage, 1);
      *storage = (HeedPickleStorage) { .key = key->text, .dtype = dtype, .n_values = n_values };
      g_ptr_array_add (pickle->storages, storage);
      g_hash_table_insert (pickle->by_key, (gpointer) storage->key, storage);
    }

  return storage->dtype == dtype && storage->n_values == n_values ? storage : NULL;
}

/* Reads a view: (its key, its offset, its size). The size is not needed: the extent of the
 * tensors is checked against the storage. */
static gboolean
read_view (const HeedPickleValue *id,
           gsize                 *offset)
{
  const HeedPickleValue *view = heed_pickle_value_get_item (id, ID_VIEW);

  *offset = 0;

  if (view == NULL || view->kind == HEED_PICKLE_NONE)
    return TRUE;

  return get_size (heed_pickle_value_get_item (view, 1), offset);
}

static HeedPickleValue *
load_storage (HeedPickle             *pickle,
              const HeedPickleValue  *id,
              GError                **error)
{
  const HeedPickleValue *class = heed_pickle_get_argument (id, ID_CLASS, HEED_PICKLE_NAME);
  const HeedPickleValue *key = heed_pickle_get_argument (id, ID_KEY, HEED_PICKLE_TEXT);
  HeedPickleStorage *storage;
  HeedPickleValue *value;
  gsize n_values, offset;

  if (heed_pickle_value_get_size (id) < ID_LENGTH || class == NULL || key == NULL ||
      !class->name->is_storage || !get_size (heed_pickle_value_get_item (id, ID_SIZE), &n_values) ||
      !read_view (id, &offset))
    return heed_pickle_fail_call (error, "persistent id", "a storage");

  storage = find_storage (pickle, key, class->name->dtype, n_values);
  if (storage == NULL)
    return heed_pickle_fail_call (error, key->text, "one class and size of a storage");

  value = heed_pickle_add_value (pickle, HEED_PICKLE_STORAGE, error);
  if (value == NULL)
    return NULL;

  value->storage = storage;
  value->offset = offset;

  return value;
}

/**
 * heed_pickle_load:
 * @id: ("storage", class, key, location, size) and optionally a view, or, before
 *   PyTorch 1.6, ("module", class, file, code of the class)
 *
 * Errors: %HEED_ERROR_DAMAGED if it is something else, or contradicts an earlier id of
 * the same storage; %HEED_ERROR_TOO_LARGE if there are too many values.
 *
 * Returns: (transfer none): the storage, whose numbers are not set yet, or the class
 */
HeedPickleValue *
heed_pickle_load (HeedPickle             *pickle,
                  const HeedPickleValue  *id,
                  GError                **error)
{
  const char *what = heed_pickle_value_get_text (heed_pickle_value_get_item (id, 0), "");
  const HeedPickleValue *class = heed_pickle_get_argument (id, ID_CLASS, HEED_PICKLE_NAME);

  if (strcmp (what, "storage") == 0)
    return load_storage (pickle, id, error);

  if (strcmp (what, "module") != 0 || class == NULL)
    return heed_pickle_fail_call (error, "persistent id", "a storage");

  return g_ptr_array_index (id->items, ID_CLASS);
}
