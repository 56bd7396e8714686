/* recurrent-loss.c — the loss of a recurrent model over a batch of pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/networks/recurrent-loss.h"

#include "engine/layers/guided-attention.h"
#include "engine/layers/linear.h"

/* Guides row t to the links of the token predicted at t, whichever state is the query. */
static void
guide_all (const HeedRecurrent       *model,
           HeedTape                  *tape,
           const HeedAttentionResult *looked,
           const HeedTargetBatch     *target,
           guint                      n_sentences)
{
  HeedGuide *guide = target->guide;

  guide->loss = 0.0;
  for (guint t = 0; t < target->n_positions && looked[t].weights != NULL; t++)
    {
      gsize n_row = (gsize) n_sentences * looked[t].weights->n_columns;

      guide->loss += heed_guide_attention (tape, &looked[t], model->attention.n_heads,
                                           guide->rows + t * n_row, guide->weight);
    }
}

/**
 * heed_recurrent_loss:
 * @source: B sentences
 * @target: the decoder's inputs and the tokens to predict, position by position
 * @label_smoothing: in [0, 1)
 * @weights: (out) (optional): T tensors of B H x S, which belong to the tape
 *
 * The result does not include the loss of guided attention, but the gradients do.
 *
 * If the tape records, sets the gradients that heed_tape_backward() starts from.
 *
 * Units:   nats
 *
 * Returns: the sum over all positions of row_weights times the cross-entropy
 */
double
heed_recurrent_loss (const HeedRecurrent    *model,
                     HeedTape               *tape,
                     const HeedTokenBatch   *source,
                     const HeedTargetBatch  *target,
                     float                   label_smoothing,
                     HeedTensor           ***weights)
{
  HeedArena *arena = heed_tape_get_arena (tape);
  HeedAttentionResult *looked = heed_arena_allocate (arena, target->n_positions * sizeof *looked);
  const HeedLabels labels = { target->said, target->row_weights, label_smoothing };
  HeedTensor *output = heed_recurrent_force (model, tape, source, target, looked);

  if (target->guide != NULL)
    guide_all (model, tape, looked, target, source->n_sentences);

  if (weights != NULL)
    {
      *weights = heed_arena_allocate (arena, target->n_positions * sizeof **weights);
      for (guint t = 0; t < target->n_positions; t++)
        (*weights)[t] = looked[t].weights;
    }

  return heed_cross_entropy (tape, output, model->output_weight, model->output_bias, &labels);
}
