/* file-source.c — reads the parameters of a model from the tensors of a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A whole tensor that the file stores as aligned float32 is used directly from the
 * mapped file; everything else is copied and converted.
 */

#include "engine/networks/file-source.h"

#include <math.h>
#include <string.h>

#include "engine/heed.h"

#define FINITE_BLOCK 256  /* numbers checked between two branches */

/* The tensor that the model needs. */
typedef struct
{
  const char *name;
  guint       n_rows;
  guint       n_columns;
  gboolean    is_optional;  /* may be missing */
} Wanted;

/* Finds the rows and columns of the array that the place selects; returns FALSE if the array is
 * too small or not a matrix. */
static gboolean
find_rectangle (const HeedArray       *array,
                const HeedTensorPlace *place,
                HeedRectangle         *r)
{
  gsize n_rows = 0, n_columns = 0;
  gboolean is_matrix = heed_array_get_matrix (array, &n_rows, &n_columns);

  r->last_row = place->last_row > 0 ? place->last_row : n_rows;
  r->last_column = place->last_column > 0 ? place->last_column : n_columns;
  r->first_row = MIN (r->last_row, place->first_row);
  r->first_column = MIN (r->last_column, place->first_column);

  return is_matrix && r->last_row <= n_rows && r->last_column <= n_columns;
}

/* Finds the size of what the place selects, in the model's rows and columns; returns FALSE if the
 * array is too small or not a matrix. */
static gboolean
find_size (const HeedArray       *array,
           const HeedTensorPlace *place,
           gsize                 *n_rows,
           gsize                 *n_columns)
{
  HeedRectangle r;
  gboolean is_inside = find_rectangle (array, place, &r);
  gboolean turns = heed_tensor_place_turns (place, array);

  *(turns ? n_columns : n_rows) = r.last_row - r.first_row;
  *(turns ? n_rows : n_columns) = r.last_column - r.first_column;

  return is_inside;
}

/* Whether the array has exactly the numbers of the model's tensor, in the same order. */
static gboolean
is_whole (const HeedArray       *array,
          const HeedTensorPlace *place)
{
  gsize n_rows, n_columns;

  return find_size (array, place, &n_rows, &n_columns) && array->n_values == n_rows * n_columns &&
         place->scale == 1.0 && place->n_gates == 0 &&
         (!heed_tensor_place_turns (place, array) || n_rows == 1 || n_columns == 1);
}

/* Whether the rows (of a bias, the columns) can be divided evenly among the gates. */
static gboolean
has_gates (const HeedTensorPlace *place,
           gsize                  n_rows,
           gsize                  n_columns)
{
  return place->n_gates == 0 || (n_rows == 1 ? n_columns : n_rows) % place->n_gates == 0;
}

/* Converts the row and column of a number in the model's part, which is n_rows x n_columns, into
 * its row and column in the file's array. */
static void
find_number (const HeedTensorPlace *place,
             gboolean               turns,
             gsize                  n_rows,
             gsize                  n_columns,
             gsize                 *row,
             gsize                 *column)
{
  gsize *of_gate = n_rows == 1 ? column : row;
  gsize n_each = place->n_gates > 0 ? (n_rows == 1 ? n_columns : n_rows) / place->n_gates : 0;
  gsize theirs;

  if (n_each > 0)
    *of_gate = place->gates[*of_gate / n_each] * n_each + *of_gate % n_each;

  theirs = turns ? *column : *row;
  *column = place->first_column + (turns ? *row : *column);
  *row = place->first_row + theirs;
}

/* Checks the shape of a tensor; a whole column is accepted for a row. */
static gboolean
check_shape (const HeedArray        *array,
             const HeedTensorPlace  *place,
             const Wanted           *wanted,
             GError                **error)
{
  gsize found_rows, found_columns;

  if (find_size (array, place, &found_rows, &found_columns) &&
      has_gates (place, found_rows, found_columns) &&
      ((found_rows == wanted->n_rows && found_columns == wanted->n_columns) ||
       (wanted->n_rows == 1 && found_rows == wanted->n_columns && found_columns == 1 &&
        is_whole (array, place))))
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_SHAPE,
               "%s: expected %u x %u, found %" G_GSIZE_FORMAT " x %" G_GSIZE_FORMAT,
               place->name, wanted->n_rows, wanted->n_columns, found_rows, found_columns);

  return FALSE;
}

/* Checks that a part lies inside the model's tensor. */
static gboolean
check_part (const HeedArray        *array,
            const HeedTensorPlace  *part,
            const Wanted           *wanted,
            GError                **error)
{
  gsize found_rows, found_columns;

  if (find_size (array, part, &found_rows, &found_columns) &&
      has_gates (part, found_rows, found_columns) &&
      part->to_row <= wanted->n_rows && found_rows <= wanted->n_rows - part->to_row &&
      part->to_column <= wanted->n_columns &&
      found_columns <= wanted->n_columns - part->to_column)
    return TRUE;

  g_set_error (
    error, HEED_ERROR, HEED_ERROR_SHAPE,
    "%s: expected at most %u x %u from [%u, %u], found %" G_GSIZE_FORMAT " x %" G_GSIZE_FORMAT,
    part->name, wanted->n_rows, wanted->n_columns, part->to_row, part->to_column, found_rows,
    found_columns);

  return FALSE;
}

/* Whether no number is infinite or NaN. Checks two numbers at a time: if all bits of an exponent
 * are set, adding 1 at its lowest bit carries into the sign bit. This is as fast as memory can be
 * read, which matters for large models. */
static gboolean
are_finite (const float *values,
            gsize        n)
{
  const guint64 exponents = G_GUINT64_CONSTANT (0x7f8000007f800000);
  const guint64 lowest = G_GUINT64_CONSTANT (0x0080000000800000);
  const guint64 signs = G_GUINT64_CONSTANT (0x8000000080000000);
  guint64 found = 0;
  gsize i = 0;

  for (; i + FINITE_BLOCK <= n && found == 0; i += FINITE_BLOCK)
    {
      guint64 block[FINITE_BLOCK / 2];

      memcpy (block, values + i, sizeof block);
      for (guint j = 0; j < FINITE_BLOCK / 2; j++)
        found |= (block[j] & exponents) + lowest;
      found &= signs;
    }

  for (; i < n && found == 0; i++)
    found = !isfinite (values[i]);

  return found == 0;
}

/* The error message has the tensor's name and the position in the file or, for a tensor made from
 * several parts, in the model. */
static gboolean
check_finite (const HeedTensor       *tensor,
              const HeedArray        *array,
              const HeedTensorPlace  *place,
              GError                **error)
{
  gsize n_values = heed_tensor_n_values (tensor);
  gsize i = 0;
  gsize row, column;

  if (are_finite (tensor->values, n_values))
    return TRUE;

  while (isfinite (tensor->values[i]))
    i++;

  row = i / tensor->n_columns;
  column = i % tensor->n_columns;
  if (place->parts == NULL)
    find_number (place, heed_tensor_place_turns (place, array), tensor->n_rows, tensor->n_columns,
                 &row, &column);

  g_set_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE,
               "%s: expected finite numbers, found %g at [%" G_GSIZE_FORMAT ", %" G_GSIZE_FORMAT
               "]",
               place->parts != NULL ? tensor->name : place->name, tensor->values[i], row, column);

  return FALSE;
}

/* Converts n numbers from the first. */
static void
copy_some (const HeedArray *array,
           gsize            first,
           gsize            n,
           float           *floats)
{
  HeedArray some = *array;

  some.data += first * heed_dtype_get_size (array->dtype);
  some.n_values = n;
  heed_array_copy_floats (&some, floats);
}

/* Copies the rows and columns that the place selects into the model's tensor. Converts one row of
 * the file at a time: several parts may select little of a large array. */
static void
copy_part (HeedTensor            *tensor,
           const HeedArray       *array,
           const HeedTensorPlace *place)
{
  gboolean turns = heed_tensor_place_turns (place, array);
  gsize n_rows, n_columns, their_rows, stride;
  g_autofree float *floats = NULL;

  heed_array_get_matrix (array, &their_rows, &stride);
  find_size (array, place, &n_rows, &n_columns);
  floats = g_new (float, MAX (turns ? n_rows : n_columns, 1));

  for (gsize i = 0; i < (turns ? n_columns : n_rows); i++)
    for (gsize j = 0; j < (turns ? n_rows : n_columns); j++)
      {
        gsize row = turns ? j : i, column = turns ? i : j;
        gsize their_row = row, their_column = column;

        find_number (place, turns, n_rows, n_columns, &their_row, &their_column);
        if (j == 0)
          copy_some (array, their_row * stride + place->first_column,
                     turns ? n_rows : n_columns, floats);
        heed_tensor_row (tensor, (guint) (place->to_row + row))[place->to_column + column] =
          (float) (place->scale * floats[their_column - place->first_column]);
      }
}

/* Checks that a tensor to be copied fits into the machine's memory. */
static gboolean
take_memory (HeedParameters  *parameters,
             const Wanted    *wanted,
             GError         **error)
{
  guint64 n_values = (guint64) wanted->n_rows * wanted->n_columns;

  return heed_parameters_take_memory (parameters, n_values * sizeof (float), wanted->name, error);
}

static void
note (HeedFileSource        *file,
      const HeedArray       *array,
      const HeedTensorPlace *place)
{
  HeedRectangle rectangle;

  if (file->coverage != NULL && find_rectangle (array, place, &rectangle))
    heed_coverage_note (file->coverage, array, &rectangle);
}

/* Returns the name of an embedding's bias, or NULL if name is not that of an embedding or biases
 * are not to be added. */
static char *
name_bias (HeedFileSource *file,
           const char     *name)
{
  gsize n_bytes = strlen (name) - strlen ("weight");

  return file->adds_biases && g_str_has_suffix (name, ".embedding.weight")
         ? g_strdup_printf ("%.*sbias", (int) n_bytes, name) : NULL;
}

static gboolean
has_bias (HeedFileSource *file,
          const char     *name)
{
  g_autofree char *bias = name_bias (file, name);
  g_auto(HeedTensorPlace) place = { 0 };

  if (bias == NULL)
    return FALSE;

  place = heed_tensor_places_find (file->places, bias);

  return heed_weights_find (file->weights, place.name) != NULL;
}

static const HeedArray *
find_array (HeedFileSource  *file,
            const char      *name,
            const Wanted    *wanted,
            GError         **error)
{
  const HeedArray *array = heed_weights_find (file->weights, name);

  if (array == NULL && !wanted->is_optional)
    g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                 "%s: expected a tensor of %u x %u, found none of that name", name,
                 wanted->n_rows, wanted->n_columns);

  return array;
}

static HeedTensor *
add_from_array (HeedFileSource         *file,
                const Wanted           *wanted,
                const HeedArray        *array,
                const HeedTensorPlace  *place,
                GError                **error)
{
  const float *mapped;
  HeedTensor *tensor;

  if (!check_shape (array, place, wanted, error))
    return NULL;

  note (file, array, place);
  mapped = is_whole (array, place) && !has_bias (file, wanted->name)
           ? heed_array_borrow_floats (array) : NULL;
  if (mapped == NULL && !take_memory (file->parameters, wanted, error))
    return NULL;

  tensor = heed_parameters_add (file->parameters, wanted->name, wanted->n_rows,
                                wanted->n_columns, (float *) mapped);
  if (mapped == NULL && is_whole (array, place))
    heed_array_copy_floats (array, tensor->values);
  else if (mapped == NULL)
    copy_part (tensor, array, place);
  else
    heed_parameters_keep (file->parameters, file->weights);

  return tensor;
}

/* Checks all parts before it adds the tensor. */
static HeedTensor *
add_from_parts (HeedFileSource  *file,
                const Wanted    *wanted,
                GArray          *parts,
                GError         **error)
{
  const Wanted needed = { wanted->name, wanted->n_rows, wanted->n_columns, FALSE };
  HeedTensor *tensor;

  for (guint i = 0; i < parts->len; i++)
    {
      const HeedTensorPlace *part = &g_array_index (parts, HeedTensorPlace, i);
      const HeedArray *array = find_array (file, part->name, &needed, error);

      if (array == NULL || !check_part (array, part, wanted, error))
        return NULL;
    }

  if (!take_memory (file->parameters, wanted, error))
    return NULL;

  tensor = heed_parameters_add (file->parameters, wanted->name, wanted->n_rows,
                                wanted->n_columns, NULL);
  for (guint i = 0; i < parts->len; i++)
    {
      const HeedTensorPlace *part = &g_array_index (parts, HeedTensorPlace, i);

      note (file, heed_weights_find (file->weights, part->name), part);
      copy_part (tensor, heed_weights_find (file->weights, part->name), part);
    }

  return tensor;
}

static HeedTensor *
add_tensor (HeedFileSource         *file,
            const Wanted           *wanted,
            const HeedTensorPlace  *place,
            GError                **error)
{
  const HeedArray *array = find_array (file, place->name, wanted, error);

  if (array == NULL)
    return NULL;

  return place->parts != NULL ? add_from_parts (file, wanted, place->parts, error)
                              : add_from_array (file, wanted, array, place, error);
}

/* Adds the file's bias to each row of an embedding: y = E[id] + b, which a linear map of one-hot
 * vectors computes. The bias is then not a parameter of its own. */
static gboolean
add_bias (HeedFileSource  *file,
          HeedTensor      *tensor,
          GError         **error)
{
  g_autofree char *name = name_bias (file, tensor->name);
  g_auto(HeedTensorPlace) place = heed_tensor_places_find (file->places, name);
  const HeedArray *array = heed_weights_find (file->weights, place.name);
  const Wanted wanted = { name, 1, tensor->n_columns, FALSE };
  HeedTensor bias = { .name = name, .n_rows = 1, .n_columns = tensor->n_columns };
  g_autofree float *values = g_new0 (float, tensor->n_columns);

  if (!check_shape (array, &place, &wanted, error))
    return FALSE;

  bias.values = values;
  note (file, array, &place);
  if (is_whole (array, &place))
    heed_array_copy_floats (array, values);
  else
    copy_part (&bias, array, &place);
  for (guint row = 0; row < tensor->n_rows; row++)
    for (guint column = 0; column < tensor->n_columns; column++)
      heed_tensor_row (tensor, row)[column] += values[column];

  return TRUE;
}

HeedTensor *
heed_file_source (gpointer     user_data,
                  const char  *name,
                  guint        n_rows,
                  guint        n_columns,
                  gboolean     is_optional,
                  GError     **error)
{
  HeedFileSource *file = user_data;
  g_auto(HeedTensorPlace) place = heed_tensor_places_find (file->places, name);
  const Wanted wanted = { name, n_rows, n_columns, is_optional };
  HeedTensor *tensor = add_tensor (file, &wanted, &place, error);

  return tensor != NULL && (!has_bias (file, name) || add_bias (file, tensor, error)) &&
         check_finite (tensor, heed_weights_find (file->weights, place.name), &place, error)
         ? tensor : NULL;
}
