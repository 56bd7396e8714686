/* pickle-build.c — constructing the values of a pickle
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/pickle-calls.h"

#include "engine/files/pickle-names.h"
#include "engine/heed.h"

#define MAX_VALUES (1 << 22)

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

HeedPickleValue *
heed_pickle_add_name (HeedPickle  *pickle,
                      const char  *module,
                      const char  *name,
                      GError     **error)
{
  g_autofree char *text = g_strdup_printf ("%s.%s", module, name);
  HeedPickleValue *value = heed_pickle_add_value (pickle, HEED_PICKLE_NAME, error);

  if (value == NULL)
    return NULL;

  value->name = heed_pickle_name_find (module, name);
  value->text = g_string_chunk_insert_const (pickle->texts, text);

  return value;
}
