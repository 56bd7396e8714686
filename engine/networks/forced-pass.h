/* forced-pass.h — whole sentences led along given targets, side by side
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What decoding does step by step for one sentence, as one pass over many: for
 * whoever knows the targets already. The output layer, which is most of the work, is
 * run only for whoever asks how probable they are.
 */

#pragma once

#include "engine/layers/linear.h"
#include "engine/networks/decoder.h"

G_BEGIN_DECLS

/* What the encoder reads of a sentence: n_read ids, of which the first n_visible can be
 * looked at. Sentences of one batch that have the same n_read need no padding; where the
 * model reads padding, all have. */
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

/* scores are T B; those of padding stay as they were. */
void     heed_forced_pass_score    (const HeedSourceSide  *side,
                                    HeedTape              *tape,
                                    const HeedForcedPass  *pass,
                                    const HeedTargetBatch *target,
                                    HeedRowScore          *scores);

G_END_DECLS
