/* ctranslate2-file.c — files as CTranslate2's converters write them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/ctranslate2-file.h"

#include <math.h>
#include <string.h>

static void
add_number (GByteArray *bytes,
            guint       n_bytes,
            guint32     number)
{
  for (guint i = 0; i < n_bytes; i++)
    g_byte_array_append (bytes, &(guint8) { (guint8) (number >> (8 * i)) }, 1);
}

static void
add_text (GByteArray *bytes,
          const char *text)
{
  add_number (bytes, 2, (guint32) strlen (text) + 1);
  g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text) + 1);
}

CTranslate2File *
ctranslate2_file_new (guint       version,
                      const char *spec,
                      guint       revision)
{
  CTranslate2File *file = g_new0 (CTranslate2File, 1);

  file->version = version;
  file->revision = revision;
  file->spec = spec;
  file->arrays = g_byte_array_new ();
  file->aliases = g_byte_array_new ();

  return file;
}

static guint
find_id (HeedDtype dtype)
{
  static const HeedDtype dtypes[] = {
    HEED_DTYPE_F32, HEED_DTYPE_I8, HEED_DTYPE_I16, HEED_DTYPE_I32, HEED_DTYPE_F16, HEED_DTYPE_BF16
  };

  for (guint id = 0; id < G_N_ELEMENTS (dtypes); id++)
    if (dtypes[id] == dtype)
      return id;

  g_assert_not_reached ();
}

void
ctranslate2_file_add (CTranslate2File *file,
                      const char      *name,
                      HeedDtype        dtype,
                      guint            n_dims,
                      const guint32   *shape,
                      gconstpointer    numbers)
{
  guint size = (guint) heed_dtype_get_size (dtype);
  guint n_numbers = 1;

  add_text (file->arrays, name);
  add_number (file->arrays, 1, n_dims);
  for (guint i = 0; i < n_dims; i++)
    {
      add_number (file->arrays, 4, shape[i]);
      n_numbers *= shape[i];
    }

  add_number (file->arrays, 1, file->version < 4 ? size : find_id (dtype));
  add_number (file->arrays, 4, file->version < 4 ? n_numbers : n_numbers * size);
  g_byte_array_append (file->arrays, numbers, n_numbers * size);
  file->n_arrays++;
}

void
ctranslate2_file_add_alias (CTranslate2File *file,
                            const char      *alias,
                            const char      *name)
{
  add_text (file->aliases, alias);
  add_text (file->aliases, name);
  file->n_aliases++;
}

GBytes *
ctranslate2_file_finish (CTranslate2File *file)
{
  GByteArray *bytes = g_byte_array_new ();

  add_number (bytes, 4, file->version);
  if (file->version >= 2)
    {
      add_text (bytes, file->spec);
      add_number (bytes, 4, file->revision);
    }
  add_number (bytes, 4, file->n_arrays);
  g_byte_array_append (bytes, file->arrays->data, file->arrays->len);
  if (file->version >= 3)
    {
      add_number (bytes, 4, file->n_aliases);
      g_byte_array_append (bytes, file->aliases->data, file->aliases->len);
    }

  g_byte_array_unref (file->arrays);
  g_byte_array_unref (file->aliases);
  g_free (file);

  return g_byte_array_free_to_bytes (bytes);
}

static float
find_largest (const float *numbers,
              guint        n_numbers)
{
  float largest = 0.0f;

  for (guint i = 0; i < n_numbers; i++)
    largest = fmaxf (largest, fabsf (numbers[i]));

  return largest;
}

void
ctranslate2_file_add_i8 (CTranslate2File *file,
                         const char      *name,
                         const float     *numbers,
                         guint            n_rows,
                         guint            n_columns)
{
  g_autofree char *scale_name = g_strconcat (name, "_scale", NULL);
  g_autofree gint8 *small = g_new (gint8, (gsize) n_rows * n_columns);
  g_autofree float *scales = g_new (float, n_rows);

  for (guint row = 0; row < n_rows; row++)
    {
      float largest = find_largest (numbers + row * n_columns, n_columns);

      scales[row] = largest > 0.0f ? 127.0f / largest : 1.0f;
      for (guint i = row * n_columns; i < (row + 1) * n_columns; i++)
        small[i] = (gint8) rintf (numbers[i] * scales[row]);
    }

  ctranslate2_file_add (file, name, HEED_DTYPE_I8, 2, (guint32[]) { n_rows, n_columns }, small);
  ctranslate2_file_add (file, scale_name, HEED_DTYPE_F32, 1, (guint32[]) { n_rows }, scales);
}

void
ctranslate2_file_add_i16 (CTranslate2File *file,
                          const char      *name,
                          const float     *numbers,
                          guint            n_rows,
                          guint            n_columns)
{
  g_autofree char *scale_name = g_strconcat (name, "_scale", NULL);
  g_autofree gint16 *small = g_new (gint16, (gsize) n_rows * n_columns);
  float scale = 1024.0f / find_largest (numbers, n_rows * n_columns);

  for (guint i = 0; i < n_rows * n_columns; i++)
    small[i] = GINT16_TO_LE ((gint16) rintf (numbers[i] * scale));

  ctranslate2_file_add (file, name, HEED_DTYPE_I16, 2, (guint32[]) { n_rows, n_columns }, small);
  ctranslate2_file_add (file, scale_name, HEED_DTYPE_F32, 0, NULL, &scale);
}
