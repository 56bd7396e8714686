/* weights.c — named arrays, which are views of the file they were read from
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/weights-builder.h"

#include <string.h>

#include "engine/files/mapped-file.h"
#include "engine/heed.h"

struct _HeedWeights
{
  GArray       *arrays;    /* HeedArray, in file order */
  GHashTable   *indices;   /* name -> index in arrays; the keys are stored in names */
  GStringChunk *names;
  GHashTable   *metadata;  /* char * -> char *, both owned */
  GPtrArray    *blocks;    /* GBytes that contain the numbers */
  GPtrArray    *files;     /* the HeedMappedFiles behind some of those, each once */
};

/**
 * heed_weights_new:
 *
 * Returns: (transfer full): weights without arrays
 */
HeedWeights *
heed_weights_new (void)
{
  HeedWeights *weights = g_atomic_rc_box_new0 (HeedWeights);

  weights->arrays = g_array_new (FALSE, FALSE, sizeof (HeedArray));
  weights->indices = g_hash_table_new (g_str_hash, g_str_equal);
  weights->names = g_string_chunk_new (4096);
  weights->metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  weights->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  weights->files = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_mapped_file_unref);

  return weights;
}

/**
 * heed_weights_keep_block:
 * @block: memory that contains numbers of the arrays
 */
void
heed_weights_keep_block (HeedWeights *weights,
                         GBytes      *block)
{
  g_autoptr(HeedMappedFile) file = heed_mapped_file_find (g_bytes_get_data (block, NULL));

  g_ptr_array_add (weights->blocks, g_bytes_ref (block));

  if (file != NULL && !g_ptr_array_find (weights->files, file, NULL))
    g_ptr_array_add (weights->files, g_steal_pointer (&file));
}

/**
 * heed_weights_check:
 *
 * Must be called after numbers were used in place or copied.
 *
 * Errors: %HEED_ERROR_DAMAGED if a file was truncated or written to since it was mapped
 */
gboolean
heed_weights_check (HeedWeights  *weights,
                    GError      **error)
{
  g_return_val_if_fail (weights != NULL, FALSE);

  for (guint i = 0; i < weights->files->len; i++)
    if (!heed_mapped_file_check (g_ptr_array_index (weights->files, i), error))
      return FALSE;

  return TRUE;
}

/**
 * heed_weights_add_array:
 * @array: its name is copied, its numbers are not
 *
 * Returns: %FALSE, without adding it, if there is an array with that name
 */
gboolean
heed_weights_add_array (HeedWeights     *weights,
                        const HeedArray *array)
{
  HeedArray named = *array;

  if (g_hash_table_contains (weights->indices, array->name))
    return FALSE;

  named.name = g_string_chunk_insert (weights->names, array->name);
  g_hash_table_insert (weights->indices, (gpointer) named.name,
                       GUINT_TO_POINTER (weights->arrays->len));
  g_array_append_val (weights->arrays, named);

  return TRUE;
}

/**
 * heed_weights_add_metadata:
 *
 * Replaces a previous value of @key.
 */
void
heed_weights_add_metadata (HeedWeights *weights,
                           const char  *key,
                           const char  *value)
{
  g_hash_table_insert (weights->metadata, g_strdup (key), g_strdup (value));
}

HeedWeights *
heed_weights_ref (HeedWeights *weights)
{
  return g_atomic_rc_box_acquire (weights);
}

static void
clear_weights (gpointer data)
{
  HeedWeights *weights = data;

  g_array_unref (weights->arrays);
  g_hash_table_unref (weights->indices);
  g_string_chunk_free (weights->names);
  g_hash_table_unref (weights->metadata);
  g_ptr_array_unref (weights->files);
  g_ptr_array_unref (weights->blocks);
}

void
heed_weights_unref (HeedWeights *weights)
{
  g_atomic_rc_box_release_full (weights, clear_weights);
}

/**
 * heed_weights_find:
 *
 * Returns: (transfer none) (nullable): the array with that name; valid as long as
 *   @weights
 */
const HeedArray *
heed_weights_find (HeedWeights *weights,
                   const char  *name)
{
  gpointer index;

  g_return_val_if_fail (weights != NULL && name != NULL, NULL);

  if (!g_hash_table_lookup_extended (weights->indices, name, NULL, &index))
    return NULL;

  return &g_array_index (weights->arrays, HeedArray, GPOINTER_TO_UINT (index));
}

/**
 * heed_weights_get:
 * @n_arrays: (out): number of arrays
 *
 * Returns: (transfer none): all arrays, in file order
 */
const HeedArray *
heed_weights_get (HeedWeights *weights,
                  guint       *n_arrays)
{
  g_return_val_if_fail (weights != NULL && n_arrays != NULL, NULL);

  *n_arrays = weights->arrays->len;

  return (const HeedArray *) (gpointer) weights->arrays->data;
}

/**
 * heed_weights_find_metadata:
 *
 * Returns: (transfer none) (nullable): the text stored in the file under @key
 */
const char *
heed_weights_find_metadata (HeedWeights *weights,
                            const char  *key)
{
  g_return_val_if_fail (weights != NULL && key != NULL, NULL);

  return g_hash_table_lookup (weights->metadata, key);
}

/* --- A row more ---------------------------------------------------------- */

static HeedWeights *
dup_without_arrays (HeedWeights *weights)
{
  HeedWeights *copy = heed_weights_new ();
  GHashTableIter iter;
  gpointer key, value;

  for (guint i = 0; i < weights->blocks->len; i++)
    heed_weights_keep_block (copy, g_ptr_array_index (weights->blocks, i));

  g_hash_table_iter_init (&iter, weights->metadata);
  while (g_hash_table_iter_next (&iter, &key, &value))
    heed_weights_add_metadata (copy, key, value);

  return copy;
}

/* Returns whether the array is one of names, or shares its numbers with one. */
static gboolean
shares_numbers (HeedWeights       *weights,
                const HeedArray   *array,
                const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      const HeedArray *named = heed_weights_find (weights, names[i]);

      if (named != NULL && named->n_dims > 0 && named->n_values > 0 &&
          named->data == array->data && named->n_values == array->n_values)
        return TRUE;
    }

  return FALSE;
}

static GBytes *
dup_with_zero_row (const HeedArray  *array,
                   GError          **error)
{
  gsize row = array->n_values / array->shape[0];
  gsize n_bytes = (array->n_values + row) * sizeof (float);
  float *floats = g_try_malloc (n_bytes);

  if (floats == NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                   "%s: expected memory for one row more, found too little", array->name);
      return NULL;
    }

  heed_array_copy_floats (array, floats);
  memset (floats + array->n_values, 0, row * sizeof (float));

  return g_bytes_new_take (floats, n_bytes);
}

/* blocks: maps numbers in weights to the GBytes of their copies. */
static gboolean
add_with_zero_row (HeedWeights      *copy,
                   GHashTable       *blocks,
                   const HeedArray  *array,
                   GError          **error)
{
  GBytes *block = g_hash_table_lookup (blocks, array->data);
  HeedArray longer = *array;

  if (block == NULL)
    {
      block = dup_with_zero_row (array, error);
      if (block == NULL)
        return FALSE;

      g_hash_table_insert (blocks, (gpointer) array->data, block);
      heed_weights_keep_block (copy, block);
    }

  longer.dtype = HEED_DTYPE_F32;
  longer.shape[0]++;
  longer.data = g_bytes_get_data (block, &longer.n_bytes);
  longer.n_values = longer.n_bytes / sizeof (float);

  return heed_weights_add_array (copy, &longer);
}

HeedWeights *
heed_weights_add_zero_rows (HeedWeights       *weights,
                            const char *const *names,
                            GError           **error)
{
  g_autoptr(HeedWeights) copy = NULL;
  g_autoptr(GHashTable) blocks =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_bytes_unref);

  g_return_val_if_fail (weights != NULL && names != NULL, NULL);

  copy = dup_without_arrays (weights);
  for (guint i = 0; i < weights->arrays->len; i++)
    {
      const HeedArray *array = &g_array_index (weights->arrays, HeedArray, i);

      if (!shares_numbers (weights, array, names))
        heed_weights_add_array (copy, array);
      else if (!add_with_zero_row (copy, blocks, array, error))
        return NULL;
    }

  return g_steal_pointer (&copy);
}

/* --- Several files ------------------------------------------------------- */

HeedWeights *
heed_weights_join (HeedWeights *const *parts,
                   const char *const  *prefixes,
                   guint               n_parts,
                   GError            **error)
{
  g_autoptr(HeedWeights) joined = heed_weights_new ();

  for (guint p = 0; p < n_parts; p++)
    {
      for (guint i = 0; i < parts[p]->blocks->len; i++)
        heed_weights_keep_block (joined, g_ptr_array_index (parts[p]->blocks, i));

      for (guint i = 0; i < parts[p]->arrays->len; i++)
        {
          HeedArray array = g_array_index (parts[p]->arrays, HeedArray, i);
          g_autofree char *name = g_strconcat (prefixes[p], array.name, NULL);

          array.name = name;
          if (!heed_weights_add_array (joined, &array))
            {
              g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                           "%s: expected it in one part, found it in two", name);
              return NULL;
            }
        }
    }

  return g_steal_pointer (&joined);
}

/**
 * heed_array_get_matrix:
 * @n_rows: (out): 1 for a vector or a single number
 * @n_columns: (out):
 *
 * 1 x 5 x 8 is 5 x 8, and so is 5 x 1 x 8; 5 x 1 stays a column.
 *
 * Returns: whether the array can be seen as a matrix
 */
gboolean
heed_array_get_matrix (const HeedArray *array,
                       gsize           *n_rows,
                       gsize           *n_columns)
{
  gsize sizes[2] = { 1, 1 };
  guint n_left = array->n_dims;
  guint n_taken = 0;

  for (guint i = 0; i < array->n_dims; i++)
    if (n_left > 2 && array->shape[i] == 1)
      n_left--;
    else if (n_taken == 2)
      return FALSE;
    else
      sizes[n_taken++] = array->shape[i];

  *n_rows = n_taken == 2 ? sizes[0] : 1;
  *n_columns = n_taken == 2 ? sizes[1] : sizes[0];

  return n_taken <= 2;
}

/**
 * heed_array_count:
 * @array: an array with dtype, n_dims and shape; n_values and n_bytes are computed
 *
 * Returns: %FALSE if the number of bytes exceeds a #gsize
 */
gboolean
heed_array_count (HeedArray *array)
{
  gsize n_values = 1;

  for (guint i = 0; i < array->n_dims; i++)
    if (!g_size_checked_mul (&n_values, n_values, array->shape[i]))
      return FALSE;

  array->n_values = n_values;

  return g_size_checked_mul (&array->n_bytes, n_values, heed_dtype_get_size (array->dtype));
}
