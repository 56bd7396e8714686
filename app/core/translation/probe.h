/* probe.h — examining a translation for omissions and invented text
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/forced.h"
#include "app/core/words/word-span.h"

G_BEGIN_DECLS

/* The result of running the model again on a sentence pair. */
typedef struct {
  HeedWordSpan span;          /* the source words with the least attention */
  double       received;      /* sum of their weights over all rows; a translated word gets about
                               * 1 */
  double       change;        /* of the target's log-probability if they are removed, nats; near or
                               * above 0 nothing in the target came from them */
  guint        end_step;      /* the step before the last with the most probable end token */
  double       end_prob;      /* that probability; 0 if there is no such step */
  double       last_end_prob; /* the probability of the end token at the last step */
  double       source_share;  /* share of the source, not the target prefix, in what determines a
                               * step; mean over the steps, [0, 1] */
} HeedProbe;

/* forced must have no problem; span is in its source words. Makes a forward and a backward pass
 * for each target token, about twenty times the cost of reading the pair. */
gboolean heed_probe_run (HeedProbe           *probe,
                         HeedModel           *model,
                         const HeedForced    *forced,
                         const HeedMatrix    *attention,
                         const HeedWordSpan  *span,
                         GError             **error);

G_END_DECLS
