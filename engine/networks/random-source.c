/* random-source.c — the numbers that a training starts from
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/networks/random-source.h"

#include <math.h>
#include <string.h>

/* What a cosine is multiplied by at first: between -1 and 1 it is too flat for a softmax. */
#define SHARPNESS 4.0f

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

  tensor = heed_parameters_add (source->parameters, name, n_rows, n_columns, NULL);
  if (is_optional)
    return tensor;

  for (gsize i = 0; i < heed_tensor_n_values (tensor); i++)
    tensor->values[i] = is_norm ? 1.0f
                      : is_factor
                        ? SHARPNESS
                        : (float) (limit * (2.0 * heed_random_uniform (source->random) - 1.0));

  return tensor;
}
