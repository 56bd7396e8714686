/* tensor-places.c — which tensor of a file is which tensor of a network
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Other programs call the same weights by other names, and some stack what we
 * keep apart. Both are said in a table, so that no layout has code of its own.
 */

#include "engine/networks/tensor-places.h"

#include <string.h>

#include "engine/files/json-fields.h"

#define MAX_PARTS  64
#define MOST_SCALE 1e30

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

/* Two whole numbers from 0, the second larger if it must be. */
static gboolean
parse_pair (const HeedJson  *json,
            const char      *key,
            gboolean         is_range,
            guint           *first,
            guint           *second,
            GError         **error)
{
  const HeedJson *pair = heed_json_get_member (json, key);
  gint64 from, to;

  if (pair == NULL)
    return TRUE;

  if (!heed_json_is_list (pair) || heed_json_get_n (pair) != 2 ||
      !heed_json_get_whole (heed_json_get_nth (pair, 0), &from) || from < 0 || from > G_MAXINT ||
      !heed_json_get_whole (heed_json_get_nth (pair, 1), &to) || to < 0 || to > G_MAXINT ||
      (is_range && to <= from))
    return heed_json_refuse (pair, is_range ? "[first, end]" : "[row, column]", error);

  *first = (guint) from;
  *second = (guint) to;

  return TRUE;
}

static gboolean
parse_place (const HeedJson   *json,
             HeedTensorPlace  *place,
             GError          **error)
{
  const char *theirs = heed_json_get_text (heed_json_get_member (json, "name"));

  *place = (HeedTensorPlace) { .scale = 1.0 };
  if (theirs == NULL)
    return heed_json_refuse (json, "a name, or an object with one", error);

  place->name = g_strdup (theirs);

  return parse_pair (json, "rows", TRUE, &place->first_row, &place->last_row, error) &&
         parse_pair (json, "columns", TRUE, &place->first_column, &place->last_column, error) &&
         parse_pair (json, "to", FALSE, &place->to_row, &place->to_column, error) &&
         heed_json_read_number (json, "scale", -MOST_SCALE, MOST_SCALE, &place->scale, error) &&
         heed_json_read_boolean (json, "transposed", &place->is_transposed, error);
}

static gboolean
parse_parts (const HeedJson   *list,
             HeedTensorPlace  *place,
             GError          **error)
{
  guint n_parts = heed_json_get_n (list);

  place->parts = g_array_new (FALSE, FALSE, sizeof (HeedTensorPlace));
  g_array_set_clear_func (place->parts, (GDestroyNotify) heed_tensor_place_clear);
  if (n_parts == 0 || n_parts > MAX_PARTS)
    return heed_json_refuse (list, "one to " G_STRINGIFY (MAX_PARTS) " parts", error);

  for (guint i = 0; i < n_parts; i++)
    {
      HeedTensorPlace part;
      gboolean is_place = parse_place (heed_json_get_nth (list, i), &part, error);

      g_array_append_val (place->parts, part);
      if (!is_place)
        return FALSE;
    }

  place->name = g_strdup (g_array_index (place->parts, HeedTensorPlace, 0).name);

  return TRUE;
}

static gboolean
parse_slice (HeedTensorPlaces  *places,
             const HeedJson    *json,
             GError           **error)
{
  HeedTensorPlace *place = g_new0 (HeedTensorPlace, 1);
  gboolean is_place =
    heed_json_is_list (json) ? parse_parts (json, place, error) : parse_place (json, place, error);

  g_hash_table_insert (places->exact, g_strdup (heed_json_get_name (json)), place);

  return is_place;
}

static gboolean
parse_name (HeedTensorPlaces  *places,
            const HeedJson    *json,
            GError           **error)
{
  const char *name = heed_json_get_name (json);
  const char *name_in_file = heed_json_get_text (json);
  gboolean is_prefix = g_str_has_suffix (name, "*");
  HeedTensorPlace *place;

  if (is_prefix != g_str_has_suffix (name_in_file, "*"))
    return heed_json_refuse (json, "a * at the end of both names or of none", error);

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
heed_tensor_places_parse (const HeedJson  *json,
                          GError         **error)
{
  g_autoptr(HeedTensorPlaces) places = g_new0 (HeedTensorPlaces, 1);

  places->exact = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_place);
  places->prefixes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < heed_json_get_n (json); i++)
    {
      const HeedJson *place = heed_json_get_nth (json, i);

      if (heed_json_get_text (place) != NULL ? !parse_name (places, place, error)
                                             : !parse_slice (places, place, error))
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
