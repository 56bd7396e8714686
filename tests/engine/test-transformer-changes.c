/* test-transformer-changes.c — interventions in the attention of a Transformer
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-every-model.c has each wish at each head of each layer of the decoder;
 * here are those for every layer at once, and those that touch the encoder.
 */

#include <math.h>

#include "tests/engine/compare.h"
#include "tests/engine/fixture.h"
#include "tests/engine/steps.h"

static const char *const fixtures[] = { "d2l_transformer", "torch_prenorm", "marian", "t5" };

#define N_STEPS 5
#define HIDDEN  2

static HeedSession *
start (HeedModel *model)
{
  const guint32 ids[] = { 8, 5, 6, 7, heed_model_get_end_token (model) };

  return steps_start (model, ids, G_N_ELEMENTS (ids));
}

/* Forces the same tokens in every session. */
static void
walk (HeedSession *session)
{
  static const guint32 tokens[N_STEPS] = { 9, 8, 7, 6, 5 };

  heed_session_rewind (session, 0);
  for (guint t = 0; t < N_STEPS; t++)
    steps_force (session, tokens[t]);
}

static guint
intervene (HeedSession      *session,
           HeedIntervention  wish)
{
  g_autoptr(GError) error = NULL;
  guint id = heed_session_intervene (session, &wish, &error);

  g_assert_no_error (error);

  return id;
}

static void
assert_column_is_nothing (HeedSession       *session,
                          HeedAttentionSite  site,
                          guint              key)
{
  g_autoptr(HeedMatrix) attention = heed_session_dup_attention (session, site);

  for (guint row = 0; row < attention->n_rows; row++)
    {
      double sum = 0.0;

      for (guint column = 0; column < attention->n_columns; column++)
        sum += attention->values[row * attention->n_columns + column];
      assert_close (sum, 1.0, 1e-5, "sum of a row");
      g_assert_cmpfloat (attention->values[row * attention->n_columns + key], ==, 0.0f);
    }
}

static void
test_transformer_changes_hide_a_token_from_every_layer (gconstpointer name)
{
  g_autoptr(HeedModel) model = fixture_load_model (name);
  g_autoptr(HeedSession) plain = start (model);
  g_autoptr(HeedSession) session = start (model);
  HeedAttentionSite everywhere = { HEED_ATTENTION_CROSS, HEED_EVERY_LAYER, HEED_HEAD_MEAN };
  guint id = intervene (session, (HeedIntervention) { HEED_INTERVENTION_MASK_KEY, everywhere,
                                                      HEED_EVERY_STEP, .key = HIDDEN });

  walk (plain);
  walk (session);
  for (int layer = 0; layer < (int) heed_model_get_n_layers (model, HEED_ATTENTION_CROSS); layer++)
    assert_column_is_nothing (
      session, (HeedAttentionSite) { HEED_ATTENTION_CROSS, layer, HEED_HEAD_MEAN }, HIDDEN);

  heed_session_undo_intervention (session, id);
  walk (session);
  assert_same_session (session, plain);
}

static void
assert_same_matrix (HeedMatrix *found,
                    HeedMatrix *expected)
{
  g_assert_cmpuint (found->n_rows, ==, expected->n_rows);
  assert_same_floats (found->values, expected->values, (gsize) found->n_rows * found->n_columns,
                      "encoder");
}

static void
test_transformer_changes_reach_the_encoder_and_are_undone (gconstpointer name)
{
  g_autoptr(HeedModel) model = fixture_load_model (name);
  HeedAttentionSite everywhere = { HEED_ATTENTION_ENCODER_SELF, HEED_EVERY_LAYER, HEED_HEAD_MEAN };
  HeedAttentionSite top = { HEED_ATTENTION_ENCODER_SELF, 1, 0 };
  g_autoptr(HeedSession) plain = start (model);
  g_autoptr(HeedSession) session = start (model);
  g_autoptr(HeedMatrix) before = heed_session_dup_attention (session, top);
  g_autoptr(HeedMatrix) after = NULL;
  g_autoptr(HeedSession) fork = NULL;
  guint id = intervene (session, (HeedIntervention) { HEED_INTERVENTION_MASK_KEY, everywhere,
                                                      HEED_EVERY_STEP, .key = HIDDEN });

  walk (plain);
  walk (session);
  assert_column_is_nothing (session, top, HIDDEN);
  g_assert_cmpfloat (heed_session_get_step (session, 0)->entropy, !=,
                     heed_session_get_step (plain, 0)->entropy);

  fork = heed_session_fork (session);
  walk (fork);
  assert_same_session (fork, session);

  heed_session_undo_intervention (session, id);
  after = heed_session_dup_attention (session, top);
  assert_same_matrix (after, before);
  walk (session);
  assert_same_session (session, plain);
}

/* One source token's row is as pinned; the other rows of the first layer, which nothing precedes,
 * are unchanged. */
static void
test_transformer_changes_pin_one_row_of_the_encoder (gconstpointer name)
{
  g_autoptr(HeedModel) model = fixture_load_model (name);
  const float row[] = { 0.5f, 0.0f, 0.25f, 0.25f, 0.0f };
  HeedAttentionSite site = { HEED_ATTENTION_ENCODER_SELF, 0, 1 };
  g_autoptr(HeedSession) session = start (model);
  g_autoptr(HeedMatrix) before = heed_session_dup_attention (session, site);
  g_autoptr(HeedMatrix) pinned = NULL;

  intervene (session, (HeedIntervention) { HEED_INTERVENTION_PIN_ROW, site, HIDDEN, .weights = row,
                                           .n_weights = G_N_ELEMENTS (row) });
  pinned = heed_session_dup_attention (session, site);

  for (guint s = 0; s < pinned->n_rows; s++)
    assert_same_floats (pinned->values + s * pinned->n_columns,
                        s == HIDDEN ? row : before->values + s * pinned->n_columns,
                        pinned->n_columns, "row");
}

/* The first step can attend only to the first token, which therefore stays unmasked. */
static void
test_transformer_changes_leave_something_to_look_back_at (gconstpointer name)
{
  g_autoptr(HeedModel) model = fixture_load_model (name);
  HeedAttentionSite everywhere = { HEED_ATTENTION_DECODER_SELF, HEED_EVERY_LAYER, HEED_HEAD_MEAN };
  HeedAttentionSite first = { HEED_ATTENTION_DECODER_SELF, 0, 0 };
  g_autoptr(HeedSession) session = start (model);
  guint n_keys;

  intervene (session, (HeedIntervention) { HEED_INTERVENTION_MASK_KEY, everywhere, HEED_EVERY_STEP,
                                           .key = 0 });
  walk (session);
  g_assert_cmpfloat (heed_step_attention (heed_session_get_step (session, 0), first, &n_keys)[0],
                     ==, 1.0f);
  for (guint t = 1; t < N_STEPS; t++)
    g_assert_cmpfloat (heed_step_attention (heed_session_get_step (session, t), first, &n_keys)[0],
                       ==, 0.0f);
}

static void
assert_refused (HeedSession      *session,
                HeedIntervention  wish,
                const char       *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (heed_session_intervene (session, &wish, &error), ==, 0);
  g_assert_error (error, HEED_ERROR, HEED_ERROR_SHAPE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_transformer_changes_that_cannot_be_are_named (gconstpointer name)
{
  g_autoptr(HeedModel) model = fixture_load_model (name);
  g_autoptr(HeedSession) session = start (model);
  const float half[] = { 0.5f, 0.5f };
  HeedAttentionSite cross = { HEED_ATTENTION_CROSS, 2, 0 };
  HeedAttentionSite back = { HEED_ATTENTION_DECODER_SELF, 0, 0 };
  HeedAttentionSite head = { HEED_ATTENTION_ENCODER_SELF, 0, 4 };

  assert_refused (session, (HeedIntervention) { HEED_INTERVENTION_MASK_KEY, cross, 0, .key = 0 },
                  "site: expected one that attends, found layer 2");
  assert_refused (session,
                  (HeedIntervention) { .kind = HEED_INTERVENTION_SILENCE_HEAD, .site = head },
                  "site: expected a head below 4, found 4");
  assert_refused (session, (HeedIntervention) { HEED_INTERVENTION_MASK_KEY, back, 1, .key = 2 },
                  "hidden token: expected a position below 2, found 2");
  assert_refused (
    session,
    (HeedIntervention) { HEED_INTERVENTION_PIN_ROW, back, 2, .weights = half, .n_weights = 2 },
    "pinned row: expected 3 weights, found 2");
  assert_refused (session,
                  (HeedIntervention) { HEED_INTERVENTION_PIN_ROW, back, HEED_EVERY_STEP,
                                       .weights = half, .n_weights = 2 },
                  "pinned row: expected one step of a decoder that looks back, found all of them");
  assert_refused (
    session,
    (HeedIntervention) { .kind = HEED_INTERVENTION_SILENCE_HEAD, .site = back, .step = -2 },
    "step: expected one from 0, or every step, found -2");

  /* The queries of the encoder are the source tokens, here five. */
  head.head = 0;
  assert_refused (
    session,
    (HeedIntervention) { .kind = HEED_INTERVENTION_SILENCE_HEAD, .site = head, .step = 5 },
    "step: expected a source token below 5, found 5");
  assert_refused (
    session, (HeedIntervention) { HEED_INTERVENTION_SHARPEN, head, 5, .factor = 2.0f },
    "step: expected a source token below 5, found 5");
}

int
main (int    argc,
      char **argv)
{
  const struct { const char *what; GTestDataFunc test;
  } tests[] = {
    { "hide-a-token-from-every-layer", test_transformer_changes_hide_a_token_from_every_layer },
    { "reach-the-encoder-and-are-undone",
      test_transformer_changes_reach_the_encoder_and_are_undone },
    { "pin-one-row-of-the-encoder", test_transformer_changes_pin_one_row_of_the_encoder },
    { "leave-something-to-look-back-at", test_transformer_changes_leave_something_to_look_back_at },
    { "that-cannot-be-are-named", test_transformer_changes_that_cannot_be_are_named },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint f = 0; f < G_N_ELEMENTS (fixtures); f++)
    for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path =
          g_strdup_printf ("/engine/transformer-changes/%s/%s", tests[i].what, fixtures[f]);

        g_test_add_data_func (path, fixtures[f], tests[i].test);
      }

  return g_test_run ();
}
