/* pickle-calls.c — what the calls in a pickle would have made
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

#define MAX_VALUES (1 << 22)
#define MAX_COPIED (1 << 24)

/* Where a storage's key, class and size are in its persistent id. */
#define ID_CLASS  1
#define ID_KEY    2
#define ID_SIZE   4
#define ID_VIEW   5
#define ID_LENGTH 5

HeedPickleValue *
heed_pickle_add_value (HeedPickle      *pickle,
                       HeedPickleKind   kind,
                       GError         **error)
{
  HeedPickleValue *value;

  if (pickle->values->len == MAX_VALUES)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                   "pickle: expected at most %d values, found more", MAX_VALUES);
      return NULL;
    }

  value = g_new0 (HeedPickleValue, 1);
  value->kind = kind;

  if (kind == HEED_PICKLE_LIST || kind == HEED_PICKLE_DICT || kind == HEED_PICKLE_OBJECT)
    value->items = g_ptr_array_new ();

  g_ptr_array_add (pickle->values, value);

  return value;
}

HeedPickleValue *
heed_pickle_add_bytes (HeedPickle    *pickle,
                       const guint8  *bytes,
                       gsize          n_bytes,
                       GError       **error)
{
  HeedPickleValue *value = heed_pickle_add_value (pickle, HEED_PICKLE_NONE, error);

  if (value != NULL)
    {
      value->bytes = g_bytes_new (bytes, n_bytes);
      value->kind = HEED_PICKLE_BYTES;
    }

  return value;
}

HeedPickleValue *
heed_pickle_add_text (HeedPickle    *pickle,
                      const guint8  *text,
                      gsize          n_bytes,
                      GError       **error)
{
  HeedPickleValue *value;

  if (!g_utf8_validate_len ((const char *) text, n_bytes, NULL))
    return heed_pickle_add_bytes (pickle, text, n_bytes, error);

  value = heed_pickle_add_value (pickle, HEED_PICKLE_TEXT, error);
  if (value != NULL)
    value->text = g_string_chunk_insert_len (pickle->texts, (const char *) text, (gssize) n_bytes);

  return value;
}

static HeedPickleValue *
fail (GError     **error,
      const char  *name,
      const char  *expected)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
               "pickle: %s: expected %s, found something else", name, expected);

  return NULL;
}

static const HeedPickleValue *
get_argument (const HeedPickleValue *arguments,
              guint                  i,
              HeedPickleKind         kind)
{
  const HeedPickleValue *argument = heed_pickle_value_get_item (arguments, i);

  return argument != NULL && argument->kind == kind ? argument : NULL;
}

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

/* One short call after the other could copy one long list, so what calls copy
 * is counted. */
static gboolean
may_copy (HeedPickle  *pickle,
          gsize        n_more,
          GError     **error)
{
  if (n_more > MAX_COPIED - pickle->n_copied)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                   "pickle: expected calls to copy at most %d values, found more", MAX_COPIED);
      return FALSE;
    }

  pickle->n_copied += n_more;

  return TRUE;
}

static gboolean
append_items (HeedPickle             *pickle,
              HeedPickleValue        *value,
              const HeedPickleValue  *from,
              GError                **error)
{
  if (!may_copy (pickle, from->items->len, error))
    return FALSE;

  for (guint i = 0; i < from->items->len; i++)
    g_ptr_array_add (value->items, g_ptr_array_index (from->items, i));

  return TRUE;
}

static gboolean
append_pairs (HeedPickle             *pickle,
              HeedPickleValue        *dict,
              const HeedPickleValue  *list,
              const char             *name,
              GError                **error)
{
  for (guint i = 0; i < list->items->len; i++)
    {
      const HeedPickleValue *pair = heed_pickle_value_get_item (list, i);

      if (pair->kind != HEED_PICKLE_LIST || pair->items->len != 2)
        return fail (error, name, "pairs") != NULL;

      if (!append_items (pickle, dict, pair, error))
        return FALSE;
    }

  return TRUE;
}

/* dict (other), dict ([(key, value), …]), defaultdict (factory) */
static HeedPickleValue *
call_dict (HeedPickle             *pickle,
           const char             *name,
           const HeedPickleValue  *arguments,
           GError                **error)
{
  const HeedPickleValue *from = heed_pickle_value_get_item (arguments, 0);
  HeedPickleValue *dict = heed_pickle_add_value (pickle, HEED_PICKLE_DICT, error);
  gboolean is_done = TRUE;

  if (dict == NULL || from == NULL)
    return dict;

  if (from->kind == HEED_PICKLE_DICT)
    is_done = append_items (pickle, dict, from, error);
  else if (from->kind == HEED_PICKLE_LIST)
    is_done = append_pairs (pickle, dict, from, name, error);

  return is_done ? dict : NULL;
}

static HeedPickleValue *
call_list (HeedPickle             *pickle,
           const char             *name,
           const HeedPickleValue  *arguments,
           GError                **error)
{
  HeedPickleValue *list = heed_pickle_add_value (pickle, HEED_PICKLE_LIST, error);

  if (list == NULL || arguments->items->len == 0)
    return list;

  if (get_argument (arguments, 0, HEED_PICKLE_LIST) == NULL)
    return fail (error, name, "a list");

  if (!append_items (pickle, list, get_argument (arguments, 0, HEED_PICKLE_LIST), error))
    return NULL;

  return list;
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

  dtype = get_argument (arguments, 6, HEED_PICKLE_NAME);
  if (dtype == NULL || !dtype->name->has_dtype || dtype->name->is_storage)
    return FALSE;

  tensor->dtype = dtype->name->dtype;

  return TRUE;
}

/* (storage, offset, shape, strides, …). Whether the storage has so many numbers
 * is seen when they are found. */
static HeedPickleValue *
call_tensor (HeedPickle             *pickle,
             const HeedPickleName   *callable,
             const HeedPickleValue  *arguments,
             GError                **error)
{
  const HeedPickleValue *storage = get_argument (arguments, 0, HEED_PICKLE_STORAGE);
  const HeedPickleValue *shape = get_argument (arguments, 2, HEED_PICKLE_LIST);
  const HeedPickleValue *strides = get_argument (arguments, 3, HEED_PICKLE_LIST);
  HeedPickleTensor tensor = { 0 };
  HeedPickleValue *value;

  if (storage == NULL || shape == NULL || strides == NULL || shape->items->len != strides->items->len)
    return fail (error, callable->name, "storage, offset, shape and strides");

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
    return fail (error, callable->name, "sizes");

  value = heed_pickle_add_value (pickle, HEED_PICKLE_TENSOR, error);
  if (value == NULL)
    return NULL;

  value->tensor = g_memdup2 (&tensor, sizeof tensor);
  g_ptr_array_add (pickle->tensors, value->tensor);

  return value;
}

/* How bytes are written where there is no opcode for them: as the text of their
 * values. */
static HeedPickleValue *
call_encode (HeedPickle             *pickle,
             const HeedPickleValue  *arguments,
             GError                **error)
{
  const HeedPickleValue *text = get_argument (arguments, 0, HEED_PICKLE_TEXT);
  const HeedPickleValue *encoding = get_argument (arguments, 1, HEED_PICKLE_TEXT);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();

  if (text == NULL || encoding == NULL || strcmp (encoding->text, "latin1") != 0)
    return fail (error, "_codecs.encode", "a text and \"latin1\"");

  if (!may_copy (pickle, strlen (text->text), error))
    return NULL;

  for (const char *p = text->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c > 0xff)
        return fail (error, "_codecs.encode", "Latin-1");

      g_byte_array_append (bytes, &(guint8) { (guint8) c }, 1);
    }

  return heed_pickle_add_bytes (pickle, bytes->data, bytes->len, error);
}

static HeedPickleValue *
call_object (HeedPickle             *pickle,
             const char             *name,
             const HeedPickleValue  *arguments,
             GError                **error)
{
  HeedPickleValue *object = heed_pickle_add_value (pickle, HEED_PICKLE_OBJECT, error);

  if (object == NULL)
    return NULL;

  object->text = name;

  return append_items (pickle, object, arguments, error) ? object : NULL;
}

static HeedPickleValue *
call_from_type (HeedPickle             *pickle,
                const HeedPickleValue  *arguments,
                GError                **error)
{
  const HeedPickleValue *function = get_argument (arguments, 0, HEED_PICKLE_NAME);
  const HeedPickleValue *inner = get_argument (arguments, 2, HEED_PICKLE_LIST);

  if (function == NULL || inner == NULL || function->name->call == HEED_PICKLE_CALL_FROM_TYPE)
    return fail (error, "_rebuild_from_type_v2", "a function, a class and arguments");

  return heed_pickle_call (pickle, function, inner, error);
}

/**
 * heed_pickle_call:
 * @callable: what is to be called
 * @arguments: with what
 *
 * Errors: %HEED_ERROR_UNSUPPORTED if nothing is known to come of that call;
 * %HEED_ERROR_DAMAGED if the arguments are not those of such a call;
 * %HEED_ERROR_TOO_LARGE beyond the limit of values.
 *
 * Returns: (transfer none): what the call would have made
 */
HeedPickleValue *
heed_pickle_call (HeedPickle             *pickle,
                  const HeedPickleValue  *callable,
                  const HeedPickleValue  *arguments,
                  GError                **error)
{
  if (callable->kind != HEED_PICKLE_NAME || arguments->kind != HEED_PICKLE_LIST)
    return fail (error, "a call", "a name and its arguments");

  switch (callable->name->call)
    {
    case HEED_PICKLE_CALL_DICT:
      return call_dict (pickle, callable->text, arguments, error);

    case HEED_PICKLE_CALL_LIST:
      return call_list (pickle, callable->text, arguments, error);

    case HEED_PICKLE_CALL_TENSOR:
    case HEED_PICKLE_CALL_TENSOR_V3:
      return call_tensor (pickle, callable->name, arguments, error);

    case HEED_PICKLE_CALL_FIRST:
      if (arguments->items->len == 0)
        return fail (error, callable->text, "an argument");
      return g_ptr_array_index (arguments->items, 0);

    case HEED_PICKLE_CALL_FROM_TYPE:
      return call_from_type (pickle, arguments, error);

    case HEED_PICKLE_CALL_ENCODE:
      return call_encode (pickle, arguments, error);

    case HEED_PICKLE_CALL_OBJECT:
      return call_object (pickle, callable->text, arguments, error);

    case HEED_PICKLE_CALL_REFUSED:
    default:
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "pickle: expected only data, found a call of %s", callable->text);
      return NULL;
    }
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

/* A view: (its key, where it starts, its size). The size is not needed: the
 * tensors on it say how far they go, and the storage how far they may. */
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

/**
 * heed_pickle_load_storage:
 * @id: ("storage", class, key, location, size) and perhaps a view
 *
 * Errors: %HEED_ERROR_DAMAGED if it is something else, or says of one storage
 * what another id denies; %HEED_ERROR_TOO_LARGE beyond the limit of values.
 *
 * Returns: (transfer none): the storage; its numbers are not there yet
 */
HeedPickleValue *
heed_pickle_load_storage (HeedPickle             *pickle,
                          const HeedPickleValue  *id,
                          GError                **error)
{
  const HeedPickleValue *class = get_argument (id, ID_CLASS, HEED_PICKLE_NAME);
  const HeedPickleValue *key = get_argument (id, ID_KEY, HEED_PICKLE_TEXT);
  HeedPickleStorage *storage;
  HeedPickleValue *value;
  gsize n_values, offset;

  if (g_strcmp0 (heed_pickle_value_get_text (heed_pickle_value_get_item (id, 0), NULL), "storage") != 0 ||
      heed_pickle_value_get_size (id) < ID_LENGTH || class == NULL || key == NULL || !class->name->is_storage ||
      !get_size (heed_pickle_value_get_item (id, ID_SIZE), &n_values) || !read_view (id, &offset))
    return fail (error, "persistent id", "a storage");

  storage = find_storage (pickle, key, class->name->dtype, n_values);
  if (storage == NULL)
    return fail (error, key->text, "one class and size of a storage");

  value = heed_pickle_add_value (pickle, HEED_PICKLE_STORAGE, error);
  if (value == NULL)
    return NULL;

  value->storage = storage;
  value->offset = offset;

  return value;
}
