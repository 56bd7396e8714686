/* derivation-weight.c — the derivation of an attention weight from the scores
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: as attention.c and multi-head.c
 */

#include "engine/layers/derivation.h"

#include <glib/gi18n.h>
#include <math.h>

static void
write_weight (const HeedDerivation *derivation,
              const char           *meaning,
              HeedOrigin            origin,
              float                 weight)
{
  heed_arithmetic_write (
    derivation->writer,
    &(HeedQuantity) { "α_i", meaning, NULL, HEED_STAGE_WEIGHT, origin, 1, 1, &weight });
}

static float
find_largest (const HeedDerivation *derivation)
{
  const float *scores =
    derivation->question->scores + (gsize) derivation->head * derivation->question->stride;
  float largest = -INFINITY;

  for (guint key = 0; key < derivation->question->n_keys; key++)
    if (!heed_derivation_hides (derivation, key))
      largest = MAX (largest, scores[key]);

  return largest;
}

static double
sum_exponentials (const HeedDerivation *derivation,
                  double                factor,
                  double                largest)
{
  const float *scores =
    derivation->question->scores + (gsize) derivation->head * derivation->question->stride;
  double sum = 0.0;

  for (guint key = 0; key < derivation->question->n_keys; key++)
    if (!heed_derivation_hides (derivation, key))
      sum += exp (factor * (scores[key] - largest));

  return sum;
}

/*     a_i = exp (e_i - max e) / sum over j of exp (e_j - max e) */
static void
explain_softmax (const HeedDerivation *derivation,
                 HeedChanged           changed)
{
  gboolean is_sharpened = (changed & HEED_CHANGED_SHARPENED) != 0;
  const float factor =
    is_sharpened ? derivation->question->override->factors[derivation->head] : 1.0f;
  const char *upper = is_sharpened ? "exp(γ (e_i − max e))" : "exp(e_i − max e)";
  const char *lower = is_sharpened ? "Σ_j exp(γ (e_j − max e))" : "Σ_j exp(e_j − max e)";
  float largest = find_largest (derivation);

  heed_arithmetic_write_equation (derivation->writer, HEED_STAGE_WEIGHT, "α_i = {%s / %s}", upper,
                                  lower);
  heed_arithmetic_write_number (derivation->writer, HEED_STAGE_WEIGHT, "max e",
                                N_("the largest score, subtracted from all"), largest);
  if (is_sharpened)
    heed_arithmetic_write (
      derivation->writer,
      &(HeedQuantity) { "γ", N_("the factor by which you sharpened the row"), NULL,
                        HEED_STAGE_WEIGHT, HEED_ORIGIN_CHANGED, 1, 1, &factor });
  heed_arithmetic_write_number (
    derivation->writer, HEED_STAGE_WEIGHT, upper, N_("this token’s term of the sum"),
    heed_derivation_hides (derivation, derivation->key)
      ? 0.0
      : exp (factor * ((double) heed_derivation_get_score (derivation) - largest)));
  heed_arithmetic_write_number (derivation->writer, HEED_STAGE_WEIGHT, lower,
                                N_("the same, summed over all tokens that are not hidden"),
                                sum_exponentials (derivation, factor, largest));
  write_weight (derivation, N_("the weight: its share of the sum"), HEED_ORIGIN_COMPUTED,
                heed_derivation_get_weight (derivation));
}

static float *
list_weights_of_heads (const HeedDerivation *derivation)
{
  float *weights = heed_derivation_new_floats (derivation, derivation->n_heads);

  for (guint head = 0; head < derivation->n_heads; head++)
    weights[head] = derivation->question
                      ->attention[(gsize) head * derivation->question->stride + derivation->key];

  return weights;
}

/* The mean of heads has weights, but no score. */
static void
explain_mean (const HeedDerivation *derivation)
{
  const float *weights = list_weights_of_heads (derivation);
  float sum = 0.0f;

  for (guint head = 0; head < derivation->n_heads; head++)
    sum += weights[head];

  heed_arithmetic_write_equation (derivation->writer, HEED_STAGE_WEIGHT, "α_i = {Σ_h α_h / H}");
  heed_derivation_write_vector (derivation, HEED_STAGE_WEIGHT, "α_h",
                                N_("the weight that each head gives this token"), weights,
                                derivation->n_heads);
  write_weight (derivation, N_("their mean, which no head computes"), HEED_ORIGIN_COMPUTED,
                sum / (float) derivation->n_heads);
}

/**
 * heed_derivation_explain_weight:
 * @changed: the changes of the person to this row
 *
 * Writes equations and quantities from the scores to the weight.
 *
 * Source: as attention.c and multi-head.c
 */
void
heed_derivation_explain_weight (const HeedDerivation *derivation,
                                HeedChanged           changed)
{
  if (derivation->site.head == HEED_HEAD_MEAN && derivation->n_heads > 1)
    explain_mean (derivation);
  else if ((changed & HEED_CHANGED_PINNED) != 0)
    write_weight (derivation, N_("the weight that you set"), HEED_ORIGIN_CHANGED,
                  heed_derivation_get_weight (derivation));
  else
    explain_softmax (derivation, changed);
}
