/* npz.c — reading arrays saved by NumPy
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * numpy.savez() and numpy.savez_compressed() write a zip with one .npy file per array:
 * a header (npy-header.c), then the numbers. Arrays of texts and dates are not weights
 * and are skipped; those of Python objects are refused, since reading them would
 * require running code.
 */

#include "engine/files/npz.h"

#include <string.h>

#include "engine/files/mapped-file.h"
#include "engine/files/npy-header.h"
#include "engine/files/strided.h"
#include "engine/files/weights-builder.h"
#include "engine/files/zip.h"
#include "engine/heed.h"

#define SUFFIX ".npy"

/* Returns the numbers after the header, which must be everything that follows it. */
static GBytes *
find_numbers (const HeedNpyHeader  *header,
              GBytes               *file,
              HeedArray            *array,
              GError              **error)
{
  gsize n_found = g_bytes_get_size (file) - header->n_bytes;

  array->dtype = header->dtype;
  array->n_dims = header->n_dims;
  memcpy (array->shape, header->shape, sizeof array->shape);
  if (!heed_array_count (array))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "expected a shape that can be counted, found a larger one");
      return NULL;
    }

  if (n_found != array->n_bytes)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "expected %" G_GSIZE_FORMAT " bytes of numbers, found %" G_GSIZE_FORMAT,
                   array->n_bytes, n_found);
      return NULL;
    }

  return g_bytes_new_from_bytes (file, header->n_bytes, n_found);
}

static void
set_strides (HeedPickleTensor *tensor,
             gboolean          is_fortran)
{
  gsize stride = 1;

  for (guint i = 0; i < tensor->n_dims; i++)
    {
      guint dim = is_fortran ? i : tensor->n_dims - 1 - i;

      tensor->strides[dim] = stride;
      stride *= tensor->shape[dim];
    }
}

static gboolean
add_numbers (HeedWeights          *weights,
             const HeedNpyHeader  *header,
             const char           *name,
             GBytes               *file,
             GError              **error)
{
  HeedArray array = { .name = name };
  g_autoptr(GBytes) found = find_numbers (header, file, &array, error);
  g_autoptr(GBytes) numbers = NULL;
  g_autoptr(GBytes) copy = NULL;
  HeedPickleStorage storage = { name, header->dtype, array.n_values, NULL };
  HeedPickleTensor tensor = { &storage, header->dtype, 0, header->n_dims, { 0 }, { 0 } };
  gsize budget = array.n_bytes;

  if (found == NULL)
    return FALSE;

  numbers = header->is_big_endian ? heed_dtype_swap (header->dtype, found) : g_bytes_ref (found);
  if (numbers == NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE, "not enough memory");
      return FALSE;
    }

  storage.numbers = numbers;
  memcpy (tensor.shape, header->shape, sizeof tensor.shape);
  set_strides (&tensor, header->is_fortran);
  if (!heed_strided_to_array (&tensor, &budget, &array, &copy, error))
    return FALSE;

  heed_weights_keep_block (weights, copy != NULL ? copy : numbers);

  return heed_weights_add_array (weights, &array);
}

static gboolean
add_file (HeedWeights  *weights,
          HeedZip      *zip,
          const char   *name_in_zip,
          GError      **error)
{
  g_autofree char *name = g_strndup (name_in_zip, strlen (name_in_zip) - strlen (SUFFIX));
  GBytes *file = heed_zip_find (zip, name_in_zip);
  HeedNpyHeader header;
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (file, &n_bytes);

  if (heed_npy_header_parse (&header, bytes, n_bytes, error) &&
      (!header.has_numbers || add_numbers (weights, &header, name, file, error)))
    return TRUE;

  g_prefix_error (error, "%s: ", name);

  return FALSE;
}

gboolean
heed_npz_is_one (const char *const *names)
{
  for (; *names != NULL; names++)
    if (g_str_has_suffix (*names, SUFFIX))
      return TRUE;

  return FALSE;
}

/**
 * heed_npz_parse:
 * @file: the contents of a file, not trusted; the weights keep a reference
 *
 * Errors: %HEED_ERROR_DAMAGED if it violates the format; %HEED_ERROR_UNSUPPORTED if it
 * has no arrays, or one that cannot be a weight, which the message names;
 * %HEED_ERROR_TOO_LARGE if it unpacks to more than 4 GiB.
 *
 * Returns: (transfer full): the arrays of numbers in the file
 */
HeedWeights *
heed_npz_parse (GBytes  *file,
                GError **error)
{
  g_autoptr(HeedWeights) weights = heed_weights_new ();
  g_autoptr(HeedZip) zip = heed_zip_parse (file, error);

  if (zip == NULL)
    return NULL;

  if (!heed_npz_is_one (heed_zip_get_names (zip)))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "npz: expected arrays of NumPy, found none");
      return NULL;
    }

  for (const char *const *name = heed_zip_get_names (zip); *name != NULL; name++)
    if (g_str_has_suffix (*name, SUFFIX) && !add_file (weights, zip, *name, error))
      return NULL;

  return g_steal_pointer (&weights);
}

/**
 * heed_npz_load:
 *
 * Uncompressed arrays are read from the disk on demand.
 *
 * Errors: as heed_npz_parse(), and #GFileError.
 *
 * Returns: (transfer full): the arrays of the file
 */
HeedWeights *
heed_npz_load (const char  *path,
               GError     **error)
{
  g_autoptr(GBytes) file = heed_mapped_file_load (path, error);
  HeedWeights *weights = file != NULL ? heed_npz_parse (file, error) : NULL;

  if (file != NULL && weights == NULL)
    g_prefix_error (error, "%s: ", path);

  return weights;
}
