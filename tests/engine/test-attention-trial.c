/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "engine/decoding/attention-trial.h"
#include "tests/engine/compare.h"
#include "tests/engine/fixture.h"
#include "tests/engine/steps.h"

#define N_BEFORE 2  /* steps taken first, so that the decoder has a past */
#define TOKEN    7

static const char *const fixtures[] = { "d2l_bahdanau", "bilstm_general", "d2l_transformer",
                                        "marian" };

typedef struct
{
  HeedModel          *model;
  HeedSession        *session;
  HeedAttentionTrial  trial;
  float              *own;      /* as many as the trial has weights */
  double              own_log_prob;
  guint32             own_token;
} Trial;

static void
set_up (Trial         *fixture,
        gconstpointer  name)
{
  static const guint32 ids[] = { 5, 6, 7, 4, 8 };
  HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN };
  HeedAttentionTrial *trial = &fixture->trial;
  const HeedStep *step;
  guint n_keys;

  fixture->model = fixture_load_model (name);
  fixture->session = steps_start (fixture->model, ids, G_N_ELEMENTS (ids));
  heed_session_set_n_candidates (fixture->session, 256);
  heed_session_set_keeps_attention (fixture->session, TRUE);
  for (guint t = 0; t < N_BEFORE; t++)
    steps_force (fixture->session, 4 + t);

  heed_attention_trial_init (trial, fixture->session, site,
                             heed_model_get_n_heads (fixture->model, HEED_ATTENTION_CROSS, 0),
                             TOKEN);
  step = steps_take (fixture->session, 1);
  heed_step_attention (step, site, &n_keys);
  heed_attention_trial_allocate (trial, n_keys);

  fixture->own = g_new (float, heed_attention_trial_get_size (trial));
  for (guint head = 0; head < trial->n_heads; head++)
    {
      HeedAttentionSite one = { HEED_ATTENTION_CROSS, 0, (int) head };
      const float *row = heed_step_attention (step, one, &n_keys);

      memcpy (fixture->own + head * n_keys, row, n_keys * sizeof (float));
    }

  fixture->own_token = step->token.id;
  for (guint i = 0; i < step->n_candidates; i++)
    if (step->candidates[i].token.id == TOKEN)
      fixture->own_log_prob = step->candidates[i].log_prob;
}

static void
tear_down (Trial         *fixture,
           gconstpointer  name)
{
  heed_attention_trial_clear (&fixture->trial);
  g_free (fixture->own);
  heed_session_free (fixture->session);
  heed_model_unref (fixture->model);
}

static HeedAttentionOutcome
run (Trial       *fixture,
     const float *rows,
     gboolean     is_recording)
{
  HeedAttentionOutcome outcome;
  g_autoptr(GError) error = NULL;

  g_assert_true (
    heed_attention_trial_run (&fixture->trial, rows, is_recording, &outcome, &error));
  g_assert_no_error (error);

  return outcome;
}

static void
test_attention_trial_of_own_rows_is_the_models_own_step (Trial         *fixture,
                                                         gconstpointer  name)
{
  HeedAttentionOutcome outcome = run (fixture, fixture->own, FALSE);

  assert_close (outcome.log_prob, fixture->own_log_prob, 1e-5, "log p");
  g_assert_cmpint (outcome.is_first, ==, fixture->own_token == TOKEN);
}

/* Each run starts from the session's state; no run affects the next. */
static void
test_attention_trial_can_be_repeated (Trial         *fixture,
                                      gconstpointer  name)
{
  HeedAttentionTrial *trial = &fixture->trial;
  g_autofree float *corner = g_new0 (float, heed_attention_trial_get_size (trial));
  HeedAttentionOutcome first = run (fixture, fixture->own, TRUE);
  HeedAttentionOutcome other, again;

  for (guint head = 0; head < trial->n_heads; head++)
    corner[head * trial->n_keys] = 1.0f;
  other = run (fixture, corner, TRUE);
  again = run (fixture, fixture->own, FALSE);

  g_assert_cmpfloat (other.log_prob, !=, first.log_prob);
  g_assert_cmpfloat (again.log_prob, ==, first.log_prob);
}

/* Returns the closest of several difference quotients: some steps are too long for the curvature,
 * some too short for 24 bits of precision. */
static double
measure_slope (Trial  *fixture,
               gsize    i,
               double   gradient)
{
  static const float steps[] = { 3e-2f, 1e-2f, 3e-3f };
  float own = fixture->own[i];
  double nearest = INFINITY;

  for (guint j = 0; j < G_N_ELEMENTS (steps); j++)
    {
      double more, less, slope;

      fixture->own[i] = own + steps[j];
      more = -run (fixture, fixture->own, FALSE).log_prob;
      fixture->own[i] = own - steps[j];
      less = -run (fixture, fixture->own, FALSE).log_prob;
      slope = (more - less) / (2.0 * (double) steps[j]);
      if (fabs (slope - gradient) < fabs (nearest - gradient))
        nearest = slope;
    }
  fixture->own[i] = own;

  return nearest;
}

static void
test_attention_trial_gradient_is_the_slope_of_the_loss (Trial         *fixture,
                                                        gconstpointer  name)
{
  HeedAttentionTrial *trial = &fixture->trial;
  g_autofree float *gradient = g_new (float, heed_attention_trial_get_size (trial));
  double largest = 0.0;

  run (fixture, fixture->own, TRUE);
  for (guint head = 0; head < trial->n_heads; head++)
    memcpy (gradient + head * trial->n_keys, heed_attention_trial_get_gradient (trial, head),
            trial->n_keys * sizeof (float));

  for (gsize i = 0; i < heed_attention_trial_get_size (trial); i++)
    largest = MAX (largest, fabs ((double) gradient[i]));
  g_assert_cmpfloat (largest, >, 0.0);
  for (gsize i = 0; i < heed_attention_trial_get_size (trial); i++)
    assert_close (measure_slope (fixture, i, (double) gradient[i]), (double) gradient[i],
                  0.02 * largest + 1e-4, "slope");
}

#define ADD(name, test) \
  for (guint i = 0; i < G_N_ELEMENTS (fixtures); i++) \
    { \
      g_autofree char *path = \
        g_strdup_printf ("/engine/attention-trial/%s/" name, fixtures[i]); \
\
      g_test_add (path, Trial, fixtures[i], set_up, test, tear_down); \
    }

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("of-own-rows-is-the-models-own-step",
       test_attention_trial_of_own_rows_is_the_models_own_step);
  ADD ("can-be-repeated", test_attention_trial_can_be_repeated);
  ADD ("gradient-is-the-slope-of-the-loss", test_attention_trial_gradient_is_the_slope_of_the_loss);

  return g_test_run ();
}
