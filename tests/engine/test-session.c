/* test-session.c — sessions give PyTorch's results, and can be rewound and forked
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/decoding/session-attention.c,
 *   engine/decoding/step.c,
 *   engine/decoding/encoder-view.c,
 *   engine/decoding/gather.c,
 *   engine/decoding/sides.c,
 *   engine/networks/decoder.c,
 *   engine/networks/recurrent-decoder.c
 */

#include <math.h>

#include "tests/engine/compare.h"
#include "tests/engine/fixture.h"
#include "tests/engine/steps.h"

static const char *const fixtures[] = { "d2l_bahdanau", "luong_dot", "luong_general",
                                        "bilstm_general" };

static HeedSession *
start (Fixture   *fixture,
       HeedModel *model,
       guint      sentence)
{
  guint n_ids;
  g_autofree guint32 *ids = fixture_source (fixture, sentence, &n_ids);
  HeedSession *session = steps_start (model, ids, n_ids);

  heed_session_set_max_length (session,
                               (guint) json_node_get_int (fixture_get (fixture, "max_steps")));

  return session;
}

/* The first sentence, the longest one, has more than three target tokens in every fixture. */
static HeedSession *
start_first (gconstpointer name)
{
  g_autoptr(Fixture) fixture = fixture_load (name);
  g_autoptr(HeedModel) model = fixture_load_model (name);

  return start (fixture, model, 0);
}

/* --- PyTorch's answers --- */

static guint
expected_id (Fixture    *fixture,
             const char *list,
             guint       sentence,
             guint       step)
{
  g_autofree char *path = g_strdup_printf ("f64/greedy/%u/%s/%u", sentence, list, step);

  return (guint) json_node_get_int (fixture_get (fixture, path));
}

static guint
n_expected_steps (Fixture *fixture,
                  guint    sentence)
{
  g_autofree char *path = g_strdup_printf ("f64/greedy/%u/ids", sentence);

  return fixture_count (fixture, path);
}

static void
test_session_greedy_ids_are_pytorchs (gconstpointer name)
{
  g_autoptr(Fixture) fixture = fixture_load (name);
  g_autoptr(HeedModel) model = fixture_load_model (name);

  for (guint b = 0; b < fixture_count (fixture, "src"); b++)
    {
      g_autoptr(HeedSession) session = start (fixture, model, b);

      steps_take (session, G_MAXUINT);
      g_assert_cmpuint (heed_session_get_n_steps (session), ==, n_expected_steps (fixture, b));

      for (guint t = 0; t < heed_session_get_n_steps (session); t++)
        g_assert_cmpuint (heed_session_get_step (session, t)->token.id, ==,
                          expected_id (fixture, "ids", b, t));
    }
}

/* ids and log_probs are the paths of lists that contain five candidates, if the fixture has them */
static void
assert_candidates (Fixture        *fixture,
                   const HeedStep *step,
                   const char     *ids,
                   const char     *log_probs)
{
  double tolerance = fixture_tolerance (fixture, "logp");

  g_assert_cmpuint (step->n_candidates, ==, 5);
  for (guint i = 0; i < step->n_candidates; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s/%u", ids, i);
      g_autofree char *log_prob = g_strdup_printf ("%s/%u", log_probs, i);

      g_assert_cmpuint (step->candidates[i].token.id, ==,
                        json_node_get_int (fixture_get (fixture, id)));
      assert_close (step->candidates[i].log_prob, fixture_number (fixture, log_prob), tolerance,
                    log_prob);
    }
}

static void
test_session_candidates_are_pytorchs (gconstpointer name)
{
  g_autoptr(Fixture) fixture = fixture_load (name);
  g_autoptr(HeedModel) model = fixture_load_model (name);

  for (guint b = 0; b < fixture_count (fixture, "src"); b++)
    {
      g_autoptr(HeedSession) session = start (fixture, model, b);

      for (guint t = 0; t < n_expected_steps (fixture, b); t++)
        {
          g_autofree char *ids = g_strdup_printf ("f64/greedy/%u/top5_ids/%u", b, t);
          g_autofree char *log_probs = g_strdup_printf ("f64/greedy/%u/top5_logp/%u", b, t);
          const HeedStep *step = steps_take (session, 1);

          g_assert_cmpfloat (step->log_prob, ==, step->candidates[0].log_prob);
          assert_candidates (fixture, step, ids, log_probs);
        }
    }
}

/* The fixture's rows include padding if padding is read; row ends before it. */
static void
assert_row (Fixture     *fixture,
            const float *row,
            guint        n_keys,
            const char  *path)
{
  double tolerance = fixture_tolerance (fixture, "attention");
  double sum = 0.0;

  for (guint key = 0; key < fixture_count (fixture, path); key++)
    {
      g_autofree char *number = g_strdup_printf ("%s/%u", path, key);

      assert_close (key < n_keys ? row[key] : 0.0, fixture_number (fixture, number), tolerance,
                    number);
    }

  for (guint key = 0; key < n_keys; key++)
    sum += row[key];
  assert_close (sum, 1.0, 1e-5, path);
}

static void
test_session_attention_is_pytorchs (gconstpointer name)
{
  g_autoptr(Fixture) fixture = fixture_load (name);
  g_autoptr(HeedModel) model = fixture_load_model (name);

  for (guint b = 0; b < fixture_count (fixture, "src"); b++)
    {
      g_autoptr(HeedSession) session = start (fixture, model, b);
      g_autoptr(HeedMatrix) attention = NULL;
      guint n_tokens;

      steps_take (session, G_MAXUINT);
      heed_session_get_source (session, &n_tokens);
      attention = heed_session_dup_attention (session, CROSS);

      g_assert_cmpuint (attention->n_rows, ==, n_expected_steps (fixture, b));
      g_assert_cmpuint (attention->n_columns, ==, n_tokens);

      for (guint t = 0; t < attention->n_rows; t++)
        {
          g_autofree char *path = g_strdup_printf ("f64/greedy/%u/attention/%u/attention", b, t);

          assert_row (fixture, attention->values + (gsize) t * n_tokens, n_tokens, path);
        }
    }
}

static void
test_session_forced_log_probs_are_pytorchs (gconstpointer name)
{
  g_autoptr(Fixture) fixture = fixture_load (name);
  g_autoptr(HeedModel) model = fixture_load_model (name);
  double tolerance = fixture_tolerance (fixture, "logp");

  for (guint b = 0; b < fixture_count (fixture, "src"); b++)
    {
      g_autoptr(HeedSession) session = start (fixture, model, b);
      g_autofree char *length = g_strdup_printf ("tgt_len/%u", b);

      for (guint t = 0; t < json_node_get_int (fixture_get (fixture, length)); t++)
        {
          g_autofree char *token = g_strdup_printf ("tgt_out/%u/%u", b, t);
          g_autofree char *log_prob = g_strdup_printf ("f64/target_logp/%u/%u", b, t);
          g_autofree char *ids = g_strdup_printf ("f64/top5_ids/%u/%u", b, t);
          g_autofree char *log_probs = g_strdup_printf ("f64/top5_logp/%u/%u", b, t);
          const HeedStep *step =
            steps_force (session, (guint32) json_node_get_int (fixture_get (fixture, token)));

          g_assert_true (step->forced);
          assert_close (step->log_prob, fixture_number (fixture, log_prob), tolerance, log_prob);
          assert_candidates (fixture, step, ids, log_probs);
        }

      g_assert_true (heed_session_is_finished (session));
    }
}

/* --- What a step says of itself --- */

static void
test_session_entropy_is_that_of_all_candidates (gconstpointer name)
{
  g_autoptr(HeedSession) session = start_first (name);
  guint n_tokens = heed_model_get_info (heed_session_get_model (session))->target_vocabulary;
  double entropy = 0.0, sum = 0.0;
  const HeedStep *step;

  heed_session_set_n_candidates (session, n_tokens);
  step = steps_take (session, 1);
  g_assert_cmpuint (step->n_candidates, ==, n_tokens);

  for (guint i = 0; i < n_tokens; i++)
    {
      double p = exp (step->candidates[i].log_prob);

      if (i > 0)
        g_assert_cmpfloat (step->candidates[i].log_prob, <=, step->candidates[i - 1].log_prob);
      sum += p;
      entropy -= p * step->candidates[i].log_prob;
    }

  assert_close (sum, 1.0, 1e-6, "sum of all probabilities");
  assert_close (step->entropy, entropy, 1e-5, "entropy");
}

static void
test_session_attention_is_softmax_of_scores (gconstpointer name)
{
  g_autoptr(HeedSession) session = start_first (name);
  const HeedStep *step = steps_take (session, 2);
  guint n_keys;
  const float *attention = heed_step_attention (step, CROSS, &n_keys);
  const float *scores = heed_step_scores (step, CROSS, &n_keys);
  double sum = 0.0;

  for (guint key = 0; key < n_keys; key++)
    sum += exp (scores[key]);
  for (guint key = 0; key < n_keys; key++)
    assert_close (attention[key], exp (scores[key]) / sum, 1e-6, "attention");
}

static void
test_session_as_many_candidates_as_asked_for (gconstpointer name)
{
  g_autoptr(HeedSession) session = start_first (name);
  guint n_tokens = heed_model_get_info (heed_session_get_model (session))->target_vocabulary;

  heed_session_set_n_candidates (session, 0);
  g_assert_cmpuint (steps_take (session, 1)->n_candidates, ==, 0);
  heed_session_set_n_candidates (session, 1);
  g_assert_cmpuint (steps_take (session, 1)->n_candidates, ==, 1);
  heed_session_set_n_candidates (session, n_tokens + 1);
  g_assert_cmpuint (steps_take (session, 1)->n_candidates, ==, n_tokens);
}

static void
test_session_site_that_is_not_there_has_no_attention (gconstpointer name)
{
  const HeedAttentionSite sites[] = {
    { HEED_ATTENTION_ENCODER_SELF, 0, HEED_HEAD_MEAN },
    { HEED_ATTENTION_DECODER_SELF, 0, 0 },
    { HEED_ATTENTION_CROSS, 1, 0 },
    { HEED_ATTENTION_CROSS, -1, 0 },
    { HEED_ATTENTION_CROSS, 0, 1 },
    { HEED_ATTENTION_CROSS, 0, -2 },
    { HEED_ATTENTION_CROSS, 0, G_MININT },
  };
  g_autoptr(HeedSession) session = start_first (name);
  const HeedStep *step;
  guint n_keys = 99;

  g_assert_null (heed_session_dup_attention (session, CROSS));
  step = steps_take (session, 1);

  for (guint i = 0; i < G_N_ELEMENTS (sites); i++)
    {
      g_assert_null (heed_step_attention (step, sites[i], &n_keys));
      g_assert_null (heed_step_scores (step, sites[i], &n_keys));
      g_assert_cmpuint (n_keys, ==, 99);
      if (sites[i].kind != HEED_ATTENTION_CROSS)
        g_assert_null (heed_session_dup_attention (session, sites[i]));
    }
}

/* --- Back, and elsewhere --- */

static void
test_session_rewind_then_step_is_never_having_rewound (gconstpointer name)
{
  g_autoptr(HeedSession) straight = start_first (name);
  g_autoptr(HeedSession) session = start_first (name);

  steps_take (straight, 5);
  steps_take (session, 2);
  steps_force (session, 5);
  steps_take (session, 1);
  heed_session_rewind (session, 2);
  g_assert_cmpuint (heed_session_get_n_steps (session), ==, 2);
  steps_take (session, 3);
  assert_same_session (session, straight);

  heed_session_rewind (session, 0);
  steps_take (session, 5);
  assert_same_session (session, straight);
}

static void
test_session_fork_is_its_origin_and_goes_elsewhere_alone (gconstpointer name)
{
  g_autoptr(HeedSession) straight = start_first (name);
  g_autoptr(HeedSession) session = start_first (name);
  g_autoptr(HeedSession) fork = NULL;

  steps_take (session, 2);
  steps_take (straight, 4);
  fork = heed_session_fork (session);
  assert_same_session (fork, session);

  steps_force (fork, 6);
  heed_session_set_max_length (fork, 3);
  g_assert_true (heed_session_is_finished (fork));
  g_assert_cmpuint (heed_session_get_n_steps (session), ==, 2);

  steps_take (session, 2);
  assert_same_session (session, straight);
  g_assert_cmpuint (heed_session_get_n_steps (fork), ==, 3);

  heed_session_set_max_length (fork, 8);
  heed_session_rewind (fork, 2);
  steps_take (fork, 2);
  assert_same_session (fork, straight);
}

static void
test_session_fork_outlives_its_origin (gconstpointer name)
{
  g_autoptr(HeedSession) straight = start_first (name);
  HeedSession *session = start_first (name);
  g_autoptr(HeedSession) fork = heed_session_fork (session);

  heed_session_free (session);
  steps_take (straight, 3);
  steps_take (fork, 3);
  assert_same_session (fork, straight);
}

static void
test_session_step_outlives_its_session (gconstpointer name)
{
  HeedSession *session = start_first (name);
  g_autoptr(HeedStep) step = heed_step_ref (steps_take (session, 1));
  g_autoptr(HeedSession) again = start_first (name);

  heed_session_free (session);
  assert_same_step (step, steps_take (again, 1));
  g_assert_cmpstr (step->token.text, ==, heed_session_get_step (again, 0)->token.text);
}

/* --- Forced --- */

static void
test_session_forcing_changes_the_token_not_the_numbers (gconstpointer name)
{
  g_autoptr(HeedSession) free_one = start_first (name);
  g_autoptr(HeedSession) forced_one = start_first (name);
  const HeedStep *step = steps_take (free_one, 1);
  const HeedStep *forced = steps_force (forced_one, step->candidates[3].token.id);

  g_assert_false (step->forced);
  g_assert_true (forced->forced);
  g_assert_cmpuint (forced->token.id, ==, step->candidates[3].token.id);
  g_assert_cmpfloat (forced->log_prob, ==, step->candidates[3].log_prob);
  g_assert_cmpfloat (forced->entropy, ==, step->entropy);

  heed_session_rewind (forced_one, 0);
  assert_same_step (steps_force (forced_one, step->token.id), step);
}

static void
test_session_end_token_ends_it (gconstpointer name)
{
  g_autoptr(HeedSession) session = start_first (name);
  guint32 end = heed_model_get_end_token (heed_session_get_model (session));
  g_autoptr(HeedMatrix) attention = NULL;

  steps_take (session, 2);
  g_assert_false (heed_session_is_finished (session));
  steps_force (session, end);
  g_assert_true (heed_session_is_finished (session));

  attention = heed_session_dup_attention (session, CROSS);
  g_assert_cmpuint (attention->n_rows, ==, 3);

  heed_session_rewind (session, 2);
  g_assert_false (heed_session_is_finished (session));
}

static void
test_session_max_length_ends_it (gconstpointer name)
{
  g_autoptr(HeedSession) session = start_first (name);

  heed_session_set_max_length (session, 2);
  steps_take (session, 5);
  g_assert_cmpuint (heed_session_get_n_steps (session), ==, 2);
  g_assert_true (heed_session_is_finished (session));

  heed_session_set_max_length (session, 3);
  g_assert_false (heed_session_is_finished (session));

  heed_session_set_max_length (session, 1);
  heed_session_rewind (session, 1);
  g_assert_true (heed_session_is_finished (session));
}

static void
test_session_finished_one_takes_no_step (gconstpointer name)
{
  g_autoptr(HeedSession) session = start_first (name);
  g_autoptr(GError) error = NULL;

  heed_session_set_max_length (session, 1);
  steps_take (session, 1);

  g_test_expect_message ("Heed", G_LOG_LEVEL_CRITICAL, "*heed_session_is_finished*");
  g_assert_null (heed_session_step (session, &error));
  g_test_expect_message ("Heed", G_LOG_LEVEL_CRITICAL, "*heed_session_is_finished*");
  g_assert_null (heed_session_step_forced (session, 0, &error));
  g_test_assert_expected_messages ();

  g_assert_no_error (error);
  g_assert_cmpuint (heed_session_get_n_steps (session), ==, 1);
}

/* --- What cannot be --- */

static void
test_session_unknown_target_id_changes_nothing (gconstpointer name)
{
  g_autoptr(HeedSession) session = start_first (name);
  g_autoptr(HeedSession) straight = start_first (name);
  guint n_tokens = heed_model_get_info (heed_session_get_model (session))->target_vocabulary;
  const guint32 unknown[] = { n_tokens, n_tokens + 1, G_MAXINT32, G_MAXUINT32 };

  steps_take (straight, 3);
  steps_take (session, 2);

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (heed_session_step_forced (session, unknown[i], &error));
      g_assert_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY);
      g_assert_cmpuint (heed_session_get_n_steps (session), ==, 2);
    }

  steps_take (session, 1);
  assert_same_session (session, straight);
}

static void
test_session_unknown_source_id_is_named (gconstpointer name)
{
  g_autoptr(HeedModel) model = fixture_load_model (name);
  guint n_tokens = heed_model_get_info (model)->source_vocabulary;
  const guint32 ids[] = { 4, n_tokens - 1, n_tokens };
  g_autofree char *message =
    g_strdup_printf ("source token 2: expected an id below %u, found %u", n_tokens, n_tokens);
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_session_new_from_ids (model, ids, 3, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_session_text_needs_words (gconstpointer name)
{
  g_autoptr(HeedModel) model = fixture_load_model (name);
  g_autoptr(GError) error = NULL;

  g_assert_false (heed_model_get_info (model)->has_text);
  g_assert_null (heed_session_new (model, "hello", &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY);
}

static void
test_session_without_words_ids_are_text (gconstpointer name)
{
  g_autoptr(HeedSession) session = start_first (name);
  g_autofree char *target = NULL;
  const HeedToken *source;
  guint n_tokens;

  source = heed_session_get_source (session, &n_tokens);
  for (guint i = 0; i < n_tokens; i++)
    {
      g_autofree char *text = g_strdup_printf ("#%u", source[i].id);

      g_assert_cmpstr (source[i].text, ==, text);
    }

  steps_force (session, 9);
  steps_force (session, 11);
  steps_force (session, heed_model_get_end_token (heed_session_get_model (session)));
  target = heed_session_dup_target (session);
  g_assert_cmpstr (target, ==, "#9 #11");
}

static void
test_session_empty_source_can_be_walked (gconstpointer name)
{
  g_autoptr(HeedModel) model = fixture_load_model (name);
  g_autoptr(HeedSession) session = steps_start (model, NULL, 0);
  g_autoptr(HeedMatrix) attention = NULL;
  guint n_tokens;

  g_assert_true (heed_session_get_source (session, &n_tokens)[0].is_special);
  g_assert_cmpuint (n_tokens, ==, 1);

  steps_take (session, 3);
  attention = heed_session_dup_attention (session, CROSS);
  for (guint t = 0; t < attention->n_rows; t++)
    g_assert_cmpfloat (attention->values[t], ==, 1.0f);
}

/* A model that reads padding was trained on sentences of a fixed length. */
static void
test_session_long_source_is_cut_where_padding_is_read (void)
{
  g_autoptr(HeedModel) model = fixture_load_model ("d2l_bahdanau");
  const guint32 ids[] = { 6, 9, 15, 11, 18, 21, 4, 5, 3 };
  g_autoptr(HeedSession) whole = steps_start (model, ids, G_N_ELEMENTS (ids));
  g_autoptr(HeedSession) cut = steps_start (model, ids, 7);
  guint n_tokens;

  heed_session_get_source (whole, &n_tokens);
  g_assert_cmpuint (n_tokens, ==, 7);
  steps_take (whole, 4);
  steps_take (cut, 4);
  assert_same_session (whole, cut);
}

static void
test_session_longer_source_than_the_limit_is_refused (void)
{
  g_autoptr(HeedModel) model = fixture_load_model ("luong_dot");
  const guint32 ids[] = { 4, 5, 6, 7 };

  heed_model_set_max_source_length (model, 3);
  for (guint n_ids = 1; n_ids <= G_N_ELEMENTS (ids); n_ids++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(HeedSession) session = heed_session_new_from_ids (model, ids, n_ids, &error);

      g_assert_true ((session != NULL) == (n_ids <= 3));
      if (session == NULL)
        g_assert_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE);
    }
}

/* The text is the same; steps and beams have no attention to show. */
static void
test_session_attention_that_nobody_wants_is_not_kept (void)
{
  const HeedAttentionSite cross = { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN };
  g_autoptr(HeedSession) session = start_first ("luong_dot");
  g_autoptr(HeedSession) light = heed_session_fork (session);
  g_autoptr(HeedSession) fork = NULL;
  guint n_keys;

  heed_session_set_keeps_attention (light, FALSE);
  fork = heed_session_fork (light);

  while (!heed_session_is_finished (session))
    {
      g_autoptr(HeedStep) step = heed_session_step (session, NULL);
      g_autoptr(HeedStep) without = heed_session_step (light, NULL);

      g_assert_cmpuint (without->token.id, ==, step->token.id);
      g_assert_cmpfloat (without->log_prob, ==, step->log_prob);
      g_assert_nonnull (heed_step_attention (step, cross, &n_keys));
      g_assert_null (heed_step_attention (without, cross, &n_keys));
      g_assert_cmpuint (without->n_traces, ==, 0);
    }

  for (guint penalty = 0; penalty < 2; penalty++)
    {
      HeedBeamOptions options = HEED_BEAM_OPTIONS_DEFAULT;
      g_autoptr(HeedBeam) beam = NULL;
      g_autoptr(HeedSession) best = NULL;

      options.coverage_penalty = penalty;
      beam = heed_beam_new (fork, &options);
      while (!heed_beam_is_finished (beam))
        g_assert_true (heed_beam_advance (beam, NULL));
      best = heed_beam_dup_best (beam);
      g_assert_true ((heed_step_attention (heed_session_get_step (best, 0), cross, &n_keys) !=
                      NULL) == (penalty > 0));
    }
}

int
main (int    argc,
      char **argv)
{
  const struct { const char *what; GTestDataFunc test;
  } tests[] = {
    { "greedy-ids-are-pytorchs", test_session_greedy_ids_are_pytorchs },
    { "candidates-are-pytorchs", test_session_candidates_are_pytorchs },
    { "attention-is-pytorchs", test_session_attention_is_pytorchs },
    { "forced-log-probs-are-pytorchs", test_session_forced_log_probs_are_pytorchs },
    { "entropy-is-that-of-all-candidates", test_session_entropy_is_that_of_all_candidates },
    { "attention-is-softmax-of-scores", test_session_attention_is_softmax_of_scores },
    { "as-many-candidates-as-asked-for", test_session_as_many_candidates_as_asked_for },
    { "site-that-is-not-there-has-no-attention",
      test_session_site_that_is_not_there_has_no_attention },
    { "rewind-then-step-is-never-having-rewound",
      test_session_rewind_then_step_is_never_having_rewound },
    { "fork-is-its-origin-and-goes-elsewhere-alone",
      test_session_fork_is_its_origin_and_goes_elsewhere_alone },
    { "fork-outlives-its-origin", test_session_fork_outlives_its_origin },
    { "step-outlives-its-session", test_session_step_outlives_its_session },
    { "forcing-changes-the-token-not-the-numbers",
      test_session_forcing_changes_the_token_not_the_numbers },
    { "end-token-ends-it", test_session_end_token_ends_it },
    { "max-length-ends-it", test_session_max_length_ends_it },
    { "finished-one-takes-no-step", test_session_finished_one_takes_no_step },
    { "unknown-target-id-changes-nothing", test_session_unknown_target_id_changes_nothing },
    { "unknown-source-id-is-named", test_session_unknown_source_id_is_named },
    { "text-needs-words", test_session_text_needs_words },
    { "without-words-ids-are-text", test_session_without_words_ids_are_text },
    { "empty-source-can-be-walked", test_session_empty_source_can_be_walked },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint f = 0; f < G_N_ELEMENTS (fixtures); f++)
    for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path =
          g_strdup_printf ("/engine/session/%s/%s", tests[i].what, fixtures[f]);

        g_test_add_data_func (path, fixtures[f], tests[i].test);
      }

  g_test_add_func ("/engine/session/longer-source-than-the-limit-is-refused",
                   test_session_longer_source_than_the_limit_is_refused);
  g_test_add_func ("/engine/session/attention-that-nobody-wants-is-not-kept",
                   test_session_attention_that_nobody_wants_is_not_kept);
  g_test_add_func ("/engine/session/long-source-is-cut-where-padding-is-read",
                   test_session_long_source_is_cut_where_padding_is_read);

  return g_test_run ();
}
