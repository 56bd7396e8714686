/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <pango/pango.h>
#include <string.h>

#include "ui/score-formula.h"

/* What a person reads, without the markup; fails if it is none. */
static char *
parse (const char *markup)
{
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  pango_parse_markup (markup, -1, 0, NULL, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
assert_formula (HeedScoreKind  score_kind,
                const char    *expected)
{
  g_autofree char *markup =
    heed_score_formula_new (score_kind, HEED_SCORE_AS_IN_PAPER, HEED_ATTENTION_CROSS);
  g_autofree char *text = parse (markup);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_score_formula_each_kind_has_its_own (void)
{
  assert_formula (HEED_SCORE_ADDITIVE, "ei = vT tanh(Wq s + Wk hi)");
  assert_formula (HEED_SCORE_DOT, "ei = s · hi");
  assert_formula (HEED_SCORE_SCALED_DOT, "ei = s · hi / √d");
  assert_formula (HEED_SCORE_GENERAL, "ei = s · W hi");
  assert_formula (HEED_SCORE_CONCAT, "ei = vT tanh(W [s ; hi])");
  assert_formula (HEED_SCORE_COSINE, "ei = β cos(s, hi)");
  assert_formula (HEED_SCORE_MULTI_HEAD, "ei = q · ki / √d\nq = Wq s   ki = Wk hi");
  assert_formula (HEED_SCORE_NONE,
                  "No attention: the decoder knows the source by its last state alone.");
}

static void
assert_heads (HeedScoreVariation  variation,
              HeedAttentionKind   kind,
              const char         *expected)
{
  g_autofree char *markup = heed_score_formula_new (HEED_SCORE_MULTI_HEAD, variation, kind);
  g_autofree char *text = parse (markup);

  g_assert_cmpstr (text, ==, expected);
}

/* Two tokens of one side. */
static void
test_score_formula_self_attention_names_its_side (void)
{
  assert_heads (HEED_SCORE_AS_IN_PAPER, HEED_ATTENTION_ENCODER_SELF,
                "ei = q · ki / √d\nq = Wq hj   ki = Wk hi");
  assert_heads (HEED_SCORE_AS_IN_PAPER, HEED_ATTENTION_DECODER_SELF,
                "ei = q · ki / √d\nq = Wq sj   ki = Wk si");
}

/* T5 does not scale, and knows distances only within one side. */
static void
test_score_formula_heads_say_what_they_do_otherwise (void)
{
  const HeedScoreVariation t5 = HEED_SCORE_UNSCALED | HEED_SCORE_DISTANCE_BIAS;

  assert_heads (t5, HEED_ATTENTION_CROSS, "ei = q · ki\nq = Wq s   ki = Wk hi");
  assert_heads (t5, HEED_ATTENTION_ENCODER_SELF, "ei = q · ki + b(i − j)\nq = Wq hj   ki = Wk hi");
  assert_heads (t5, HEED_ATTENTION_DECODER_SELF, "ei = q · ki + b(i − j)\nq = Wq sj   ki = Wk si");
  assert_heads (HEED_SCORE_UNSCALED, HEED_ATTENTION_ENCODER_SELF,
                "ei = q · ki\nq = Wq hj   ki = Wk hi");
  assert_heads (HEED_SCORE_DISTANCE_BIAS, HEED_ATTENTION_ENCODER_SELF,
                "ei = q · ki / √d + b(i − j)\nq = Wq hj   ki = Wk hi");
}

static void
test_score_formula_markup_is_quiet_in_pango (void)
{
  for (guint kind = 0; kind < HEED_N_SCORES; kind++)
    {
      g_autofree char *markup =
        heed_score_formula_new (kind, HEED_SCORE_AS_IN_PAPER, HEED_ATTENTION_DECODER_SELF);

      g_assert_null (strstr (markup, "<sub>"));
      g_assert_null (strstr (markup, "<sup>"));
    }
}

static void
fill_softmax (const float *scores,
              float       *weights,
              guint        n_keys)
{
  double largest = scores[0];
  double sum = 0.0;

  for (guint i = 1; i < n_keys; i++)
    largest = fmax (largest, scores[i]);

  for (guint i = 0; i < n_keys; i++)
    sum += exp (scores[i] - largest);

  for (guint i = 0; i < n_keys; i++)
    weights[i] = (float) (exp (scores[i] - largest) / sum);
}

static void
assert_softmax (const float *scores,
                const float *weights,
                guint        n_keys,
                guint        key,
                const char  *expected)
{
  g_autofree char *markup = heed_score_formula_new_softmax (scores, weights, n_keys, key);
  g_autofree char *text = parse (markup);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_score_formula_softmax_has_these_numbers (void)
{
  const float scores[] = { 0.0f, 1.0f, 2.0f };
  float weights[3];

  fill_softmax (scores, weights, 3);
  assert_softmax (scores, weights, 3, 2, "α = exp(2.00) / Σ exp(e) = 7.39 / 11.11 = 0.665");
  assert_softmax (scores, weights, 3, 0, "α = exp(0.00) / Σ exp(e) = 1.00 / 11.11 = 0.090");
}

static void
test_score_formula_large_scores_are_shifted (void)
{
  const float scores[] = { 80.0f, 81.0f };
  float weights[2];

  fill_softmax (scores, weights, 2);
  assert_softmax (scores, weights, 2, 0,
                  "α = exp(80.00 − 81.00) / Σ exp(e − 81.00)\n  = 0.37 / 1.37 = 0.269");
}

static void
test_score_formula_small_scores_are_shifted (void)
{
  const float scores[] = { -3.83f, -4.83f };
  float weights[2];

  fill_softmax (scores, weights, 2);
  assert_softmax (scores, weights, 2, 0,
                  "α = exp(−3.83 + 3.83) / Σ exp(e + 3.83)\n  = 1.00 / 1.37 = 0.731");
}

static void
test_score_formula_masked_score_is_infinite (void)
{
  const float scores[] = { 1.0f, -INFINITY };
  float weights[2];

  fill_softmax (scores, weights, 2);
  assert_softmax (scores, weights, 2, 1, "α = exp(−∞) / Σ exp(e) = 0.00 / 2.72 = 0.000");
}

static void
test_score_formula_says_when_it_does_not_hold (void)
{
  const char *excuse = "These weights are not the softmax of these scores: "
                       "they are a mean of several heads, or were changed by hand.";
  const float scores[] = { 1.0f, 2.0f };
  const float weights[] = { 0.5f, 0.5f };
  const float nowhere[] = { -INFINITY, -INFINITY };
  const float not_numbers[] = { NAN, 1.0f };

  assert_softmax (scores, weights, 2, 0, excuse);
  assert_softmax (nowhere, weights, 2, 0, excuse);
  assert_softmax (not_numbers, weights, 2, 1, excuse);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/score-formula/each-kind-has-its-own",
                   test_score_formula_each_kind_has_its_own);
  g_test_add_func ("/ui/score-formula/self-attention-names-its-side",
                   test_score_formula_self_attention_names_its_side);
  g_test_add_func ("/ui/score-formula/heads-say-what-they-do-otherwise",
                   test_score_formula_heads_say_what_they_do_otherwise);
  g_test_add_func ("/ui/score-formula/markup-is-quiet-in-pango",
                   test_score_formula_markup_is_quiet_in_pango);
  g_test_add_func ("/ui/score-formula/softmax-has-these-numbers",
                   test_score_formula_softmax_has_these_numbers);
  g_test_add_func ("/ui/score-formula/large-scores-are-shifted",
                   test_score_formula_large_scores_are_shifted);
  g_test_add_func ("/ui/score-formula/small-scores-are-shifted",
                   test_score_formula_small_scores_are_shifted);
  g_test_add_func ("/ui/score-formula/masked-score-is-infinite",
                   test_score_formula_masked_score_is_infinite);
  g_test_add_func ("/ui/score-formula/says-when-it-does-not-hold",
                   test_score_formula_says_when_it_does_not_hold);

  return g_test_run ();
}
