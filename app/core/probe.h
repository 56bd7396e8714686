/* probe.h — why something is missing in a translation, and what in it was made up
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/forced.h"
#include "app/core/word-span.h"

G_BEGIN_DECLS

/* What is found out about a pair by asking the model again. */
typedef struct {
  HeedWordSpan span;          /* the source words that were looked at least */
  double       received;      /* what all rows together gave them; a word that is translated gets
                               * about 1 */
  double       change;        /* of the target's log-probability if they are not there, nats: near 0
                               * or above, nothing of the target came from them */
  guint        end_step;      /* before the last, where the end was most probable */
  double       end_prob;      /* how probable it was there; 0 if there is no such step */
  double       last_end_prob; /* and where it stands */
  double       source_share;  /* of what a step rests on, the part that is source, not what was
                               * said so far; mean over the steps, [0, 1] */
} HeedProbe;

/* forced was read without a problem; span is of its source words. A pass forward and
 * back for each target token: some twenty times what reading took. */
gboolean heed_probe_run (HeedProbe           *probe,
                         HeedModel           *model,
                         const HeedForced    *forced,
                         const HeedMatrix    *attention,
                         const HeedWordSpan  *span,
                         GError             **error);

G_END_DECLS
