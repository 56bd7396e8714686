/* ctranslate2.c — the arrays in a model.bin of CTranslate2
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Little-endian and unaligned:
 *
 *     u32 binary version
 *     text spec, u32 revision                               (from version 2)
 *     u32 n, then n times: text name, u8 rank, u32 each size, u8 dtype,
 *                          u32 bytes, the numbers
 *     u32 n, then n times: text alias, text name            (from version 3)
 *
 * A text is a u16 length, which includes the terminating zero byte, and the bytes.
 * Before version 4 the dtype was the size of a number, 4, 2 or 1 for float32, int16 or
 * int8, and the field with the bytes was the count of numbers.
 *
 * A quantized weight w is round (scale * w), in int8 with a scale for each row in
 * w_scale, in int16 with a single scale, which early versions omitted.
 *
 * Source: python/ctranslate2/specs/model_spec.py and src/models/model.cc of
 * CTranslate2 4.
 */

#include "engine/files/ctranslate2.h"

#include <string.h>

#include "engine/base/memory.h"
#include "engine/files/file-kind.h"
#include "engine/files/weights-builder.h"
#include "engine/heed.h"

#define FIRST_VERSION       1
#define FIRST_WITH_SPEC     2
#define LAST_VERSION        6
#define FIRST_WITH_ALIASES  3
#define FIRST_WITH_DTYPES   4
#define SCALE_OF_EARLY_I16  1000.0f

typedef struct {
  const guint8 *p;
  const guint8 *end;
  guint32       version;
  HeedWeights  *weights;
  GHashTable   *scales;   /* name -> HeedArray in arrays: divisors of quantized weights */
  GError      **error;
} Reader;

static gboolean
fail (Reader     *reader,
      HeedError   code,
      const char *what,
      const char *expected,
      const char *found)
{
  g_set_error (reader->error, HEED_ERROR, code, "%s: expected %s, found %s", what, expected, found);

  return FALSE;
}

/* --- Pieces of the file --------------------------------------------------- */

static gboolean
take_bytes (Reader        *reader,
            guint64        n_bytes,
            const guint8 **bytes,
            const char    *what)
{
  if (n_bytes > (guint64) (reader->end - reader->p))
    return fail (reader, HEED_ERROR_DAMAGED, "model.bin", what, "the end of the file");

  *bytes = reader->p;
  reader->p += n_bytes;

  return TRUE;
}

static gboolean
take_number (Reader     *reader,
             guint       n_bytes,
             guint32    *number,
             const char *what)
{
  const guint8 *bytes;

  if (!take_bytes (reader, n_bytes, &bytes, what))
    return FALSE;

  *number = 0;
  for (guint i = 0; i < n_bytes; i++)
    *number |= (guint32) bytes[i] << (8 * i);

  return TRUE;
}

/* Borrowed from the file, where it is NUL-terminated. */
static gboolean
take_text (Reader      *reader,
           const char **text,
           const char  *what)
{
  const guint8 *bytes;
  guint32 n_bytes;

  if (!take_number (reader, 2, &n_bytes, what) || !take_bytes (reader, n_bytes, &bytes, what))
    return FALSE;

  if (n_bytes == 0 || memchr (bytes, '\0', n_bytes) != bytes + n_bytes - 1 ||
      !g_utf8_validate_len ((const char *) bytes, n_bytes - 1, NULL))
    return fail (reader, HEED_ERROR_DAMAGED, "model.bin", what, "no text");

  *text = (const char *) bytes;

  return TRUE;
}

/* --- Arrays --------------------------------------------------------------- */

static gboolean
find_dtype (Reader    *reader,
            HeedArray *array,
            guint32    tainted)
{
  static const HeedDtype by_id[] = {
    HEED_DTYPE_F32, HEED_DTYPE_I8, HEED_DTYPE_I16, HEED_DTYPE_I32, HEED_DTYPE_F16, HEED_DTYPE_BF16
  };
  static const HeedDtype by_size[] = {
    [1] = HEED_DTYPE_I8, [2] = HEED_DTYPE_I16, [4] = HEED_DTYPE_F32
  };

  if (reader->version >= FIRST_WITH_DTYPES && tainted < G_N_ELEMENTS (by_id))
    array->dtype = by_id[tainted];
  else if (reader->version < FIRST_WITH_DTYPES && (tainted == 1 || tainted == 2 || tainted == 4))
    array->dtype = by_size[tainted];
  else
    return fail (reader, HEED_ERROR_UNSUPPORTED, array->name,
                 "float32, float16, bfloat16, int32, int16 or int8", "another kind of number");

  return TRUE;
}

static gboolean
take_shape (Reader    *reader,
            HeedArray *array)
{
  guint32 rank, size;

  if (!take_number (reader, 1, &rank, "a rank"))
    return FALSE;

  if (rank > HEED_ARRAY_MAX_DIMS)
    return fail (reader, HEED_ERROR_UNSUPPORTED, array->name, "at most 8 dimensions", "more");

  array->n_dims = rank;
  for (guint i = 0; i < rank; i++)
    {
      if (!take_number (reader, 4, &size, "a size"))
        return FALSE;
      array->shape[i] = size;
    }

  return TRUE;
}

static gboolean
take_array (Reader    *reader,
            HeedArray *array)
{
  guint32 tainted_dtype, tainted_length;
  guint64 n_bytes;

  *array = (HeedArray) { 0 };
  if (!take_text (reader, &array->name, "the name of an array") ||
      !take_shape (reader, array) ||
      !take_number (reader, 1, &tainted_dtype, "a dtype") ||
      !find_dtype (reader, array, tainted_dtype) ||
      !take_number (reader, 4, &tainted_length, "a length"))
    return FALSE;

  n_bytes = tainted_length;
  if (reader->version < FIRST_WITH_DTYPES)
    n_bytes *= heed_dtype_get_size (array->dtype);

  if (!heed_array_count (array) || array->n_bytes != n_bytes)
    return fail (reader, HEED_ERROR_DAMAGED, array->name, "as many bytes as its shape needs",
                 "another number");

  return take_bytes (reader, n_bytes, &array->data, "the numbers of an array");
}

/* Only arrays whose names end in "weight" are quantized; other integers are plain numbers. */
static gboolean
is_quantized (const HeedArray *array)
{
  return (array->dtype == HEED_DTYPE_I8 || array->dtype == HEED_DTYPE_I16) &&
         g_str_has_suffix (array->name, "weight");
}

/* Accepts one scale per row, a single scale, or, for int16, none. */
static gboolean
check_scale (Reader          *reader,
             const HeedArray *array,
             const HeedArray *scale)
{
  if (scale == NULL)
    return array->dtype == HEED_DTYPE_I16 ||
           fail (reader, HEED_ERROR_DAMAGED, array->name, "a scale for each row", "none");

  if (scale->dtype != HEED_DTYPE_F32 ||
      (scale->n_values != 1 && (array->n_dims == 0 || scale->n_values != array->shape[0])))
    return fail (reader, HEED_ERROR_DAMAGED, scale->name,
                 "one float32 for each row, or one for all", "something else");

  return TRUE;
}

/* Converts the array to float32; its numbers are in a block of their own. */
static gboolean
widen (Reader          *reader,
       HeedArray       *array,
       const HeedArray *scale)
{
  gsize n_rows = scale != NULL ? MAX (scale->n_values, 1) : 1;
  gsize n_columns = array->n_values / n_rows;
  g_autofree float *scales = g_new (float, n_rows);
  g_autoptr(GBytes) block = NULL;
  float *floats = g_try_malloc (MAX (array->n_values, 1) * sizeof (float));

  if (floats == NULL)
    return fail (reader, HEED_ERROR_TOO_LARGE, array->name, "memory to widen it", "too little");

  heed_array_copy_floats (array, floats);
  scales[0] = SCALE_OF_EARLY_I16;
  if (scale != NULL)
    heed_array_copy_floats (scale, scales);

  for (gsize row = 0; row < n_rows; row++)
    for (gsize column = 0; column < n_columns; column++)
      floats[row * n_columns + column] /= scales[row];

  array->dtype = HEED_DTYPE_F32;
  array->n_bytes = array->n_values * sizeof (float);
  array->data = (const guint8 *) floats;
  block = g_bytes_new_take (floats, array->n_bytes);
  heed_weights_keep_block (reader->weights, block);

  return TRUE;
}

static gboolean
add_array (Reader          *reader,
           const HeedArray *array)
{
  return heed_weights_add_array (reader->weights, array) ||
         fail (reader, HEED_ERROR_DAMAGED, array->name, "one array of that name", "two");
}

static gboolean
take_arrays (Reader *reader,
             GArray *arrays)
{
  guint32 n_arrays;

  if (!take_number (reader, 4, &n_arrays, "how many arrays there are"))
    return FALSE;

  for (guint32 i = 0; i < n_arrays; i++)
    {
      HeedArray array;

      if (!take_array (reader, &array))
        return FALSE;
      g_array_append_val (arrays, array);
    }

  return TRUE;
}

static gboolean
add_widened (Reader          *reader,
             const HeedArray *array)
{
  g_autofree char *name = g_strconcat (array->name, "_scale", NULL);
  const HeedArray *scale = g_hash_table_lookup (reader->scales, name);
  HeedArray widened = *array;

  return check_scale (reader, array, scale) && widen (reader, &widened, scale) &&
         add_array (reader, &widened);
}

/* Checks the total memory for widening, before any array is widened. */
static gboolean
check_memory (Reader *reader,
              GArray *arrays)
{
  guint64 n_taken = 0;

  for (guint i = 0; i < arrays->len; i++)
    {
      const HeedArray *array = &g_array_index (arrays, HeedArray, i);

      if (is_quantized (array) &&
          !heed_memory_take (&n_taken, (guint64) array->n_values * sizeof (float), array->name,
                             reader->error))
        return FALSE;
    }

  return TRUE;
}

/* Scales of quantized weights are not arrays of the model: they are consumed here. */
static void
find_scales (Reader *reader,
             GArray *arrays)
{
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < arrays->len; i++)
    {
      const HeedArray *array = &g_array_index (arrays, HeedArray, i);

      if (is_quantized (array))
        g_hash_table_add (names, g_strconcat (array->name, "_scale", NULL));
    }

  for (guint i = 0; i < arrays->len; i++)
    {
      HeedArray *array = &g_array_index (arrays, HeedArray, i);

      if (g_hash_table_contains (names, array->name))
        g_hash_table_insert (reader->scales, (gpointer) array->name, array);
    }
}

static gboolean
add_arrays (Reader *reader,
            GArray *arrays)
{
  find_scales (reader, arrays);

  for (guint i = 0; i < arrays->len; i++)
    {
      const HeedArray *array = &g_array_index (arrays, HeedArray, i);

      if (!is_quantized (array) && !g_hash_table_contains (reader->scales, array->name) &&
          !add_array (reader, array))
        return FALSE;
    }

  for (guint i = 0; i < arrays->len; i++)
    {
      const HeedArray *array = &g_array_index (arrays, HeedArray, i);

      if (is_quantized (array) && !add_widened (reader, array))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_aliases (Reader *reader)
{
  guint32 n_aliases = 0;

  if (reader->version >= FIRST_WITH_ALIASES &&
      !take_number (reader, 4, &n_aliases, "how many aliases there are"))
    return FALSE;

  for (guint32 i = 0; i < n_aliases; i++)
    {
      const HeedArray *found;
      const char *alias, *name;
      HeedArray array;

      if (!take_text (reader, &alias, "an alias") ||
          !take_text (reader, &name, "what an alias stands for"))
        return FALSE;

      found = heed_weights_find (reader->weights, name);
      if (found == NULL)
        return fail (reader, HEED_ERROR_DAMAGED, alias, "the name of an array", name);

      array = *found;
      array.name = alias;
      if (!add_array (reader, &array))
        return FALSE;
    }

  return TRUE;
}

/* --- The whole ------------------------------------------------------------ */

static gboolean
take_header (Reader *reader)
{
  g_autofree char *version = NULL;
  g_autofree char *revision = NULL;
  const char *spec = "TransformerBase";
  guint32 number = 1;

  if (!take_number (reader, 4, &reader->version, "a binary version"))
    return FALSE;

  version = g_strdup_printf ("%u", reader->version);
  if (reader->version < FIRST_VERSION || reader->version > LAST_VERSION)
    return fail (reader, HEED_ERROR_UNSUPPORTED, "model.bin", "CTranslate2's binary version 1 to 6",
                 version);

  if (reader->version >= FIRST_WITH_SPEC &&
      (!take_text (reader, &spec, "the name of a specification") ||
       !take_number (reader, 4, &number, "a revision")))
    return FALSE;

  revision = g_strdup_printf ("%u", number);
  heed_weights_add_metadata (reader->weights, "binary_version", version);
  heed_weights_add_metadata (reader->weights, "spec", spec);
  heed_weights_add_metadata (reader->weights, "revision", revision);

  return TRUE;
}

/**
 * heed_ctranslate2_parse:
 * @file: the contents of a model.bin; the weights keep a reference
 *
 * An alias is a separate array that shares the numbers of the other.
 *
 * Errors: %HEED_ERROR_DAMAGED if the file is inconsistent or violates the format,
 * %HEED_ERROR_UNSUPPORTED for another version or kind of number, %HEED_ERROR_TOO_LARGE
 * if there is not enough memory to widen it.
 *
 * Returns: (transfer full): the arrays of the file, quantized ones last
 */
HeedWeights *
heed_ctranslate2_parse (GBytes  *file,
                        GError **error)
{
  g_autoptr(HeedWeights) weights = heed_weights_new ();
  g_autoptr(GArray) arrays = g_array_new (FALSE, FALSE, sizeof (HeedArray));
  gsize n_bytes;
  const guint8 *tainted = g_bytes_get_data (file, &n_bytes);
  const guint8 *end =
    n_bytes > 0 ? tainted + n_bytes : tainted; /* an empty file has a NULL address */
  g_autoptr(GHashTable) scales = g_hash_table_new (g_str_hash, g_str_equal);
  Reader reader = { tainted, end, 0, weights, scales, error };

  if (!heed_file_kind_check (tainted, n_bytes, HEED_FILE_KIND_CTRANSLATE2,
                             "what CTranslate2 writes", error))
    {
      g_prefix_error (error, "model.bin: ");
      return NULL;
    }

  if (!take_header (&reader) || !take_arrays (&reader, arrays) || !check_memory (&reader, arrays) ||
      !add_arrays (&reader, arrays) || !take_aliases (&reader))
    return NULL;

  if (reader.p != reader.end)
    {
      fail (&reader, HEED_ERROR_DAMAGED, "model.bin", "its end behind the last array", "more");
      return NULL;
    }

  heed_weights_keep_block (weights, file);

  return g_steal_pointer (&weights);
}
