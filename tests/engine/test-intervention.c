/* test-intervention.c — interventions have the described effect and can be undone
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "tests/engine/compare.h"
#include "tests/engine/fixture.h"
#include "tests/engine/steps.h"
#include "tests/engine/tiny-model.h"

static const guint32 source[] = { 4, 5, 6, 7 };

#define N_KEYS G_N_ELEMENTS (source)

static const char *const models[] = { "d2l_bahdanau", "luong_dot", "luong_general",
                                      "bilstm_general" };

#define N_HEADS 2

static HeedModel *
new_multi_head_model (void)
{
  HeedDescription d = tiny_description ();

  d.score = HEED_SCORE_MULTI_HEAD;
  d.n_heads = N_HEADS;

  return tiny_model_new (&d, 7);
}

static HeedSession *
start (gconstpointer name)
{
  g_autoptr(HeedModel) model = fixture_load_model (name);
  guint32 ended[N_KEYS];

  /* The source already ends with the end token, so none is added. */
  memcpy (ended, source, sizeof source);
  ended[N_KEYS - 1] = heed_model_get_end_token (model);

  return steps_start (model, ended, N_KEYS);
}

static guint
intervene (HeedSession            *session,
           const HeedIntervention *intervention)
{
  g_autoptr(GError) error = NULL;
  guint id = heed_session_intervene (session, intervention, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (id, >, 0);

  return id;
}

static const float *
get_attention (HeedSession *session,
               guint        step,
               int          head)
{
  guint n_keys;
  const float *attention =
    heed_step_attention (heed_session_get_step (session, step),
                         (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, head }, &n_keys);

  g_assert_cmpuint (n_keys, ==, N_KEYS);

  return attention;
}

static const float *
get_scores (HeedSession *session,
            guint        step)
{
  guint n_keys;

  return heed_step_scores (heed_session_get_step (session, step), CROSS, &n_keys);
}

static double
add_up (const float *attention)
{
  double sum = 0.0;

  for (guint key = 0; key < N_KEYS; key++)
    sum += attention[key];

  return sum;
}

/* --- What each kind does --- */

static void
test_intervention_masked_key_gets_nothing (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name);
  g_autoptr(HeedSession) plain = start (name);
  const float *attention, *before;

  intervene (session,
             &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY, CROSS, HEED_EVERY_STEP, .key = 2 });
  steps_take (session, 1);
  steps_take (plain, 1);
  attention = get_attention (session, 0, 0);
  before = get_attention (plain, 0, 0);

  g_assert_cmpfloat (attention[2], ==, 0.0f);
  assert_close (add_up (attention), 1.0, 1e-6, "sum");
  for (guint key = 0; key < N_KEYS; key++)
    if (key != 2)
      assert_close (attention[key], before[key] / (1.0 - before[2]), 1e-6, "what the others share");
  assert_same_floats (get_scores (session, 0), get_scores (plain, 0), N_KEYS,
                      "the model's own scores");
}

static void
test_intervention_pinned_row_is_the_attention (gconstpointer name)
{
  const float pinned[N_KEYS] = { 0.5f, 0.0f, 0.25f, 0.25f };
  g_autoptr(HeedSession) session = start (name);

  intervene (session, &(HeedIntervention) {
    HEED_INTERVENTION_PIN_ROW, CROSS, HEED_EVERY_STEP, .weights = pinned, .n_weights = N_KEYS });
  steps_take (session, 2);

  assert_same_floats (get_attention (session, 0, 0), pinned, N_KEYS, "step 0");
  assert_same_floats (get_attention (session, 1, 0), pinned, N_KEYS, "step 1");
}

/* With all weight on one key, its value is the context; a pinned row mixes the values by its
 * weights. */
static void
test_intervention_pinned_row_mixes_contexts (gconstpointer name)
{
  const float rows[][N_KEYS] = { { 1.0f },
                                 { 0.0f, 0.0f, 0.0f, 1.0f },
                                 { 0.25f, 0.0f, 0.0f, 0.75f } };
  g_autoptr(HeedSession) session = start (name);
  guint layer = heed_model_get_info (heed_session_get_model (session))->n_decoder_layers - 1;
  const float *contexts[3];
  guint n_values = 0;

  for (guint t = 0; t < 3; t++)
    {
      intervene (session, &(HeedIntervention) {
        HEED_INTERVENTION_PIN_ROW, CROSS, (int) t, .weights = rows[t], .n_weights = N_KEYS });
      contexts[t] = steps_get_trace (steps_take (session, 1), "context", layer, &n_values);
    }

  for (guint i = 0; i < n_values; i++)
    assert_close (contexts[2][i], 0.25 * contexts[0][i] + 0.75 * contexts[1][i], 1e-6, "context");
}

static void
test_intervention_sharpened_scores_are_multiplied (gconstpointer name)
{
  const float factors[] = { 0.25f, 1.0f, 3.0f };
  g_autoptr(HeedSession) session = start (name);

  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    {
      guint id = intervene (session, &(HeedIntervention) {
        HEED_INTERVENTION_SHARPEN, CROSS, HEED_EVERY_STEP, .factor = factors[i] });
      const float *attention, *scores;
      double sum = 0.0;

      heed_session_rewind (session, 0);
      steps_take (session, 1);
      attention = get_attention (session, 0, 0);
      scores = get_scores (session, 0);

      for (guint key = 0; key < N_KEYS; key++)
        sum += exp ((double) factors[i] * scores[key]);
      for (guint key = 0; key < N_KEYS; key++)
        assert_close (attention[key], exp ((double) factors[i] * scores[key]) / sum, 1e-6,
                      "attention");

      heed_session_undo_intervention (session, id);
    }
}

static void
test_intervention_silenced_head_says_nothing (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name);
  g_autoptr(HeedSession) plain = start (name);
  guint layer = heed_model_get_info (heed_session_get_model (session))->n_decoder_layers - 1;
  const float *context;
  guint n_values;

  intervene (session, &(HeedIntervention) { HEED_INTERVENTION_SILENCE_HEAD, CROSS,
                                            .step = HEED_EVERY_STEP });
  context = steps_get_trace (steps_take (session, 1), "context", layer, &n_values);
  steps_take (plain, 1);

  for (guint i = 0; i < n_values; i++)
    g_assert_cmpfloat (context[i], ==, 0.0f);
  assert_same_floats (get_attention (session, 0, 0), get_attention (plain, 0, 0), N_KEYS,
                      "attention");
  g_assert_cmpfloat (heed_session_get_step (session, 0)->entropy, !=,
                     heed_session_get_step (plain, 0)->entropy);
}

/* --- When, and how many at once --- */

static void
test_intervention_touches_its_step_only (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name);
  g_autoptr(HeedSession) plain = start (name);

  intervene (session, &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY, CROSS, 1, .key = 0 });
  steps_take (session, 2);
  steps_take (plain, 2);
  assert_same_step (heed_session_get_step (session, 0), heed_session_get_step (plain, 0));
  g_assert_cmpfloat (get_attention (session, 1, 0)[0], ==, 0.0f);

  steps_force (session, 5);
  g_assert_cmpfloat (get_attention (session, 2, 0)[0], >, 0.0f);
}

static void
test_intervention_steps_before_it_do_not_change (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name);
  g_autoptr(HeedSession) plain = start (name);

  steps_take (session, 2);
  steps_take (plain, 2);
  intervene (session,
             &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY, CROSS, HEED_EVERY_STEP, .key = 1 });
  assert_same_session (session, plain);

  heed_session_rewind (session, 1);
  steps_take (session, 1);
  g_assert_cmpfloat (get_attention (session, 1, 0)[1], ==, 0.0f);
}

static void
test_intervention_several_act_together (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name);
  const float *attention, *scores;
  double sum;

  intervene (session,
             &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY, CROSS, HEED_EVERY_STEP, .key = 0 });
  intervene (session, &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY, CROSS, 0, .key = 3 });
  intervene (session, &(HeedIntervention) { HEED_INTERVENTION_SHARPEN, CROSS, HEED_EVERY_STEP,
                                            .factor = 2.0f });
  intervene (session, &(HeedIntervention) { HEED_INTERVENTION_SHARPEN, CROSS, 0, .factor = 1.5f });
  steps_take (session, 1);
  attention = get_attention (session, 0, 0);
  scores = get_scores (session, 0);
  sum = exp (3.0 * scores[1]) + exp (3.0 * scores[2]);

  g_assert_cmpfloat (attention[0], ==, 0.0f);
  assert_close (attention[1], exp (3.0 * scores[1]) / sum, 1e-6, "key 1");
  assert_close (attention[2], exp (3.0 * scores[2]) / sum, 1e-6, "key 2");
  g_assert_cmpfloat (attention[3], ==, 0.0f);
}

/* --- Back --- */

static void
test_intervention_undone_leaves_no_trace (gconstpointer name)
{
  const float pinned[N_KEYS] = { 0.1f, 0.2f, 0.3f, 0.4f };
  const HeedIntervention kinds[] = {
    { HEED_INTERVENTION_MASK_KEY, CROSS, HEED_EVERY_STEP, .key = 1 },
    { HEED_INTERVENTION_PIN_ROW, CROSS, HEED_EVERY_STEP, .weights = pinned, .n_weights = N_KEYS },
    { HEED_INTERVENTION_SHARPEN, CROSS, HEED_EVERY_STEP, .factor = 4.0f },
    { HEED_INTERVENTION_SILENCE_HEAD, CROSS, .step = 1 },
  };
  g_autoptr(HeedSession) session = start (name);
  g_autoptr(HeedSession) plain = start (name);
  guint ids[G_N_ELEMENTS (kinds)];

  steps_take (plain, 3);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    ids[i] = intervene (session, &kinds[i]);
  steps_take (session, 3);
  g_assert_cmpfloat (heed_session_get_step (session, 0)->entropy, !=,
                     heed_session_get_step (plain, 0)->entropy);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    heed_session_undo_intervention (session, ids[i]);
  heed_session_rewind (session, 0);
  steps_take (session, 3);
  assert_same_session (session, plain);
}

static void
test_intervention_undone_alone_leaves_the_others (gconstpointer name)
{
  const HeedIntervention sharpen = { HEED_INTERVENTION_SHARPEN, CROSS, HEED_EVERY_STEP,
                                     .factor = 2.0f };
  const HeedIntervention mask = { HEED_INTERVENTION_MASK_KEY, CROSS, HEED_EVERY_STEP, .key = 1 };
  g_autoptr(HeedSession) session = start (name);
  g_autoptr(HeedSession) one = start (name);
  guint id;

  id = intervene (session, &sharpen);
  g_assert_cmpuint (intervene (session, &mask), !=, id);
  heed_session_undo_intervention (session, id);
  steps_take (session, 2);

  intervene (one, &mask);
  steps_take (one, 2);
  assert_same_session (session, one);
}

static void
test_intervention_fork_keeps_its_own (gconstpointer name)
{
  const HeedIntervention mask = { HEED_INTERVENTION_MASK_KEY, CROSS, HEED_EVERY_STEP, .key = 1 };
  g_autoptr(HeedSession) session = start (name);
  g_autoptr(HeedSession) plain = start (name);
  g_autoptr(HeedSession) fork = NULL;
  guint id = intervene (session, &mask);

  fork = heed_session_fork (session);
  heed_session_undo_intervention (session, id);
  steps_take (session, 2);
  steps_take (plain, 2);
  steps_take (fork, 2);
  assert_same_session (session, plain);
  g_assert_cmpfloat (get_attention (fork, 0, 0)[1], ==, 0.0f);

  heed_session_undo_intervention (fork, id);
  heed_session_rewind (fork, 0);
  steps_take (fork, 2);
  assert_same_session (fork, plain);
}

/* --- What cannot be --- */

static void
assert_refused (HeedSession            *session,
                const HeedIntervention *intervention,
                const char             *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (heed_session_intervene (session, intervention, &error), ==, 0);
  g_assert_error (error, HEED_ERROR, HEED_ERROR_SHAPE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_intervention_last_visible_key_stays (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name);
  g_autoptr(HeedSession) three = start (name);

  for (guint key = 0; key < 3; key++)
    {
      const HeedIntervention mask = { HEED_INTERVENTION_MASK_KEY, CROSS, HEED_EVERY_STEP,
                                      .key = key };

      intervene (session, &mask);
      intervene (three, &mask);
    }

  assert_refused (
    session, &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY, CROSS, HEED_EVERY_STEP, .key = 3 },
    "hidden tokens: expected at least one left to look at, found none");
  assert_refused (session, &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY, CROSS, 5, .key = 3 },
                  "hidden tokens: expected at least one left to look at, found none");

  steps_take (session, 2);
  steps_take (three, 2);
  assert_same_session (session, three);
  g_assert_cmpfloat (get_attention (session, 0, 0)[3], ==, 1.0f);
}

static void
test_intervention_that_does_not_fit_is_named (gconstpointer name)
{
  const float whole[N_KEYS] = { 0.25f, 0.25f, 0.25f, 0.25f };
  const float negative[N_KEYS] = { 0.75f, -0.25f, 0.25f, 0.25f };
  const float nan_row[N_KEYS] = { 0.5f, 0.5f, NAN, 0.0f };
  const float small[N_KEYS] = { 0.25f, 0.25f, 0.25f, 0.2f };
  const float infinite[N_KEYS] = { INFINITY, 0.0f, 0.0f, 0.0f };
  const struct { HeedIntervention intervention; const char *message;
  } cases[] = {
    { { HEED_INTERVENTION_MASK_KEY, CROSS, 0, .key = N_KEYS },
      "hidden token: expected a position below 4, found 4" },
    { { HEED_INTERVENTION_PIN_ROW, CROSS, 0, .weights = whole, .n_weights = 3 },
      "pinned row: expected 4 weights, found 3" },
    { { HEED_INTERVENTION_PIN_ROW, CROSS, 0, .weights = negative, .n_weights = N_KEYS },
      "pinned row: expected weights of at least 0, found -0.25 at 1" },
    { { HEED_INTERVENTION_PIN_ROW, CROSS, 0, .weights = nan_row, .n_weights = N_KEYS },
      "pinned row: expected weights of at least 0, found nan at 2" },
    { { HEED_INTERVENTION_PIN_ROW, CROSS, 0, .weights = small, .n_weights = N_KEYS },
      "pinned row: expected a sum of 1, found 0.95" },
    { { HEED_INTERVENTION_PIN_ROW, CROSS, 0, .weights = infinite, .n_weights = N_KEYS },
      "pinned row: expected a sum of 1, found inf" },
    { { HEED_INTERVENTION_SHARPEN, CROSS, 0, .factor = 0.0f },
      "factor: expected a finite number above 0, found 0" },
    { { HEED_INTERVENTION_SHARPEN, CROSS, 0, .factor = -1.0f },
      "factor: expected a finite number above 0, found -1" },
    { { HEED_INTERVENTION_SHARPEN, CROSS, 0, .factor = NAN },
      "factor: expected a finite number above 0, found nan" },
    { { HEED_INTERVENTION_SHARPEN, CROSS, 0, .factor = INFINITY },
      "factor: expected a finite number above 0, found inf" },
    { { HEED_INTERVENTION_SHARPEN, { HEED_ATTENTION_CROSS, 1, 0 }, 0, .factor = 2.0f },
      "site: expected one that attends, found layer 1" },
    { { HEED_INTERVENTION_SHARPEN, { HEED_ATTENTION_ENCODER_SELF, 0, 0 }, 0, .factor = 2.0f },
      "site: expected one that attends, found layer 0" },
    { { HEED_INTERVENTION_SHARPEN, { HEED_ATTENTION_CROSS, 0, 1 }, 0, .factor = 2.0f },
      "site: expected a head below 1, found 1" },
    { { HEED_INTERVENTION_SHARPEN, { HEED_ATTENTION_CROSS, 0, -2 }, 0, .factor = 2.0f },
      "site: expected a head below 1, found -2" },
  };
  g_autoptr(HeedSession) session = start (name);
  g_autoptr(HeedSession) plain = start (name);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (session, &cases[i].intervention, cases[i].message);

  steps_take (session, 2);
  steps_take (plain, 2);
  assert_same_session (session, plain);
}

/* However large the factor, the largest score stays the largest and finite. */
static void
test_intervention_sharpest_is_one_key (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name);
  guint best = 0;

  intervene (session, &(HeedIntervention) { HEED_INTERVENTION_SHARPEN, CROSS, HEED_EVERY_STEP,
                                            .factor = 3e38f });
  steps_take (session, 1);

  for (guint key = 1; key < N_KEYS; key++)
    if (get_scores (session, 0)[key] > get_scores (session, 0)[best])
      best = key;
  for (guint key = 0; key < N_KEYS; key++)
    g_assert_cmpfloat (get_attention (session, 0, 0)[key], ==, key == best ? 1.0f : 0.0f);
}

static void
test_intervention_numbers_that_overflow_are_no_step (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    intervene (session,
               &(HeedIntervention) { HEED_INTERVENTION_SHARPEN, CROSS, 1, .factor = 1e38f });

  steps_take (session, 1);
  g_assert_null (heed_session_step (session, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE);
  g_assert_cmpuint (heed_session_get_n_steps (session), ==, 1);
}

/* --- Heads --- */

static void
test_intervention_each_head_is_changed_alone (void)
{
  const HeedAttentionSite second = { HEED_ATTENTION_CROSS, 0, 1 };
  const float pinned[N_KEYS] = { 0.1f, 0.2f, 0.3f, 0.4f };
  const HeedIntervention kinds[] = {
    { HEED_INTERVENTION_MASK_KEY, second, HEED_EVERY_STEP, .key = 1 },
    { HEED_INTERVENTION_PIN_ROW, second, HEED_EVERY_STEP, .weights = pinned, .n_weights = N_KEYS },
    { HEED_INTERVENTION_SHARPEN, second, HEED_EVERY_STEP, .factor = 4.0f },
  };
  g_autoptr(HeedModel) model = new_multi_head_model ();
  g_autoptr(HeedSession) plain = steps_start (model, source, N_KEYS);

  steps_take (plain, 1);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(HeedSession) session = steps_start (model, source, N_KEYS);

      intervene (session, &kinds[i]);
      steps_take (session, 1);
      assert_same_floats (get_attention (session, 0, 0), get_attention (plain, 0, 0), N_KEYS,
                          "head 0");
      g_assert_cmpint (memcmp (get_attention (session, 0, 1), get_attention (plain, 0, 1),
                               N_KEYS * sizeof (float)),
                       !=, 0);
    }
}

static void
test_intervention_mean_is_every_head (void)
{
  g_autoptr(HeedModel) model = new_multi_head_model ();
  g_autoptr(HeedSession) together = steps_start (model, source, N_KEYS);
  g_autoptr(HeedSession) one_by_one = steps_start (model, source, N_KEYS);

  intervene (together,
             &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY, CROSS, HEED_EVERY_STEP, .key = 2 });
  intervene (together, &(HeedIntervention) { HEED_INTERVENTION_SHARPEN, CROSS, HEED_EVERY_STEP,
                                             .factor = 2.0f });
  for (int head = 0; head < N_HEADS; head++)
    {
      const HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, head };

      intervene (one_by_one, &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY, site,
                                                   HEED_EVERY_STEP, .key = 2 });
      intervene (one_by_one, &(HeedIntervention) { HEED_INTERVENTION_SHARPEN, site, HEED_EVERY_STEP,
                                                   .factor = 2.0f });
    }

  steps_take (together, 3);
  steps_take (one_by_one, 3);
  assert_same_session (together, one_by_one);
}

static void
test_intervention_heads_hide_their_last_key_one_by_one (void)
{
  g_autoptr(HeedModel) model = new_multi_head_model ();
  g_autoptr(HeedSession) session = steps_start (model, source, N_KEYS);

  /* Together the two heads mask every key, but each still sees at least two. */
  for (guint key = 0; key < N_KEYS; key++)
    intervene (session, &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY,
                                              { HEED_ATTENTION_CROSS, 0, key < 2 ? 0 : 1 },
                                              HEED_EVERY_STEP,
                                              .key = key });

  steps_take (session, 1);
  for (guint key = 0; key < N_KEYS; key++)
    {
      g_assert_true ((get_attention (session, 0, 0)[key] == 0.0f) == (key < 2));
      g_assert_true ((get_attention (session, 0, 1)[key] == 0.0f) == (key >= 2));
    }
}

/* --- Steps --- */

static void
test_intervention_each_step_may_hide_other_keys (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name);

  for (guint key = 0; key < N_KEYS; key++)
    intervene (session,
               &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY, CROSS, (int) key, .key = key });
  steps_take (session, N_KEYS);

  for (guint t = 0; t < heed_session_get_n_steps (session); t++)
    for (guint key = 0; key < N_KEYS; key++)
      g_assert_true ((get_attention (session, t, 0)[key] == 0.0f) == (key == t));

  for (guint key = 0; key < 3; key++)
    intervene (session, &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY, CROSS, 9, .key = key });
  assert_refused (
    session, &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY, CROSS, HEED_EVERY_STEP, .key = 3 },
    "hidden tokens: expected at least one left to look at, found none");
}

static void
test_intervention_nothing_attends_nothing_to_change (void)
{
  HeedDescription d = tiny_description ();
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(HeedSession) session = NULL;

  d.score = HEED_SCORE_NONE;
  model = tiny_model_new (&d, 7);
  session = steps_start (model, source, N_KEYS);

  assert_refused (session,
                  &(HeedIntervention) { HEED_INTERVENTION_SHARPEN, CROSS, 0, .factor = 2.0f },
                  "site: expected one that attends, found layer 0");
  steps_take (session, 1);
  g_assert_null (heed_session_dup_attention (session, CROSS));
}

int
main (int    argc,
      char **argv)
{
  const struct { const char *what; GTestDataFunc test; } tests[] = {
    { "masked-key-gets-nothing", test_intervention_masked_key_gets_nothing },
    { "pinned-row-is-the-attention", test_intervention_pinned_row_is_the_attention },
    { "pinned-row-mixes-contexts", test_intervention_pinned_row_mixes_contexts },
    { "sharpened-scores-are-multiplied", test_intervention_sharpened_scores_are_multiplied },
    { "silenced-head-says-nothing", test_intervention_silenced_head_says_nothing },
    { "touches-its-step-only", test_intervention_touches_its_step_only },
    { "steps-before-it-do-not-change", test_intervention_steps_before_it_do_not_change },
    { "several-act-together", test_intervention_several_act_together },
    { "undone-leaves-no-trace", test_intervention_undone_leaves_no_trace },
    { "undone-alone-leaves-the-others", test_intervention_undone_alone_leaves_the_others },
    { "fork-keeps-its-own", test_intervention_fork_keeps_its_own },
    { "last-visible-key-stays", test_intervention_last_visible_key_stays },
    { "that-does-not-fit-is-named", test_intervention_that_does_not_fit_is_named },
    { "sharpest-is-one-key", test_intervention_sharpest_is_one_key },
    { "numbers-that-overflow-are-no-step", test_intervention_numbers_that_overflow_are_no_step },
    { "each-step-may-hide-other-keys", test_intervention_each_step_may_hide_other_keys },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint m = 0; m < G_N_ELEMENTS (models); m++)
    for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path =
          g_strdup_printf ("/engine/intervention/%s/%s", tests[i].what, models[m]);

        g_test_add_data_func (path, models[m], tests[i].test);
      }

  g_test_add_func ("/engine/intervention/each-head-is-changed-alone",
                   test_intervention_each_head_is_changed_alone);
  g_test_add_func ("/engine/intervention/mean-is-every-head", test_intervention_mean_is_every_head);
  g_test_add_func ("/engine/intervention/heads-hide-their-last-key-one-by-one",
                   test_intervention_heads_hide_their_last_key_one_by_one);
  g_test_add_func ("/engine/intervention/nothing-attends-nothing-to-change",
                   test_intervention_nothing_attends_nothing_to_change);

  return g_test_run ();
}
