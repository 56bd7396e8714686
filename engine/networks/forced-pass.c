/* forced-pass.c — forces given targets for a batch of whole sentences (teacher forcing)
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/networks/forced-pass.h"

#include "engine/networks/decoder-family.h"

/**
 * heed_forced_pass_complete:
 * @ids: n_ids, each below the source vocabulary; n_ids may be 0
 * @n_visible: (out): at least 1
 * @n_read: (out): at least @n_visible
 *
 * Returns: (transfer full): @n_read ids, with the tokens that the model adds
 */
guint32 *
heed_forced_pass_complete (const HeedSourceSide *side,
                           const guint32        *ids,
                           guint                 n_ids,
                           guint                *n_visible,
                           guint                *n_read)
{
  return heed_decoder_family_of (side->network)->complete_ids (side, ids, n_ids, n_visible, n_read);
}

/**
 * heed_forced_pass_run:
 * @tape: is begun again, without recording; @pass lives on it
 * @source: B sentences; lengths are the numbers of tokens that attention sees
 * @target: T positions; said and row_weights are ignored
 *
 * Cost: one pass of encoder and decoder over all positions, without the output layer
 */
void
heed_forced_pass_run (const HeedSourceSide  *side,
                      HeedTape              *tape,
                      const HeedTokenBatch  *source,
                      const HeedTargetBatch *target,
                      HeedForcedPass        *pass)
{
  heed_tape_set_parallel (tape, side->parallel);
  heed_tape_begin (tape, FALSE);
  heed_decoder_family_of (side->network)->force (side->network, tape, source, target, pass);
}

/**
 * heed_forced_pass_score:
 * @tape: the one that @pass is on
 * @scores: (out): T B; those of positions with weight 0 are not written
 *
 * Cost: one product of the positions with a weight by the output layer
 */
void
heed_forced_pass_score (const HeedSourceSide  *side,
                        HeedTape              *tape,
                        const HeedForcedPass  *pass,
                        const HeedTargetBatch *target,
                        HeedRowScore          *scores)
{
  const HeedNetwork *network = side->network;
  const HeedLabels labels = { target->said, target->row_weights, 0.0f };
  gboolean is_transformer = network->family == HEED_FAMILY_TRANSFORMER;

  heed_score_rows (tape, pass->output,
                   is_transformer ? network->transformer.output_weight
                                  : network->recurrent.output_weight,
                   is_transformer ? network->transformer.output_bias
                                  : network->recurrent.output_bias,
                   &labels, scores);
}
