/* strided.c — converting a strided tensor to a contiguous array
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Element [i, j, …] of a tensor is element offset + i * stride 0 + j * stride 1 ... of
 * its storage. A storage can have any number of views, and a stride of 0 repeats an
 * element without limit, so the total size of copies is limited.
 */

#include "engine/files/strided.h"

#include <string.h>

#include "engine/files/weights-builder.h"
#include "engine/heed.h"

static gboolean
fail (GError     **error,
      HeedError    code,
      const char  *name,
      const char  *what)
{
  g_set_error (error, HEED_ERROR, code, "%s: %s", name, what);

  return FALSE;
}

/* Computes one more than the index of the last element of the storage that the tensor uses. */
static gboolean
find_end (const HeedPickleTensor *tensor,
          gsize                  *end)
{
  *end = tensor->offset;

  for (guint i = 0; i < tensor->n_dims; i++)
    {
      gsize reach;

      if (!g_size_checked_mul (&reach, tensor->shape[i] - 1, tensor->strides[i]) ||
          !g_size_checked_add (end, *end, reach))
        return FALSE;
    }

  return g_size_checked_add (end, *end, 1);
}

static gboolean
is_contiguous (const HeedPickleTensor *tensor)
{
  gsize expected = 1;

  for (guint i = tensor->n_dims; i-- > 0;)
    {
      if (tensor->shape[i] != 1 && tensor->strides[i] != expected)
        return FALSE;

      expected *= tensor->shape[i];
    }

  return TRUE;
}

/* to: the elements of the array, in row-major order. */
static void
gather (const HeedPickleTensor *tensor,
        const guint8           *from,
        gsize                   n_bytes_each,
        gsize                   n_values,
        guint8                 *to)
{
  gsize position[HEED_ARRAY_MAX_DIMS] = { 0 };
  gsize i = 0;

  for (gsize n = 0; n < n_values; n++)
    {
      guint dim = tensor->n_dims;

      memcpy (to + n * n_bytes_each, from + i * n_bytes_each, n_bytes_each);

      while (dim-- > 0)
        {
          i += tensor->strides[dim];

          if (++position[dim] < tensor->shape[dim])
            break;

          i -= tensor->shape[dim] * tensor->strides[dim];
          position[dim] = 0;
        }
    }
}

static gboolean
copy_numbers (const HeedPickleTensor  *tensor,
              const guint8            *from,
              gsize                   *budget,
              HeedArray               *array,
              GBytes                 **copy,
              GError                 **error)
{
  guint8 *to;

  if (array->n_bytes > *budget)
    return fail (error, HEED_ERROR_TOO_LARGE, array->name,
                 "views of the storages need more memory than the file has bytes");

  to = g_try_malloc (array->n_bytes);
  if (to == NULL)
    return fail (error, HEED_ERROR_TOO_LARGE, array->name, "not enough memory");

  gather (tensor, from, heed_dtype_get_size (array->dtype), array->n_values, to);

  *budget -= array->n_bytes;
  *copy = g_bytes_new_take (to, array->n_bytes);
  array->data = to;

  return TRUE;
}

/**
 * heed_strided_to_array:
 * @budget: (inout): remaining bytes for copies
 * @array: (inout): has its name; everything else is set
 * @copy: (out) (nullable): set if the numbers were copied; it owns them
 *
 * Errors: %HEED_ERROR_DAMAGED if the tensor extends beyond its storage;
 * %HEED_ERROR_TOO_LARGE if the budget is exceeded.
 *
 * Returns: whether the array was set
 */
gboolean
heed_strided_to_array (const HeedPickleTensor  *tensor,
                       gsize                   *budget,
                       HeedArray               *array,
                       GBytes                 **copy,
                       GError                 **error)
{
  gsize n_bytes_each = heed_dtype_get_size (tensor->dtype);
  gsize n_stored_each = heed_dtype_get_size (tensor->storage->dtype);
  gsize n_bytes, n_stored, end;
  const guint8 *numbers = g_bytes_get_data (tensor->storage->numbers, &n_bytes);

  *copy = NULL;
  array->dtype = tensor->dtype;
  array->n_dims = tensor->n_dims;
  memcpy (array->shape, tensor->shape, sizeof array->shape);

  if (!heed_array_count (array))
    return fail (error, HEED_ERROR_DAMAGED, array->name, "more numbers than can be counted");

  if (array->n_values == 0)
    {
      array->data = (const guint8 *) "";
      return TRUE;
    }

  n_stored =
    MIN (n_bytes / n_stored_each, tensor->storage->n_values) * n_stored_each / n_bytes_each;

  if (!find_end (tensor, &end) || end > n_stored)
    return fail (error, HEED_ERROR_DAMAGED, array->name, "sees more than its storage has");

  numbers += tensor->offset * n_bytes_each;

  if (!is_contiguous (tensor))
    return copy_numbers (tensor, numbers, budget, array, copy, error);

  array->data = numbers;

  return TRUE;
}
