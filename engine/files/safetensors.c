/* safetensors.c — reading and writing .safetensors files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     8 bytes    N, little-endian: how long the header is
 *     N bytes    JSON: name -> dtype, shape, [begin, end) into what follows;
 *                spaces may fill it up
 *     the rest   the numbers, without holes
 *
 * A model file comes from a stranger. What was read from it is called tainted
 * until it has been checked, and no size from it reaches an allocation first.
 *
 * Source: https://github.com/huggingface/safetensors, "Format".
 */

#include "engine/files/safetensors.h"

#include <string.h>

#include "engine/files/atomic-file.h"
#include "engine/files/file-kind.h"
#include "engine/files/json-nodes.h"
#include "engine/files/mapped-file.h"
#include "engine/files/weights-builder.h"
#include "engine/heed.h"

#define LENGTH_BYTES     8
#define MAX_HEADER_BYTES 100000000  /* what the format's own reader allows */
#define MAX_DEPTH        3
#define MAX_VALUES       (1 << 21)
#define ALIGN_BYTES      64
#define METADATA         "__metadata__"

/* One array of the header, and where it says its numbers are. */
typedef struct {
  HeedArray array;
  guint64   begin;  /* bytes from the end of the header */
  guint64   end;
} Entry;

static gboolean
find_header (const guint8 *tainted,
             gsize         n_bytes,
             gsize        *n_header_bytes,
             GError      **error)
{
  guint64 tainted_length;

  if (n_bytes < LENGTH_BYTES)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "safetensors: expected at least %d bytes, found %" G_GSIZE_FORMAT,
                   LENGTH_BYTES, n_bytes);
      return FALSE;
    }

  memcpy (&tainted_length, tainted, LENGTH_BYTES);
  tainted_length = GUINT64_FROM_LE (tainted_length);

  if (tainted_length > n_bytes - LENGTH_BYTES)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "safetensors: expected a header of %" G_GUINT64_FORMAT " bytes, found room for %" G_GSIZE_FORMAT,
                   tainted_length, n_bytes - LENGTH_BYTES);
      return FALSE;
    }

  if (tainted_length > MAX_HEADER_BYTES)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                   "safetensors: expected a header of at most %d bytes, found %" G_GUINT64_FORMAT,
                   MAX_HEADER_BYTES, tainted_length);
      return FALSE;
    }

  *n_header_bytes = (gsize) tainted_length;

  return TRUE;
}

static gboolean
get_count (JsonArray *numbers,
           guint      i,
           guint64   *count)
{
  JsonNode *node = json_array_get_element (numbers, i);

  if (json_node_get_value_type (node) != G_TYPE_INT64 || json_node_get_int (node) < 0)
    return FALSE;

  *count = (guint64) json_node_get_int (node);

  return TRUE;
}

static JsonArray *
get_array (JsonObject *object,
           const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
read_dtype (HeedArray   *array,
            JsonObject  *tainted,
            GError     **error)
{
  JsonNode *node = json_object_get_member (tainted, "dtype");
  const char *name = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

  if (name == NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "%s: expected a dtype, found none", array->name);
      return FALSE;
    }

  if (!heed_dtype_find (name, &array->dtype))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected BOOL, I8 to I64, U8 to U64, F16, BF16, F32 or F64, found %.20s",
                   array->name, name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_shape (HeedArray   *array,
            JsonObject  *tainted,
            GError     **error)
{
  JsonArray *shape = get_array (tainted, "shape");

  if (shape == NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "%s: expected a shape, found none", array->name);
      return FALSE;
    }

  if (json_array_get_length (shape) > HEED_ARRAY_MAX_DIMS)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected at most %d dimensions, found %u",
                   array->name, HEED_ARRAY_MAX_DIMS, json_array_get_length (shape));
      return FALSE;
    }

  array->n_dims = json_array_get_length (shape);

  for (guint i = 0; i < array->n_dims; i++)
    {
      guint64 size;

      if (!get_count (shape, i, &size) || size > G_MAXSIZE)
        {
          g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                       "%s: expected sizes in the shape, found something else", array->name);
          return FALSE;
        }

      array->shape[i] = (gsize) size;
    }

  return TRUE;
}

static gboolean
read_offsets (Entry       *entry,
              JsonObject  *tainted,
              GError     **error)
{
  JsonArray *offsets = get_array (tainted, "data_offsets");

  if (offsets == NULL || json_array_get_length (offsets) != 2 ||
      !get_count (offsets, 0, &entry->begin) ||
      !get_count (offsets, 1, &entry->end) ||
      entry->begin > entry->end)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "%s: expected data_offsets [begin, end], found something else", entry->array.name);
      return FALSE;
    }

  if (!heed_array_count (&entry->array) || entry->end - entry->begin != entry->array.n_bytes)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "%s: expected as many bytes as its shape needs, found %" G_GUINT64_FORMAT,
                   entry->array.name, entry->end - entry->begin);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_entry (Entry       *entry,
            const char  *name,
            JsonNode    *tainted,
            GError     **error)
{
  JsonObject *object;

  *entry = (Entry) { .array.name = name };

  if (!JSON_NODE_HOLDS_OBJECT (tainted))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "%s: expected dtype, shape and data_offsets, found something else", name);
      return FALSE;
    }

  object = json_node_get_object (tainted);

  return read_dtype (&entry->array, object, error) &&
         read_shape (&entry->array, object, error) &&
         read_offsets (entry, object, error);
}

static gboolean
read_metadata (HeedWeights  *weights,
               JsonNode     *tainted,
               GError      **error)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (tainted))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, METADATA ": expected an object, found something else");
      return FALSE;
    }

  json_object_iter_init (&iter, json_node_get_object (tainted));

  while (json_object_iter_next (&iter, &key, &value))
    {
      if (json_node_get_value_type (value) != G_TYPE_STRING)
        {
          g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                       METADATA " %s: expected a text, found something else", key);
          return FALSE;
        }

      heed_weights_add_metadata (weights, key, json_node_get_string (value));
    }

  return TRUE;
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Entry *first = a;
  const Entry *second = b;

  if (first->begin != second->begin)
    return first->begin < second->begin ? -1 : 1;

  return (first->end > second->end) - (first->end < second->end);
}

/* The format allows neither overlaps nor holes, so each array starts where the
 * one before it ended and the last ends with the file. */
static gboolean
place_arrays (HeedWeights   *weights,
              GArray        *entries,
              const guint8  *numbers,
              gsize          n_bytes,
              GError       **error)
{
  guint64 expected = 0;

  g_array_sort (entries, compare_entries);

  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->begin != expected || entry->end > n_bytes)
        {
          g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                       "%s: expected bytes from %" G_GUINT64_FORMAT " to at most %" G_GSIZE_FORMAT
                       ", found %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT,
                       entry->array.name, expected, n_bytes, entry->begin, entry->end);
          return FALSE;
        }

      expected = entry->end;
      entry->array.data = numbers + entry->begin;
      heed_weights_add_array (weights, &entry->array);
    }

  if (expected != n_bytes)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "safetensors: expected %" G_GUINT64_FORMAT " bytes of numbers, found %" G_GSIZE_FORMAT,
                   expected, n_bytes);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_header (HeedWeights  *weights,
             GArray       *entries,
             JsonNode     *tainted,
             GError      **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!JSON_NODE_HOLDS_OBJECT (tainted))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "safetensors: expected an object, found something else");
      return FALSE;
    }

  json_object_iter_init (&iter, json_node_get_object (tainted));

  while (json_object_iter_next (&iter, &name, &node))
    {
      Entry entry;

      if (strcmp (name, METADATA) == 0)
        {
          if (!read_metadata (weights, node, error))
            return FALSE;

          continue;
        }

      if (!read_entry (&entry, name, node, error))
        return FALSE;

      g_array_append_val (entries, entry);
    }

  return TRUE;
}

/**
 * heed_safetensors_parse:
 * @file: all of a file; the weights keep a reference
 *
 * Errors: %HEED_ERROR_DAMAGED if anything in it contradicts the format or
 * itself, %HEED_ERROR_UNSUPPORTED for a dtype Heed does not know or more than
 * %HEED_ARRAY_MAX_DIMS dimensions, %HEED_ERROR_TOO_LARGE for a header beyond
 * the format's limit.
 *
 * Returns: (transfer full): its arrays, in the order of their numbers
 */
HeedWeights *
heed_safetensors_parse (GBytes  *file,
                        GError **error)
{
  static const HeedJsonNodeLimits limits = { MAX_DEPTH, MAX_VALUES };
  g_autoptr(HeedWeights) weights = heed_weights_new ();
  g_autoptr(GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr(JsonNode) header = NULL;
  gsize n_bytes, n_header_bytes;
  const guint8 *tainted = g_bytes_get_data (file, &n_bytes);

  if (!heed_file_kind_check (tainted, n_bytes, HEED_FILE_KIND_SAFETENSORS, "a file of safetensors", error) ||
      !find_header (tainted, n_bytes, &n_header_bytes, error))
    return NULL;

  header = heed_json_nodes_parse ((const char *) tainted + LENGTH_BYTES, n_header_bytes, &limits, error);

  if (header == NULL ||
      !read_header (weights, entries, header, error) ||
      !place_arrays (weights, entries,
                     tainted + LENGTH_BYTES + n_header_bytes,
                     n_bytes - LENGTH_BYTES - n_header_bytes, error))
    return NULL;

  heed_weights_keep_block (weights, file);

  return g_steal_pointer (&weights);
}

/**
 * heed_safetensors_load:
 *
 * Nothing but the header is read; the rest comes from the disk as it is used.
 *
 * Errors: as heed_safetensors_parse(), and #GFileError.
 *
 * Returns: (transfer full): the arrays of the file
 */
HeedWeights *
heed_safetensors_load (const char  *path,
                       GError     **error)
{
  g_autoptr(GBytes) file = NULL;
  HeedWeights *weights;

  g_return_val_if_fail (path != NULL, NULL);

  file = heed_mapped_file_load (path, error);
  if (file == NULL)
    return NULL;

  weights = heed_safetensors_parse (file, error);

  if (weights == NULL)
    g_prefix_error (error, "%s: ", path);

  return weights;
}

static void
add_metadata (JsonBuilder *builder,
              GHashTable  *metadata)
{
  g_autoptr(GList) keys = g_list_sort (g_hash_table_get_keys (metadata), (GCompareFunc) strcmp);

  json_builder_set_member_name (builder, METADATA);
  json_builder_begin_object (builder);

  for (GList *key = keys; key != NULL; key = key->next)
    {
      json_builder_set_member_name (builder, key->data);
      json_builder_add_string_value (builder, g_hash_table_lookup (metadata, key->data));
    }

  json_builder_end_object (builder);
}

static void
add_array (JsonBuilder     *builder,
           const HeedArray *array,
           guint64          begin)
{
  json_builder_set_member_name (builder, array->name);
  json_builder_begin_object (builder);

  json_builder_set_member_name (builder, "dtype");
  json_builder_add_string_value (builder, heed_dtype_get_name (array->dtype));

  json_builder_set_member_name (builder, "shape");
  json_builder_begin_array (builder);
  for (guint i = 0; i < array->n_dims; i++)
    json_builder_add_int_value (builder, (gint64) array->shape[i]);
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "data_offsets");
  json_builder_begin_array (builder);
  json_builder_add_int_value (builder, (gint64) begin);
  json_builder_add_int_value (builder, (gint64) (begin + array->n_bytes));
  json_builder_end_array (builder);

  json_builder_end_object (builder);
}

/* Ends in as many spaces as bring the numbers to a multiple of ALIGN_BYTES. */
static GString *
dup_header (const HeedArray *arrays,
            guint            n_arrays,
            GHashTable      *metadata)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *json = NULL;
  guint64 begin = 0;
  GString *header;

  json_builder_begin_object (builder);

  if (metadata != NULL)
    add_metadata (builder, metadata);

  for (guint i = 0; i < n_arrays; i++)
    {
      add_array (builder, &arrays[i], begin);
      begin += arrays[i].n_bytes;
    }

  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);
  header = g_string_new (json);

  while ((LENGTH_BYTES + header->len) % ALIGN_BYTES != 0)
    g_string_append_c (header, ' ');

  return header;
}

/**
 * heed_safetensors_save:
 * @arrays: (array length=n_arrays): no two of one name
 * @metadata: (nullable) (element-type utf8 utf8): texts to keep beside them
 *
 * The same arguments give the same bytes.
 *
 * Errors: #GFileError; the path is as it was then.
 *
 * Returns: whether the path now names the new file
 */
gboolean
heed_safetensors_save (const char       *path,
                       const HeedArray  *arrays,
                       guint             n_arrays,
                       GHashTable       *metadata,
                       GError          **error)
{
  g_autoptr(HeedAtomicFile) file = NULL;
  g_autoptr(GString) header = NULL;
  guint64 length;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (arrays != NULL || n_arrays == 0, FALSE);

  header = dup_header (arrays, n_arrays, metadata);
  length = GUINT64_TO_LE ((guint64) header->len);
  file = heed_atomic_file_new (path, error);

  if (file == NULL ||
      !heed_atomic_file_write (file, &length, LENGTH_BYTES, error) ||
      !heed_atomic_file_write (file, header->str, header->len, error))
    return FALSE;

  for (guint i = 0; i < n_arrays; i++)
    if (!heed_atomic_file_write (file, arrays[i].data, arrays[i].n_bytes, error))
      return FALSE;

  return heed_atomic_file_commit (file, error);
}
