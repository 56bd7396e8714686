/* step.h — the construction of steps from what the decoder computed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/decoding/sides.h"

G_BEGIN_DECLS

/* A summary of a distribution, besides the probabilities. */
typedef struct {
  float  log_sum;   /* log of the sum of exp (logits): log p = logit - log_sum */
  double entropy;   /* nats */
  guint  best;      /* the most probable token */
} HeedDistribution;

/* What was chosen from the distribution. */
typedef struct {
  guint    position;
  guint32  token;
  gboolean forced;        /* the token was given by the caller */
  guint    n_candidates;  /* maximum number of candidates to list */
} HeedChoice;

/* Sets the logits of banned tokens to -INFINITY; before they are read, or after. */
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
