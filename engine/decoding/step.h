/* step.h — making the steps that are handed out
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/decoding/sides.h"

G_BEGIN_DECLS

/* What a distribution says, besides its numbers. */
typedef struct {
  float  log_sum;   /* log of the sum of exp (logits): log p = logit - log_sum */
  double entropy;   /* nats */
  guint  best;      /* the most probable token */
} HeedDistribution;

/* What was made of it. */
typedef struct {
  guint    position;
  guint32  token;
  gboolean forced;        /* somebody named the token */
  guint    n_candidates;  /* how many the step is to name, at most */
} HeedChoice;

/* Takes what is banned out of the logits; before they are read, or after. */
void      heed_distribution_ban  (const HeedTargetSide *target,
                                  float              *logits);
gboolean  heed_distribution_read (HeedDistribution   *distribution,
                                  const float        *logits,
                                  float              *scratch,
                                  guint               n_tokens);
void      heed_distribution_find_best (const float *logits,
                                       guint        n_tokens,
                                       guint32     *best,
                                       guint        n_best);
HeedStep *heed_step_new          (const HeedTargetSide    *target,
                                  const HeedChoice        *choice,
                                  const HeedDecoded       *decoded,
                                  const HeedDistribution  *distribution);

G_END_DECLS
