/* override.c — applies interventions between scores and weights
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: Vaswani et al. 2017, equation 1, with parts of it replaced.
 */

#include "engine/layers/override.h"

#include <math.h>
#include <string.h>

#include "engine/kernels/elementwise.h"
#include "engine/kernels/softmax.h"

const HeedSiteOverride *
heed_overrides_find (const HeedOverrides *overrides,
                     HeedAttentionKind    kind,
                     int                  layer)
{
  for (guint i = 0; overrides != NULL && i < overrides->n_sites; i++)
    if (overrides->sites[i].kind == kind && overrides->sites[i].layer == layer)
      return &overrides->sites[i];

  return NULL;
}

/* Subtracts the largest score before multiplying, so that no factor makes a score overflow. The
 * softmax is the same with or without a constant added. */
static void
sharpen (float *scores,
         float  factor,
         gsize  n_keys)
{
  float largest = -INFINITY;

  for (gsize s = 0; s < n_keys; s++)
    largest = MAX (largest, scores[s]);

  for (gsize s = 0; s < n_keys; s++)
    scores[s] = factor * (scores[s] - largest);
}

static void
apply_to_scores (float                       *scores,
                 const HeedAttentionOverride *override,
                 guint                        head)
{
  const guint8 *masked =
    override->masked != NULL ? override->masked + (gsize) head * override->n_keys : NULL;

  if (masked != NULL)
    for (gsize s = 0; s < override->n_keys; s++)
      if (masked[s])
        scores[s] = -INFINITY;

  if (override->factors != NULL)
    sharpen (scores, override->factors[head], override->n_keys);
}

/* Returns NULL if the row is not pinned. */
static const float *
find_pinned (const HeedAttentionOverride *override,
             guint                        head)
{
  const float *pinned =
    override->pinned != NULL ? override->pinned + (gsize) head * override->n_keys : NULL;

  return pinned != NULL && !isnan (pinned[0]) ? pinned : NULL;
}

static void
apply_to_weights (float                       *weights,
                  const HeedAttentionOverride *override,
                  guint                        head)
{
  const float *pinned = find_pinned (override, head);

  if (pinned != NULL)
    memcpy (weights, pinned, override->n_keys * sizeof (float));
}

/**
 * heed_override_softmax:
 * @override: the interventions on this query
 * @head: the head that the row belongs to
 * @weights: (out): n_keys numbers, the weights after the interventions
 * @scores: n_keys numbers, the model's own; not changed
 *
 * Masked keys get weight 0 and the softmax runs over the others; the scores are
 * multiplied by the factor before it; a pinned row replaces it.
 *
 * Source: Vaswani et al. 2017, equation 1, with parts of it replaced
 */
void
heed_override_softmax (const HeedAttentionOverride *override,
                       guint                        head,
                       float                       *weights,
                       const float                 *scores,
                       gsize                        n_keys)
{
  memcpy (weights, scores, n_keys * sizeof *weights);
  apply_to_scores (weights, override, head);
  heed_softmax_forward (weights, weights, 1, n_keys);
  apply_to_weights (weights, override, head);
}

/**
 * heed_override_softmax_backward:
 * @override: the interventions on this query
 * @head: the head that the row belongs to
 * @d: (inout): n_keys numbers: the gradient of the weights, replaced by that of the scores
 * @weights: n_keys numbers, as heed_override_softmax() computed them
 *
 * A pinned row does not depend on the scores: their gradient is 0, and that of the row
 * is added to d_pinned of @override. For other rows
 *
 *     d_e_s = factor a_s (d_a_s - sum over r of a_r d_a_r)
 *
 * Source: Vaswani et al. 2017, equation 1, with parts of it replaced
 */
void
heed_override_softmax_backward (const HeedAttentionOverride *override,
                                guint                        head,
                                float                       *d,
                                const float                 *weights,
                                gsize                        n_keys)
{
  float factor = override->factors != NULL ? override->factors[head] : 1.0f;
  float shared = 0.0f;

  if (find_pinned (override, head) != NULL)
    {
      if (override->d_pinned != NULL)
        heed_accumulate (override->d_pinned + (gsize) head * override->n_keys, d,
                         override->n_keys);

      memset (d, 0, n_keys * sizeof *d);
      return;
    }

  for (gsize s = 0; s < n_keys; s++)
    shared += d[s] * weights[s];

  for (gsize s = 0; s < n_keys; s++)
    d[s] = factor * weights[s] * (d[s] - shared);
}

/**
 * heed_override_silences:
 *
 * Source: Michel, Levy and Neubig 2019, equation 1: a head times 0
 *
 * Returns: whether an intervention sets the output of this head to zeros
 */
gboolean
heed_override_silences (const HeedAttentionOverride *override,
                        guint                        head)
{
  return override->silenced != NULL && override->silenced[head] != 0;
}
