/* test-sampling.c — tokens are drawn as often as they should be
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/decoding/sampling.h"

#include <math.h>

#include "tests/engine/steps.h"
#include "tests/engine/tiny-model.h"

#define N_DRAWS 20000

/* Probabilities 0.5, 0.25, 0.125 and twice 0.0625, in another order, and one token with probability
 * 0. */
static const double probs[] = { 0.0625, 0.25, 0.0, 0.5, 0.0625, 0.125 };

#define N_TOKENS G_N_ELEMENTS (probs)

static void
fill_logits (float  *logits,
             double  temperature)
{
  for (guint i = 0; i < N_TOKENS; i++)
    logits[i] = (float) (7.0 + temperature * log (probs[i]));
}

static void
count_draws (const HeedSamplingOptions *options,
             const float               *logits,
             guint                     *counts)
{
  for (guint i = 0; i < N_TOKENS; i++)
    counts[i] = 0;
  for (guint position = 0; position < N_DRAWS; position++)
    counts[heed_sampling_draw (options, position, logits, N_TOKENS)]++;
}

/* Pearson's test: chi-square with 4 degrees of freedom is below 18.47 in 999 of 1000 cases, and
 * with fewer degrees more often. The seed makes the result reproducible. */
static void
assert_drawn_as_often (const HeedSamplingOptions *options,
                       const float               *logits,
                       const double              *expected)
{
  guint counts[N_TOKENS];
  double chi_square = 0.0;

  count_draws (options, logits, counts);
  for (guint i = 0; i < N_TOKENS; i++)
    {
      double n_expected = expected[i] * N_DRAWS;

      if (n_expected > 0.0)
        chi_square += (counts[i] - n_expected) * (counts[i] - n_expected) / n_expected;
      else
        g_assert_cmpuint (counts[i], ==, 0);
    }

  g_assert_cmpfloat (chi_square, <, 18.47);
}

static void
test_sampling_draws_as_often_as_the_probabilities_say (void)
{
  float logits[N_TOKENS];

  fill_logits (logits, 1.0);
  for (guint64 seed = 0; seed < 5; seed++)
    assert_drawn_as_often (&(HeedSamplingOptions) { 1.0, 0, 1.0, seed }, logits, probs);
}

static void
test_sampling_temperature_divides_the_logits (void)
{
  float logits[N_TOKENS];

  for (double temperature = 0.25; temperature <= 4.0; temperature *= 2.0)
    {
      fill_logits (logits, temperature);
      assert_drawn_as_often (&(HeedSamplingOptions) { temperature, 0, 1.0, 3 }, logits, probs);
    }
}

static void
test_sampling_top_k_leaves_the_k_best (void)
{
  const double two[] = { 0.0, 1.0 / 3, 0.0, 2.0 / 3, 0.0, 0.0 };
  const double four[] = { 0.0625 / 0.9375, 0.25 / 0.9375, 0.0, 0.5 / 0.9375, 0.0, 0.125 / 0.9375 };
  float logits[N_TOKENS];

  fill_logits (logits, 1.0);
  assert_drawn_as_often (&(HeedSamplingOptions) { 1.0, 2, 1.0, 1 }, logits, two);
  /* Two tokens have the same probability: the one with the lower id is kept. */
  assert_drawn_as_often (&(HeedSamplingOptions) { 1.0, 4, 1.0, 1 }, logits, four);
  assert_drawn_as_often (&(HeedSamplingOptions) { 1.0, 100, 1.0, 1 }, logits, probs);
}

static void
test_sampling_top_p_leaves_the_fewest_that_reach_it (void)
{
  const double one[] = { 0.0, 0.0, 0.0, 1.0, 0.0, 0.0 };
  const double two[] = { 0.0, 1.0 / 3, 0.0, 2.0 / 3, 0.0, 0.0 };
  const double three[] = { 0.0, 2.0 / 7, 0.0, 4.0 / 7, 0.0, 1.0 / 7 };
  float logits[N_TOKENS];

  fill_logits (logits, 1.0);
  assert_drawn_as_often (&(HeedSamplingOptions) { 1.0, 0, 1e-9, 2 }, logits, one);
  assert_drawn_as_often (&(HeedSamplingOptions) { 1.0, 0, 0.49, 2 }, logits, one);
  assert_drawn_as_often (&(HeedSamplingOptions) { 1.0, 0, 0.51, 2 }, logits, two);
  assert_drawn_as_often (&(HeedSamplingOptions) { 1.0, 0, 0.8, 2 }, logits, three);
  assert_drawn_as_often (&(HeedSamplingOptions) { 1.0, 0, 1.0, 2 }, logits, probs);
  /* top_p is applied to what top_k left: 0.5 / 0.75 >= 0.6, so only the first token remains. */
  assert_drawn_as_often (&(HeedSamplingOptions) { 1.0, 2, 0.6, 2 }, logits, one);
}

static void
test_sampling_cold_or_narrow_takes_the_best (void)
{
  const HeedSamplingOptions greedy[] = { { 0.0, 0, 1.0, 0 },
                                         { 1e-300, 0, 1.0, 0 },
                                         { 1e-3, 0, 1.0, 0 },
                                         { 1.0, 1, 1.0, 0 },
                                         { 1e300, 1, 1.0, 0 } };
  float logits[N_TOKENS];

  fill_logits (logits, 1.0);
  for (guint i = 0; i < G_N_ELEMENTS (greedy); i++)
    for (guint position = 0; position < 100; position++)
      g_assert_cmpuint (heed_sampling_draw (&greedy[i], position, logits, N_TOKENS), ==, 3);
}

static void
test_sampling_seed_and_position_decide (void)
{
  float logits[N_TOKENS];
  guint n_same = 0;

  fill_logits (logits, 1.0);
  for (guint position = 0; position < 200; position++)
    {
      guint32 drawn =
        heed_sampling_draw (&(HeedSamplingOptions) { 1.0, 0, 1.0, 5 }, position, logits, N_TOKENS);

      g_assert_cmpuint (
        heed_sampling_draw (&(HeedSamplingOptions) { 1.0, 0, 1.0, 5 }, position, logits, N_TOKENS),
        ==, drawn);
      /* The next seed at the next position does not give the same draw. */
      n_same += heed_sampling_draw (&(HeedSamplingOptions) { 1.0, 0, 1.0, 6 }, position + 1, logits,
                                    N_TOKENS) == drawn;
    }

  /* By chance a third of the draws agree, 68 of 200. */
  g_assert_cmpuint (n_same, >, 40);
  g_assert_cmpuint (n_same, <, 100);
}

/* --- In a session --- */

static HeedSession *
start (HeedModel *model)
{
  HeedSession *session = steps_start (model, (guint32[]) { 4, 9, 6 }, 3);

  heed_session_set_max_length (session, 20);

  return session;
}

static void
sample (HeedSession               *session,
        const HeedSamplingOptions *options,
        guint                      n_steps)
{
  g_autoptr(GError) error = NULL;

  while (n_steps-- > 0 && !heed_session_is_finished (session))
    {
      g_autoptr(HeedStep) step = heed_session_step_sampled (session, options, &error);

      g_assert_no_error (error);
      g_assert_false (step->forced);
    }
}

static void
test_sampling_steps_are_the_same_for_a_seed (void)
{
  HeedDescription d = tiny_description ();
  g_autoptr(HeedModel) model = tiny_model_new (&d, 5);
  g_autoptr(HeedSession) greedy = start (model);
  gboolean differs = FALSE;

  steps_take (greedy, 20);
  for (guint64 seed = 0; seed < 10; seed++)
    {
      const HeedSamplingOptions options = { 1.0, 0, 1.0, seed };
      g_autoptr(HeedSession) session = start (model);
      g_autoptr(HeedSession) again = start (model);
      g_autoptr(HeedSession) fork = NULL;
      guint n_steps;

      sample (session, &options, 20);
      sample (again, &options, 20);
      assert_same_session (again, session);

      /* Rewinding or forking a session does not change the draws. */
      n_steps = heed_session_get_n_steps (session);
      heed_session_rewind (again, n_steps / 2);
      fork = heed_session_fork (again);
      sample (again, &options, 20);
      sample (fork, &options, 20);
      assert_same_session (again, session);
      assert_same_session (fork, session);

      for (guint t = 0; t < MIN (n_steps, heed_session_get_n_steps (greedy)); t++)
        differs = differs || heed_session_get_step (session, t)->token.id !=
                               heed_session_get_step (greedy, t)->token.id;
    }

  g_assert_true (differs);
}

static void
test_sampling_cold_steps_are_greedy (void)
{
  const HeedSamplingOptions greedy[] = { { 0.0, 0, 1.0, 8 },
                                         { 1e-6, 0, 1.0, 8 },
                                         { 1.0, 1, 1.0, 8 } };
  HeedDescription d = tiny_description ();
  g_autoptr(HeedModel) model = tiny_model_new (&d, 5);
  g_autoptr(HeedSession) expected = start (model);

  steps_take (expected, 20);
  for (guint i = 0; i < G_N_ELEMENTS (greedy); i++)
    {
      g_autoptr(HeedSession) session = start (model);

      sample (session, &greedy[i], 20);
      assert_same_session (session, expected);
    }
}

/* Temperature changes which token is drawn, but not the reported log-probability. */
static void
test_sampling_log_prob_is_the_models_own (void)
{
  HeedDescription d = tiny_description ();
  g_autoptr(HeedModel) model = tiny_model_new (&d, 5);
  g_autoptr(HeedSession) session = start (model);
  g_autoptr(HeedSession) forced = start (model);

  sample (session, &(HeedSamplingOptions) { 3.0, 7, 0.9, 1 }, 20);
  for (guint t = 0; t < heed_session_get_n_steps (session); t++)
    assert_same_step (steps_force (forced, heed_session_get_step (session, t)->token.id),
                      heed_session_get_step (session, t));
}

static void
test_sampling_options_are_checked (void)
{
  const HeedSamplingOptions wrong[] = { { -1.0, 0, 1.0, 0 },     { NAN, 0, 1.0, 0 },
                                        { INFINITY, 0, 1.0, 0 }, { 1.0, 0, 0.0, 0 },
                                        { 1.0, 0, 1.5, 0 },      { 1.0, 0, NAN, 0 } };

  g_assert_true (heed_sampling_options_are_sound (&HEED_SAMPLING_OPTIONS_DEFAULT));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (heed_sampling_options_are_sound (&wrong[i]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/sampling/draws-as-often-as-the-probabilities-say",
                   test_sampling_draws_as_often_as_the_probabilities_say);
  g_test_add_func ("/engine/sampling/temperature-divides-the-logits",
                   test_sampling_temperature_divides_the_logits);
  g_test_add_func ("/engine/sampling/top-k-leaves-the-k-best",
                   test_sampling_top_k_leaves_the_k_best);
  g_test_add_func ("/engine/sampling/top-p-leaves-the-fewest-that-reach-it",
                   test_sampling_top_p_leaves_the_fewest_that_reach_it);
  g_test_add_func ("/engine/sampling/cold-or-narrow-takes-the-best",
                   test_sampling_cold_or_narrow_takes_the_best);
  g_test_add_func ("/engine/sampling/seed-and-position-decide",
                   test_sampling_seed_and_position_decide);
  g_test_add_func ("/engine/sampling/steps-are-the-same-for-a-seed",
                   test_sampling_steps_are_the_same_for_a_seed);
  g_test_add_func ("/engine/sampling/cold-steps-are-greedy", test_sampling_cold_steps_are_greedy);
  g_test_add_func ("/engine/sampling/log-prob-is-the-models-own",
                   test_sampling_log_prob_is_the_models_own);
  g_test_add_func ("/engine/sampling/options-are-checked", test_sampling_options_are_checked);

  return g_test_run ();
}
