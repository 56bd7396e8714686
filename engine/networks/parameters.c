/* parameters.c — the learned numbers of a model, by name
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A matrix is n_rows x n_columns; a vector is a matrix of one row. Numbers that
 * a file holds as aligned float32, whole, are used where they are mapped;
 * everything else is copied and widened.
 */

#include "engine/networks/parameters.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/heed.h"

/* What a cosine is multiplied by at first: between -1 and 1 it is too flat for a softmax. */
#define SHARPNESS    4.0f
#define FINITE_BLOCK 256  /* numbers looked at before asking what was seen */

typedef struct
{
  HeedTensor  tensor;
  float      *own_values;     /* NULL if they belong to somebody else */
  float      *own_gradient;
} Parameter;

struct _HeedParameters
{
  GPtrArray   *all;           /* of Parameter, in the order they were added */
  GHashTable  *by_name;
  HeedWeights *weights;       /* the file that some of the numbers are in */
  guint64      n_copied;      /* bytes of numbers of its own that came from a file */
};

static float *
allocate_floats (gsize n)
{
  return g_aligned_alloc0 (MAX (n, 1), sizeof (float), HEED_ARENA_ALIGNMENT);
}

static void
free_parameter (gpointer data)
{
  Parameter *parameter = data;

  g_free ((char *) parameter->tensor.name);
  g_aligned_free (parameter->own_values);
  g_aligned_free (parameter->own_gradient);
  g_free (parameter);
}

HeedParameters *
heed_parameters_new (void)
{
  HeedParameters *parameters = g_new0 (HeedParameters, 1);

  parameters->all = g_ptr_array_new_with_free_func (free_parameter);
  parameters->by_name = g_hash_table_new (g_str_hash, g_str_equal);

  return parameters;
}

void
heed_parameters_free (HeedParameters *parameters)
{
  g_hash_table_unref (parameters->by_name);
  g_ptr_array_unref (parameters->all);
  g_clear_pointer (&parameters->weights, heed_weights_unref);
  g_free (parameters);
}

/* values NULL: n_rows x n_columns zeros of its own. */
static HeedTensor *
add (HeedParameters *parameters,
     const char     *name,
     guint           n_rows,
     guint           n_columns,
     float          *values)
{
  Parameter *parameter = g_new0 (Parameter, 1);

  if (values == NULL)
    values = parameter->own_values = allocate_floats ((gsize) n_rows * n_columns);

  parameter->tensor = (HeedTensor) {
    .name = g_strdup (name),
    .n_rows = n_rows,
    .n_columns = n_columns,
    .values = values,
  };

  g_ptr_array_add (parameters->all, parameter);
  g_hash_table_insert (parameters->by_name, (gpointer) parameter->tensor.name, &parameter->tensor);

  return &parameter->tensor;
}

HeedParameters *
heed_parameters_new_sharing (HeedParameters *parameters)
{
  HeedParameters *sharing = heed_parameters_new ();

  for (guint i = 0; i < parameters->all->len; i++)
    {
      const HeedTensor *tensor = heed_parameters_get (parameters, i);
      HeedTensor *shared =
        add (sharing, tensor->name, tensor->n_rows, tensor->n_columns, tensor->values);
      Parameter *parameter = g_ptr_array_index (sharing->all, i);

      parameter->own_gradient = allocate_floats (heed_tensor_n_values (tensor));
      shared->gradient = parameter->own_gradient;
      shared->needs_gradient = TRUE;
    }

  return sharing;
}

HeedParameters *
heed_parameters_new_viewing (HeedParameters *parameters)
{
  HeedParameters *viewing = heed_parameters_new ();

  for (guint i = 0; i < parameters->all->len; i++)
    {
      const HeedTensor *tensor = heed_parameters_get (parameters, i);

      add (viewing, tensor->name, tensor->n_rows, tensor->n_columns, tensor->values);
    }

  return viewing;
}

HeedParameters *
heed_parameters_dup (HeedParameters *parameters)
{
  HeedParameters *copy = heed_parameters_new ();

  for (guint i = 0; i < parameters->all->len; i++)
    {
      const HeedTensor *tensor = heed_parameters_get (parameters, i);
      HeedTensor *added = add (copy, tensor->name, tensor->n_rows, tensor->n_columns, NULL);

      memcpy (added->values, tensor->values, heed_tensor_n_values (tensor) * sizeof (float));
    }

  return copy;
}

gboolean
heed_parameters_check_file (HeedParameters  *parameters,
                            GError         **error)
{
  return parameters->weights == NULL || heed_weights_check (parameters->weights, error);
}

HeedTensor *
heed_parameters_find (HeedParameters *parameters,
                      const char     *name)
{
  return g_hash_table_lookup (parameters->by_name, name);
}

guint
heed_parameters_get_n (HeedParameters *parameters)
{
  return parameters->all->len;
}

HeedTensor *
heed_parameters_get (HeedParameters *parameters,
                     guint           i)
{
  Parameter *parameter = g_ptr_array_index (parameters->all, i);

  return &parameter->tensor;
}

guint64
heed_parameters_count_values (HeedParameters *parameters)
{
  guint64 n_values = 0;

  for (guint i = 0; i < parameters->all->len; i++)
    n_values += heed_tensor_n_values (heed_parameters_get (parameters, i));

  return n_values;
}

void
heed_parameters_clear_gradients (HeedParameters *parameters)
{
  for (guint i = 0; i < parameters->all->len; i++)
    {
      HeedTensor *tensor = heed_parameters_get (parameters, i);

      memset (tensor->gradient, 0, heed_tensor_n_values (tensor) * sizeof (float));
    }
}

/* --- From a file --- */

/* What the model asks for. */
typedef struct
{
  const char *name;
  guint       n_rows;
  guint       n_columns;
  gboolean    is_optional;  /* may be missing */
} Wanted;

/* Rows and columns of the array that the place names; FALSE if it has not that
 * many. */
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

/* What is left of the array once the place has chosen from it, as the model's
 * rows and columns; FALSE if it has not that many. */
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

/* Whether the numbers are the model's in the order in which they lie. */
static gboolean
is_whole (const HeedArray       *array,
          const HeedTensorPlace *place)
{
  gsize n_rows, n_columns;

  return find_size (array, place, &n_rows, &n_columns) && array->n_values == n_rows * n_columns &&
         place->scale == 1.0 && place->n_gates == 0 &&
         (!heed_tensor_place_turns (place, array) || n_rows == 1 || n_columns == 1);
}

/* Whether they can be put in order: as many of each gate, one below the other or, of
 * a bias, side by side. */
static gboolean
has_gates (const HeedTensorPlace *place,
           gsize                  n_rows,
           gsize                  n_columns)
{
  return place->n_gates == 0 || (n_rows == 1 ? n_columns : n_rows) % place->n_gates == 0;
}

/* Where the file has the number that stands at row and column of a part of n_rows x
 * n_columns, counted from the front of its array. */
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

/* A whole column may stand for a row. */
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

/* A part may be smaller than the tensor, but stands inside of it. */
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

/* Whether none is infinite or NaN, two numbers at a time: where all bits of the
 * exponent are set, one more at its lowest carries into the sign. A model of many
 * megabytes is looked at as fast as it comes from memory. */
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

/* The error names the tensor and the position as the file has them, except for
 * what was put together from several tensors. */
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

/* The rows and columns of the array that the place names, to where they stand. */
static void
copy_part (HeedTensor            *tensor,
           const HeedArray       *array,
           const HeedTensorPlace *place)
{
  g_autofree float *floats = g_new (float, MAX (array->n_values, 1));
  gsize n_rows, n_columns, their_rows, stride;
  gboolean turns = heed_tensor_place_turns (place, array);

  heed_array_get_matrix (array, &their_rows, &stride);
  find_size (array, place, &n_rows, &n_columns);
  heed_array_copy_floats (array, floats);
  for (gsize row = 0; row < n_rows; row++)
    for (gsize column = 0; column < n_columns; column++)
      {
        gsize their_row = row, their_column = column;

        find_number (place, turns, n_rows, n_columns, &their_row, &their_column);
        heed_tensor_row (tensor, (guint) (place->to_row + row))[place->to_column + column] =
          (float) (place->scale * floats[their_row * stride + their_column]);
      }
}

/* What is copied must fit into this machine's memory. */
static gboolean
take_memory (HeedParameters  *parameters,
             const Wanted    *wanted,
             GError         **error)
{
  guint64 n_values = (guint64) wanted->n_rows * wanted->n_columns;

  return heed_memory_take (&parameters->n_copied, n_values * sizeof (float), wanted->name, error);
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

/* NULL: name is no embedding's, or its bias is not to be added. */
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

  tensor = add (file->parameters, wanted->name, wanted->n_rows, wanted->n_columns,
                (float *) mapped);
  if (mapped == NULL && is_whole (array, place))
    heed_array_copy_floats (array, tensor->values);
  else if (mapped == NULL)
    copy_part (tensor, array, place);
  else if (file->parameters->weights == NULL)
    file->parameters->weights = heed_weights_ref (file->weights);

  return tensor;
}

/* All parts are looked at before there is a tensor for them. */
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

  tensor = add (file->parameters, wanted->name, wanted->n_rows, wanted->n_columns, NULL);
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

/* An embedding with a bias, as a linear map of one-hot vectors has it, is one
 * without: y = E[id] + b. The bias is no parameter of its own then. */
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

/* --- At random --- */

/* Gates are stacked, so a weight of a cell is several square-ish matrices one
 * under the other, and each of them is what fans out. */
static double
find_limit (const char *name,
            guint       n_rows,
            guint       n_columns)
{
  guint n_out = n_rows;

  if (strstr (name, "embedding") != NULL)
    return sqrt (3.0 / n_columns);

  if (strstr (name, ".weight_hh_") != NULL)
    n_out = n_columns;
  else if (strstr (name, ".weight_ih_") != NULL)
    n_out = MAX (n_rows / 4, 1);

  return sqrt (6.0 / ((double) n_out + n_columns));
}

/* Biases of a recurrent model's attention, and of the keys of a Transformer's. */
static gboolean
is_needless (const char *name)
{
  return strstr (name, ".attention.") != NULL || g_str_has_suffix (name, "_attention.key.bias");
}

/**
 * heed_random_source:
 *
 * Biases start at zero, norms at one and the number that a cosine is multiplied
 * by at %SHARPNESS, the rest uniformly, so that what goes in and what comes out
 * have the same spread. Of the biases of an attention only
 * those are made that can matter: one that adds the same to every score does not.
 *
 * Source: Glorot and Bengio 2010, equation 16
 */
HeedTensor *
heed_random_source (gpointer     user_data,
                    const char  *name,
                    guint        n_rows,
                    guint        n_columns,
                    gboolean     is_optional,
                    GError     **error)
{
  HeedRandomSource *source = user_data;
  double limit = find_limit (name, n_rows, n_columns);
  gboolean is_norm = g_str_has_suffix (name, "norm.weight");
  gboolean is_factor = n_columns == 1 && g_str_has_suffix (name, ".attention.score.weight");
  HeedTensor *tensor;

  if (is_optional && is_needless (name))
    return NULL;

  tensor = add (source->parameters, name, n_rows, n_columns, NULL);
  if (is_optional)
    return tensor;

  for (gsize i = 0; i < heed_tensor_n_values (tensor); i++)
    tensor->values[i] = is_norm ? 1.0f
                      : is_factor
                        ? SHARPNESS
                        : (float) (limit * (2.0 * heed_random_uniform (source->random) - 1.0));

  return tensor;
}

HeedTensor *
heed_existing_source (gpointer     user_data,
                      const char  *name,
                      guint        n_rows,
                      guint        n_columns,
                      gboolean     is_optional,
                      GError     **error)
{
  HeedTensor *tensor = heed_parameters_find (user_data, name);

  g_assert (tensor != NULL || is_optional);

  return tensor;
}
