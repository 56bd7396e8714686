/* parameters.c — the learned numbers of a model, by name
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A matrix is n_rows x n_columns; a vector is a matrix of one row.
 */

#include "engine/networks/parameters.h"

#include <string.h>

#include "engine/base/memory.h"
typedef struct
{
  HeedTensor  tensor;
  float      *own_values;     /* NULL if the values are borrowed */
  float      *own_gradient;
} Parameter;

struct _HeedParameters
{
  GPtrArray   *all;           /* of Parameter, in the order in which they were added */
  GHashTable  *by_name;
  HeedWeights *weights;       /* the file that some of the numbers are mapped from; or NULL */
  guint64      n_copied;      /* bytes of numbers that were copied from a file */
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

HeedTensor *
heed_parameters_add (HeedParameters *parameters,
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
        heed_parameters_add (sharing, tensor->name, tensor->n_rows, tensor->n_columns,
                             tensor->values);
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

      heed_parameters_add (viewing, tensor->name, tensor->n_rows, tensor->n_columns,
                           tensor->values);
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
      HeedTensor *added =
        heed_parameters_add (copy, tensor->name, tensor->n_rows, tensor->n_columns, NULL);

      memcpy (added->values, tensor->values, heed_tensor_n_values (tensor) * sizeof (float));
    }

  return copy;
}

gboolean
heed_parameters_take_memory (HeedParameters  *parameters,
                             guint64          n_bytes,
                             const char      *name,
                             GError         **error)
{
  return heed_memory_take (&parameters->n_copied, n_bytes, name, error);
}

void
heed_parameters_keep (HeedParameters *parameters,
                      HeedWeights    *weights)
{
  if (parameters->weights == NULL)
    parameters->weights = heed_weights_ref (weights);
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
