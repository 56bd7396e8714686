/* multi-head.c — attention of many queries over many keys, with several heads
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     e[t, s]  = factor q_t . k_s + bias[bucket (s - t)]
 *     a[t]     = softmax (e[t])       over the keys visible to t
 *     c_t      = sum over s of a[t, s] v_s
 *
 * for each pair of a sentence and a head separately. A masked key has a score of
 * -INFINITY, so that its weight is exactly 0; d2l's -1e6 gives the same weights,
 * since exp (-1e6) is 0 too.
 *
 * Scores and weights are T B H x S, row (t B + b) H + head, so that all heads of
 * one query are adjacent. Up to FEW_QUERIES queries are multiplied one by one, so
 * that a hypothesis gets the same bits alone as in a beam with others.
 *
 * Source: Vaswani et al. 2017, equation 1 and section 3.2.2; the bias: Raffel et
 * al. 2020, section 2.1
 */

#include "engine/layers/multi-head.h"

#include <math.h>
#include <string.h>

#include "engine/kernels/elementwise.h"
#include "engine/kernels/product.h"
#include "engine/kernels/scores.h"
#include "engine/kernels/softmax.h"
#include "engine/tape/operations.h"

#define FEW_QUERIES 8

typedef struct
{
  HeedOperation        base;
  HeedMultiHead        heads;
  HeedAttentionMemory  memory;
  HeedTensor          *query;    /* T B x D */
  HeedTensor          *scores;   /* T B H x S */
  HeedTensor          *weights;  /* T B H x S */
  HeedTensor          *context;  /* T B x D */
  const float         *factors;  /* T B H x S, of dropout; or NULL */
  float               *used;     /* T B H x S: weights times factors, or weights */
  guint                n_queries; /* T */
  const HeedSiteOverride *override;  /* or NULL */
} MultiHead;

/* --- Blocks --- */

/* One sentence and one head. */
typedef struct
{
  guint sentence;
  guint head;
} Pair;

/* The pair's T x n block of a matrix of T B x H n. */
static HeedBlock
features_of (const MultiHead *m,
             const float     *values,
             gsize            n_columns,
             Pair             pair)
{
  gsize n = n_columns / m->heads.n_heads;

  return (HeedBlock) { (float *) values + pair.sentence * n_columns + pair.head * n,
                       n_columns * m->memory.n_sentences };
}

/* The pair's T x S block of a matrix of T B H x S. */
static HeedBlock
scores_of (const MultiHead *m,
           const float     *values,
           Pair             pair)
{
  gsize row = (gsize) pair.sentence * m->heads.n_heads + pair.head;
  gsize n_keys = m->memory.n_positions;

  return (HeedBlock) { (float *) values + row * n_keys,
                       n_keys * m->memory.n_sentences * m->heads.n_heads };
}

static guint
n_visible (const MultiHead *m,
           guint            sentence,
           guint            t)
{
  guint n = m->memory.n_positions;

  if (m->memory.lengths != NULL)
    n = MIN (n, m->memory.lengths[sentence]);
  if (m->heads.is_causal)
    n = MIN (n, m->heads.first_query + t + 1);

  return n;
}

/* --- Forward --- */

static void
score_pair (const MultiHead *m,
            Pair             pair)
{
  gsize n_keys = m->memory.n_positions;
  gsize n = m->query->n_columns / m->heads.n_heads;
  HeedBlock query = features_of (m, m->query->values, m->query->n_columns, pair);
  HeedBlock keys = features_of (m, m->memory.keys->values, m->memory.keys->n_columns, pair);
  HeedBlock scores = scores_of (m, m->scores->values, pair);

  if (m->n_queries > FEW_QUERIES)
    {
      heed_product (&(HeedProduct) {
        .m = m->n_queries, .n = n_keys, .k = n,
        .a = query,
        .b = keys, .b_is_transposed = TRUE,
        .c = scores,
        .factor = m->heads.factor,
      });
      return;
    }

  for (guint t = 0; t < m->n_queries; t++)
    heed_dot_scores (scores.values + t * scores.stride, query.values + t * query.stride,
                     keys.values, m->heads.factor, n_visible (m, pair.sentence, t), keys.stride, n);
}

/* Adds the bias and masks the keys that the query may not see. */
static void
finish_scores (const MultiHead *m,
               Pair             pair)
{
  HeedBlock scores = scores_of (m, m->scores->values, pair);
  const HeedDistanceBias *bias = &m->heads.bias;

  for (guint t = 0; t < m->n_queries; t++)
    {
      float *row = scores.values + t * scores.stride;
      guint n = n_visible (m, pair.sentence, t);

      for (guint s = 0; bias->table != NULL && s < n; s++)
        row[s] += heed_tensor_row (
          bias->table, bias->buckets[(int) s - (int) (m->heads.first_query + t)])[pair.head];

      for (guint s = n; s < m->memory.n_positions; s++)
        row[s] = -INFINITY;
    }
}

static const HeedAttentionOverride *
find_query_override (const HeedSiteOverride *override,
                     guint                   t)
{
  return &override->queries[override->n_queries > 1 ? t : 0];
}

static void
weigh_changed (const MultiHead        *m,
               const HeedSiteOverride *override)
{
  guint n_per_query = m->memory.n_sentences * m->heads.n_heads;

  for (guint row = 0; row < m->scores->n_rows; row++)
    heed_override_softmax (find_query_override (override, row / n_per_query),
                           row % m->heads.n_heads, heed_tensor_row (m->weights, row),
                           heed_tensor_row (m->scores, row), m->scores->n_columns);
}

static void
sum_pair (const MultiHead *m,
          Pair             pair)
{
  gsize n_columns = m->context->n_columns;
  gsize n = n_columns / m->heads.n_heads;
  HeedBlock weights = scores_of (m, m->used, pair);
  HeedBlock values = features_of (m, m->memory.values->values, n_columns, pair);
  HeedBlock context = features_of (m, m->context->values, n_columns, pair);

  if (m->n_queries > FEW_QUERIES)
    {
      heed_product (&(HeedProduct) {
        .m = m->n_queries, .n = n, .k = m->memory.n_positions,
        .a = weights,
        .b = values,
        .c = context,
        .factor = 1.0f,
      });
      return;
    }

  for (guint t = 0; t < m->n_queries; t++)
    heed_weighted_sum (context.values + t * context.stride, weights.values + t * weights.stride,
                       values.values, n_visible (m, pair.sentence, t), values.stride, n);
}

/* Zeroes the silenced heads in values, which are T B x D like the context. */
static void
silence (const MultiHead *m,
         float           *values)
{
  gsize n = m->context->n_columns / m->heads.n_heads;

  for (guint row = 0; row < m->context->n_rows; row++)
    for (guint head = 0; head < m->heads.n_heads; head++)
      if (heed_override_silences (find_query_override (m->override, row / m->memory.n_sentences),
                                  head))
        memset (values + row * m->context->n_columns + head * n, 0, n * sizeof (float));
}

static void
for_each_pair (const MultiHead *m,
               void           (*work) (const MultiHead *m, Pair pair))
{
  for (guint sentence = 0; sentence < m->memory.n_sentences; sentence++)
    for (guint head = 0; head < m->heads.n_heads; head++)
      work (m, (Pair) { sentence, head });
}

static void
drop_weights (HeedTape  *tape,
              MultiHead *m)
{
  gsize n_values = heed_tensor_n_values (m->weights);

  m->factors = heed_draw_dropout (tape, n_values, m->heads.dropout);
  m->used = m->weights->values;
  if (m->factors == NULL)
    return;

  m->used = heed_arena_floats (heed_tape_get_arena (tape), n_values);
  heed_multiply (m->used, m->weights->values, m->factors, n_values);
}

/* --- Backward --- */

/* d_scores is T x S; it first holds the gradient of the weights, then that of the scores. */
typedef struct
{
  HeedTape *tape;
  float    *d_scores;
} Scratch;

/*     d_v_s += sum over t of a[t, s] d_c_t;  d_a[t, s] = d_c_t . v_s */
static void
differentiate_context (const MultiHead *m,
                       const Scratch   *scratch,
                       Pair             pair)
{
  gsize n_columns = m->context->n_columns;
  gsize n = n_columns / m->heads.n_heads;
  gsize n_keys = m->memory.n_positions;
  HeedBlock weights = scores_of (m, m->used, pair);
  HeedBlock values = features_of (m, m->memory.values->values, n_columns, pair);
  HeedBlock d_context = features_of (m, m->context->gradient, n_columns, pair);
  HeedBlock d_weights = { scratch->d_scores, n_keys };

  if (m->memory.values->needs_gradient)
    heed_product (&(HeedProduct) {
      .m = n_keys, .n = n, .k = m->n_queries,
      .a = weights, .a_is_transposed = TRUE,
      .b = d_context,
      .c = features_of (m, heed_tape_gradient (scratch->tape, m->memory.values), n_columns, pair),
      .adds = TRUE,
      .factor = 1.0f,
    });
  heed_product (&(HeedProduct) {
    .m = m->n_queries, .n = n_keys, .k = n,
    .a = d_context,
    .b = values, .b_is_transposed = TRUE,
    .c = d_weights,
    .factor = 1.0f,
  });
}

static void
differentiate_one_softmax (const MultiHead *m,
                           float           *d,
                           const float     *weights,
                           guint            t,
                           guint            head)
{
  gsize n_keys = m->memory.n_positions;
  float shared = 0.0f;

  if (m->override != NULL)
    {
      heed_override_softmax_backward (find_query_override (m->override, t), head, d, weights,
                                      n_keys);
      return;
    }

  for (gsize s = 0; s < n_keys; s++)
    shared += d[s] * weights[s];
  for (gsize s = 0; s < n_keys; s++)
    d[s] = weights[s] * (d[s] - shared);
}

/* Turns the gradient of the weights into that of the scores, in place, and adds the gradient that
 * guided attention has left on the scores. */
static void
differentiate_softmax (const MultiHead *m,
                       const Scratch   *scratch,
                       Pair             pair)
{
  gsize n_keys = m->memory.n_positions;

  for (guint t = 0; t < m->n_queries; t++)
    {
      gsize row =
        ((gsize) t * m->memory.n_sentences + pair.sentence) * m->heads.n_heads + pair.head;
      float *d = scratch->d_scores + t * n_keys;

      if (m->factors != NULL)
        heed_multiply (d, d, m->factors + row * n_keys, n_keys);
      differentiate_one_softmax (m, d, m->weights->values + row * n_keys, t, pair.head);
      if (m->scores->gradient != NULL)
        heed_accumulate (d, m->scores->gradient + row * n_keys, n_keys);
    }
}

static void
differentiate_bias (const MultiHead *m,
                    const Scratch   *scratch,
                    Pair             pair)
{
  const HeedDistanceBias *bias = &m->heads.bias;
  float *d_table = heed_tape_gradient (scratch->tape, bias->table);
  gsize n_keys = m->memory.n_positions;

  for (guint t = 0; t < m->n_queries; t++)
    for (guint s = 0; s < n_visible (m, pair.sentence, t); s++)
      d_table[bias->buckets[(int) s - (int) (m->heads.first_query + t)] * bias->table->n_columns +
              pair.head] += scratch->d_scores[t * n_keys + s];
}

/*     d_q_t += factor sum over s of d_e[t, s] k_s;  d_k_s += factor sum over t of d_e[t, s] q_t */
static void
differentiate_scores (const MultiHead *m,
                      const Scratch   *scratch,
                      Pair             pair)
{
  gsize n_columns = m->query->n_columns;
  gsize n = n_columns / m->heads.n_heads;
  gsize n_keys = m->memory.n_positions;
  HeedBlock query = features_of (m, m->query->values, n_columns, pair);
  HeedBlock d_query =
    features_of (m, heed_tape_gradient (scratch->tape, m->query), n_columns, pair);
  HeedBlock keys = features_of (m, m->memory.keys->values, n_columns, pair);
  HeedBlock d_scores = { scratch->d_scores, n_keys };

  heed_product (&(HeedProduct) {
    .m = m->n_queries, .n = n, .k = n_keys,
    .a = d_scores,
    .b = keys,
    .c = d_query, .adds = TRUE,
    .factor = m->heads.factor,
  });
  if (m->memory.keys->needs_gradient)
    heed_product (&(HeedProduct) {
      .m = n_keys, .n = n, .k = m->n_queries,
      .a = d_scores, .a_is_transposed = TRUE,
      .b = query,
      .c = features_of (m, heed_tape_gradient (scratch->tape, m->memory.keys), n_columns, pair),
      .adds = TRUE,
      .factor = m->heads.factor,
    });
}

static void
multi_head_backward (HeedTape      *tape,
                     HeedOperation *operation)
{
  MultiHead *m = (MultiHead *) operation;
  Scratch scratch = { tape, NULL };

  if (m->context->gradient == NULL && m->scores->gradient == NULL)
    return;

  heed_tape_gradient (tape, m->context);
  if (m->override != NULL)
    silence (m, m->context->gradient);
  scratch.d_scores =
    heed_arena_floats (heed_tape_get_arena (tape), (gsize) m->n_queries * m->memory.n_positions);

  for (guint sentence = 0; sentence < m->memory.n_sentences; sentence++)
    for (guint head = 0; head < m->heads.n_heads; head++)
      {
        Pair pair = { sentence, head };

        differentiate_context (m, &scratch, pair);
        differentiate_softmax (m, &scratch, pair);
        if (m->heads.bias.table != NULL)
          differentiate_bias (m, &scratch, pair);
        differentiate_scores (m, &scratch, pair);
      }
}

/**
 * heed_multi_head_attend:
 * @memory: keys S B x D and values S B x D, already projected
 * @query: T B x D, already projected; or T x D for a memory of one sentence
 * @override: (nullable): interventions, the same for all sentences; must live until
 *   the tape is reset
 *
 * Shape:  scores and weights T B H x S, all heads of a query adjacent; context
 *         T B x D, heads side by side
 * Cost:   two products of T x S x D per sentence
 *
 * Returns: scores, weights and context; they belong to the tape
 */
HeedAttentionResult
heed_multi_head_attend (HeedTape                  *tape,
                        const HeedMultiHead       *heads,
                        const HeedAttentionMemory *memory,
                        HeedTensor                *query,
                        const HeedSiteOverride    *override)
{
  guint n_rows = query->n_rows * heads->n_heads;
  MultiHead m = {
    .heads = *heads,
    .memory = *memory,
    .query = query,
    .scores = heed_tape_new_tensor (tape, n_rows, memory->n_positions),
    .weights = heed_tape_new_tensor (tape, n_rows, memory->n_positions),
    .context = heed_tape_new_tensor (tape, query->n_rows, memory->values->n_columns),
    .n_queries = query->n_rows / memory->n_sentences,
    .override = override,
  };
  MultiHead *recorded = heed_tape_record (tape, MultiHead, multi_head_backward);
  HeedOperation base;

  g_assert (query->n_rows % memory->n_sentences == 0);
  g_assert (override == NULL || override->n_queries == 1 || override->n_queries >= m.n_queries);

  for_each_pair (&m, score_pair);
  for_each_pair (&m, finish_scores);
  if (override != NULL)
    weigh_changed (&m, override);
  else
    heed_softmax_forward (m.weights->values, m.scores->values, n_rows, memory->n_positions);
  drop_weights (tape, &m);
  for_each_pair (&m, sum_pair);
  if (override != NULL)
    silence (&m, m.context->values);

  if (recorded != NULL)
    {
      base = recorded->base;
      *recorded = m;
      recorded->base = base;
    }

  return (HeedAttentionResult) { m.scores, m.weights, m.context };
}
