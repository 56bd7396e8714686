/* random-source.c — the random initial weights of a training
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/networks/random-source.h"

#include <math.h>
#include <string.h>

/* The initial factor of a cosine score: a cosine, in [-1, 1], is too flat for a softmax. */
#define SHARPNESS 4.0f

/* The weight of a cell is several matrices stacked, one per gate, so the fan-out is that of one
 * gate. */
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

/* Whether training does without a bias: those of a recurrent model's attention, and those of the
 * keys of a Transformer's attention, which add the same to every score. */
static gboolean
is_needless (const char *name)
{
  return strstr (name, ".attention.") != NULL || g_str_has_suffix (name, "_attention.key.bias");
}

/**
 * heed_random_source:
 *
 * Biases start at 0, norms at 1 and the factor of a cosine score at %SHARPNESS. Other
 * weights are uniform, with limits that keep the variance of inputs and outputs equal.
 * No biases are created for a recurrent model's attention, and none for the keys of a
 * Transformer's, which would add the same to every score.
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
