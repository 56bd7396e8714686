/* pickle-value.c — the contents of a pickle as plain data
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/pickle-value.h"

#include <string.h>

static const HeedPickleValue *
find_in_dict (const HeedPickleValue *dict,
              const char            *key)
{
  for (guint i = 0; i + 1 < dict->items->len; i += 2)
    {
      const HeedPickleValue *candidate = g_ptr_array_index (dict->items, i);

      if (candidate->kind == HEED_PICKLE_TEXT && strcmp (candidate->text, key) == 0)
        return g_ptr_array_index (dict->items, i + 1);
    }

  return NULL;
}

static const HeedPickleValue *
find_if_dict (const HeedPickleValue *value,
              const char            *key)
{
  return value != NULL && value->kind == HEED_PICKLE_DICT ? find_in_dict (value, key) : NULL;
}

/* The state of an object with __slots__ is a pair: its dict, or None, and its slots. */
static const HeedPickleValue *
find_in_object (const HeedPickleValue *object,
                const char            *key)
{
  const HeedPickleValue *found = find_if_dict (object->state, key);

  for (guint i = 0; i < 2 && found == NULL; i++)
    found = find_if_dict (heed_pickle_value_get_item (object->state, i), key);

  return found != NULL ? found : find_if_dict (object->contents, key);
}

/**
 * heed_pickle_value_find:
 * @value: (nullable): any value
 *
 * Returns: (transfer none) (nullable): the value of @key
 */
const HeedPickleValue *
heed_pickle_value_find (const HeedPickleValue *value,
                        const char            *key)
{
  if (value == NULL)
    return NULL;

  if (value->kind == HEED_PICKLE_OBJECT)
    return find_in_object (value, key);

  return find_if_dict (value, key);
}

/**
 * heed_pickle_value_get_size:
 * @value: (nullable): any value
 *
 * Returns: the number of items of a list or pairs of a dict, else 0
 */
guint
heed_pickle_value_get_size (const HeedPickleValue *value)
{
  if (value == NULL)
    return 0;

  if (value->kind == HEED_PICKLE_DICT)
    return value->items->len / 2;

  return value->kind == HEED_PICKLE_LIST ? value->items->len : 0;
}

/**
 * heed_pickle_value_get_item:
 * @value: (nullable): any value
 *
 * Returns: (transfer none) (nullable): item @i of a list
 */
const HeedPickleValue *
heed_pickle_value_get_item (const HeedPickleValue *value,
                            guint                  i)
{
  if (value == NULL || value->kind != HEED_PICKLE_LIST || i >= value->items->len)
    return NULL;

  return g_ptr_array_index (value->items, i);
}

/**
 * heed_pickle_value_get_text:
 * @value: (nullable): any value
 *
 * Returns: (transfer none) (nullable): the text, or @fallback if it is not a text
 */
const char *
heed_pickle_value_get_text (const HeedPickleValue *value,
                            const char            *fallback)
{
  return value != NULL && value->kind == HEED_PICKLE_TEXT ? value->text : fallback;
}

/**
 * heed_pickle_value_get_int:
 * @value: (nullable): any value
 *
 * Returns: the integer, 0 or 1 for a boolean, or @fallback if it is neither
 */
gint64
heed_pickle_value_get_int (const HeedPickleValue *value,
                           gint64                 fallback)
{
  if (value == NULL || (value->kind != HEED_PICKLE_INT && value->kind != HEED_PICKLE_BOOL))
    return fallback;

  return value->integer;
}
