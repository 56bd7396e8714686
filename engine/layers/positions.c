/* positions.c — position encodings and buckets of distances
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/layers/positions.h"

#include <math.h>
#include <string.h>

#include "engine/kernels/elementwise.h"

#define LONGEST 10000.0

/**
 * heed_sinusoids_fill:
 * @row: (out): n_columns numbers
 *
 *     a_i = position / 10000^(2 i / D)            INTERLEAVED, HALVES
 *     a_i = position / 10000^(i / (D / 2 - 1))    TIMESCALES
 *
 * Source: Vaswani et al. 2017, section 3.5; for the others MarianMT of
 *   transformers 4.26 and get_timing_signal_1d of tensor2tensor
 */
void
heed_sinusoids_fill (float         *row,
                     guint          n_columns,
                     guint          position,
                     HeedSinusoids  kind)
{
  guint n_pairs = n_columns / 2;
  double n_steps = kind == HEED_SINUSOIDS_TIMESCALES ? n_pairs - 1.0 : n_pairs;
  double shorter = exp (-log (LONGEST) / n_steps);
  double angle = position;

  for (guint i = 0; i < n_pairs; i++, angle *= shorter)
    {
      gboolean is_interleaved = kind == HEED_SINUSOIDS_INTERLEAVED;

      row[is_interleaved ? 2 * i : i] = (float) sin (angle);
      row[is_interleaved ? 2 * i + 1 : n_pairs + i] = (float) cos (angle);
    }
}

typedef struct
{
  HeedOperation  base;
  HeedTensor    *y;
  HeedTensor    *x;
  HeedTensor    *table;
  gsize         *rows;         /* T: row numbers in table; unset without a table */
  guint          n_sentences;
  float          scale;
} AddPositions;

/*     y = scale x + p;  d_x += scale d_y;  d_p += d_y */
static void
add_positions_backward (HeedTape      *tape,
                        HeedOperation *operation)
{
  AddPositions *add = (AddPositions *) operation;
  HeedTensor *y = add->y;

  if (y->gradient == NULL)
    return;

  heed_add_scaled (heed_tape_gradient (tape, add->x), y->gradient, add->scale,
                   heed_tensor_n_values (y));

  for (guint row = 0; add->table != NULL && row < y->n_rows; row++)
    heed_accumulate (heed_tape_gradient (tape, add->table) +
                       add->rows[row / add->n_sentences] * y->n_columns,
                     y->gradient + (gsize) row * y->n_columns, y->n_columns);
}

static void
record (HeedTape           *tape,
        const AddPositions *what,
        const float       **rows)
{
  AddPositions *add = heed_tape_record (tape, AddPositions, add_positions_backward);
  guint n_positions = what->y->n_rows / what->n_sentences;
  HeedOperation base;

  if (add == NULL)
    return;

  base = add->base;
  *add = *what;
  add->base = base;
  if (add->table == NULL)
    return;

  add->rows = heed_arena_allocate (heed_tape_get_arena (tape), n_positions * sizeof *add->rows);
  for (guint t = 0; t < n_positions; t++)
    add->rows[t] = (gsize) (rows[t] - add->table->values) / add->y->n_columns;
}

/**
 * heed_add_positions:
 * @x: T B x D
 * @rows: (nullable): T rows of D numbers; %NULL adds nothing
 * @n_sentences: B
 * @table: (nullable): the learned table that contains @rows, which gets their gradient
 *
 *     y[t, b] = scale x[t, b] + rows[t]
 *
 * Source: Vaswani et al. 2017, sections 3.4 and 3.5
 *
 * Returns: T B x D
 */
HeedTensor *
heed_add_positions (HeedTape     *tape,
                    HeedTensor   *x,
                    float         scale,
                    const float **rows,
                    guint         n_sentences,
                    HeedTensor   *table)
{
  HeedTensor *y = heed_tape_new_tensor (tape, x->n_rows, x->n_columns);
  AddPositions add = {
    .y = y,
    .x = x,
    .table = rows != NULL ? table : NULL,
    .n_sentences = n_sentences,
    .scale = scale,
  };

  for (guint row = 0; row < x->n_rows; row++)
    {
      float *to = heed_tensor_row (y, row);

      if (rows != NULL)
        memcpy (to, rows[row / n_sentences], x->n_columns * sizeof *to);
      else
        memset (to, 0, x->n_columns * sizeof *to);
      heed_add_scaled (to, heed_tensor_row (x, row), scale, x->n_columns);
    }

  record (tape, &add, rows);

  return y;
}

/**
 * heed_distance_bucket:
 * @distance: position of the key minus that of the query
 *
 * With @looks_ahead half of the buckets are for keys after the query. In each
 * direction, half of the buckets are for one distance each; the others grow
 * logarithmically up to @max_distance.
 *
 * Source: Raffel et al. 2020; _relative_position_bucket of transformers 4.26
 *
 * Returns: the bucket, below @n_buckets
 */
guint
heed_distance_bucket (int      distance,
                      gboolean looks_ahead,
                      guint    n_buckets,
                      guint    max_distance)
{
  guint first = 0;
  guint size, n_exact, bucket;

  if (looks_ahead)
    {
      n_buckets /= 2;
      first = distance > 0 ? n_buckets : 0;
      size = (guint) ABS (distance);
    }
  else
    {
      size = distance < 0 ? (guint) -distance : 0;
    }

  n_exact = n_buckets / 2;
  if (size < n_exact)
    return first + size;

  /* In float, as transformers does, so that a distance between two buckets is rounded alike. */
  bucket = n_exact +
           (guint) (logf ((float) size / (float) n_exact) /
                    (float) log ((double) max_distance / n_exact) * (float) (n_buckets - n_exact));

  return first + MIN (bucket, n_buckets - 1);
}
