/* pickle.c — reading a pickle without running it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A pickle is a program for a machine with a stack and a memo, and Python's machine can
 * call any function. This one builds lists, dicts, texts and numbers, and represents
 * objects as records of their state. Of calls it supports those in pickle-names.c, and
 * refuses all others. It is not recursive, so the depth of nesting is not limited.
 */

#include "engine/files/pickle.h"

#include "engine/files/pickle-opcodes.h"

#define CHUNK_BYTES 16384

static gboolean
run (HeedPickleMachine *machine)
{
  while (!machine->is_done)
    {
      const guint8 *opcode;
      HeedPickleOperation operation;

      if (!heed_pickle_take_bytes (machine, 1, &opcode))
        return FALSE;

      operation = heed_pickle_find_operation (*opcode);

      if (operation == NULL)
        return heed_pickle_fail (machine, "expected an opcode, found 0x%02x", *opcode);

      if (!operation (machine, *opcode))
        return FALSE;
    }

  return TRUE;
}

static void
free_value (gpointer data)
{
  HeedPickleValue *value = data;

  switch (value->kind)
    {
    case HEED_PICKLE_BYTES:
      g_bytes_unref (value->bytes);
      break;

    case HEED_PICKLE_LIST:
    case HEED_PICKLE_DICT:
    case HEED_PICKLE_OBJECT:
      g_ptr_array_unref (value->items);
      break;

    case HEED_PICKLE_NONE:
    case HEED_PICKLE_BOOL:
    case HEED_PICKLE_INT:
    case HEED_PICKLE_FLOAT:
    case HEED_PICKLE_TEXT:
    case HEED_PICKLE_NAME:
    case HEED_PICKLE_STORAGE:
    case HEED_PICKLE_TENSOR:
    case HEED_PICKLE_OTHER:
      break;
    }

  g_free (value);
}

static void
free_storage (gpointer data)
{
  HeedPickleStorage *storage = data;

  g_clear_pointer (&storage->numbers, g_bytes_unref);
  g_free (storage);
}

static HeedPickle *
new_pickle (void)
{
  HeedPickle *pickle = g_new0 (HeedPickle, 1);

  pickle->values = g_ptr_array_new_with_free_func (free_value);
  pickle->texts = g_string_chunk_new (CHUNK_BYTES);
  pickle->storages = g_ptr_array_new_with_free_func (free_storage);
  pickle->tensors = g_ptr_array_new_with_free_func (g_free);
  pickle->by_key = g_hash_table_new (g_str_hash, g_str_equal);

  return pickle;
}

/**
 * heed_pickle_parse:
 * @bytes: (array length=n_bytes): not trusted
 * @n_used: (out): size of the pickle
 *
 * Errors: %HEED_ERROR_DAMAGED if it is not a valid pickle; %HEED_ERROR_UNSUPPORTED if
 * it calls anything that is not known to construct data, which the message names;
 * %HEED_ERROR_TOO_LARGE if it has too many values.
 *
 * Returns: (transfer full): the values of the pickle
 */
HeedPickle *
heed_pickle_parse (const guint8  *bytes,
                   gsize          n_bytes,
                   gsize         *n_used,
                   GError       **error)
{
  g_autoptr(HeedPickle) pickle = new_pickle ();
  g_autoptr(GPtrArray) stack = g_ptr_array_new ();
  g_autoptr(GArray) marks = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GHashTable) memo = g_hash_table_new (NULL, NULL);
  HeedPickleMachine machine = {
    .pickle = pickle, .begin = bytes, .p = bytes, .end = n_bytes > 0 ? bytes + n_bytes : bytes,
    .stack = stack, .marks = marks, .memo = memo, .error = error,
  };

  if (!run (&machine))
    return NULL;

  *n_used = (gsize) (machine.p - bytes);

  return g_steal_pointer (&pickle);
}

void
heed_pickle_free (HeedPickle *pickle)
{
  if (pickle == NULL)
    return;

  g_ptr_array_unref (pickle->values);
  g_ptr_array_unref (pickle->tensors);
  g_ptr_array_unref (pickle->storages);
  g_hash_table_unref (pickle->by_key);
  g_string_chunk_free (pickle->texts);
  g_free (pickle);
}
