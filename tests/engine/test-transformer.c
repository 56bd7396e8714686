/* test-transformer.c — Transformers give PyTorch's numbers, forward and back
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/networks/transformer-decoder.c,
 *   engine/networks/transformer-bind.c,
 *   engine/networks/transformer-loss.c
 */

#include <math.h>
#include <string.h>

#include "engine/networks/network.h"
#include "tests/engine/compare.h"
#include "tests/engine/fixture.h"
#include "tests/engine/steps.h"

static const char *const fixtures[] = { "d2l_transformer", "torch_prenorm", "marian", "t5" };

/* --- What they all need --- */

static HeedTransformer
bind_transformer (Fixture        *fixture,
                  HeedParameters *parameters)
{
  g_autoptr(GError) error = NULL;
  HeedTransformer model;

  heed_transformer_bind (&model, &fixture->blueprint.transformer, heed_existing_source, parameters,
                         &error);
  g_assert_no_error (error);

  return model;
}

/* Uses the error of PyTorch's log-probabilities if the fixture does not give that of the
 * quantity. */
static double
find_tolerance (Fixture    *fixture,
                const char *quantity)
{
  g_autofree char *path = g_strconcat ("f32_minus_f64/", quantity, NULL);

  return fixture_tolerance (fixture, fixture_knows (fixture, path) ? quantity : "logp");
}

typedef struct {
  Fixture               *fixture;
  FixtureBatch           batch;
  HeedTape              *tape;
  HeedTransformer        model;
  HeedTransformerMemory  memory;
  HeedTransformerResult  result;
} Forward;

/* Binds the model to the fixture and prepares its batch with teacher forcing. */
static void
forward_start (Forward    *forward,
               const char *name)
{
  HeedTransformerInput input;

  forward->fixture = fixture_load (name);
  forward->batch = fixture_batch (forward->fixture);
  forward->tape = heed_tape_new ();
  forward->model = bind_transformer (forward->fixture, forward->fixture->parameters);
  input = (HeedTransformerInput) {
    .ids = forward->batch.target.read,
    .n_positions = forward->batch.target.n_positions,
    .n_rows = forward->batch.source.n_sentences,
  };

  heed_tape_begin (forward->tape, FALSE);
  heed_transformer_encode (&forward->model, forward->tape, &forward->batch.source, NULL,
                           &forward->memory);
  heed_transformer_decode (&forward->model, forward->tape, &forward->memory, &input, NULL,
                           &forward->result);
}

static void
forward_clear (Forward *forward)
{
  heed_tape_free (forward->tape);
  fixture_batch_clear (&forward->batch);
  fixture_free (forward->fixture);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Forward, forward_clear)

/* --- A whole batch --- */

static void
test_transformer_encoder_outputs_are_pytorchs (gconstpointer name)
{
  g_auto(Forward) forward = { 0 };
  double tolerance;

  forward_start (&forward, name);
  tolerance = fixture_knows (forward.fixture, "f32_minus_f64/enc/enc_outputs")
              ? fixture_tolerance (forward.fixture, "enc/enc_outputs")
              : fixture_tolerance (forward.fixture, "enc");

  for (guint b = 0; b < forward.batch.source.n_sentences; b++)
    for (guint s = 0; s < forward.batch.source.lengths[b]; s++)
      for (guint i = 0; i < forward.memory.outputs->n_columns; i++)
        {
          g_autofree char *path = g_strdup_printf ("f64/enc/enc_outputs/%u/%u/%u", b, s, i);

          assert_close (
            heed_tensor_row (forward.memory.outputs, s * forward.batch.source.n_sentences + b)[i],
            fixture_number (forward.fixture, path), tolerance, path);
        }
}

/* list is the path below "f64" of an array B x H x rows x keys. */
static void
assert_attention (Forward                   *forward,
                  const char                *list,
                  const HeedAttentionResult *attention,
                  guint                      n_heads,
                  const guint32             *n_rows,
                  double                     tolerance)
{
  guint n_sentences = forward->batch.source.n_sentences;

  for (guint b = 0; b < n_sentences; b++)
    for (guint head = 0; head < n_heads; head++)
      for (guint t = 0; t < n_rows[b]; t++)
        for (guint key = 0; key < attention->weights->n_columns; key++)
          {
            g_autofree char *path = g_strdup_printf ("f64/%s/%u/%u/%u/%u", list, b, head, t, key);

            assert_close (
              heed_tensor_row (attention->weights, (t * n_sentences + b) * n_heads + head)[key],
              fixture_number (forward->fixture, path), tolerance, path);
          }
}

static void
test_transformer_every_attention_is_pytorchs (gconstpointer name)
{
  g_auto(Forward) forward = { 0 };
  const HeedTransformerDescription *d;
  double tolerance;

  forward_start (&forward, name);
  d = &forward.model.description;
  tolerance = find_tolerance (forward.fixture, "attention");

  for (guint layer = 0; layer < d->encoder.n_layers; layer++)
    {
      g_autofree char *list = g_strdup_printf ("enc/enc_attention.%u", layer);
      g_autofree char *quantity = g_strdup_printf ("enc/enc_attention.%u", layer);

      assert_attention (&forward, list, &forward.memory.self[layer], d->encoder.n_heads,
                        forward.batch.source.lengths,
                        fixture_knows (forward.fixture, "f32_minus_f64/attention")
                          ? fixture_tolerance (forward.fixture, quantity)
                          : tolerance);
    }

  for (guint layer = 0; layer < d->decoder.n_layers; layer++)
    {
      g_autofree char *self = g_strdup_printf ("attention/self.%u", layer);
      g_autofree char *cross = g_strdup_printf ("attention/cross.%u", layer);

      assert_attention (&forward, self, forward.result.self[layer], d->decoder.n_heads,
                        forward.batch.numbers[4], tolerance);
      assert_attention (&forward, cross, &forward.result.cross[layer], d->decoder.n_heads,
                        forward.batch.numbers[4], tolerance);
    }
}

static void
assert_log_probs (Forward      *forward,
                  const float  *logits,
                  guint         n_words,
                  guint         b,
                  guint         t)
{
  double tolerance = fixture_tolerance (forward->fixture, "logp");
  g_autofree char *target = g_strdup_printf ("f64/target_logp/%u/%u", b, t);
  double sum = 0.0;

  for (guint v = 0; v < n_words; v++)
    sum += exp (logits[v]);

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("f64/top5_ids/%u/%u/%u", b, t, i);
      g_autofree char *log_prob = g_strdup_printf ("f64/top5_logp/%u/%u/%u", b, t, i);

      assert_close (logits[(guint) fixture_number (forward->fixture, id)] - log (sum),
                    fixture_number (forward->fixture, log_prob), tolerance, log_prob);
    }

  assert_close (logits[forward->batch.target.said[t * forward->batch.source.n_sentences + b]] -
                  log (sum),
                fixture_number (forward->fixture, target), tolerance, target);
}

static void
test_transformer_log_probs_are_pytorchs (gconstpointer name)
{
  g_auto(Forward) forward = { 0 };
  HeedTensor *logits;

  forward_start (&forward, name);
  logits = heed_transformer_logits (&forward.model, forward.tape, forward.result.output);

  for (guint b = 0; b < forward.batch.source.n_sentences; b++)
    for (guint t = 0; t < forward.batch.numbers[4][b]; t++)
      assert_log_probs (&forward,
                        heed_tensor_row (logits, t * forward.batch.source.n_sentences + b),
                        logits->n_columns, b, t);
}

static void
test_transformer_loss_and_every_gradient_are_pytorchs (gconstpointer name)
{
  g_autoptr(Fixture) fixture = fixture_load (name);
  g_auto(FixtureBatch) batch = fixture_batch (fixture);
  g_autoptr(HeedTape) tape = heed_tape_new ();
  g_autoptr(HeedParameters) trained = heed_parameters_new_sharing (fixture->parameters);
  HeedTransformer model = bind_transformer (fixture, trained);
  double loss;

  heed_tape_begin (tape, TRUE);
  loss = heed_transformer_loss (&model, tape, &batch.source, &batch.target, 0.0f);
  heed_tape_backward (tape);

  assert_close (loss, fixture_number (fixture, "f64/loss"), find_tolerance (fixture, "loss"),
                "loss");
  fixture_assert_gradients (fixture, trained);
}

/* --- Step by step --- */

static HeedSession *
start_sentence (Fixture   *fixture,
                HeedModel *model,
                guint      sentence)
{
  guint n_ids;
  g_autofree guint32 *ids = fixture_source (fixture, sentence, &n_ids);
  HeedSession *session = steps_start (model, ids, n_ids);

  heed_session_set_max_length (session, (guint) fixture_number (fixture, "max_steps"));

  return session;
}

/* The fixture lists greedy attention by step; that of T5 lists only ids. */
static void
assert_greedy_step (Fixture        *fixture,
                    HeedModel      *model,
                    const HeedStep *step,
                    guint           sentence)
{
  const struct { HeedAttentionKind kind; const char *name; } kinds[] = {
    { HEED_ATTENTION_CROSS, "cross" }, { HEED_ATTENTION_DECODER_SELF, "self" }
  };

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *path =
        g_strdup_printf ("f64/greedy/%u/top5_logp/%u/%u", sentence, step->position, i);

      assert_close (step->candidates[i].log_prob, fixture_number (fixture, path),
                    fixture_tolerance (fixture, "logp"), path);
    }

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint layer = 0; layer < heed_model_get_n_layers (model, kinds[k].kind); layer++)
      for (guint head = 0; head < heed_model_get_n_heads (model, kinds[k].kind, (int) layer);
           head++)
        {
          HeedAttentionSite site = { kinds[k].kind, (int) layer, (int) head };
          guint n_keys = 0;
          const float *attention = heed_step_attention (step, site, &n_keys);

          g_assert_nonnull (attention);
          for (guint key = 0; key < n_keys; key++)
            {
              g_autofree char *path =
                g_strdup_printf ("f64/greedy/%u/attention/%u/%s.%u/%u/%u", sentence, step->position,
                                 kinds[k].name, layer, head, key);

              assert_close (attention[key], fixture_number (fixture, path),
                            fixture_tolerance (fixture, "attention"), path);
            }
        }
}

static void
test_transformer_greedy_steps_are_pytorchs (gconstpointer name)
{
  g_autoptr(Fixture) fixture = fixture_load (name);
  g_autoptr(HeedModel) model = fixture_load_model (name);

  for (guint sentence = 0; sentence < fixture_count (fixture, "f64/greedy"); sentence++)
    {
      g_autoptr(HeedSession) session = start_sentence (fixture, model, sentence);
      g_autofree char *ids = g_strdup_printf ("f64/greedy/%u/ids", sentence);
      gboolean has_steps = json_object_has_member (
        json_node_get_object (json_array_get_element (
          json_node_get_array (fixture_get (fixture, "f64/greedy")), sentence)),
        "top5_logp");

      steps_take (session, G_MAXUINT);
      g_assert_cmpuint (heed_session_get_n_steps (session), ==, fixture_count (fixture, ids));

      for (guint t = 0; t < heed_session_get_n_steps (session); t++)
        {
          g_autofree char *id = g_strdup_printf ("%s/%u", ids, t);
          const HeedStep *step = heed_session_get_step (session, t);

          g_assert_cmpuint (step->token.id, ==, (guint) fixture_number (fixture, id));
          if (has_steps)
            assert_greedy_step (fixture, model, step, sentence);
        }
    }
}

/* Checks the cached keys and values: steps one by one against all steps at once. */
static void
test_transformer_steps_are_what_teacher_forcing_says (gconstpointer name)
{
  g_auto(Forward) forward = { 0 };
  g_autoptr(HeedModel) model = fixture_load_model (name);
  guint n_sentences, n_heads;

  forward_start (&forward, name);
  n_sentences = forward.batch.source.n_sentences;
  n_heads = forward.model.description.decoder.n_heads;

  for (guint b = 0; b < n_sentences; b++)
    {
      g_autoptr(HeedSession) session = start_sentence (forward.fixture, model, b);

      for (guint t = 0; t < forward.batch.numbers[4][b]; t++)
        {
          const HeedStep *step =
            steps_force (session, forward.batch.target.said[t * n_sentences + b]);
          guint row = t * n_sentences + b;

          for (guint layer = 0; layer < forward.model.description.decoder.n_layers; layer++)
            {
              guint n_values, n_keys;
              const float *state = steps_get_trace (step, "state", layer, &n_values);
              const float *scores = heed_step_scores (
                step, (HeedAttentionSite) { HEED_ATTENTION_DECODER_SELF, (int) layer, 1 }, &n_keys);

              g_assert_cmpuint (n_keys, ==, t + 1);
              for (guint i = 0; i < n_values; i++)
                assert_close (state[i], heed_tensor_row (forward.result.states[layer], row)[i],
                              1e-5, "state");
              for (guint key = 0; key < n_keys; key++)
                assert_close (
                  scores[key],
                  heed_tensor_row (forward.result.self[layer]->scores, row * n_heads + 1)[key],
                  1e-5, "score");
            }
        }
    }
}

/* The public functions return the attention of the batch's encoder. */
static void
test_transformer_the_encoder_shows_how_it_looked (gconstpointer name)
{
  g_auto(Forward) forward = { 0 };
  g_autoptr(HeedModel) model = fixture_load_model (name);
  guint n_heads, n_sentences;

  forward_start (&forward, name);
  n_heads = forward.model.description.encoder.n_heads;
  n_sentences = forward.batch.source.n_sentences;

  for (guint b = 0; b < n_sentences; b++)
    {
      g_autoptr(HeedSession) session = start_sentence (forward.fixture, model, b);

      for (int layer = 0;
           layer < (int) heed_model_get_n_layers (model, HEED_ATTENTION_ENCODER_SELF); layer++)
        for (int head = 0; head < (int) n_heads; head++)
          {
            HeedAttentionSite site = { HEED_ATTENTION_ENCODER_SELF, layer, head };
            g_autoptr(HeedMatrix) attention = heed_session_dup_attention (session, site);
            g_autoptr(HeedMatrix) scores = heed_session_dup_scores (session, site);

            g_assert_cmpuint (attention->n_rows, ==, forward.batch.source.lengths[b]);
            g_assert_cmpuint (attention->n_columns, ==, attention->n_rows);
            for (guint i = 0; i < attention->n_rows * attention->n_rows; i++)
              {
                guint row = (i / attention->n_rows * n_sentences + b) * n_heads + (guint) head;

                assert_close (
                  attention->values[i],
                  heed_tensor_row (forward.memory.self[layer].weights, row)[i % attention->n_rows],
                  1e-5, "weight");
                assert_close (
                  scores->values[i],
                  heed_tensor_row (forward.memory.self[layer].scores, row)[i % attention->n_rows],
                  1e-5, "score");
              }
          }
    }
}

/* Scores of later tokens are NaN, because they were never computed; weights of later tokens are
 * 0. */
static void
test_transformer_decoder_rows_end_where_its_past_does (gconstpointer name)
{
  const HeedAttentionSite site = { HEED_ATTENTION_DECODER_SELF, 0, 0 };
  g_autoptr(Fixture) fixture = fixture_load (name);
  g_autoptr(HeedModel) model = fixture_load_model (name);
  g_autoptr(HeedSession) session = start_sentence (fixture, model, 0);
  g_autoptr(HeedMatrix) attention = NULL;
  g_autoptr(HeedMatrix) scores = NULL;

  steps_force (session, 5);
  steps_force (session, 6);
  steps_force (session, 5);
  attention = heed_session_dup_attention (session, site);
  scores = heed_session_dup_scores (session, site);

  g_assert_cmpuint (scores->n_columns, ==, 3);
  for (guint row = 0; row < 3; row++)
    for (guint column = 0; column < 3; column++)
      {
        g_assert_cmpint (isnan (scores->values[row * 3 + column]) != 0, ==, column > row);
        g_assert_cmpint (attention->values[row * 3 + column] == 0.0f, ==, column > row);
      }
}

static void
test_transformer_a_rewound_walk_and_a_fork_are_the_same (gconstpointer name)
{
  g_autoptr(Fixture) fixture = fixture_load (name);
  g_autoptr(HeedModel) model = fixture_load_model (name);
  g_autoptr(HeedSession) straight = start_sentence (fixture, model, 0);
  g_autoptr(HeedSession) session = start_sentence (fixture, model, 0);
  g_autoptr(HeedSession) fork = NULL;

  steps_take (straight, 8);
  steps_take (session, 3);
  fork = heed_session_fork (session);
  steps_force (session, 5);
  steps_force (session, 6);
  heed_session_rewind (session, 2);
  steps_take (session, 8);
  steps_take (fork, 8);

  assert_same_session (session, straight);
  assert_same_session (fork, straight);
}

/* Memory grows with the square of the length of a sentence. */
static void
test_transformer_a_sentence_too_long_is_refused (gconstpointer name)
{
  g_autoptr(HeedModel) model = fixture_load_model (name);
  const guint n_ids = 100000;
  g_autofree guint32 *ids = g_new (guint32, n_ids);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < n_ids; i++)
    ids[i] = 5;

  g_assert_null (heed_session_new_from_ids (model, ids, n_ids, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE);
}

int
main (int    argc,
      char **argv)
{
  const struct { const char *what; GTestDataFunc test;
  } tests[] = {
    { "encoder-outputs-are-pytorchs", test_transformer_encoder_outputs_are_pytorchs },
    { "every-attention-is-pytorchs", test_transformer_every_attention_is_pytorchs },
    { "log-probs-are-pytorchs", test_transformer_log_probs_are_pytorchs },
    { "loss-and-every-gradient-are-pytorchs",
      test_transformer_loss_and_every_gradient_are_pytorchs },
    { "greedy-steps-are-pytorchs", test_transformer_greedy_steps_are_pytorchs },
    { "steps-are-what-teacher-forcing-says", test_transformer_steps_are_what_teacher_forcing_says },
    { "the-encoder-shows-how-it-looked", test_transformer_the_encoder_shows_how_it_looked },
    { "decoder-rows-end-where-its-past-does",
      test_transformer_decoder_rows_end_where_its_past_does },
    { "a-rewound-walk-and-a-fork-are-the-same",
      test_transformer_a_rewound_walk_and_a_fork_are_the_same },
    { "a-sentence-too-long-is-refused", test_transformer_a_sentence_too_long_is_refused },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint f = 0; f < G_N_ELEMENTS (fixtures); f++)
    for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path =
          g_strdup_printf ("/engine/transformer/%s/%s", tests[i].what, fixtures[f]);

        g_test_add_data_func (path, fixtures[f], tests[i].test);
      }

  return g_test_run ();
}
