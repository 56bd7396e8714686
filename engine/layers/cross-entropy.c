/* cross-entropy.c — the output layer and its loss, computed together
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     p      = softmax (x W^T + b)
 *     q      = (1 - e) [target] + e / V          (e is the label smoothing)
 *     loss   = - sum over v of q[v] log p[v]
 *     d_logits = p - q
 *
 * The logits of a batch are by far the largest matrix of a training step: 64
 * sentences of 20 tokens with a vocabulary of 8,000 make 41 MB, written and read
 * several times. Here only ROWS_AT_ONCE rows exist at a time; their gradient
 * follows from the loss directly, so it is computed and used while they are still
 * in the cache.
 */

#include "engine/layers/linear.h"

#include <string.h>

#include "engine/kernels/elementwise.h"
#include "engine/kernels/matmul.h"
#include "engine/kernels/softmax.h"

#define ROWS_AT_ONCE 256

/* A few rows of a batch, without those of weight 0, which are padding. */
typedef struct
{
  guint    n_rows;
  guint    rows[ROWS_AT_ONCE];  /* row numbers in x */
  float   *x;                   /* n_rows x D, a copy */
  float   *d_x;                 /* n_rows x D */
  float   *logits;              /* n_rows x V; replaced by their gradient */
  float   *probs;               /* V */
} Chunk;

/* Replaces a row of logits by its gradient; returns its loss. */
static double
differentiate_row (float   *logits,
                   float   *probs,
                   gsize    n,
                   guint32  target,
                   float    row_weight,
                   float    smoothing)
{
  float smoothed = smoothing / (float) n;
  double loss;
  float log_sum;

  heed_log_sum_exp (logits, probs, n, &log_sum);
  loss = (1.0 - smoothing) * ((double) log_sum - logits[target]);

  if (smoothing > 0.0f)
    {
      double sum = 0.0;

      for (gsize v = 0; v < n; v++)
        sum += logits[v];
      loss += smoothing * (log_sum - sum / n);
    }

  for (gsize v = 0; v < n; v++)
    logits[v] = row_weight * (probs[v] - smoothed);
  logits[target] -= row_weight * (1.0f - smoothing);

  return row_weight * loss;
}

static guint
gather_rows (Chunk            *chunk,
             const HeedTensor *x,
             const float      *row_weights,
             guint             row)
{
  chunk->n_rows = 0;

  for (; row < x->n_rows && chunk->n_rows < ROWS_AT_ONCE; row++)
    if (row_weights[row] != 0.0f)
      {
        memcpy (chunk->x + (gsize) chunk->n_rows * x->n_columns, heed_tensor_row (x, row),
                x->n_columns * sizeof (float));
        chunk->rows[chunk->n_rows++] = row;
      }

  return row;
}

static void
flow_back (HeedTape   *tape,
           Chunk      *chunk,
           HeedTensor *x,
           HeedTensor *weight,
           HeedTensor *bias)
{
  if (x->needs_gradient)
    {
      float *d_x = heed_tape_gradient (tape, x);

      heed_linear_backward_input (chunk->d_x, chunk->logits, weight->values, chunk->n_rows,
                                  weight->n_rows, weight->n_columns, FALSE);

      for (guint i = 0; i < chunk->n_rows; i++)
        heed_accumulate (d_x + (gsize) chunk->rows[i] * x->n_columns,
                         chunk->d_x + (gsize) i * x->n_columns, x->n_columns);
    }

  if (weight->needs_gradient)
    heed_linear_backward_weights (heed_tape_gradient (tape, weight),
                                  bias != NULL ? heed_tape_gradient (tape, bias) : NULL,
                                  chunk->logits, chunk->x,
                                  chunk->n_rows, weight->n_rows, weight->n_columns);
}

static Chunk
new_chunk (HeedArena *arena,
           gsize      n_features,
           gsize      n_words)
{
  return (Chunk) {
    .x = heed_arena_floats (arena, ROWS_AT_ONCE * n_features),
    .d_x = heed_arena_floats (arena, ROWS_AT_ONCE * n_features),
    .logits = heed_arena_floats (arena, ROWS_AT_ONCE * n_words),
    .probs = heed_arena_floats (arena, n_words),
  };
}

/**
 * heed_cross_entropy:
 * @x: n_rows x D, the input of the output layer
 * @weight: V x D
 * @bias: (nullable): 1 x V
 * @labels: n_rows of them, each below V
 *
 * Units:   nats
 * Cost:    three products of n_rows x D x V; memory for 256 rows of logits
 * Source:  Szegedy et al. 2016, section 7 (the smoothing); the rest as
 *          torch.nn.functional.cross_entropy
 *
 * Returns: sum over r of row_weights[r] loss[r]
 */
double
heed_cross_entropy (HeedTape         *tape,
                    HeedTensor       *x,
                    HeedTensor       *weight,
                    HeedTensor       *bias,
                    const HeedLabels *labels)
{
  Chunk chunk = new_chunk (heed_tape_get_arena (tape), x->n_columns, weight->n_rows);
  double loss = 0.0;
  guint row = 0;

  while (row < x->n_rows)
    {
      row = gather_rows (&chunk, x, labels->row_weights, row);
      if (chunk.n_rows == 0)
        break;

      heed_linear_forward (chunk.logits, chunk.x, weight->values,
                           bias != NULL ? bias->values : NULL, chunk.n_rows, weight->n_rows,
                           weight->n_columns);

      for (guint i = 0; i < chunk.n_rows; i++)
        loss +=
          differentiate_row (chunk.logits + (gsize) i * weight->n_rows, chunk.probs, weight->n_rows,
                             labels->ids[chunk.rows[i]], labels->row_weights[chunk.rows[i]],
                             labels->smoothing);

      if (heed_tape_is_recording (tape))
        flow_back (tape, &chunk, x, weight, bias);
    }

  return loss;
}

/**
 * heed_score_rows:
 * @x: n_rows x D, the input of the output layer
 * @weight: V x D
 * @bias: (nullable): 1 x V
 * @labels: n_rows of them, each below V; the smoothing is ignored
 * @scores: (out): n_rows; those of rows with weight 0 are not written
 *
 * Units:   nats
 * Cost:    one product of n_rows x D x V; memory for 256 rows of logits
 * Source:  as heed_cross_entropy()
 */
void
heed_score_rows (HeedTape         *tape,
                 HeedTensor       *x,
                 HeedTensor       *weight,
                 HeedTensor       *bias,
                 const HeedLabels *labels,
                 HeedRowScore     *scores)
{
  Chunk chunk = new_chunk (heed_tape_get_arena (tape), x->n_columns, weight->n_rows);
  guint row = 0;

  while (row < x->n_rows)
    {
      row = gather_rows (&chunk, x, labels->row_weights, row);
      if (chunk.n_rows == 0)
        break;

      heed_linear_forward (chunk.logits, chunk.x, weight->values,
                           bias != NULL ? bias->values : NULL, chunk.n_rows, weight->n_rows,
                           weight->n_columns);

      for (guint i = 0; i < chunk.n_rows; i++)
        {
          const float *logits = chunk.logits + (gsize) i * weight->n_rows;
          HeedRowScore *score = &scores[chunk.rows[i]];
          float log_sum;

          heed_log_sum_exp (logits, chunk.probs, weight->n_rows, &log_sum);
          heed_entropy (logits, chunk.probs, log_sum, weight->n_rows, &score->entropy);
          score->log_prob = logits[labels->ids[chunk.rows[i]]] - log_sum;
        }
    }
}
