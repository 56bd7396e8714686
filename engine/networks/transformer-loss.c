/* transformer-loss.c — the loss of a Transformer over a batch of pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Teacher forcing: each position reads the correct tokens before it, so all positions
 * are computed in one pass.
 */

#include "engine/layers/guided-attention.h"
#include "engine/layers/linear.h"
#include "engine/networks/transformer.h"

/* Guided attention applies to the last layer, whose attention is shown first in the window. */
static void
guide_attention (const HeedTransformer       *model,
                 HeedTape                    *tape,
                 const HeedTransformerResult *result,
                 HeedGuide                   *guide)
{
  const HeedTransformerSide *side = &model->description.decoder;

  if (guide != NULL)
    guide->loss = heed_guide_attention (tape, &result->cross[side->n_layers - 1], side->n_heads,
                                        guide->rows, guide->weight);
}

/**
 * heed_transformer_loss:
 * @source: B sentences
 * @target: the decoder's inputs and the tokens to predict, position by position
 * @label_smoothing: in [0, 1)
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
heed_transformer_loss (const HeedTransformer *model,
                       HeedTape              *tape,
                       const HeedTokenBatch  *source,
                       const HeedTargetBatch *target,
                       float                  label_smoothing)
{
  const HeedTransformerInput input = {
    .ids = target->read,
    .n_positions = target->n_positions,
    .n_rows = source->n_sentences,
  };
  const HeedLabels labels = { target->said, target->row_weights, label_smoothing };
  HeedTransformerMemory memory;
  HeedTransformerResult result;

  heed_transformer_encode (model, tape, source, NULL, &memory);
  heed_transformer_decode (model, tape, &memory, &input, NULL, &result);
  guide_attention (model, tape, &result, target->guide);

  return heed_cross_entropy (tape, result.output, model->output_weight, model->output_bias,
                             &labels);
}
