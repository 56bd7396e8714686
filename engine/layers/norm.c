/* norm.c — layer and root-mean-square normalisation, on the tape
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/layers/norm.h"

#include "engine/kernels/norm.h"

typedef struct
{
  HeedOperation    base;
  HeedTensor      *y;
  HeedTensor      *x;
  HeedNormWeights  weights;
  float           *stats;  /* n_rows x 2 */
} Normalise;

static HeedNorm
to_kernel (const HeedNormWeights *weights)
{
  return (HeedNorm) {
    .is_centred = weights->is_centred,
    .epsilon = weights->epsilon,
    .weight = weights->weight->values,
    .bias = weights->bias != NULL ? weights->bias->values : NULL,
    .n = weights->weight->n_columns,
  };
}

static void
normalise_backward (HeedTape      *tape,
                    HeedOperation *operation)
{
  Normalise *normalise = (Normalise *) operation;
  const HeedNormWeights *weights = &normalise->weights;
  const HeedNorm norm = to_kernel (weights);

  if (normalise->y->gradient == NULL)
    return;

  heed_norm_backward (
    heed_tape_gradient (tape, normalise->x), heed_tape_gradient (tape, weights->weight),
    weights->bias != NULL ? heed_tape_gradient (tape, weights->bias) : NULL, normalise->y->gradient,
    normalise->x->values, normalise->stats, &norm, normalise->y->n_rows);
}

/**
 * heed_normalise:
 * @x: n_rows x D
 *
 * Source: torch.nn.LayerNorm; T5LayerNorm of transformers where not centred
 *
 * Returns: n_rows x D
 */
HeedTensor *
heed_normalise (HeedTape              *tape,
                HeedTensor            *x,
                const HeedNormWeights *weights)
{
  const HeedNorm norm = to_kernel (weights);
  HeedTensor *y = heed_tape_new_tensor (tape, x->n_rows, x->n_columns);
  Normalise *normalise = heed_tape_record (tape, Normalise, normalise_backward);
  float *stats = NULL;

  g_assert (x->n_columns == norm.n);

  if (normalise != NULL)
    {
      stats = heed_arena_floats (heed_tape_get_arena (tape), 2 * (gsize) x->n_rows);
      normalise->y = y;
      normalise->x = x;
      normalise->weights = *weights;
      normalise->stats = stats;
    }

  heed_norm_forward (y->values, stats, x->values, &norm, x->n_rows);

  return y;
}
