/* test-multi-head.c — multi-head attention of many queries to many keys
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "engine/layers/multi-head.h"
#include "tests/engine/compare.h"
#include "tests/engine/layer.h"

#define N_SENTENCES 2
#define N_HEADS     2
#define WIDTH       6
#define N_BUCKETS   3

static const guint32 lengths[N_SENTENCES] = { 11, 8 };
static const guint32 all_buckets[] = { 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 0,
                                       0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2 };

typedef struct {
  HeedTensor *inputs[5];  /* query, keys, values, bias */
  gboolean    is_causal;
} Attention;

static HeedAttentionResult
attend (HeedTape        *tape,
        const Attention *attention)
{
  const HeedMultiHead heads = {
    .n_heads = N_HEADS,
    .factor = 0.7f,
    .is_causal = attention->is_causal,
    .bias = { attention->inputs[3], all_buckets + 11 },
  };
  const HeedAttentionMemory memory = { attention->inputs[1], attention->inputs[2], lengths,
                                       attention->inputs[1]->n_rows / N_SENTENCES, N_SENTENCES };

  return heed_multi_head_attend (tape, &heads, &memory, attention->inputs[0], NULL);
}

static HeedTensor *
run_attention (HeedTape *tape,
               gpointer  user_data)
{
  return attend (tape, user_data).context;
}

/* Computes the equations at the top of multi-head.c in double precision. Returns the score of one
 * query for one key. */
static double
plain_score (const Attention *attention,
             guint            sentence,
             guint            head,
             guint            t,
             guint            s)
{
  const float *query =
    heed_tensor_row (attention->inputs[0], t * N_SENTENCES + sentence) + head * WIDTH / N_HEADS;
  const float *key =
    heed_tensor_row (attention->inputs[1], s * N_SENTENCES + sentence) + head * WIDTH / N_HEADS;
  double sum = heed_tensor_row (attention->inputs[3], all_buckets[11 + (int) s - (int) t])[head];

  if (s >= lengths[sentence] || (attention->is_causal && s > t))
    return -INFINITY;

  for (guint i = 0; i < WIDTH / N_HEADS; i++)
    sum += 0.7 * query[i] * key[i];

  return sum;
}

static void
assert_plain (const Attention           *attention,
              const HeedAttentionResult *found,
              guint                      sentence,
              guint                      head,
              guint                      t)
{
  guint n_keys = found->weights->n_columns;
  guint row = (t * N_SENTENCES + sentence) * N_HEADS + head;
  double sum = 0.0;

  for (guint s = 0; s < n_keys; s++)
    sum += exp (plain_score (attention, sentence, head, t, s));

  for (guint i = 0; i < WIDTH / N_HEADS; i++)
    {
      double context = 0.0;

      for (guint s = 0; s < n_keys; s++)
        context += exp (plain_score (attention, sentence, head, t, s)) / sum *
                   heed_tensor_row (attention->inputs[2],
                                    s * N_SENTENCES + sentence)[head * WIDTH / N_HEADS + i];
      assert_close (
        heed_tensor_row (found->context, t * N_SENTENCES + sentence)[head * WIDTH / N_HEADS + i],
        context, 2e-6, "context");
    }

  for (guint s = 0; s < n_keys; s++)
    {
      double score = plain_score (attention, sentence, head, t, s);

      assert_close (heed_tensor_row (found->weights, row)[s], exp (score) / sum, 2e-6, "weight");
      if (isinf (score))
        g_assert_cmpfloat (heed_tensor_row (found->scores, row)[s], ==, -INFINITY);
      else
        assert_close (heed_tensor_row (found->scores, row)[s], score, 2e-6, "score");
    }
}

/* A few queries are multiplied one by one, many by OpenBLAS. */
static void
check (guint    n_queries,
       gboolean is_causal)
{
  g_autoptr(LayerTensor) query = layer_tensor_new ("query", n_queries * N_SENTENCES, WIDTH, 1);
  g_autoptr(LayerTensor) keys = layer_tensor_new ("keys", 11 * N_SENTENCES, WIDTH, 2);
  g_autoptr(LayerTensor) values = layer_tensor_new ("values", 11 * N_SENTENCES, WIDTH, 3);
  g_autoptr(LayerTensor) bias = layer_tensor_new ("bias", N_BUCKETS, N_HEADS, 4);
  Attention attention = { { query, keys, values, bias, NULL }, is_causal };
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedAttentionResult found;

  heed_tape_begin (tape, FALSE);
  found = attend (tape, &attention);
  for (guint sentence = 0; sentence < N_SENTENCES; sentence++)
    for (guint head = 0; head < N_HEADS; head++)
      for (guint t = 0; t < n_queries; t++)
        assert_plain (&attention, &found, sentence, head, t);

  assert_layer_gradients (run_attention, &attention, attention.inputs);
}

static void
test_multi_head_few_queries_are_plain_and_flow_back (void)
{
  check (3, FALSE);
  check (3, TRUE);
}

static void
test_multi_head_many_queries_are_plain_and_flow_back (void)
{
  check (10, FALSE);
  check (10, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/multi-head/few-queries-are-plain-and-flow-back",
                   test_multi_head_few_queries_are_plain_and_flow_back);
  g_test_add_func ("/engine/multi-head/many-queries-are-plain-and-flow-back",
                   test_multi_head_many_queries_are_plain_and_flow_back);

  return g_test_run ();
}
