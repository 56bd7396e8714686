/* test-random-model.c — models with random weights, reproducible from their seed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "engine/heed.h"
#include "tests/engine/compare.h"

#define DESCRIPTION(score) \
  "{\"family\": \"recurrent\", \"tokens\": {\"begin\": 1, \"end\": 2, \"padding\": 0}, " \
  "\"source_vocabulary\": 700, \"target_vocabulary\": 700, " \
  "\"cell\": \"gru\", \"source_embedding\": 200, \"target_embedding\": 200, " \
  "\"encoder_layers\": 1, \"encoder_directions\": 1, \"encoder_width\": 200, " \
  "\"decoder_layers\": 1, \"decoder_width\": 200, \"initial_state\": \"copy\", " \
  "\"score\": \"" score "\", \"attention_width\": 200, \"query\": \"previous\", " \
  "\"cell_input\": [\"context\", \"embedding\"], \"output\": [\"state\"]}"

static const guint32 source[] = { 5, 6, 7, 8 };

static HeedStep *
take_step (guint64 seed,
           guint   n_threads)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = heed_model_new_random (DESCRIPTION ("additive"), seed, &error);
  g_autoptr(HeedSession) session = NULL;
  HeedStep *step;

  g_assert_no_error (error);
  heed_model_set_threads (model, n_threads);
  session = heed_session_new_from_ids (model, source, G_N_ELEMENTS (source), &error);
  g_assert_no_error (error);
  step = heed_session_step (session, &error);
  g_assert_no_error (error);

  return step;
}

static void
test_random_model_is_the_same_for_a_seed (void)
{
  g_autoptr(HeedStep) one = take_step (1, 1);
  g_autoptr(HeedStep) again = take_step (1, 1);
  g_autoptr(HeedStep) other = take_step (2, 1);

  g_assert_cmpfloat (one->log_prob, ==, again->log_prob);
  g_assert_cmpfloat (one->log_prob, !=, other->log_prob);
}

/* The output layer is large enough to be shared among threads. */
static void
test_random_model_steps_alike_for_any_number_of_threads (void)
{
  g_autoptr(HeedStep) alone = take_step (1, 1);

  for (guint n_threads = 2; n_threads <= 4; n_threads++)
    {
      g_autoptr(HeedStep) shared = take_step (1, n_threads);

      g_assert_cmpuint (shared->n_traces, ==, alone->n_traces);
      g_assert_cmpuint (shared->token.id, ==, alone->token.id);
      g_assert_cmpfloat (shared->entropy, ==, alone->entropy);
      for (guint i = 0; i < alone->n_traces; i++)
        assert_same_floats (shared->traces[i].values, alone->traces[i].values,
                            alone->traces[i].n_values, alone->traces[i].name);
    }
}

/* A cosine lies between -1 and 1; with a factor of 1 the attention would be nearly uniform. */
static void
test_random_model_sharpens_a_cosine_at_first (void)
{
  const HeedAttentionSite cross = { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN };
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = heed_model_new_random (DESCRIPTION ("cosine"), 1, &error);
  g_autoptr(HeedSession) session = NULL;
  g_autoptr(HeedStep) step = NULL;
  float most = 0.0f;
  guint n_keys;
  const float *scores;

  g_assert_no_error (error);
  session = heed_session_new_from_ids (model, source, G_N_ELEMENTS (source), &error);
  g_assert_no_error (error);
  step = heed_session_step (session, &error);
  g_assert_no_error (error);
  scores = heed_step_scores (step, cross, &n_keys);

  /* The first query is the encoder's last state, which is also a key: their cosine is 1. */
  for (guint i = 0; i < n_keys; i++)
    most = MAX (most, scores[i]);
  g_assert_cmpfloat_with_epsilon (most, 4.0f, 1e-5f);
}

static void
test_random_model_names_what_is_wrong (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_model_new_random (DESCRIPTION ("loud"), 1, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "loud"));
  g_clear_error (&error);

  g_assert_null (heed_model_new_random ("[]", 1, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/random-model/is-the-same-for-a-seed",
                   test_random_model_is_the_same_for_a_seed);
  g_test_add_func ("/engine/random-model/steps-alike-for-any-number-of-threads",
                   test_random_model_steps_alike_for_any_number_of_threads);
  g_test_add_func ("/engine/random-model/sharpens-a-cosine-at-first",
                   test_random_model_sharpens_a_cosine_at_first);
  g_test_add_func ("/engine/random-model/names-what-is-wrong",
                   test_random_model_names_what_is_wrong);

  return g_test_run ();
}
