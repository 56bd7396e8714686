/* tensor.h — a matrix of numbers and its gradient
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "engine/base/arena.h"

G_BEGIN_DECLS

typedef struct _HeedTensor HeedTensor;

/* Rows are positions or sentences, columns are features. Sequences of a batch
 * are time-major: position t of sentence b is row t * B + b. */
struct _HeedTensor
{
  const char *name;            /* of a parameter; NULL for computed tensors */
  guint       n_rows;
  guint       n_columns;
  float      *values;          /* n_rows x n_columns */
  float      *gradient;        /* n_rows x n_columns; NULL until the first gradient arrives */
  gboolean    needs_gradient;
  HeedTensor *whole;           /* for a view: the tensor that it shows rows of; else NULL */
  guint       first_row;       /* for a view: its first row in whole */
};

static inline gsize
heed_tensor_n_values (const HeedTensor *tensor)
{
  return (gsize) tensor->n_rows * tensor->n_columns;
}

static inline float *
heed_tensor_row (const HeedTensor *tensor,
                 guint             row)
{
  return tensor->values + (gsize) row * tensor->n_columns;
}

G_END_DECLS
