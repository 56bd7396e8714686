/* recurrent-loss.c — the loss of a recurrent model over a batch of pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Teacher forcing: at each step the decoder reads the right token, whatever it
 * would have said itself. The output layer waits until all steps are done, so
 * that it is one product over the whole batch.
 */

#include "engine/networks/recurrent-loss.h"

#include "engine/layers/guided-attention.h"
#include "engine/layers/linear.h"
#include "engine/tape/operations.h"

/* Row t is about the token that is said at t, whichever state asked. */
static void
guide (const HeedRecurrent       *model,
       HeedTape                  *tape,
       const HeedAttentionResult *attention,
       HeedGuide                 *guide,
       guint                      t,
       guint                      n_sentences)
{
  gsize n_row = (gsize) n_sentences * attention->weights->n_columns;

  guide->loss += heed_guide_attention (tape, attention, model->attention.n_heads,
                                       guide->rows + t * n_row, guide->weight);
}

/**
 * heed_recurrent_loss:
 * @source: B sentences
 * @target: what is read and what should be said, position by position
 * @label_smoothing: in [0, 1)
 * @weights: (out) (optional): T tensors of B H x S; they live as long as what
 *   the tape computed
 *
 * The loss of a guide is not in what is returned, but its gradient is.
 *
 * Leaves gradients where heed_tape_backward() starts if the tape records.
 *
 * Units:   nats
 * Source:  Williams and Zipser 1989 (teacher forcing)
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
  HeedTensor **outputs = heed_arena_allocate (arena, target->n_positions * sizeof *outputs);
  HeedTensor **looked = heed_arena_allocate (arena, target->n_positions * sizeof *looked);
  const HeedLabels labels = { target->said, target->row_weights, label_smoothing };
  HeedRecurrentMemory memory;
  HeedRecurrentState state;

  if (target->guide != NULL)
    target->guide->loss = 0.0;

  heed_recurrent_encode (model, tape, source, &memory);
  state = memory.initial;

  for (guint t = 0; t < target->n_positions; t++)
    {
      const HeedRecurrentInput input = { target->read + (gsize) t * source->n_sentences, NULL };
      HeedRecurrentStep step;

      heed_recurrent_step (model, tape, &memory, &input, &state, &step);
      outputs[t] = step.output;
      looked[t] = step.attention.weights;
      if (target->guide != NULL && step.attention.weights != NULL)
        guide (model, tape, &step.attention, target->guide, t, source->n_sentences);
    }

  if (weights != NULL)
    *weights = looked;

  return heed_cross_entropy (tape, heed_stack (tape, outputs, target->n_positions),
                             model->output_weight, model->output_bias, &labels);
}
