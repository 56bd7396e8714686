/* recurrent-forced.c — forces given targets in a recurrent model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Teacher forcing: at each step the decoder reads the correct token instead of its
 * own prediction. The output layer is run after all steps, so that it is one product
 * over the whole batch.
 */

#include "engine/networks/recurrent.h"

#include "engine/tape/operations.h"

static const HeedAttentionOverride *
find_override (const HeedTargetBatch *target,
               guint                  t)
{
  const HeedSiteOverride *site = heed_overrides_find (target->overrides, HEED_ATTENTION_CROSS, 0);

  if (site == NULL)
    return NULL;

  return &site->queries[site->n_queries > 1 ? t : 0];
}

/**
 * heed_recurrent_force:
 * @source: B sentences
 * @target: T positions; only the decoder's inputs and the interventions are used
 * @looked: (out): T results of B H x S; their weights are %NULL without attention
 *
 * Source: Williams and Zipser 1989 (teacher forcing)
 *
 * Returns: T B x D, the input of the output layer; belongs to the tape
 */
HeedTensor *
heed_recurrent_force (const HeedRecurrent    *model,
                      HeedTape               *tape,
                      const HeedTokenBatch   *source,
                      const HeedTargetBatch  *target,
                      HeedAttentionResult    *looked)
{
  HeedTensor **outputs =
    heed_arena_allocate (heed_tape_get_arena (tape), target->n_positions * sizeof *outputs);
  HeedRecurrentMemory memory;
  HeedRecurrentState state;

  heed_recurrent_encode (model, tape, source, &memory);
  state = memory.initial;

  for (guint t = 0; t < target->n_positions; t++)
    {
      const HeedRecurrentInput input = { target->read + (gsize) t * source->n_sentences,
                                         find_override (target, t) };
      HeedRecurrentStep step;

      heed_recurrent_step (model, tape, &memory, &input, &state, &step);
      outputs[t] = step.output;
      looked[t] = step.attention;
    }

  return heed_stack (tape, outputs, target->n_positions);
}
