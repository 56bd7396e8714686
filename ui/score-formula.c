/* score-formula.c — the equation of an attention score, and one softmax written out in numbers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * s is the query state, h_i the state of source token i, e the score, α the weight; with several
 * heads, W, d and b are those of one head, and b is a number per distance. The symbols are those of
 * the papers that values.h names for each kind of score. The biases that a model may also have are
 * in its arithmetic (HeedArithmetic).
 */

#include "ui/score-formula.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/number-format.h"

#define MINUS "\342\210\222"  /* U+2212 */
#define NBSP  "\302\240"      /* U+00A0 */

/* Largest difference between a weight and the softmax of its score that counts as equal: weights
 * are float32, and three decimals are shown. */
#define SOFTMAX_TOLERANCE 5e-4

/* Puts query and key into the equation: the decoder's state and the source, or two tokens of one
 * side, for whose distance some models add a bias. */
static void
write_variation (GString            *equation,
                 HeedScoreVariation  variation,
                 HeedAttentionKind   kind)
{
  static const struct { const char *query, *key; } sides[] = {
    [HEED_ATTENTION_CROSS] = { "W_q s", "W_k h_i" },
    [HEED_ATTENTION_ENCODER_SELF] = { "W_q h_j", "W_k h_i" },
    [HEED_ATTENTION_DECODER_SELF] = { "W_q s_j", "W_k s_i" },
  };

  if ((variation & HEED_SCORE_UNSCALED) != 0)
    g_string_replace (equation, " / √d", "", 1);
  if (kind != HEED_ATTENTION_CROSS && (variation & HEED_SCORE_DISTANCE_BIAS) != 0)
    g_string_replace (equation, "\n", " + b(i " MINUS " j)\n", 1);

  g_string_replace (equation, "W_q s", sides[kind].query, 1);
  g_string_replace (equation, "W_k h_i", sides[kind].key, 1);
}

/* Writes quotients as fractions, and equations that stand side by side on separate lines. */
static void
set_for_reading (GString *equation)
{
  g_string_replace (equation, "s · h_i / √d", "{s · h_i / √d}", 1);
  g_string_replace (equation, "q · k_i / √d", "{q · k_i / √d}", 1);
  g_string_replace (equation, "   ", "\n", 1);
}

/**
 * heed_score_formula_new:
 * @score_kind: the score function of the model
 * @variation: how its heads differ from the usual equation; ignored unless it has heads
 * @kind: the kind of attention; ignored unless the score has heads, since other models have
 *   cross-attention only
 *
 * Returns: (transfer full) (nullable): the equation, in the notation of #HeedArithmetic; %NULL for
 *   a model without attention
 */
char *
heed_score_formula_new (HeedScoreKind      score_kind,
                        HeedScoreVariation variation,
                        HeedAttentionKind  kind)
{
  const HeedScoreInfo *score = heed_score_get_info (score_kind);
  GString *equation;

  if (score->equation == NULL)
    return NULL;

  equation = g_string_new (score->equation);
  if (score->has_heads)
    write_variation (equation, variation, kind);
  set_for_reading (equation);

  return g_string_free (equation, FALSE);
}

/* The largest score of a key with a nonzero weight; other keys are masked, or their scores are
 * so low that they add nothing. */
static double
find_largest (const float *scores,
              const float *weights,
              guint        n_keys)
{
  double largest = -INFINITY;

  for (guint i = 0; i < n_keys; i++)
    if (weights[i] > 0.0f)
      largest = fmax (largest, scores[i]);

  return largest;
}

static double
sum_exponentials (const float *scores,
                  const float *weights,
                  guint        n_keys,
                  double       largest,
                  double       factor)
{
  double sum = 0.0;

  for (guint i = 0; i < n_keys; i++)
    if (weights[i] > 0.0f)
      sum += exp (factor * (scores[i] - largest));

  return sum;
}

/* Returns the factor by which the scores were multiplied before the softmax, from the two largest
 * weights: their ratio is exp (factor × the difference of their scores); 1 if there are no two. */
static double
find_factor (const float *scores,
             const float *weights,
             guint        n_keys)
{
  int first = -1, second = -1;

  for (guint i = 0; i < n_keys; i++)
    if (first < 0 || weights[i] > weights[first])
      first = (int) i;

  for (guint i = 0; i < n_keys; i++)
    if (weights[i] > 0.0f && scores[i] < scores[first] &&
        (second < 0 || weights[i] > weights[second]))
      second = (int) i;

  if (second < 0)
    return 1.0;

  return log ((double) weights[first] / weights[second]) / (scores[first] - scores[second]);
}

/* Returns the exponent of e to a score, without its sign: "5.00 − 5.00", "2.00 × (5.00 − 5.00)". */
static char *
write_exponent (const char *score,
                double      largest,
                double      factor)
{
  g_autofree char *most = heed_number_format_score (fabs (largest));
  g_autofree char *times = heed_number_format_score (factor);
  g_autofree char *shifted =
    g_strdup_printf ("%s" NBSP "%s" NBSP "%s", score, largest < 0.0 ? "+" : MINUS, most);

  if (factor == 1.0)
    return g_steal_pointer (&shifted);

  return g_strdup_printf ("%s" NBSP "×" NBSP "(%s)", times, shifted);
}

/* Writes the softmax in the form the engine computes it, with as many digits in the quotient as
 * in the weight, so that who divides by hand gets it. A line that is too long breaks at a fraction
 * bar or an equals sign, never within an exponent. */
static char *
write_softmax (double score,
               double largest,
               double factor,
               double sum,
               double weight)
{
  g_autofree char *e = heed_number_format_score (score);
  g_autofree char *upper = write_exponent (e, largest, factor);
  g_autofree char *lower = write_exponent ("e", largest, factor);
  g_autofree char *part = heed_number_format_weight (exp (factor * (score - largest)));
  g_autofree char *whole = heed_number_format_weight (sum);
  g_autofree char *alpha = heed_number_format_weight (weight);

  return g_strdup_printf ("α = exp(%s) / Σ" NBSP "exp(%s)\n"
                          "  = %s / %s = <b>%s</b>",
                          upper, lower, part, whole, alpha);
}

static char *
write_changed (void)
{
  return g_markup_escape_text (_("These weights are not the softmax of these scores: "
                                 "they were changed by hand."), -1);
}

/**
 * heed_score_formula_new_softmax:
 * @scores: (array length=n_keys): the scores before the softmax
 * @weights: (array length=n_keys): the weights after it
 * @key: the key that is written out, 0 <= key < n_keys
 * @changed: what was changed by hand in this row
 *
 * Scores that were multiplied by a factor before the softmax are shown with it. A weight set by
 * hand is not the softmax of its score. In that case the text says so instead of
 * showing an equation that does not hold. Masked keys are left out.
 *
 * Returns: (transfer full): Pango markup
 */
char *
heed_score_formula_new_softmax (const float *scores,
                                const float *weights,
                                guint        n_keys,
                                guint        key,
                                HeedChanged  changed)
{
  double factor = 1.0;
  double largest, sum, part;

  g_return_val_if_fail (scores != NULL && weights != NULL, NULL);
  g_return_val_if_fail (key < n_keys, NULL);

  if ((changed & HEED_CHANGED_PINNED) != 0)
    return write_changed ();

  if (weights[key] == 0.0f)
    return g_strdup (_("left out of the sum: α = <b>0</b>"));

  if ((changed & HEED_CHANGED_SHARPENED) != 0)
    factor = find_factor (scores, weights, n_keys);
  largest = find_largest (scores, weights, n_keys);
  sum = sum_exponentials (scores, weights, n_keys, largest, factor);
  part = exp (factor * (scores[key] - largest));

  if (!(fabs (part / sum - weights[key]) <= SOFTMAX_TOLERANCE))
    return write_changed ();

  return write_softmax (scores[key], largest, factor, sum, weights[key]);
}
