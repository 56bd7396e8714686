/* pickle-text.c — parses pickles from bytes and writes them as text, for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/pickle-text.h"

#include "tests/engine/scratch.h"

HeedPickle *
pickle_text_parse (gconstpointer   bytes,
                   gsize           n_bytes,
                   GError        **error)
{
  g_autoptr(GBytes) block = scratch_block (bytes, n_bytes);
  gsize n_used = 0;
  HeedPickle *pickle = heed_pickle_parse (g_bytes_get_data (block, NULL), n_bytes, &n_used, error);

  g_assert_cmpuint (n_used, <=, n_bytes);

  return pickle;
}

static void append_value (GString               *text,
                          const HeedPickleValue *value);

static void
append_items (GString         *text,
              const GPtrArray *items,
              const char      *marks)
{
  g_string_append_c (text, marks[0]);

  for (guint i = 0; i < items->len; i++)
    {
      if (i > 0)
        g_string_append (text, marks[0] == '{' && i % 2 == 1 ? ": " : ", ");

      append_value (text, g_ptr_array_index (items, i));
    }

  g_string_append_c (text, marks[1]);
}

static void
append_tensor (GString                *text,
               const HeedPickleTensor *tensor)
{
  g_string_append_printf (text, "%s %s+%" G_GSIZE_FORMAT, heed_dtype_get_name (tensor->dtype),
                          tensor->storage->key, tensor->offset);

  for (guint i = 0; i < tensor->n_dims; i++)
    g_string_append_printf (text, " %" G_GSIZE_FORMAT "/%" G_GSIZE_FORMAT, tensor->shape[i],
                            tensor->strides[i]);
}

static void
append_bytes (GString *text,
              GBytes  *bytes)
{
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);

  g_string_append_c (text, 'b');

  for (gsize i = 0; i < n_bytes; i++)
    g_string_append_printf (text, "%02x", data[i]);
}

static void
append_value (GString               *text,
              const HeedPickleValue *value)
{
  switch (value->kind)
    {
    case HEED_PICKLE_NONE:
      g_string_append (text, "None");
      break;

    case HEED_PICKLE_BOOL:
      g_string_append (text, value->integer != 0 ? "True" : "False");
      break;

    case HEED_PICKLE_INT:
      g_string_append_printf (text, "%" G_GINT64_FORMAT, value->integer);
      break;

    case HEED_PICKLE_FLOAT:
      g_string_append_printf (text, "%.17g", value->number);
      break;

    case HEED_PICKLE_TEXT:
      g_string_append_printf (text, "'%s'", value->text);
      break;

    case HEED_PICKLE_BYTES:
      append_bytes (text, value->bytes);
      break;

    case HEED_PICKLE_LIST:
      append_items (text, value->items, "[]");
      break;

    case HEED_PICKLE_DICT:
      append_items (text, value->items, "{}");
      break;

    case HEED_PICKLE_OBJECT:
      g_string_append (text, value->text);
      append_items (text, value->items, "()");
      if (value->state != NULL)
        append_value (text, value->state);
      if (value->contents != NULL)
        {
          g_string_append (text, " of ");
          append_value (text, value->contents);
        }
      break;

    case HEED_PICKLE_NAME:
      g_string_append (text, value->text);
      break;

    case HEED_PICKLE_STORAGE:
      g_string_append_printf (text, "storage %s", value->storage->key);
      break;

    case HEED_PICKLE_TENSOR:
      append_tensor (text, value->tensor);
      break;

    case HEED_PICKLE_OTHER:
      g_string_append (text, "?");
      break;
    }
}

char *
pickle_text_dup (const HeedPickleValue *value)
{
  GString *text = g_string_new (NULL);

  append_value (text, value);

  return g_string_free (text, FALSE);
}
