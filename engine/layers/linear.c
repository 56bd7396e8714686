/* linear.c — linear maps and embeddings
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     linear      y = x W^T + b
 *     embedding   y[i] = table[ids[i]]
 */

#include "engine/layers/linear.h"

#include <string.h>

#include "engine/kernels/elementwise.h"
#include "engine/kernels/matmul.h"

typedef struct
{
  HeedOperation  base;
  HeedTensor    *y;
  HeedTensor    *x;
  HeedTensor    *weight;
  HeedTensor    *bias;
} Linear;

static void
linear_backward (HeedTape      *tape,
                 HeedOperation *operation)
{
  Linear *linear = (Linear *) operation;
  HeedTensor *x = linear->x;
  HeedTensor *weight = linear->weight;
  const float *d_y = linear->y->gradient;

  if (d_y == NULL)
    return;

  if (x->needs_gradient)
    heed_linear_backward_input (heed_tape_gradient (tape, x), d_y, weight->values,
                                x->n_rows, weight->n_rows, weight->n_columns);

  if (weight->needs_gradient)
    heed_tape_defer_weight (tape, weight, linear->bias, d_y, x->values, x->n_rows);
}

/**
 * heed_linear:
 * @x: n_rows x n_in
 * @weight: n_out x n_in
 * @bias: (nullable): 1 x n_out
 *
 * Source: torch.nn.Linear
 *
 * Returns: n_rows x n_out
 */
HeedTensor *
heed_linear (HeedTape   *tape,
             HeedTensor *x,
             HeedTensor *weight,
             HeedTensor *bias)
{
  HeedTensor *y = heed_tape_new_tensor (tape, x->n_rows, weight->n_rows);
  Linear *linear = heed_tape_record (tape, Linear, linear_backward);

  g_assert (x->n_columns == weight->n_columns);

  heed_linear_forward (y->values, x->values, weight->values, bias != NULL ? bias->values : NULL,
                       x->n_rows, weight->n_rows, weight->n_columns);

  if (linear != NULL)
    {
      linear->y = y;
      linear->x = x;
      linear->weight = weight;
      linear->bias = bias;
    }

  return y;
}

typedef struct
{
  HeedOperation  base;
  HeedTensor    *y;
  HeedTensor    *table;
  guint32       *ids;  /* n_rows of y */
} Embedding;

static void
embedding_backward (HeedTape      *tape,
                    HeedOperation *operation)
{
  Embedding *embedding = (Embedding *) operation;
  HeedTensor *y = embedding->y;
  float *d_table;

  if (y->gradient == NULL || !embedding->table->needs_gradient)
    return;

  d_table = heed_tape_gradient (tape, embedding->table);
  for (guint i = 0; i < y->n_rows; i++)
    heed_accumulate (d_table + (gsize) embedding->ids[i] * y->n_columns,
                     y->gradient + (gsize) i * y->n_columns,
                     y->n_columns);
}

/**
 * heed_embedding:
 * @table: V x D
 * @ids: n_ids, each below V
 *
 * One row that nobody will change is not copied.
 *
 * Source: torch.nn.Embedding
 *
 * Returns: n_ids x D
 */
HeedTensor *
heed_embedding (HeedTape      *tape,
                HeedTensor    *table,
                const guint32 *ids,
                guint          n_ids)
{
  HeedTensor *y;
  Embedding *embedding;

  if (n_ids == 1 && !heed_tape_is_recording (tape))
    return heed_tape_view_rows (tape, table, ids[0], 1);

  y = heed_tape_new_tensor (tape, n_ids, table->n_columns);
  for (guint i = 0; i < n_ids; i++)
    {
      g_assert (ids[i] < table->n_rows);
      memcpy (heed_tensor_row (y, i), heed_tensor_row (table, ids[i]), table->n_columns * sizeof (float));
    }

  embedding = heed_tape_record (tape, Embedding, embedding_backward);
  if (embedding != NULL)
    {
      embedding->y = y;
      embedding->table = table;
      embedding->ids = heed_arena_allocate (heed_tape_get_arena (tape), n_ids * sizeof *ids);
      memcpy (embedding->ids, ids, n_ids * sizeof *ids);
    }

  return y;
}
