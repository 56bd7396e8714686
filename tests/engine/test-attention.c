/* test-attention.c — every way to look at keys, against its equation
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
#define WIDTH       6  /* of queries and values alike, so that every kind fits */
#define HIDDEN      4
#define N_HEADS     2
#define MOST_INPUTS 16

static const guint32 lengths[N_SENTENCES] = { 5, 3 };

static const HeedScoreKind kinds[] = {
  HEED_SCORE_ADDITIVE,
  HEED_SCORE_CONCAT,
  HEED_SCORE_DOT,
  HEED_SCORE_SCALED_DOT,
  HEED_SCORE_GENERAL,
  HEED_SCORE_MULTI_HEAD,
};

static const char *const kind_names[] = { "additive", "concat", "dot", "scaled-dot", "general", "multi-head" };

typedef struct {
  HeedAttentionWeights  weights;
  HeedTensor           *query;   /* B x WIDTH */
  HeedTensor           *values;  /* S B x WIDTH */
  HeedTensor           *inputs[MOST_INPUTS];  /* all of them, up to NULL */
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

static void
add_weights (Attention *attention)
{
  HeedAttentionWeights *weights = &attention->weights;
  HeedScoreKind kind = weights->kind;
  gboolean is_additive = kind == HEED_SCORE_ADDITIVE || kind == HEED_SCORE_CONCAT;
  guint width = is_additive ? HIDDEN : WIDTH;

  if (is_additive || kind == HEED_SCORE_MULTI_HEAD)
    {
      weights->query_weight = add_input (attention, "query weight", width, WIDTH);
      weights->query_bias = add_input (attention, "query bias", 1, width);
    }

  if (is_additive || kind == HEED_SCORE_MULTI_HEAD || kind == HEED_SCORE_GENERAL)
    {
      weights->key_weight = add_input (attention, "key weight", width, WIDTH);
      weights->key_bias = add_input (attention, "key bias", 1, width);
    }

  if (is_additive)
    {
      weights->score_weight = add_input (attention, "score weight", 1, HIDDEN);
      weights->score_bias = add_input (attention, "score bias", 1, 1);
    }

  if (kind == HEED_SCORE_MULTI_HEAD)
    {
      weights->value_weight = add_input (attention, "value weight", WIDTH, WIDTH);
      weights->value_bias = add_input (attention, "value bias", 1, WIDTH);
      weights->output_weight = add_input (attention, "output weight", WIDTH, WIDTH);
      weights->output_bias = add_input (attention, "output bias", 1, WIDTH);
    }
}

static void
attention_init (Attention     *attention,
                HeedScoreKind  kind)
{
  *attention = (Attention) { .weights = { .kind = kind, .n_heads = kind == HEED_SCORE_MULTI_HEAD ? N_HEADS : 1 } };
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

/* y (n_out) = w x + bias, in double. */
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

/* One head's score of key @k by the equations at the top of attention.c; query
 * and key are mapped already where the kind maps them. */
static double
plain_score (const Attention *attention,
             const double    *query,
             const double    *key,
             guint            head)
{
  const HeedAttentionWeights *weights = &attention->weights;
  guint n = WIDTH / weights->n_heads;
  double sum = 0.0;

  if (weights->score_weight != NULL)
    {
      for (guint i = 0; i < HIDDEN; i++)
        sum += weights->score_weight->values[i] * tanh (query[i] + key[i]);

      return sum + weights->score_bias->values[0];
    }

  for (guint i = head * n; i < (head + 1) * n; i++)
    sum += query[i] * key[i];

  return weights->kind == HEED_SCORE_SCALED_DOT || weights->kind == HEED_SCORE_MULTI_HEAD ? sum / sqrt (n) : sum;
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
          assert_close (heed_tensor_row (result.scores, b * weights->n_heads + head)[s], score, 2e-5, "score");
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

  attention_init (&attention, kinds[GPOINTER_TO_UINT (data)]);
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

  attention_init (&attention, kinds[GPOINTER_TO_UINT (data)]);
  assert_layer_gradients (run_attention, &attention, attention.inputs);
  attention_clear (&attention);
}

/* What stands in the padding may be anything, even NaN. */
static void
test_attention_padding_is_not_looked_at (gconstpointer data)
{
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedAttentionResult result;
  Attention attention;
  guint n_heads;

  attention_init (&attention, kinds[GPOINTER_TO_UINT (data)]);
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

/* As in a beam: many queries look at one sentence, each as if it were alone. */
static void
test_attention_one_sentence_serves_many_queries (gconstpointer data)
{
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedAttentionMemory memory;
  HeedAttentionResult together;
  Attention attention;

  attention_init (&attention, kinds[GPOINTER_TO_UINT (data)]);
  heed_tape_begin (tape, FALSE);
  memory = heed_attention_prepare (tape, &attention.weights, attention.values, NULL, 1);
  together = heed_attention_attend (tape, &attention.weights, &memory, attention.query, NULL);

  for (guint b = 0; b < N_SENTENCES; b++)
    {
      HeedAttentionResult alone = heed_attention_attend (tape, &attention.weights, &memory,
                                                         heed_tape_view_rows (tape, attention.query, b, 1), NULL);

      for (guint i = 0; i < WIDTH; i++)
        assert_close (heed_tensor_row (together.context, b)[i], alone.context->values[i], 1e-5, "context");
    }

  attention_clear (&attention);
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

  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path = g_strdup_printf ("/engine/attention/%s/%s", tests[i].what, kind_names[kind]);

        g_test_add_data_func (path, GUINT_TO_POINTER (kind), tests[i].test);
      }

  return g_test_run ();
}
