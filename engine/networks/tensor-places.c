/* tensor-places.c — maps the tensors of a network to the tensors of a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Other programs use other names for the same weights, and some stack weights that
 * Heed keeps separate, transpose them, or order the gates differently. A table in the
 * description says all of this, so that no layout has code of its own.
 */

#include "engine/networks/tensor-places.h"

#include <string.h>

#include "engine/files/json-fields.h"
#include "engine/heed.h"

#define MAX_PARTS  64
#define MOST_SCALE 1e30

/* The gates in PyTorch's order and with its letters, which Heed uses: reset, update, new; input,
 * forget, cell candidate (g), output. */
static const char *const cells[] = { "gru", "lstm", NULL };
static const char *const gates_of_cells[] = { "rzn", "ifgo" };

struct _HeedTensorPlaces
{
  gboolean    is_transposed;  /* defaults for all places, as the next two */
  guint       gates[HEED_MAX_GATES];
  guint       n_gates;
  guint       cell;      /* index into cells */
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

/* --- Settings that apply to a whole file --- */

/* Whether the tensor is the weight of a linear layer or cell. Tables such as embeddings are never
 * transposed, in any program. */
static gboolean
is_linear (const char *name)
{
  static const char *const tables[] = { "embedding.weight", "positions.weight",
                                        "relative_bias.weight", "norm.weight" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_has_suffix (name, tables[i]))
      return FALSE;

  return g_str_has_suffix (name, ".weight") || strstr (name, ".rnn.weight_") != NULL;
}

static gboolean
is_of_cell (const char *name)
{
  return strstr (name, ".rnn.") != NULL;
}

static HeedTensorPlace
make_place (HeedTensorPlaces *places,
            const char       *name,
            char             *theirs)
{
  HeedTensorPlace place = { .name = theirs, .scale = 1.0 };

  place.is_transposed = places->is_transposed && is_linear (name);
  if (is_of_cell (name))
    {
      memcpy (place.gates, places->gates, sizeof place.gates);
      place.n_gates = places->n_gates;
    }

  return place;
}

/* Parses an order of gates: "zrn" means that the first gate of the file is z, and so on. */
static gboolean
parse_gates (const HeedJson  *json,
             guint            cell,
             guint           *gates,
             guint           *n_gates,
             GError         **error)
{
  const HeedJson *member = heed_json_get_member (json, "gates");
  const char *theirs = heed_json_get_text (member);
  const char *ours = gates_of_cells[cell];

  if (member == NULL)
    return TRUE;

  if (theirs == NULL || strlen (theirs) != strlen (ours))
    return heed_json_refuse (member, cell == 0 ? "the order of r, z, n" : "the order of i, f, g, o",
                             error);

  for (guint i = 0; ours[i] != '\0'; i++)
    {
      const char *found = strchr (theirs, ours[i]);

      if (found == NULL)
        return heed_json_refuse (
          member, cell == 0 ? "the order of r, z, n" : "the order of i, f, g, o", error);

      gates[i] = (guint) (found - theirs);
    }

  *n_gates = g_str_equal (theirs, ours) ? 0 : (guint) strlen (ours);

  return TRUE;
}

/* --- Places --- */

/* Parses two integers >= 0; in a range the second must be larger than the first. */
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

/* name is that of the model's tensor. */
static gboolean
parse_place (HeedTensorPlaces  *places,
             const char        *name,
             const HeedJson    *json,
             HeedTensorPlace   *place,
             GError           **error)
{
  const char *theirs = heed_json_get_text (heed_json_get_member (json, "name"));
  const HeedJson *gates = heed_json_get_member (json, "gates");

  *place = make_place (places, name, g_strdup (theirs));
  if (theirs == NULL)
    return heed_json_refuse (json, "a name, or an object with one", error);

  if (gates != NULL && !is_of_cell (name))
    return heed_json_refuse (gates, "none but of a cell (rnn)", error);

  return parse_gates (json, places->cell, place->gates, &place->n_gates, error) &&
         parse_pair (json, "rows", TRUE, &place->first_row, &place->last_row, error) &&
         parse_pair (json, "columns", TRUE, &place->first_column, &place->last_column, error) &&
         parse_pair (json, "to", FALSE, &place->to_row, &place->to_column, error) &&
         heed_json_read_number (json, "scale", -MOST_SCALE, MOST_SCALE, &place->scale, error) &&
         heed_json_read_boolean (json, "transposed", &place->is_transposed, error);
}

static gboolean
parse_parts (HeedTensorPlaces  *places,
             const HeedJson    *list,
             HeedTensorPlace   *place,
             GError           **error)
{
  guint n_parts = heed_json_get_n (list);

  place->parts = g_array_new (FALSE, FALSE, sizeof (HeedTensorPlace));
  g_array_set_clear_func (place->parts, (GDestroyNotify) heed_tensor_place_clear);
  if (n_parts == 0 || n_parts > MAX_PARTS)
    return heed_json_refuse (list, "one to " G_STRINGIFY (MAX_PARTS) " parts", error);

  for (guint i = 0; i < n_parts; i++)
    {
      HeedTensorPlace part;
      gboolean is_place = parse_place (places, heed_json_get_name (list),
                                       heed_json_get_nth (list, i), &part, error);

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
  const char *name = heed_json_get_name (json);
  HeedTensorPlace *place = g_new0 (HeedTensorPlace, 1);
  gboolean is_place = heed_json_is_list (json) ? parse_parts (places, json, place, error)
                                               : parse_place (places, name, json, place, error);

  g_hash_table_insert (places->exact, g_strdup (name), place);

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
  *place = make_place (places, name, g_strdup (name_in_file));
  g_hash_table_insert (places->exact, g_strdup (name), place);

  return TRUE;
}

static HeedTensorPlaces *
new_places (void)
{
  HeedTensorPlaces *places = g_new0 (HeedTensorPlaces, 1);

  places->exact = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_place);
  places->prefixes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return places;
}

static gboolean
parse_table (HeedTensorPlaces  *places,
             const HeedJson    *table,
             GError           **error)
{
  for (guint i = 0; i < heed_json_get_n (table); i++)
    {
      const HeedJson *place = heed_json_get_nth (table, i);

      if (heed_json_get_text (place) != NULL ? !parse_name (places, place, error)
                                             : !parse_slice (places, place, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * heed_tensor_places_read:
 * @description: its members "tensors", "transposed", "gates" and "cell"
 *
 * Errors: %HEED_ERROR_UNSUPPORTED names the field, what it may be and what it is
 *
 * Returns: (transfer full): the places of the tensors
 */
HeedTensorPlaces *
heed_tensor_places_read (const HeedJson  *description,
                         GError         **error)
{
  g_autoptr(HeedTensorPlaces) places = new_places ();
  const HeedJson *gates = heed_json_get_member (description, "gates");
  const char *family = heed_json_get_text (heed_json_get_member (description, "family"));
  const HeedJson *table = NULL;

  if (gates != NULL && g_strcmp0 (family, "transformer") == 0)
    {
      heed_json_refuse (gates, "none of a Transformer, which has no cells", error);
      return NULL;
    }

  return heed_json_read_choice (description, "cell", cells, &places->cell, error) &&
             heed_json_read_boolean (description, "transposed", &places->is_transposed, error) &&
             parse_gates (description, places->cell, places->gates, &places->n_gates, error) &&
             heed_json_read_object (description, "tensors", &table, error) &&
             parse_table (places, table, error)
         ? g_steal_pointer (&places) : NULL;
}

void
heed_tensor_places_free (HeedTensorPlaces *places)
{
  g_clear_pointer (&places->exact, g_hash_table_unref);
  g_clear_pointer (&places->prefixes, g_hash_table_unref);
  g_free (places);
}

/* Replaces the longest matching prefix, so that the order of the table does not matter. */
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
 * @name: the model's name of the tensor
 *
 * Returns: (transfer full): its place; clear it with heed_tensor_place_clear()
 */
HeedTensorPlace
heed_tensor_places_find (HeedTensorPlaces *places,
                         const char       *name)
{
  const HeedTensorPlace *exact = g_hash_table_lookup (places->exact, name);
  HeedTensorPlace place;

  if (exact == NULL)
    return make_place (places, name, replace_prefix (places, name));

  place = *exact;
  place.name = g_strdup (exact->name);
  if (place.parts != NULL)
    g_array_ref (place.parts);

  return place;
}

gboolean
heed_tensor_place_turns (const HeedTensorPlace *place,
                         const HeedArray       *array)
{
  return place->is_transposed && array->n_dims > 1;
}
