/* test-attention-search.c — the search for the attention that makes a token most probable
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "engine/decoding/session.h"
#include "tests/engine/compare.h"
#include "tests/engine/fixture.h"
#include "tests/engine/steps.h"

#define N_BEFORE 2  /* steps taken first, so that the decoder has a past */

static const char *const fixtures[] = { "d2l_bahdanau",    "bilstm_general", "luong_dot",
                                        "d2l_transformer", "marian",         "t5",
                                        "torch_prenorm" };

static HeedSession *
start (HeedModel *model)
{
  static const guint32 ids[] = { 5, 6, 7, 4, 8 };
  HeedSession *session = steps_start (model, ids, G_N_ELEMENTS (ids));

  heed_session_set_n_candidates (session, 256);
  for (guint t = 0; t < N_BEFORE; t++)
    steps_force (session, 4 + t);

  return session;
}

static HeedFoundAttention *
search_to_the_end (HeedSession       *session,
                   HeedAttentionSite  site,
                   guint32            token)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedAttentionSearch) search =
    heed_attention_search_new (session, site, token, &error);
  guint n_tries = 0;

  g_assert_no_error (error);
  while (!heed_attention_search_is_finished (search))
    {
      g_assert_true (heed_attention_search_advance (search, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (++n_tries, <, 200);
    }

  return heed_attention_search_dup_found (search);
}

static void
pin_rows (HeedSession       *session,
          HeedAttentionSite  site,
          guint              head,
          const float       *row,
          guint              n_keys)
{
  g_autoptr(GError) error = NULL;
  const HeedIntervention pin = {
    .kind = HEED_INTERVENTION_PIN_ROW,
    .site = { site.kind, site.layer, (int) head },
    .step = (int) heed_session_get_n_steps (session),
    .weights = row,
    .n_weights = n_keys,
  };

  heed_session_intervene (session, &pin, &error);
  g_assert_no_error (error);
}

/* Returns NAN if token is not a candidate of the step. */
static double
find_log_prob (const HeedStep *step,
               guint32         token)
{
  for (guint i = 0; i < step->n_candidates; i++)
    if (step->candidates[i].token.id == token)
      return step->candidates[i].log_prob;

  return NAN;
}

/* Takes the step with the found attention pinned and returns the log p of the token; it must be the
 * one that the search reported. */
static double
take_pinned (HeedSession              *session,
             const HeedFoundAttention *found,
             guint32                  *best)
{
  g_autoptr(HeedSession) fork = heed_session_fork (session);
  const HeedStep *step;

  for (guint i = 0; i < found->n_heads; i++)
    pin_rows (fork, found->site, found->site.head == HEED_HEAD_MEAN ? i : (guint) found->site.head,
              found->weights + (gsize) i * found->n_keys, found->n_keys);
  step = steps_take (fork, 1);
  *best = step->token.id;

  return find_log_prob (step, found->token);
}

static void
check_site (HeedSession       *session,
            HeedAttentionSite  site,
            guint32            token)
{
  g_autoptr(HeedFoundAttention) found = search_to_the_end (session, site, token);
  g_autoptr(HeedSession) plain = heed_session_fork (session);
  guint32 best;
  double pinned = take_pinned (session, found, &best);

  if (isnan (pinned))  /* not a candidate: the model never writes this token */
    return;

  g_assert_cmpuint (found->position, ==, N_BEFORE);
  assert_close (found->log_prob, pinned, 1e-5, "log p with the attention that was found");
  assert_close (found->own_log_prob, find_log_prob (steps_take (plain, 1), token), 1e-5,
                "log p as it was");
  g_assert_cmpfloat (found->log_prob, >=, found->own_log_prob);
  g_assert_cmpint (found->is_best, ==, best == token);
}

static void
test_attention_search_keeps_its_word (gconstpointer name)
{
  g_autoptr(HeedModel) model = fixture_load_model (name);
  g_autoptr(HeedSession) session = start (model);
  int n_layers = (int) heed_model_get_n_layers (model, HEED_ATTENTION_CROSS);
  int last_head = (int) heed_model_get_n_heads (model, HEED_ATTENTION_CROSS, 0) - 1;

  for (guint32 token = 4; token < 10; token += 3)
    for (int layer = 0; layer < n_layers; layer++)
      {
        check_site (session, (HeedAttentionSite) { HEED_ATTENTION_CROSS, layer, HEED_HEAD_MEAN },
                    token);
        check_site (session, (HeedAttentionSite) { HEED_ATTENTION_CROSS, layer, last_head }, token);
        if (heed_model_get_n_layers (model, HEED_ATTENTION_DECODER_SELF) > 0)
          check_site (session, (HeedAttentionSite) { HEED_ATTENTION_DECODER_SELF, layer, 0 },
                      token);
      }
}

/* No point on a grid over all weight rows of three keys is better by more than the pull towards the
 * original attention may cost: the search has not stopped at a local maximum. */
static void
test_attention_search_finds_the_top (void)
{
  static const guint32 ids[] = { 5, 9 };
  const guint n_parts = 40;
  g_autoptr(HeedModel) model = fixture_load_model ("d2l_bahdanau");
  g_autoptr(HeedSession) session = steps_start (model, ids, G_N_ELEMENTS (ids));
  guint n_source;

  heed_session_get_source (session, &n_source);
  g_assert_cmpuint (n_source, ==, 3);
  heed_session_set_n_candidates (session, 256);
  for (guint32 token = 4; token < 10; token++)
    {
      g_autoptr(HeedFoundAttention) found = search_to_the_end (session, CROSS, token);
      double best = -INFINITY;

      for (guint a = 0; a <= n_parts; a++)
        for (guint b = 0; a + b <= n_parts; b++)
          {
            g_autoptr(HeedSession) fork = heed_session_fork (session);
            const float row[] = { (float) a / n_parts, (float) b / n_parts,
                                  (float) (n_parts - a - b) / n_parts };

            double log_prob;

            pin_rows (fork, CROSS, 0, row, 3);
            log_prob = find_log_prob (steps_take (fork, 1), token);
            best = MAX (best, log_prob);
          }

      g_assert_cmpfloat (found->log_prob, >, best - 0.03);
    }
}

static void
test_attention_search_is_the_same_twice (void)
{
  g_autoptr(HeedModel) model = fixture_load_model ("d2l_transformer");
  g_autoptr(HeedSession) session = start (model);
  g_autoptr(HeedSession) untouched = start (model);
  g_autoptr(HeedFoundAttention) one = search_to_the_end (session, CROSS, 7);
  g_autoptr(HeedFoundAttention) again = search_to_the_end (session, CROSS, 7);

  assert_same_floats (one->weights, again->weights, one->n_heads * one->n_keys, "rows");
  g_assert_cmpfloat (one->log_prob, ==, again->log_prob);
  assert_same_session (session, untouched);
  steps_take (session, 1);
  steps_take (untouched, 1);
  assert_same_session (session, untouched);
}

/* The user hid this key, so the search must not give it weight. */
static void
test_attention_search_leaves_hidden_what_is_hidden (void)
{
  g_autoptr(HeedModel) model = fixture_load_model ("d2l_transformer");
  g_autoptr(HeedSession) session = start (model);
  g_autoptr(GError) error = NULL;
  const HeedIntervention hide = {
    .kind = HEED_INTERVENTION_MASK_KEY,
    .site = { HEED_ATTENTION_CROSS, HEED_EVERY_LAYER, HEED_HEAD_MEAN },
    .step = HEED_EVERY_STEP,
    .key = 1,
  };
  g_autoptr(HeedFoundAttention) found = NULL;

  heed_session_intervene (session, &hide, &error);
  g_assert_no_error (error);
  found = search_to_the_end (session, CROSS, 6);
  for (guint head = 0; head < found->n_heads; head++)
    {
      double sum = 0.0;

      g_assert_cmpfloat (found->weights[head * found->n_keys + 1], ==, 0.0f);
      for (guint key = 0; key < found->n_keys; key++)
        sum += found->weights[head * found->n_keys + key];
      assert_close (sum, 1.0, 1e-5, "sum of a row");
    }
}

static void
test_attention_search_refuses_the_encoder (void)
{
  const HeedAttentionSite site = { HEED_ATTENTION_ENCODER_SELF, 0, 0 };
  g_autoptr(HeedModel) model = fixture_load_model ("d2l_transformer");
  g_autoptr(HeedSession) session = start (model);
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_attention_search_new (session, site, 6, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
}

/* --- The slope that it follows --- */

typedef struct {
  HeedSession   *session;
  HeedOverrides  overrides;
  guint32        token;
} Slope;

static HeedTensor *
compute_logits (Slope    *slope,
                gboolean  is_recording)
{
  HeedDecoderState *state = heed_session_get_state (slope->session);
  guint32 read = heed_session_get_last_token (slope->session);

  return heed_decoder_logits (heed_session_get_tape (slope->session),
                              heed_session_get_encoding (slope->session),
                              &(HeedDecoderInput) { &state, &read, 1, &slope->overrides },
                              is_recording);
}

static double
compute_logit (Slope *slope)
{
  return compute_logits (slope, FALSE)->values[slope->token];
}

static double
measure (Slope *slope,
         float *x,
         float  step)
{
  float before = *x;
  double up, down;

  *x = before + step;
  up = compute_logit (slope);
  *x = before - step;
  down = compute_logit (slope);
  *x = before;

  return (up - down) / (2.0 * step);
}

/* A model with ReLU has kinks, which a short step seldom meets; but a short step is imprecise,
 * because logits are floats. The slope of one of the steps must agree. */
static void
assert_slope (Slope       *slope,
              float       *pinned,
              const float *gradient,
              guint        n)
{
  static const float steps[] = { 0x1p-7f, 0x1p-10f, 0x1p-12f };
  double largest = 0.1;

  for (guint i = 0; i < n; i++)
    largest = MAX (largest, fabs (gradient[i]));

  for (guint i = 0; i < n; i++)
    {
      double nearest = INFINITY;

      for (guint j = 0; j < G_N_ELEMENTS (steps); j++)
        nearest = MIN (nearest, fabs (measure (slope, &pinned[i], steps[j]) - gradient[i]));

      assert_close (nearest, 0.0, 2e-3 * largest, "distance from the slope");
    }
}

/* Checks the gradient of a logit with respect to pinned weights, for each attention, including
 * layers that others follow. */
static void
test_attention_search_slope_is_measured (gconstpointer name)
{
  static const HeedAttentionKind kinds[] = { HEED_ATTENTION_CROSS, HEED_ATTENTION_DECODER_SELF };
  g_autoptr(HeedModel) model = fixture_load_model (name);
  g_autoptr(HeedSession) session = start (model);
  guint n_source;

  heed_session_get_source (session, &n_source);
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    for (guint layer = 0; layer < heed_model_get_n_layers (model, kinds[kind]); layer++)
      {
        guint n_keys = kind == 0 ? n_source : N_BEFORE + 1;
        guint n = heed_model_get_n_heads (model, kinds[kind], (int) layer) * n_keys;
        g_autofree float *pinned = g_new (float, n);
        g_autofree float *gradient = g_new0 (float, n);
        HeedAttentionOverride query = { .n_keys = n_keys, .pinned = pinned };
        const HeedSiteOverride site = { kinds[kind], (int) layer, &query, 1 };
        Slope slope = { session, { &site, 1 }, 5 };
        HeedTensor *logits;

        for (guint i = 0; i < n; i++)
          pinned[i] = (float) (1 + (7 * i) % 5) / 15.0f;

        query.d_pinned = gradient;
        logits = compute_logits (&slope, TRUE);
        heed_tape_gradient (heed_session_get_tape (session), logits)[slope.token] = 1.0f;
        heed_tape_backward (heed_session_get_tape (session));
        query.d_pinned = NULL;

        assert_slope (&slope, pinned, gradient, n);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      g_autofree char *slope = g_strconcat ("/engine/attention-search/slope/", fixtures[i], NULL);
      g_autofree char *word =
        g_strconcat ("/engine/attention-search/keeps-its-word/", fixtures[i], NULL);

      g_test_add_data_func (slope, fixtures[i], test_attention_search_slope_is_measured);
      g_test_add_data_func (word, fixtures[i], test_attention_search_keeps_its_word);
    }

  g_test_add_func ("/engine/attention-search/finds-the-top", test_attention_search_finds_the_top);
  g_test_add_func ("/engine/attention-search/same-twice", test_attention_search_is_the_same_twice);
  g_test_add_func ("/engine/attention-search/leaves-hidden-what-is-hidden",
                   test_attention_search_leaves_hidden_what_is_hidden);
  g_test_add_func ("/engine/attention-search/refuses-the-encoder",
                   test_attention_search_refuses_the_encoder);

  return g_test_run ();
}
