/* test-attention.c — every kind of attention against its equation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "engine/layers/attention.h"
#include "tests/engine/compare.h"
#include "tests/engine/layer.h"

#define N_SENTENCES 2
#define N_POSITIONS 5
#define WIDTH       6  /* of queries and of values, so that every kind of score is defined */
#define HIDDEN      4
#define N_HEADS     2
#define MOST_INPUTS 16

static const guint32 lengths[N_SENTENCES] = { 5, 3 };

typedef struct {
  HeedAttentionWeights  weights;
  HeedTensor           *query;   /* B x WIDTH */
  HeedTensor           *values;  /* S B x WIDTH */
  HeedTensor           *inputs[MOST_INPUTS];  /* all tensors above, NULL-terminated */
  guint                 n_inputs;
} Attention;

static HeedTensor *
add_input (Attention  *attention,
           const char *name,
           guint       n_rows,
           guint       n_columns)
{
  HeedTensor *tensor = layer_tensor_new (name, n_rows, n_columns, 10 + attention->n_inputs);

  g_assert_cmpuint (attention->n_inputs, <, MOST_INPUTS - 1);
  attention->inputs[attention->n_inputs++] = tensor;

  return tensor;
}

static guint
count_columns (HeedScoreWidth width)
{
  switch (width)
    {
    case HEED_SCORE_WIDTH_ONE:
      return 1;

    case HEED_SCORE_WIDTH_ATTENTION:
      return HIDDEN;

    case HEED_SCORE_WIDTH_STATE:
      return WIDTH;

    case HEED_SCORE_WIDTH_ABSENT:
      return 0;
    }

  g_assert_not_reached ();
}

static void
add_map (Attention       *attention,
         HeedScoreWidth   width,
         HeedTensor     **weight,
         HeedTensor     **bias)
{
  if (width == HEED_SCORE_WIDTH_ABSENT)
    return;

  *weight = add_input (attention, "weight", count_columns (width), WIDTH);
  *bias = add_input (attention, "bias", 1, count_columns (width));
}

static void
add_weights (Attention *attention)
{
  HeedAttentionWeights *weights = &attention->weights;
  const HeedScoreInfo *score = heed_score_get_info (weights->kind);

  add_map (attention, score->query, &weights->query_weight, &weights->query_bias);
  add_map (attention, score->key, &weights->key_weight, &weights->key_bias);
  add_map (attention, score->value, &weights->value_weight, &weights->value_bias);
  add_map (attention, score->value, &weights->output_weight, &weights->output_bias);

  if (score->weight != HEED_SCORE_WIDTH_ABSENT)
    weights->score_weight = add_input (attention, "score weight", 1, count_columns (score->weight));
  if (score->bias != HEED_SCORE_WIDTH_ABSENT)
    weights->score_bias = add_input (attention, "score bias", 1, 1);
}

static void
attention_init (Attention     *attention,
                HeedScoreKind  kind)
{
  guint n_heads = heed_score_get_info (kind)->has_heads ? N_HEADS : 1;

  *attention = (Attention) { .weights = { .kind = kind, .n_heads = n_heads } };
  attention->query = add_input (attention, "query", N_SENTENCES, WIDTH);
  attention->values = add_input (attention, "values", N_POSITIONS * N_SENTENCES, WIDTH);
  add_weights (attention);
}

static void
attention_clear (Attention *attention)
{
  for (guint i = 0; i < attention->n_inputs; i++)
    layer_tensor_free (attention->inputs[i]);
}

static HeedAttentionResult
attend (HeedTape  *tape,
        Attention *attention)
{
  HeedAttentionMemory memory = heed_attention_prepare (tape, &attention->weights, attention->values,
                                                       lengths, N_SENTENCES);

  return heed_attention_attend (tape, &attention->weights, &memory, attention->query, NULL);
}

static HeedTensor *
run_attention (HeedTape *tape,
               gpointer  user_data)
{
  return attend (tape, user_data).context;
}

/* Computes y = w x + bias (n_out numbers) in double precision. */
static void
map (double           *y,
     const double     *x,
     const HeedTensor *weight,
     const HeedTensor *bias)
{
  for (guint o = 0; o < weight->n_rows; o++)
    {
      y[o] = bias->values[o];
      for (guint i = 0; i < weight->n_columns; i++)
        y[o] += heed_tensor_row (weight, o)[i] * x[i];
    }
}

static void
widen (double       *wide,
       const float  *narrow,
       guint         n)
{
  for (guint i = 0; i < n; i++)
    wide[i] = narrow[i];
}

static double
plain_cosine (const double *query,
              const double *key)
{
  double product = 0.0, query_square = 0.0, key_square = 0.0;

  for (guint i = 0; i < WIDTH; i++)
    {
      product += query[i] * key[i];
      query_square += query[i] * query[i];
      key_square += key[i] * key[i];
    }

  return product / sqrt (query_square * key_square);
}

/* Returns one head's score of key @k by the equations at the top of attention.c; query and key have
 * already been projected if the kind projects them. */
static double
plain_score (const Attention *attention,
             const double    *query,
             const double    *key,
             guint            head)
{
  const HeedAttentionWeights *weights = &attention->weights;
  guint n = WIDTH / weights->n_heads;
  double sum = 0.0;

  if (weights->kind == HEED_SCORE_COSINE)
    return weights->score_weight->values[0] * plain_cosine (query, key);

  if (weights->score_weight != NULL)
    {
      for (guint i = 0; i < HIDDEN; i++)
        sum += weights->score_weight->values[i] * tanh (query[i] + key[i]);

      return sum + weights->score_bias->values[0];
    }

  for (guint i = head * n; i < (head + 1) * n; i++)
    sum += query[i] * key[i];

  return weights->kind == HEED_SCORE_SCALED_DOT || weights->kind == HEED_SCORE_MULTI_HEAD
         ? sum / sqrt (n)
         : sum;
}

static void
plain_value (double          *value,
             const Attention *attention,
             const double    *raw)
{
  if (attention->weights.value_weight != NULL)
    map (value, raw, attention->weights.value_weight, attention->weights.value_bias);
  else
    for (guint i = 0; i < WIDTH; i++)
      value[i] = raw[i];
}

static void
assert_sentence (Attention           *attention,
                 HeedAttentionResult  result,
                 guint                b)
{
  const HeedAttentionWeights *weights = &attention->weights;
  guint n = WIDTH / weights->n_heads;
  double raw_query[WIDTH], query[WIDTH], raw_key[WIDTH], key[WIDTH], value[WIDTH];
  double context[WIDTH] = { 0 }, output[WIDTH];

  widen (raw_query, heed_tensor_row (attention->query, b), WIDTH);
  widen (query, heed_tensor_row (attention->query, b), WIDTH);
  if (weights->query_weight != NULL)
    map (query, raw_query, weights->query_weight, weights->query_bias);

  for (guint head = 0; head < weights->n_heads; head++)
    {
      const float *found = heed_tensor_row (result.weights, b * weights->n_heads + head);
      double exponentials[N_POSITIONS] = { 0 };
      double sum = 0.0;

      for (guint s = 0; s < lengths[b]; s++)
        {
          double score;

          widen (raw_key, heed_tensor_row (attention->values, s * N_SENTENCES + b), WIDTH);
          widen (key, heed_tensor_row (attention->values, s * N_SENTENCES + b), WIDTH);
          if (weights->key_weight != NULL)
            map (key, raw_key, weights->key_weight, weights->key_bias);

          score = plain_score (attention, query, key, head);
          assert_close (heed_tensor_row (result.scores, b * weights->n_heads + head)[s], score,
                        2e-5, "score");
          sum += exponentials[s] = exp (score);
        }

      for (guint s = 0; s < N_POSITIONS; s++)
        {
          assert_close (found[s], exponentials[s] / sum, 2e-5, "weight");
          widen (raw_key, heed_tensor_row (attention->values, s * N_SENTENCES + b), WIDTH);
          plain_value (value, attention, raw_key);
          for (guint i = head * n; i < (head + 1) * n; i++)
            context[i] += exponentials[s] / sum * value[i];
        }
    }

  widen (output, heed_tensor_row (result.context, b), WIDTH);
  if (weights->output_weight != NULL)
    {
      double mapped[WIDTH];

      map (mapped, context, weights->output_weight, weights->output_bias);
      for (guint i = 0; i < WIDTH; i++)
        context[i] = mapped[i];
    }
  for (guint i = 0; i < WIDTH; i++)
    assert_close (output[i], context[i], 1e-4, "context");
}

static void
test_attention_is_its_equation (gconstpointer data)
{
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedAttentionResult result;
  Attention attention;

  attention_init (&attention, GPOINTER_TO_UINT (data));
  heed_tape_begin (tape, FALSE);
  result = attend (tape, &attention);
  for (guint b = 0; b < N_SENTENCES; b++)
    assert_sentence (&attention, result, b);
  attention_clear (&attention);
}

static void
test_attention_gradients_are_the_slopes (gconstpointer data)
{
  Attention attention;

  attention_init (&attention, GPOINTER_TO_UINT (data));
  assert_layer_gradients (run_attention, &attention, attention.inputs);
  attention_clear (&attention);
}

/* Padding may contain anything, even NaN. */
static void
test_attention_padding_is_not_looked_at (gconstpointer data)
{
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedAttentionResult result;
  Attention attention;
  guint n_heads;

  attention_init (&attention, GPOINTER_TO_UINT (data));
  n_heads = attention.weights.n_heads;
  for (guint s = lengths[1]; s < N_POSITIONS; s++)
    for (guint i = 0; i < WIDTH; i++)
      heed_tensor_row (attention.values, s * N_SENTENCES + 1)[i] = NAN;

  heed_tape_begin (tape, FALSE);
  result = attend (tape, &attention);

  for (guint head = 0; head < n_heads; head++)
    for (guint s = lengths[1]; s < N_POSITIONS; s++)
      {
        g_assert_true (heed_tensor_row (result.scores, n_heads + head)[s] == -INFINITY);
        g_assert_cmpfloat (heed_tensor_row (result.weights, n_heads + head)[s], ==, 0.0f);
      }
  for (guint i = 0; i < WIDTH; i++)
    g_assert_true (isfinite (heed_tensor_row (result.context, 1)[i]));

  attention_clear (&attention);
}

/* As in a beam: many queries attend to one sentence, each as if it were alone. */
static void
test_attention_one_sentence_serves_many_queries (gconstpointer data)
{
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedAttentionMemory memory;
  HeedAttentionResult together;
  Attention attention;

  attention_init (&attention, GPOINTER_TO_UINT (data));
  heed_tape_begin (tape, FALSE);
  memory = heed_attention_prepare (tape, &attention.weights, attention.values, NULL, 1);
  together = heed_attention_attend (tape, &attention.weights, &memory, attention.query, NULL);

  for (guint b = 0; b < N_SENTENCES; b++)
    {
      HeedAttentionResult alone = heed_attention_attend (
        tape, &attention.weights, &memory, heed_tape_view_rows (tape, attention.query, b, 1), NULL);

      for (guint i = 0; i < WIDTH; i++)
        assert_close (heed_tensor_row (together.context, b)[i], alone.context->values[i], 1e-5,
                      "context");
    }

  attention_clear (&attention);
}

/* --- The cosine --- */

#define N_COSINE_KEYS 4

/* Keys of width 3; the second is all zero and has no angle, the third points in the opposite
 * direction. */
static const float cosine_query[] = { 1.0f, 2.0f, 2.0f };
static const float cosine_keys[N_COSINE_KEYS * 3] = {
  2.0f, 1.0f, 2.0f,
  0.0f, 0.0f, 0.0f,
  -1.0f, -2.0f, -2.0f,
  0.0f, 3.0f, 4.0f,
};

typedef struct {
  HeedTape            *tape;
  HeedTensor          *query;
  HeedTensor          *values;
  HeedTensor          *beta;
  HeedAttentionResult  result;
} Cosine;

static void
cosine_init (Cosine *cosine,
             float   length,
             float   beta)
{
  HeedAttentionWeights weights = { .kind = HEED_SCORE_COSINE, .n_heads = 1 };
  HeedAttentionMemory memory;

  cosine->tape = heed_tape_new ();
  cosine->query = layer_tensor_new ("query", 1, 3, 1);
  cosine->values = layer_tensor_new ("values", N_COSINE_KEYS, 3, 2);
  cosine->beta = layer_tensor_new ("beta", 1, 1, 3);
  weights.score_weight = cosine->beta;
  cosine->beta->values[0] = beta;

  for (guint i = 0; i < 3; i++)
    cosine->query->values[i] = length * cosine_query[i];
  for (guint i = 0; i < N_COSINE_KEYS * 3; i++)
    cosine->values->values[i] = cosine_keys[i];

  heed_tape_begin (cosine->tape, TRUE);
  memory = heed_attention_prepare (cosine->tape, &weights, cosine->values, NULL, 1);
  cosine->result = heed_attention_attend (cosine->tape, &weights, &memory, cosine->query, NULL);
}

static void
cosine_clear (Cosine *cosine)
{
  heed_tape_free (cosine->tape);
  layer_tensor_free (cosine->query);
  layer_tensor_free (cosine->values);
  layer_tensor_free (cosine->beta);
}

/* Cosines 8/9, 0, -1 and 14/15 from torch.nn.functional.cosine_similarity(), times 2.5, with their
 * softmax and the weighted sum of the keys. The length of the query does not matter. */
static void
test_attention_cosine_is_the_reference (void)
{
  static const double scores[N_COSINE_KEYS] = { 2.2222222222, 0.0, -2.5, 2.3333333333 };
  static const double weights[N_COSINE_KEYS] = { 0.4474708427, 0.0484915307, 0.0039804272,
                                                 0.5000571994 };
  static const double context[3] = { 0.8909612581, 1.9396815865, 2.8872096286 };
  static const float lengths_of_query[] = { 1.0f, 1e-3f, 1e4f };

  for (guint l = 0; l < G_N_ELEMENTS (lengths_of_query); l++)
    {
      Cosine cosine;

      cosine_init (&cosine, lengths_of_query[l], 2.5f);
      for (guint i = 0; i < N_COSINE_KEYS; i++)
        {
          assert_close (cosine.result.scores->values[i], scores[i], 2e-4, "score");
          assert_close (cosine.result.weights->values[i], weights[i], 1e-4, "weight");
        }
      for (guint i = 0; i < 3; i++)
        assert_close (cosine.result.context->values[i], context[i], 2e-4, "context");
      cosine_clear (&cosine);
    }
}

static void
assert_finite (const char  *what,
               const float *values,
               guint        n)
{
  for (guint i = 0; i < n; i++)
    if (!isfinite (values[i]))
      g_error ("%s: expected finite numbers, found %g at %u", what, values[i], i);
}

/* An all-zero query or key has no angle: its scores are 0 and the gradients are finite. The same
 * holds if the factor is 0. */
static void
test_attention_cosine_of_zeros_is_no_nan (void)
{
  static const float betas[] = { 2.5f, 0.0f, -3.0f };

  for (guint b = 0; b < G_N_ELEMENTS (betas); b++)
    {
      Cosine cosine;

      cosine_init (&cosine, 0.0f, betas[b]);
      for (guint i = 0; i < N_COSINE_KEYS; i++)
        {
          g_assert_cmpfloat (cosine.result.scores->values[i], ==, 0.0f);
          g_assert_cmpfloat (cosine.result.weights->values[i], ==, 1.0f / N_COSINE_KEYS);
        }

      for (guint i = 0; i < 3; i++)
        heed_tape_gradient (cosine.tape, cosine.result.context)[i] = 1.0f + (float) i;
      heed_tape_backward (cosine.tape);
      assert_finite ("query", heed_tape_gradient (cosine.tape, cosine.query), 3);
      assert_finite ("values", heed_tape_gradient (cosine.tape, cosine.values), N_COSINE_KEYS * 3);
      assert_finite ("beta", heed_tape_gradient (cosine.tape, cosine.beta), 1);
      cosine_clear (&cosine);
    }
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *what; GTestDataFunc test; } tests[] = {
    { "is-its-equation", test_attention_is_its_equation },
    { "gradients-are-the-slopes", test_attention_gradients_are_the_slopes },
    { "padding-is-not-looked-at", test_attention_padding_is_not_looked_at },
    { "one-sentence-serves-many-queries", test_attention_one_sentence_serves_many_queries },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint kind = HEED_SCORE_NONE + 1; kind < HEED_N_SCORES; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path = g_strdup_printf ("/engine/attention/%s/%s", tests[i].what,
                                                 heed_score_get_info (kind)->name);

        g_test_add_data_func (path, GUINT_TO_POINTER (kind), tests[i].test);
      }

  g_test_add_func ("/engine/attention/cosine-is-the-reference",
                   test_attention_cosine_is_the_reference);
  g_test_add_func ("/engine/attention/cosine-of-zeros-is-no-nan",
                   test_attention_cosine_of_zeros_is_no_nan);

  return g_test_run ();
}
