/* forced-pass.h — forces given targets for a batch of whole sentences (teacher forcing)
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Does in one pass over many sentences what decoding does step by step for one, for
 * callers that already know the targets. The output layer, which is most of the work,
 * is run only for callers that need the probabilities of the targets.
 */

#pragma once

#include "engine/layers/linear.h"
#include "engine/networks/decoder.h"

G_BEGIN_DECLS

/* Completes a sentence with the tokens that the model adds: returns n_read ids for the encoder, of
 * which attention sees the first n_visible. A batch of sentences with equal n_read needs no
 * padding; in models that read padding, n_read is always the same. */
guint32 *heed_forced_pass_complete (const HeedSourceSide  *side,
                                    const guint32         *ids,
                                    guint                  n_ids,
                                    guint                 *n_visible,
                                    guint                 *n_read);

void     heed_forced_pass_run      (const HeedSourceSide  *side,
                                    HeedTape              *tape,
                                    const HeedTokenBatch  *source,
                                    const HeedTargetBatch *target,
                                    HeedForcedPass        *pass);

/* scores (out) are T B; those of padding are not written. */
void     heed_forced_pass_score    (const HeedSourceSide  *side,
                                    HeedTape              *tape,
                                    const HeedForcedPass  *pass,
                                    const HeedTargetBatch *target,
                                    HeedRowScore          *scores);

G_END_DECLS
