/* hdf5-dataset.c — reading a dataset of an HDF5 file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Three messages give the type, number and location of its numbers: type, space,
 * layout.
 *
 * Source: HDF5 File Format Specification 3.0, IV.A.2.b "Dataspace", IV.A.2.d
 * "Datatype", IV.A.2.i "Data Layout".
 */

#include "engine/files/hdf5-dataset.h"

#include <string.h>

#include "engine/files/hdf5-chunks.h"
#include "engine/files/weights-builder.h"
#include "engine/heed.h"

/* Classes of types. */
enum {
  CLASS_WHOLE  = 0,
  CLASS_FLOAT  = 1,
  CLASS_TEXT   = 3,
  CLASS_ENUM   = 8,  /* booleans: FALSE and TRUE */
  CLASS_LENGTH = 9   /* texts of variable length */
};

/* Classes of layouts. */
enum {
  LAYOUT_COMPACT,  /* inside the message */
  LAYOUT_WHOLE,
  LAYOUT_CHUNKED
};

typedef struct {
  gboolean  is_text;
  HeedDtype dtype;
  gboolean  is_big_endian;
} Type;

gboolean
heed_hdf5_is_dataset (GArray *messages)
{
  return heed_hdf5_find_message (messages, HEED_HDF5_LAYOUT) != NULL;
}

/* --- Type --- */

static gboolean
refuse_type (const char  *found,
             GError     **error)
{
  return heed_hdf5_refuse (error, "numbers of 8 to 64 bits, or texts, which are left", found);
}

/* Determines the format of a float from the positions of its bits: IEEE 754, or bfloat16. */
static gboolean
find_float (Type          *type,
            gsize          size,
            HeedHdf5Part  *part,
            GError       **error)
{
  static const struct { HeedDtype dtype; guint exponent, mantissa, bias; } floats[] = {
    { HEED_DTYPE_F16, 5, 10, 15 },
    { HEED_DTYPE_BF16, 8, 7, 127 },
    { HEED_DTYPE_F32, 8, 23, 127 },
    { HEED_DTYPE_F64, 11, 52, 1023 },
  };
  guint place, exponent, mantissa;
  guint64 bias;

  heed_hdf5_take (part, 4);
  place = (guint) heed_hdf5_take (part, 1);
  exponent = (guint) heed_hdf5_take (part, 1);
  heed_hdf5_take (part, 1);
  mantissa = (guint) heed_hdf5_take (part, 1);
  bias = heed_hdf5_take (part, 4);

  for (gsize i = 0; i < G_N_ELEMENTS (floats); i++)
    if (heed_dtype_get_size (floats[i].dtype) == size && floats[i].exponent == exponent &&
        floats[i].mantissa == mantissa && floats[i].bias == bias && place == mantissa)
      {
        type->dtype = floats[i].dtype;
        return TRUE;
      }

  return refuse_type ("others", error);
}

static gboolean
find_whole (Type      *type,
            gsize      size,
            gboolean   is_signed,
            GError   **error)
{
  static const struct { gsize size; HeedDtype is_signed, is_unsigned; } wholes[] = {
    { 1, HEED_DTYPE_I8, HEED_DTYPE_U8 },
    { 2, HEED_DTYPE_I16, HEED_DTYPE_U16 },
    { 4, HEED_DTYPE_I32, HEED_DTYPE_U32 },
    { 8, HEED_DTYPE_I64, HEED_DTYPE_U64 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wholes); i++)
    if (wholes[i].size == size)
      {
        type->dtype = is_signed ? wholes[i].is_signed : wholes[i].is_unsigned;
        return TRUE;
      }

  return refuse_type ("whole numbers of another size", error);
}

static gboolean
take_type (HeedHdf5Part   part,
           Type          *type,
           GError       **error)
{
  guint class = (guint) heed_hdf5_take (&part, 1) & 0x0f;
  guint bits = (guint) heed_hdf5_take (&part, 3);
  gsize size = heed_hdf5_take (&part, 4);

  if (part.is_cut)
    return heed_hdf5_fail (error, "a type");

  *type = (Type) {
    .is_text = class == CLASS_TEXT || (class == CLASS_LENGTH && (bits & 0x0f) == 1),
  };
  if (type->is_text)
    return TRUE;

  type->is_big_endian = (bits & 1) != 0;
  type->dtype = HEED_DTYPE_BOOL;
  if (class == CLASS_FLOAT && (bits & 0x40) == 0)
    return find_float (type, size, &part, error);
  if (class == CLASS_WHOLE)
    return find_whole (type, size, (bits & 0x08) != 0, error);

  return (class == CLASS_ENUM && size == 1) ||
         refuse_type ("records, bits or other types", error);
}

/* --- Space --- */

static gboolean
take_space (HeedHdf5Part   part,
            HeedArray     *array,
            GError       **error)
{
  guint version = (guint) heed_hdf5_take (&part, 1);
  guint n_dims = (guint) heed_hdf5_take (&part, 1);
  guint kind;

  heed_hdf5_take (&part, 1);
  kind = (guint) heed_hdf5_take (&part, 1);
  heed_hdf5_take_part (&part, version == 1 ? 4 : 0);
  if (version < 1 || version > 2)
    return heed_hdf5_fail (error, "a dataspace");

  if (n_dims > HEED_ARRAY_MAX_DIMS)
    return heed_hdf5_refuse (error, "at most " G_STRINGIFY (HEED_ARRAY_MAX_DIMS) " dimensions",
                             "more");

  array->n_dims = n_dims;
  for (guint d = 0; d < n_dims; d++)
    array->shape[d] = heed_hdf5_take (&part, 8);

  if (version == 2 && kind == 2)  /* a null dataspace, without any elements */
    {
      array->n_dims = 1;
      array->shape[0] = 0;
    }

  return (!part.is_cut && heed_array_count (array)) || heed_hdf5_fail (error, "a dataspace");
}

/* --- Layout --- */

static GBytes *
take_bytes (HeedHdf5      *file,
            HeedHdf5Part   part,
            gsize          n_bytes,
            GError       **error)
{
  HeedHdf5Part taken = heed_hdf5_take_part (&part, n_bytes);

  if (!taken.is_cut)
    return g_bytes_new_from_bytes (file->bytes, (gsize) (taken.at - file->begin), n_bytes);

  heed_hdf5_fail (error, "as many bytes as the shape needs");

  return NULL;
}

static GBytes *
find_numbers (HeedHdf5         *file,
              HeedHdf5Part      layout,
              GArray           *messages,
              const HeedArray  *array,
              GError          **error)
{
  guint version = (guint) heed_hdf5_take (&layout, 1);
  guint class = (guint) heed_hdf5_take (&layout, 1);

  if (array->n_values == 0)
    return g_bytes_new_from_bytes (file->bytes, 0, 0);

  if (version == 3 && class == LAYOUT_CHUNKED && array->n_dims > 0)
    return heed_hdf5_read_chunks (file, layout,
                                  heed_hdf5_find_message (messages, HEED_HDF5_FILTERS), array,
                                  error);

  if ((version != 3 && version != 4) || class > LAYOUT_WHOLE)
    {
      heed_hdf5_refuse (error, "a dataset as Keras writes it",
                        "one made with libver='latest', or by a version before 1.6");
      return NULL;
    }

  if (class == LAYOUT_COMPACT)
    {
      heed_hdf5_take (&layout, 2);
      return take_bytes (file, layout, array->n_bytes, error);
    }

  return take_bytes (file, heed_hdf5_find (file, heed_hdf5_take (&layout, 8), NULL),
                     array->n_bytes, error);
}

/* --- All of it --- */

static gboolean
check_messages (GArray  *messages,
                GError **error)
{
  static const HeedHdf5MessageType needed[] = { HEED_HDF5_TYPE, HEED_HDF5_SPACE,
                                                HEED_HDF5_LAYOUT };

  if (heed_hdf5_find_message (messages, HEED_HDF5_EXTERNAL) != NULL)
    return heed_hdf5_refuse (error, "numbers in the file", "some in other files");

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      const HeedHdf5Message *message = heed_hdf5_find_message (messages, needed[i]);

      if (message == NULL)
        return heed_hdf5_fail (error, "the type, the space and the layout of a dataset");

      if (message->is_shared)
        return heed_hdf5_refuse (error, "a type with each dataset", "one that several share");
    }

  return TRUE;
}

/**
 * heed_hdf5_read_dataset:
 * @array: (inout): has its name; everything else is set
 * @numbers: (out) (nullable): the memory of the data
 *
 * Errors: %HEED_ERROR_DAMAGED if it violates the format; %HEED_ERROR_UNSUPPORTED if it
 * uses features that Keras does not write; %HEED_ERROR_TOO_LARGE if it unpacks to more
 * than a file of its size can hold.
 *
 * Returns: whether it is an array or texts
 */
gboolean
heed_hdf5_read_dataset (HeedHdf5   *file,
                        GArray     *messages,
                        HeedArray  *array,
                        GBytes    **numbers,
                        GError    **error)
{
  g_autoptr(GBytes) found = NULL;
  Type type;

  *numbers = NULL;
  if (!check_messages (messages, error) ||
      !take_type (heed_hdf5_find_message (messages, HEED_HDF5_TYPE)->part, &type, error))
    return FALSE;

  if (type.is_text)
    return TRUE;

  array->dtype = type.dtype;
  if (!take_space (heed_hdf5_find_message (messages, HEED_HDF5_SPACE)->part, array, error))
    return FALSE;

  found = find_numbers (file, heed_hdf5_find_message (messages, HEED_HDF5_LAYOUT)->part, messages,
                        array, error);
  if (found == NULL)
    return FALSE;

  *numbers =
    type.is_big_endian ? heed_dtype_swap (type.dtype, found) : g_steal_pointer (&found);
  if (*numbers == NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE, "HDF5: not enough memory");
      return FALSE;
    }

  array->data = g_bytes_get_data (*numbers, NULL);
  if (array->data == NULL)
    array->data = (const guint8 *) "";

  return TRUE;
}
