/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <pango/pango.h>
#include <string.h>

#include "ui/score-formula.h"

#define EXCUSE "These weights are not the softmax of these scores: they were changed by hand."

/* Returns the text without its markup; fails if the markup is invalid. */
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
  g_autofree char *equation =
    heed_score_formula_new (score_kind, HEED_SCORE_AS_IN_PAPER, HEED_ATTENTION_CROSS);

  g_assert_cmpstr (equation, ==, expected);
}

static void
test_score_formula_each_kind_has_its_own (void)
{
  assert_formula (HEED_SCORE_ADDITIVE, "e_i = v^T tanh(W_q s + W_k h_i)");
  assert_formula (HEED_SCORE_DOT, "e_i = s · h_i");
  assert_formula (HEED_SCORE_SCALED_DOT, "e_i = {s · h_i / √d}");
  assert_formula (HEED_SCORE_GENERAL, "e_i = s · W h_i");
  assert_formula (HEED_SCORE_CONCAT, "e_i = v^T tanh(W [s ; h_i])");
  assert_formula (HEED_SCORE_COSINE, "e_i = β cos(s, h_i)");
  assert_formula (HEED_SCORE_MULTI_HEAD, "e_i = {q · k_i / √d}\nq = W_q s\nk_i = W_k h_i");
  assert_formula (HEED_SCORE_NONE, NULL);
}

static void
assert_heads (HeedScoreVariation  variation,
              HeedAttentionKind   kind,
              const char         *expected)
{
  g_autofree char *equation = heed_score_formula_new (HEED_SCORE_MULTI_HEAD, variation, kind);

  g_assert_cmpstr (equation, ==, expected);
}

/* In self-attention both tokens are of the same side. */
static void
test_score_formula_self_attention_names_its_side (void)
{
  assert_heads (HEED_SCORE_AS_IN_PAPER, HEED_ATTENTION_ENCODER_SELF,
                "e_i = {q · k_i / √d}\nq = W_q h_j\nk_i = W_k h_i");
  assert_heads (HEED_SCORE_AS_IN_PAPER, HEED_ATTENTION_DECODER_SELF,
                "e_i = {q · k_i / √d}\nq = W_q s_j\nk_i = W_k s_i");
}

/* T5 does not scale the scores, and has a distance bias in self-attention only. */
static void
test_score_formula_heads_say_what_they_do_otherwise (void)
{
  const HeedScoreVariation t5 = HEED_SCORE_UNSCALED | HEED_SCORE_DISTANCE_BIAS;

  assert_heads (t5, HEED_ATTENTION_CROSS, "e_i = q · k_i\nq = W_q s\nk_i = W_k h_i");
  assert_heads (t5, HEED_ATTENTION_ENCODER_SELF,
                "e_i = q · k_i + b(i − j)\nq = W_q h_j\nk_i = W_k h_i");
  assert_heads (t5, HEED_ATTENTION_DECODER_SELF,
                "e_i = q · k_i + b(i − j)\nq = W_q s_j\nk_i = W_k s_i");
  assert_heads (HEED_SCORE_UNSCALED, HEED_ATTENTION_ENCODER_SELF,
                "e_i = q · k_i\nq = W_q h_j\nk_i = W_k h_i");
  assert_heads (HEED_SCORE_DISTANCE_BIAS, HEED_ATTENTION_ENCODER_SELF,
                "e_i = {q · k_i / √d} + b(i − j)\nq = W_q h_j\nk_i = W_k h_i");
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
assert_changed_softmax (const float *scores,
                        const float *weights,
                        guint        key,
                        HeedChanged  changed,
                        const char  *expected)
{
  g_autofree char *markup = heed_score_formula_new_softmax (scores, weights, 3, key, changed);
  g_autofree char *text = parse (markup);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_softmax (const float *scores,
                const float *weights,
                guint        n_keys,
                guint        key,
                const char  *expected)
{
  g_autofree char *markup =
    heed_score_formula_new_softmax (scores, weights, n_keys, key, HEED_CHANGED_NOTHING);
  g_autofree char *text = parse (markup);

  g_assert_cmpstr (text, ==, expected);
}

/* The formula subtracts the largest score first, as the computation does. */
static void
test_score_formula_softmax_has_these_numbers (void)
{
  const float scores[] = { 0.0f, 1.0f, 2.0f };
  float weights[3];

  fill_softmax (scores, weights, 3);
  assert_softmax (scores, weights, 3, 2,
                  "α = exp(2.00 − 2.00) / Σ exp(e − 2.00)\n  = 1.000 / 1.503 = 0.665");
  assert_softmax (scores, weights, 3, 0,
                  "α = exp(0.00 − 2.00) / Σ exp(e − 2.00)\n  = 0.135 / 1.503 = 0.090");
}

/* The weight of the hidden key is redistributed over the others. */
static void
test_score_formula_hidden_is_left_out (void)
{
  const float scores[] = { 5.0f, 1.0f, 2.0f };
  float weights[3] = { 0.0f };

  fill_softmax (scores + 1, weights + 1, 2);
  assert_softmax (scores, weights, 3, 0, "left out of the sum: α = 0");
  assert_softmax (scores, weights, 3, 1,
                  "α = exp(1.00 − 2.00) / Σ exp(e − 2.00)\n  = 0.368 / 1.368 = 0.269");
}

static void
test_score_formula_large_scores_are_shifted (void)
{
  const float scores[] = { 80.0f, 81.0f };
  float weights[2];

  fill_softmax (scores, weights, 2);
  assert_softmax (scores, weights, 2, 0,
                  "α = exp(80.00 − 81.00) / Σ exp(e − 81.00)\n  = 0.368 / 1.368 = 0.269");
}

static void
test_score_formula_small_scores_are_shifted (void)
{
  const float scores[] = { -3.83f, -4.83f };
  float weights[2];

  fill_softmax (scores, weights, 2);
  assert_softmax (scores, weights, 2, 0,
                  "α = exp(−3.83 + 3.83) / Σ exp(e + 3.83)\n  = 1.000 / 1.368 = 0.731");
}

static void
test_score_formula_masked_score_is_infinite (void)
{
  const float scores[] = { 1.0f, -INFINITY };
  float weights[2];

  fill_softmax (scores, weights, 2);
  assert_softmax (scores, weights, 2, 1, "left out of the sum: α = 0");
}

static void
test_score_formula_says_when_it_does_not_hold (void)
{
  const float scores[] = { 1.0f, 2.0f };
  const float weights[] = { 0.5f, 0.5f };
  const float nowhere[] = { -INFINITY, -INFINITY };
  const float not_numbers[] = { NAN, 1.0f };

  assert_softmax (scores, weights, 2, 0, EXCUSE);
  assert_softmax (nowhere, weights, 2, 0, EXCUSE);
  assert_softmax (not_numbers, weights, 2, 1, EXCUSE);
}

/* The scores 0, 1 and 2, doubled: the weights are those of 0, 2 and 4. */
static void
test_score_formula_factor_is_written_out (void)
{
  const float scores[] = { 0.0f, 1.0f, 2.0f };
  const float doubled[] = { 0.0f, 2.0f, 4.0f };
  float weights[3];

  fill_softmax (doubled, weights, 3);
  assert_changed_softmax (scores, weights, 1, HEED_CHANGED_SHARPENED,
                          "α = exp(2.00 × (1.00 − 2.00)) / Σ exp(2.00 × (e − 2.00))\n"
                          "  = 0.135 / 1.154 = 0.117");
  assert_changed_softmax (scores, scores, 1, HEED_CHANGED_SHARPENED, EXCUSE);
}

/* A row with all of its weight on one key looks like a softmax without the other keys. */
static void
test_score_formula_pinned_row_is_no_softmax (void)
{
  const float scores[] = { 1.0f, 5.0f, 2.0f };
  const float weights[] = { 1.0f, 0.0f, 0.0f };

  assert_changed_softmax (scores, weights, 0, HEED_CHANGED_PINNED, EXCUSE);
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
  g_test_add_func ("/ui/score-formula/softmax-has-these-numbers",
                   test_score_formula_softmax_has_these_numbers);
  g_test_add_func ("/ui/score-formula/hidden-is-left-out", test_score_formula_hidden_is_left_out);
  g_test_add_func ("/ui/score-formula/large-scores-are-shifted",
                   test_score_formula_large_scores_are_shifted);
  g_test_add_func ("/ui/score-formula/small-scores-are-shifted",
                   test_score_formula_small_scores_are_shifted);
  g_test_add_func ("/ui/score-formula/masked-score-is-infinite",
                   test_score_formula_masked_score_is_infinite);
  g_test_add_func ("/ui/score-formula/says-when-it-does-not-hold",
                   test_score_formula_says_when_it_does_not_hold);

  g_test_add_func ("/ui/score-formula/factor-is-written-out",
                   test_score_formula_factor_is_written_out);
  g_test_add_func ("/ui/score-formula/pinned-row-is-no-softmax",
                   test_score_formula_pinned_row_is_no_softmax);

  return g_test_run ();
}
