/* safetensors.c — reading and writing .safetensors files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     8 bytes    N, little-endian: the size of the header
 *     N bytes    JSON: name -> dtype, shape, [begin, end) into the numbers;
 *                may be padded with spaces
 *     the rest   the numbers, without gaps
 *
 * A model file is not trusted. Data read from it is called tainted until it has been
 * checked, and no size from it is used in an allocation before that.
 *
 * Source: https://github.com/huggingface/safetensors, "Format".
 */

#include "engine/files/safetensors.h"

#include <string.h>

#include "engine/files/atomic-file.h"
#include "engine/files/file-kind.h"
#include "engine/files/json-writer.h"
#include "engine/files/mapped-file.h"
#include "engine/files/weights-builder.h"
#include "engine/heed.h"

#define LENGTH_BYTES     8
#define MAX_HEADER_BYTES 100000000  /* the limit of the reference implementation */
#define MAX_DEPTH        3
#define MAX_VALUES       (1 << 21)
#define ALIGN_BYTES      64
#define METADATA         "__metadata__"

/* One array of the header, and the place of its numbers. */
typedef struct {
  HeedArray array;
  guint64   begin;  /* byte offset from the end of the header */
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
                   "safetensors: expected a header of %" G_GUINT64_FORMAT
                   " bytes, found room for %" G_GSIZE_FORMAT,
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
get_count (const HeedJson *numbers,
           guint           i,
           guint64        *count)
{
  gint64 whole;

  if (!heed_json_get_whole (heed_json_get_nth (numbers, i), &whole) || whole < 0)
    return FALSE;

  *count = (guint64) whole;

  return TRUE;
}

static const HeedJson *
get_list (const HeedJson *object,
          const char     *member)
{
  const HeedJson *list = heed_json_get_member (object, member);

  return heed_json_is_list (list) ? list : NULL;
}

static gboolean
read_dtype (HeedArray       *array,
            const HeedJson  *tainted,
            GError         **error)
{
  const char *name = heed_json_get_text (heed_json_get_member (tainted, "dtype"));

  if (name == NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "%s: expected a dtype, found none",
                   array->name);
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
read_shape (HeedArray       *array,
            const HeedJson  *tainted,
            GError         **error)
{
  const HeedJson *shape = get_list (tainted, "shape");

  if (shape == NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "%s: expected a shape, found none",
                   array->name);
      return FALSE;
    }

  if (heed_json_get_n (shape) > HEED_ARRAY_MAX_DIMS)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected at most %d dimensions, found %u",
                   array->name, HEED_ARRAY_MAX_DIMS, heed_json_get_n (shape));
      return FALSE;
    }

  array->n_dims = heed_json_get_n (shape);

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
read_offsets (Entry           *entry,
              const HeedJson  *tainted,
              GError         **error)
{
  const HeedJson *offsets = get_list (tainted, "data_offsets");

  if (offsets == NULL || heed_json_get_n (offsets) != 2 ||
      !get_count (offsets, 0, &entry->begin) ||
      !get_count (offsets, 1, &entry->end) ||
      entry->begin > entry->end)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "%s: expected data_offsets [begin, end], found something else",
                   entry->array.name);
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
read_entry (Entry           *entry,
            const char      *name,
            const HeedJson  *tainted,
            GError         **error)
{
  *entry = (Entry) { .array.name = name };

  if (!heed_json_is_object (tainted))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "%s: expected dtype, shape and data_offsets, found something else", name);
      return FALSE;
    }

  return read_dtype (&entry->array, tainted, error) &&
         read_shape (&entry->array, tainted, error) &&
         read_offsets (entry, tainted, error);
}

static gboolean
read_metadata (HeedWeights     *weights,
               const HeedJson  *tainted,
               GError         **error)
{
  if (!heed_json_is_object (tainted))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   METADATA ": expected an object, found something else");
      return FALSE;
    }

  for (guint i = 0; i < heed_json_get_n (tainted); i++)
    {
      const HeedJson *value = heed_json_get_nth (tainted, i);

      if (heed_json_get_text (value) == NULL)
        {
          g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                       METADATA " %s: expected a text, found something else",
                       heed_json_get_name (value));
          return FALSE;
        }

      heed_weights_add_metadata (weights, heed_json_get_name (value), heed_json_get_text (value));
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

/* The format allows neither overlaps nor gaps, so each array starts at the end of the one before
 * and the last ends with the file. */
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
                   "safetensors: expected %" G_GUINT64_FORMAT
                   " bytes of numbers, found %" G_GSIZE_FORMAT,
                   expected, n_bytes);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_header (HeedWeights     *weights,
             GArray          *entries,
             const HeedJson  *tainted,
             GError         **error)
{
  if (!heed_json_is_object (tainted))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "safetensors: expected an object, found something else");
      return FALSE;
    }

  for (guint i = 0; i < heed_json_get_n (tainted); i++)
    {
      const HeedJson *value = heed_json_get_nth (tainted, i);
      Entry entry;

      if (strcmp (heed_json_get_name (value), METADATA) == 0)
        {
          if (!read_metadata (weights, value, error))
            return FALSE;

          continue;
        }

      if (!read_entry (&entry, heed_json_get_name (value), value, error))
        return FALSE;

      g_array_append_val (entries, entry);
    }

  return TRUE;
}

/**
 * heed_safetensors_parse:
 * @file: the contents of a file; the weights keep a reference
 *
 * Errors: %HEED_ERROR_DAMAGED if the file is inconsistent or violates the format,
 * %HEED_ERROR_UNSUPPORTED for an unknown dtype or more than %HEED_ARRAY_MAX_DIMS
 * dimensions, %HEED_ERROR_TOO_LARGE for a header beyond the format's limit.
 *
 * Returns: (transfer full): the arrays, in the order of their numbers
 */
HeedWeights *
heed_safetensors_parse (GBytes  *file,
                        GError **error)
{
  static const HeedJsonLimits limits = { MAX_DEPTH, MAX_VALUES };
  g_autoptr(HeedWeights) weights = heed_weights_new ();
  g_autoptr(GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr(HeedJson) header = NULL;
  gsize n_bytes, n_header_bytes;
  const guint8 *tainted = g_bytes_get_data (file, &n_bytes);

  if (!heed_file_kind_check (tainted, n_bytes, HEED_FILE_KIND_SAFETENSORS, "a file of safetensors",
                             error) ||
      !find_header (tainted, n_bytes, &n_header_bytes, error))
    return NULL;

  header =
    heed_json_parse (NULL, (const char *) tainted + LENGTH_BYTES, n_header_bytes, &limits, error);

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
 * Only the header is read; the numbers are read from the disk on demand.
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
add_metadata (HeedJsonWriter *json,
              GHashTable     *metadata)
{
  g_autoptr(GList) keys = g_list_sort (g_hash_table_get_keys (metadata), (GCompareFunc) strcmp);

  heed_json_writer_begin_object (json, METADATA);
  for (GList *key = keys; key != NULL; key = key->next)
    heed_json_writer_add_string (json, key->data, g_hash_table_lookup (metadata, key->data));
  heed_json_writer_end_object (json);
}

static void
add_array (HeedJsonWriter  *json,
           const HeedArray *array,
           guint64          begin)
{
  heed_json_writer_begin_object (json, array->name);
  heed_json_writer_add_string (json, "dtype", heed_dtype_get_name (array->dtype));

  heed_json_writer_begin_array (json, "shape");
  for (guint i = 0; i < array->n_dims; i++)
    heed_json_writer_add_count (json, NULL, array->shape[i]);
  heed_json_writer_end_array (json);

  heed_json_writer_begin_array (json, "data_offsets");
  heed_json_writer_add_count (json, NULL, begin);
  heed_json_writer_add_count (json, NULL, begin + array->n_bytes);
  heed_json_writer_end_array (json);

  heed_json_writer_end_object (json);
}

/* Pads the header with spaces so that the numbers start at a multiple of ALIGN_BYTES. */
static GString *
dup_header (const HeedArray *arrays,
            guint            n_arrays,
            GHashTable      *metadata)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();
  guint64 begin = 0;
  GString *header;

  heed_json_writer_begin_object (json, NULL);

  if (metadata != NULL)
    add_metadata (json, metadata);

  for (guint i = 0; i < n_arrays; i++)
    {
      add_array (json, &arrays[i], begin);
      begin += arrays[i].n_bytes;
    }

  heed_json_writer_end_object (json);
  header = g_string_new (heed_json_writer_get_text (json));

  while ((LENGTH_BYTES + header->len) % ALIGN_BYTES != 0)
    g_string_append_c (header, ' ');

  return header;
}

/**
 * heed_safetensors_save:
 * @arrays: (array length=n_arrays): arrays with distinct names
 * @metadata: (nullable) (element-type utf8 utf8): texts to store with them
 *
 * The same arguments give the same bytes.
 *
 * Errors: #GFileError; the path is then unchanged.
 *
 * Returns: whether the path is now the new file
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
