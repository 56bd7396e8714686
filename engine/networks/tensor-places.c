/* tensor-places.c — which tensor of a file is which tensor of a model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Other programs call the same weights by other names, and some stack what we
 * keep apart. Both are said in a table, so that no layout has code of its own.
 */

#include "engine/networks/tensor-places.h"

#include <math.h>
#include <string.h>

#include "engine/heed.h"

#define MAX_PARTS 64

struct _HeedTensorPlaces
{
  GHashTable *exact;     /* char * to HeedTensorPlace * */
  GHashTable *prefixes;  /* "encoder.rnn." to "encoder.gru." */
};

void
heed_tensor_place_clear (HeedTensorPlace *place)
{
  g_clear_pointer (&place->name, g_free);
  g_clear_pointer (&place->parts, g_array_unref);
}

static void
free_place (gpointer data)
{
  heed_tensor_place_clear (data);
  g_free (data);
}

static gboolean
refuse (GError     **error,
        const char  *name,
        const char  *expected)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "tensors: %s: expected %s, found something else", name, expected);

  return FALSE;
}

/* Two whole numbers from 0, the second larger if it must be. */
static gboolean
parse_pair (JsonObject  *json,
            const char  *key,
            gboolean     is_range,
            guint       *first,
            guint       *second)
{
  JsonNode *node = json_object_get_member (json, key);
  JsonArray *pair;
  gint64 from, to;

  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) != 2)
    return FALSE;

  pair = json_node_get_array (node);
  for (guint i = 0; i < 2; i++)
    if (!JSON_NODE_HOLDS_VALUE (json_array_get_element (pair, i)) ||
        json_node_get_value_type (json_array_get_element (pair, i)) != G_TYPE_INT64)
      return FALSE;

  from = json_array_get_int_element (pair, 0);
  to = json_array_get_int_element (pair, 1);
  if (from < 0 || from > G_MAXINT || to < 0 || to > G_MAXINT || (is_range && to <= from))
    return FALSE;

  *first = (guint) from;
  *second = (guint) to;

  return TRUE;
}

static gboolean
parse_scale (JsonObject *json,
             double     *scale)
{
  JsonNode *node = json_object_get_member (json, "scale");

  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_VALUE (node) ||
      (json_node_get_value_type (node) != G_TYPE_DOUBLE && json_node_get_value_type (node) != G_TYPE_INT64))
    return FALSE;

  *scale = json_node_get_double (node);

  return isfinite (*scale);
}

static gboolean
parse_transposed (JsonObject *json,
                  gboolean   *is_transposed)
{
  JsonNode *node = json_object_get_member (json, "transposed");

  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return FALSE;

  *is_transposed = json_node_get_boolean (node);

  return TRUE;
}

static gboolean
parse_place (JsonNode         *node,
             const char       *name,
             HeedTensorPlace  *place,
             GError          **error)
{
  JsonObject *json = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *theirs = json != NULL ? json_object_get_string_member_with_default (json, "name", NULL) : NULL;

  *place = (HeedTensorPlace) { .scale = 1.0 };
  if (theirs == NULL)
    return refuse (error, name, "an object with a name");

  place->name = g_strdup (theirs);

  if (!parse_pair (json, "rows", TRUE, &place->first_row, &place->last_row) ||
      !parse_pair (json, "columns", TRUE, &place->first_column, &place->last_column))
    return refuse (error, name, "rows and columns as [first, end]");

  return (parse_pair (json, "to", FALSE, &place->to_row, &place->to_column) ||
          refuse (error, name, "to as [row, column]")) &&
         (parse_scale (json, &place->scale) || refuse (error, name, "scale as a number")) &&
         (parse_transposed (json, &place->is_transposed) || refuse (error, name, "transposed as true or false"));
}

static gboolean
parse_parts (JsonArray        *array,
             const char       *name,
             HeedTensorPlace  *place,
             GError          **error)
{
  guint n_parts = json_array_get_length (array);

  place->parts = g_array_new (FALSE, FALSE, sizeof (HeedTensorPlace));
  g_array_set_clear_func (place->parts, (GDestroyNotify) heed_tensor_place_clear);
  if (n_parts == 0 || n_parts > MAX_PARTS)
    return refuse (error, name, "one to " G_STRINGIFY (MAX_PARTS) " parts");

  for (guint i = 0; i < n_parts; i++)
    {
      HeedTensorPlace part;
      gboolean is_place = parse_place (json_array_get_element (array, i), name, &part, error);

      g_array_append_val (place->parts, part);
      if (!is_place)
        return FALSE;
    }

  place->name = g_strdup (g_array_index (place->parts, HeedTensorPlace, 0).name);

  return TRUE;
}

static gboolean
parse_slice (HeedTensorPlaces  *places,
             const char        *name,
             JsonNode          *node,
             GError           **error)
{
  HeedTensorPlace *place = g_new0 (HeedTensorPlace, 1);
  gboolean is_place = JSON_NODE_HOLDS_ARRAY (node) ? parse_parts (json_node_get_array (node), name, place, error)
                                                   : parse_place (node, name, place, error);

  g_hash_table_insert (places->exact, g_strdup (name), place);

  return is_place;
}

static gboolean
parse_name (HeedTensorPlaces  *places,
            const char        *name,
            const char        *name_in_file,
            GError           **error)
{
  gboolean is_prefix = g_str_has_suffix (name, "*");
  HeedTensorPlace *place;

  if (is_prefix != g_str_has_suffix (name_in_file, "*"))
    return refuse (error, name, "a * at the end of both names or of none");

  if (is_prefix)
    {
      g_hash_table_insert (places->prefixes, g_strndup (name, strlen (name) - 1),
                           g_strndup (name_in_file, strlen (name_in_file) - 1));
      return TRUE;
    }

  place = g_new0 (HeedTensorPlace, 1);
  place->name = g_strdup (name_in_file);
  place->scale = 1.0;
  g_hash_table_insert (places->exact, g_strdup (name), place);

  return TRUE;
}

HeedTensorPlaces *
heed_tensor_places_parse (JsonObject  *json,
                          GError     **error)
{
  g_autoptr(HeedTensorPlaces) places = g_new0 (HeedTensorPlaces, 1);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  places->exact = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_place);
  places->prefixes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (json == NULL)
    return g_steal_pointer (&places);

  json_object_iter_init (&iter, json);
  while (json_object_iter_next (&iter, &name, &node))
    {
      gboolean is_text = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;

      if (is_text ? !parse_name (places, name, json_node_get_string (node), error)
                  : !parse_slice (places, name, node, error))
        return NULL;
    }

  return g_steal_pointer (&places);
}

void
heed_tensor_places_free (HeedTensorPlaces *places)
{
  g_clear_pointer (&places->exact, g_hash_table_unref);
  g_clear_pointer (&places->prefixes, g_hash_table_unref);
  g_free (places);
}

/* The longest prefix that fits, so that the order of the table is no matter. */
static char *
replace_prefix (HeedTensorPlaces *places,
                const char       *name)
{
  GHashTableIter iter;
  gpointer prefix, replacement;
  gsize longest = 0;
  char *replaced = g_strdup (name);

  g_hash_table_iter_init (&iter, places->prefixes);
  while (g_hash_table_iter_next (&iter, &prefix, &replacement))
    if (g_str_has_prefix (name, prefix) && strlen (prefix) >= longest)
      {
        longest = strlen (prefix);
        g_free (replaced);
        replaced = g_strconcat (replacement, name + longest, NULL);
      }

  return replaced;
}

/**
 * heed_tensor_places_find:
 * @name: what the model calls it
 *
 * Returns: (transfer full): where it is; clear it with heed_tensor_place_clear()
 */
HeedTensorPlace
heed_tensor_places_find (HeedTensorPlaces *places,
                         const char       *name)
{
  const HeedTensorPlace *exact = g_hash_table_lookup (places->exact, name);
  HeedTensorPlace place = { .scale = 1.0 };

  if (exact == NULL)
    {
      place.name = replace_prefix (places, name);
      return place;
    }

  place = *exact;
  place.name = g_strdup (exact->name);
  if (place.parts != NULL)
    g_array_ref (place.parts);

  return place;
}
