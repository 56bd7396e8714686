/* score-formula.c — the arithmetic of attention, as Pango markup
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * s is the state that asks, h_i what is known of source token i, e the score,
 * α the weight; with several heads, W, d and b are those of one head, and b is a
 * number for each distance. The letters are those of the papers that values.h
 * names beside each kind of score.
 */

#include "ui/score-formula.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/number-format.h"

/* Not <sub> and <sup>: Pango 1.50 warns about each of them ("Leftover font
 * scales"). */
#define SUB(text) "<span size=\"75%\" rise=\"-2pt\">" text "</span>"
#define SUP(text) "<span size=\"75%\" rise=\"4pt\">" text "</span>"

#define MINUS "\342\210\222"  /* U+2212 */
#define NBSP  "\302\240"      /* U+00A0 */

/* While the largest score is within these, exp (e) is a number that one can read
 * and divide; otherwise the largest is taken off first, as the engine does. */
#define LEAST_READABLE 0.0
#define MOST_READABLE  9.0

/* How far a weight may be from the softmax of its score: the weights are
 * float32, and three decimals are shown. */
#define SOFTMAX_TOLERANCE 5e-4

/* Who asks and who is asked: the decoder's state and the source, or two tokens
 * of one side, whose distance some models add a number for. */
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

/* An index is what follows "_", an exponent what follows "^": a letter each. */
static char *
write_markup (const char *equation)
{
  GString *markup = g_string_new (NULL);

  for (const char *at = equation; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *format = *at == '_' ? SUB ("%.*s") : *at == '^' ? SUP ("%.*s") : "%.*s";

      at += *at == '_' || *at == '^' ? 1 : 0;
      g_string_append_printf (markup, format, (int) (g_utf8_next_char (at) - at), at);
    }

  return g_string_free (markup, FALSE);
}

/**
 * heed_score_formula_new:
 * @score_kind: how the model compares
 * @variation: what its heads do otherwise; read for several heads only
 * @kind: whom it compares with whom; read for several heads only, since other
 *   models have no other attention
 *
 * Returns: (transfer full): Pango markup
 */
char *
heed_score_formula_new (HeedScoreKind      score_kind,
                        HeedScoreVariation variation,
                        HeedAttentionKind  kind)
{
  const HeedScoreInfo *score = heed_score_get_info (score_kind);
  g_autoptr(GString) equation = NULL;

  if (score->equation == NULL)
    return g_markup_escape_text (
      _("No attention: the decoder knows the source by its last state alone."), -1);

  equation = g_string_new (score->equation);
  if (score->has_heads)
    write_variation (equation, variation, kind);

  return write_markup (equation->str);
}

/**
 * heed_score_formula_new_context:
 *
 * Returns: (transfer full): what the decoder reads, as Pango markup
 */
char *
heed_score_formula_new_context (void)
{
  return g_strdup ("Σ α" SUB ("i") " h" SUB ("i"));
}

static double
find_largest (const float *scores,
              guint        n_keys)
{
  double largest = -INFINITY;

  for (guint i = 0; i < n_keys; i++)
    largest = fmax (largest, scores[i]);

  return largest;
}

/* What is taken off all scores. */
static double
choose_shift (const float *scores,
              guint        n_keys)
{
  double largest = find_largest (scores, n_keys);

  return largest >= LEAST_READABLE && largest <= MOST_READABLE ? 0.0 : largest;
}

static double
sum_exponentials (const float *scores,
                  guint        n_keys,
                  double       shift)
{
  double sum = 0.0;

  for (guint i = 0; i < n_keys; i++)
    sum += exp (scores[i] - shift);

  return sum;
}

/* Where it is too long for its line it breaks at a fraction bar or an equals
 * sign, never within an exponent. */
static char *
write_softmax (double score,
               double shift,
               double sum,
               double weight)
{
  g_autofree char *e = heed_number_format_score (score);
  g_autofree char *most = heed_number_format_score (fabs (shift));
  const char *sign = shift < 0.0 ? "+" : MINUS;
  g_autofree char *part = heed_number_format_score (exp (score - shift));
  g_autofree char *whole = heed_number_format_score (sum);
  g_autofree char *alpha = heed_number_format_weight (weight);

  if (shift == 0.0)
    return g_strdup_printf ("α = exp(%s) / Σ" NBSP "exp(e) = %s / %s = <b>%s</b>", e, part, whole,
                            alpha);

  return g_strdup_printf ("α = exp(%s" NBSP "%s" NBSP "%s) / Σ" NBSP "exp(e" NBSP "%s" NBSP "%s)\n"
                          "  = %s / %s = <b>%s</b>",
                          e, sign, most, sign, most, part, whole, alpha);
}

/**
 * heed_score_formula_new_softmax:
 * @scores: (array length=n_keys): the numbers before the softmax
 * @weights: (array length=n_keys): the numbers after it
 * @key: which of them is written out, 0 <= key < n_keys
 *
 * A mean over heads is not the softmax of a mean, and a weight that was set by
 * hand is not one either. Then the line says so instead of showing an equation
 * that does not hold.
 *
 * Returns: (transfer full): Pango markup
 */
char *
heed_score_formula_new_softmax (const float *scores,
                                const float *weights,
                                guint        n_keys,
                                guint        key)
{
  double shift, sum;

  g_return_val_if_fail (scores != NULL && weights != NULL, NULL);
  g_return_val_if_fail (key < n_keys, NULL);

  shift = choose_shift (scores, n_keys);
  sum = sum_exponentials (scores, n_keys, shift);

  if (!(fabs (exp (scores[key] - shift) / sum - weights[key]) <= SOFTMAX_TOLERANCE))
    return g_markup_escape_text (_("These weights are not the softmax of these scores: "
                                    "they are a mean of several heads, or were changed by hand."),
                                 -1);

  return write_softmax (scores[key], shift, sum, weights[key]);
}
