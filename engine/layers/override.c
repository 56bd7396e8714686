/* override.c — applies interventions between scores and weights
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: Vaswani et al. 2017, equation 1, of which a person changes a part.
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

/* The largest score becomes 0 first, so that no factor makes it too large; the
 * softmax does not mind. */
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

/* NULL: the row is free. */
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
 * @override: what a person changed of this attention
 * @head: which head's row it is
 * @weights: (out): n_keys numbers, what is looked at instead
 * @scores: n_keys numbers, the model's own, which stay as they are
 *
 * Masked keys get 0 and the others share their part; scores are multiplied by the
 * factor first; a pinned row replaces the softmax.
 *
 * Source: Vaswani et al. 2017, equation 1, with what was changed put in
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
 * @override: what a person changed of this attention
 * @head: which head's row it is
 * @d: (inout): n_keys numbers: the gradient of the weights becomes that of the scores
 * @weights: n_keys numbers, what heed_override_softmax() gave
 *
 * What is pinned does not depend on any score: its gradient goes to whoever asked for
 * it. Of what is not,
 *
 *     d_e_s = factor a_s (d_a_s - sum over r of a_r d_a_r)
 *
 * Source: Vaswani et al. 2017, equation 1, with what was changed put in
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
 * Returns: whether a person turned the output of this head into zeros
 */
gboolean
heed_override_silences (const HeedAttentionOverride *override,
                        guint                        head)
{
  return override->silenced != NULL && override->silenced[head] != 0;
}
