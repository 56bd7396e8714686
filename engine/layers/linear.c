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

/* A weight that several threads share is split into parts of about PART_BYTES: large enough that
 * the cost of handing out a part does not matter, small enough for several parts per thread.
 * Weights below SHARED_BYTES are not split. */
#define PART_BYTES   (256 * 1024)
#define SHARED_BYTES (512 * 1024)

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
    {
      gboolean adds;
      float *d_x = heed_tape_take_gradient (tape, x, &adds);

      heed_linear_backward_input (d_x, d_y, weight->values, x->n_rows, weight->n_rows,
                                  weight->n_columns, adds);
    }

  if (weight->needs_gradient)
    heed_tape_defer_weight (tape, weight, linear->bias, d_y, x->values, x->n_rows);
}

static guint
count_outputs_a_part (const Linear *linear)
{
  gsize row_bytes = linear->weight->n_columns * sizeof (float);

  return (guint) (MAX (PART_BYTES / row_bytes, 1) + HEED_LINEAR_PART - 1) / HEED_LINEAR_PART *
         HEED_LINEAR_PART;
}

static void
forward_part (guint    part,
              gpointer user_data)
{
  const Linear *linear = user_data;
  const HeedTensor *weight = linear->weight;
  guint n_a_part = count_outputs_a_part (linear);
  guint first = part * n_a_part;

  heed_linear_forward_part (
    linear->y->values + first, linear->x->values, heed_tensor_row (weight, first),
    linear->bias != NULL ? linear->bias->values + first : NULL, linear->x->n_rows,
    MIN (n_a_part, weight->n_rows - first), weight->n_columns, weight->n_rows);
}

static void
forward (HeedTape     *tape,
         const Linear *linear)
{
  HeedParallel *parallel = heed_tape_get_parallel (tape);
  const HeedTensor *x = linear->x;
  const HeedTensor *weight = linear->weight;

  if (parallel != NULL && heed_tensor_n_values (weight) * sizeof (float) >= SHARED_BYTES &&
      heed_linear_has_parts (x->n_rows, weight->n_columns))
    {
      guint n_a_part = count_outputs_a_part (linear);

      heed_parallel_run (parallel, (weight->n_rows + n_a_part - 1) / n_a_part, forward_part,
                         (gpointer) linear);
      return;
    }

  heed_linear_forward (linear->y->values, x->values, weight->values,
                       linear->bias != NULL ? linear->bias->values : NULL, x->n_rows,
                       weight->n_rows, weight->n_columns);
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
  Linear linear = {
    .y = heed_tape_new_tensor (tape, x->n_rows, weight->n_rows),
    .x = x,
    .weight = weight,
    .bias = bias,
  };
  Linear *recorded = heed_tape_record (tape, Linear, linear_backward);

  g_assert (x->n_columns == weight->n_columns);

  forward (tape, &linear);

  if (recorded != NULL)
    {
      linear.base = recorded->base;
      *recorded = linear;
    }

  return linear.y;
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
 * If the tape does not record, a single row is returned as a view and not copied.
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
      memcpy (heed_tensor_row (y, i), heed_tensor_row (table, ids[i]),
              table->n_columns * sizeof (float));
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
