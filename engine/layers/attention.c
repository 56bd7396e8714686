/* attention.c — the attention of one query over many keys
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     score    e_s = ADDITIVE     v . tanh (W q + U k_s)         (+ biases)
 *                    CONCAT       v . tanh (W [q ; k_s])         (+ bias)
 *                    DOT          q . k_s
 *                    SCALED_DOT   q . k_s / sqrt (D)
 *                    GENERAL      q . (W k_s)                    (+ bias)
 *                    COSINE       beta q . k_s / (|q| |k_s|)
 *                    MULTI_HEAD   (W q) . (U k_s) / sqrt (D / H), H times
 *     weight   a   = softmax (e)
 *     context  c   = sum over s of a_s k_s       (MULTI_HEAD: of V k_s, then an
 *                                                 output map over all heads)
 *
 * CONCAT is computed as ADDITIVE: W [q ; k] = W_q q + W_k k, so its weight is stored
 * as two matrices. COSINE is the DOT of beta q / |q| and k / |k|, where beta is a
 * learned number and q and k have the same width. |x| is computed as
 * sqrt (|x|^2 + D COSINE_EPSILON), so that a zero vector scores 0.
 * heed_attention_prepare() computes what depends on the keys alone, once per sentence.
 */

#include "engine/layers/attention.h"

#include <math.h>
#include <string.h>

#include "engine/kernels/scores.h"
#include "engine/kernels/softmax.h"
#include "engine/layers/linear.h"
#include "engine/layers/norm.h"

#define COSINE_EPSILON 1e-10f

static gboolean
is_additive (const HeedAttentionWeights *weights)
{
  return weights->kind == HEED_SCORE_ADDITIVE || weights->kind == HEED_SCORE_CONCAT;
}

/* Everything that the operations below need. n is the width of one head. */
typedef struct
{
  HeedOperation        base;
  HeedTensor          *scores;   /* B H x S */
  HeedTensor          *weights;  /* B H x S */
  HeedTensor          *context;  /* B x H n */
  HeedTensor          *query;    /* B x H n */
  HeedTensor          *v;        /* 1 x A */
  HeedTensor          *v_bias;   /* 1 x 1 or NULL */
  HeedAttentionMemory  memory;
  guint                n_heads;
  float                factor;
  const HeedAttentionOverride *override;  /* or NULL */
} Attend;

static gsize
key_stride (const HeedTensor          *keys,
            const HeedAttentionMemory *memory)
{
  return (gsize) keys->n_columns * memory->n_sentences;
}

/* row is query * H + head. Each query attends to its own sentence, or all attend to the only
 * one. */
static guint
find_sentence (const Attend *attend,
               guint         row)
{
  return attend->memory.n_sentences == 1 ? 0 : row / attend->n_heads;
}

/* The offset, in keys or values of n numbers per head, of the row's head at position 0. */
static gsize
first_key (const Attend *attend,
           guint         row,
           gsize         n)
{
  return ((gsize) find_sentence (attend, row) * attend->n_heads + row % attend->n_heads) * n;
}

static gsize
n_visible (const Attend *attend,
           guint         row)
{
  const HeedAttentionMemory *memory = &attend->memory;

  if (memory->lengths == NULL)
    return memory->n_positions;

  return MIN (memory->lengths[find_sentence (attend, row)], memory->n_positions);
}

static void
hide_padding (HeedTensor *scores,
              guint       row,
              gsize       n_keys)
{
  for (gsize s = n_keys; s < scores->n_columns; s++)
    heed_tensor_row (scores, row)[s] = -INFINITY;
}

static void
additive_backward (HeedTape      *tape,
                   HeedOperation *operation)
{
  Attend *attend = (Attend *) operation;
  HeedTensor *keys = attend->memory.keys;
  gsize n = keys->n_columns;
  float *d_query, *d_keys, *d_v;

  if (attend->scores->gradient == NULL)
    return;

  d_query = heed_tape_gradient (tape, attend->query);
  d_keys = heed_tape_gradient (tape, keys);
  d_v = heed_tape_gradient (tape, attend->v);

  for (guint b = 0; b < attend->query->n_rows; b++)
    {
      const float *d_scores = attend->scores->gradient + (gsize) b * attend->scores->n_columns;
      gsize first = first_key (attend, b, n);
      gsize n_keys = n_visible (attend, b);

      heed_additive_scores_backward (
        d_query + b * n, d_keys + first, d_v, d_scores, heed_tensor_row (attend->query, b),
        keys->values + first, attend->v->values, n_keys, key_stride (keys, &attend->memory), n);

      if (attend->v_bias != NULL)
        for (gsize s = 0; s < n_keys; s++)
          *heed_tape_gradient (tape, attend->v_bias) += d_scores[s];
    }
}

static void
additive_forward (Attend *attend)
{
  HeedTensor *keys = attend->memory.keys;
  gsize n = keys->n_columns;

  for (guint b = 0; b < attend->query->n_rows; b++)
    {
      float *scores = heed_tensor_row (attend->scores, b);
      gsize n_keys = n_visible (attend, b);

      heed_additive_scores (scores, heed_tensor_row (attend->query, b),
                            keys->values + first_key (attend, b, n), attend->v->values, n_keys,
                            key_stride (keys, &attend->memory), n);

      if (attend->v_bias != NULL)
        for (gsize s = 0; s < n_keys; s++)
          scores[s] += attend->v_bias->values[0];

      hide_padding (attend->scores, b, n_keys);
    }
}

static void
dot_backward (HeedTape      *tape,
              HeedOperation *operation)
{
  Attend *attend = (Attend *) operation;
  HeedTensor *keys = attend->memory.keys;
  gsize n = keys->n_columns / attend->n_heads;
  float *d_query, *d_keys;

  if (attend->scores->gradient == NULL)
    return;

  d_query = heed_tape_gradient (tape, attend->query);
  d_keys = heed_tape_gradient (tape, keys);

  for (guint row = 0; row < attend->scores->n_rows; row++)
    {
      gsize first = first_key (attend, row, n);

      heed_dot_scores_backward (d_query + row * n, d_keys + first,
                                attend->scores->gradient + (gsize) row * attend->scores->n_columns,
                                attend->query->values + row * n, keys->values + first,
                                attend->factor, n_visible (attend, row),
                                key_stride (keys, &attend->memory), n);
    }
}

static void
dot_forward (Attend *attend)
{
  HeedTensor *keys = attend->memory.keys;
  gsize n = keys->n_columns / attend->n_heads;

  for (guint row = 0; row < attend->scores->n_rows; row++)
    {
      gsize n_keys = n_visible (attend, row);

      heed_dot_scores (heed_tensor_row (attend->scores, row), attend->query->values + row * n,
                       keys->values + first_key (attend, row, n), attend->factor, n_keys,
                       key_stride (keys, &attend->memory), n);
      hide_padding (attend->scores, row, n_keys);
    }
}

static void
softmax_backward_changed (HeedTape *tape,
                          Attend   *attend)
{
  HeedTensor *weights = attend->weights;

  for (guint row = 0; row < weights->n_rows; row++)
    heed_override_softmax_backward (attend->override, row % attend->n_heads,
                                    weights->gradient + (gsize) row * weights->n_columns,
                                    heed_tensor_row (weights, row), weights->n_columns);

  heed_tape_add_gradient (tape, attend->scores, weights->gradient);
}

static void
softmax_backward (HeedTape      *tape,
                  HeedOperation *operation)
{
  Attend *attend = (Attend *) operation;
  HeedTensor *weights = attend->weights;

  if (weights->gradient != NULL && attend->override != NULL)
    softmax_backward_changed (tape, attend);
  else if (weights->gradient != NULL)
    heed_softmax_backward (heed_tape_gradient (tape, attend->scores), weights->gradient,
                           weights->values, weights->n_rows, weights->n_columns);
}

/* Interventions act between the scores and the weights: the scores returned are the model's
 * own. */
static void
softmax_forward (Attend *attend)
{
  const HeedAttentionOverride *override = attend->override;
  HeedTensor *scores = attend->scores;
  HeedTensor *weights = attend->weights;
  gsize n_keys = scores->n_columns;

  if (override == NULL)
    {
      heed_softmax_forward (weights->values, scores->values, scores->n_rows, n_keys);
      return;
    }

  for (guint row = 0; row < scores->n_rows; row++)
    heed_override_softmax (override, row % attend->n_heads, heed_tensor_row (weights, row),
                           heed_tensor_row (scores, row), n_keys);
}

static gboolean
is_silenced (const Attend *attend,
             guint         row)
{
  return attend->override != NULL &&
         heed_override_silences (attend->override, row % attend->n_heads);
}

static void
context_backward (HeedTape      *tape,
                  HeedOperation *operation)
{
  Attend *attend = (Attend *) operation;
  HeedTensor *values = attend->memory.values;
  gsize n = values->n_columns / attend->n_heads;
  float *d_weights, *d_values;

  if (attend->context->gradient == NULL)
    return;

  d_weights = heed_tape_gradient (tape, attend->weights);
  d_values = heed_tape_gradient (tape, values);

  for (guint row = 0; row < attend->weights->n_rows; row++)
    {
      gsize first = first_key (attend, row, n);

      if (is_silenced (attend, row))
        continue;

      heed_weighted_sum_backward (d_weights + (gsize) row * attend->weights->n_columns,
                                  d_values + first, attend->context->gradient + row * n,
                                  heed_tensor_row (attend->weights, row), values->values + first,
                                  n_visible (attend, row), key_stride (values, &attend->memory), n);
    }
}

static void
context_forward (Attend *attend)
{
  HeedTensor *values = attend->memory.values;
  gsize n = values->n_columns / attend->n_heads;

  for (guint row = 0; row < attend->weights->n_rows; row++)
    {
      float *context = attend->context->values + row * n;

      heed_weighted_sum (context, heed_tensor_row (attend->weights, row),
                         values->values + first_key (attend, row, n), n_visible (attend, row),
                         key_stride (values, &attend->memory), n);

      if (is_silenced (attend, row))
        memset (context, 0, n * sizeof (float));
    }
}

/* --- Rows of length 1, for the cosine --- */

/**
 * heed_attention_make_unit_rows:
 * @x: n_rows x D
 *
 * Uses RMS norm, which makes rows of length sqrt (D), with weights of 1 / sqrt (D).
 *
 * Source: Graves et al. 2014, equation 6
 *
 * Returns: n_rows x D, each row of length 1
 */
HeedTensor *
heed_attention_make_unit_rows (HeedTape   *tape,
                               HeedTensor *x)
{
  HeedNormWeights norm = { .epsilon = COSINE_EPSILON,
                           .weight = heed_tape_new_tensor (tape, 1, x->n_columns) };

  for (guint i = 0; i < x->n_columns; i++)
    norm.weight->values[i] = 1.0f / sqrtf ((float) x->n_columns);

  return heed_normalise (tape, x, &norm);
}

typedef struct
{
  HeedOperation  base;
  HeedTensor    *y;
  HeedTensor    *x;
  HeedTensor    *factor;  /* 1 x 1 */
} Scale;

/*     d_x      += factor d_y
 *     d_factor += sum of d_y x */
static void
scale_backward (HeedTape      *tape,
                HeedOperation *operation)
{
  Scale *scale = (Scale *) operation;
  gsize n = heed_tensor_n_values (scale->x);
  const float *d_y = scale->y->gradient;
  float *d_x, *d_factor;

  if (d_y == NULL)
    return;

  d_x = heed_tape_gradient (tape, scale->x);
  d_factor = heed_tape_gradient (tape, scale->factor);
  for (gsize i = 0; i < n; i++)
    {
      d_x[i] += scale->factor->values[0] * d_y[i];
      *d_factor += d_y[i] * scale->x->values[i];
    }
}

/*     y = factor x */
static HeedTensor *
scale_rows (HeedTape   *tape,
            HeedTensor *x,
            HeedTensor *factor)
{
  HeedTensor *y = heed_tape_new_tensor (tape, x->n_rows, x->n_columns);
  Scale *scale = heed_tape_record (tape, Scale, scale_backward);

  if (scale != NULL)
    {
      scale->y = y;
      scale->x = x;
      scale->factor = factor;
    }

  for (gsize i = 0; i < heed_tensor_n_values (x); i++)
    y->values[i] = factor->values[0] * x->values[i];

  return y;
}

/**
 * heed_attention_prepare:
 * @values: S B x D_k, the encoder's output
 * @lengths: (nullable): B; the number of tokens of each sentence without padding
 * @n_sentences: B
 *
 * Cost: one product over all positions for the kinds that project their keys
 *
 * Source: Bahdanau et al. 2015, appendix A.1.2 (what is computed once per sentence)
 *
 * Returns: keys and values, each S B x their width, for every step
 */
HeedAttentionMemory
heed_attention_prepare (HeedTape                   *tape,
                        const HeedAttentionWeights *weights,
                        HeedTensor                 *values,
                        const guint32              *lengths,
                        guint                       n_sentences)
{
  HeedAttentionMemory memory = {
    .keys = values,
    .values = values,
    .lengths = lengths,
    .n_positions = values->n_rows / n_sentences,
    .n_sentences = n_sentences,
  };

  if (weights->key_weight != NULL)
    memory.keys = heed_linear (tape, values, weights->key_weight, weights->key_bias);
  else if (weights->kind == HEED_SCORE_COSINE)
    memory.keys = heed_attention_make_unit_rows (tape, values);
  if (weights->value_weight != NULL)
    memory.values = heed_linear (tape, values, weights->value_weight, weights->value_bias);

  return memory;
}

/**
 * heed_attention_get_factor:
 * @width: of a projected query, all heads together
 *
 * Source: Vaswani et al. 2017, equation 1
 *
 * Returns: the factor of the dot products of query and key
 */
float
heed_attention_get_factor (const HeedAttentionWeights *weights,
                           guint                       width)
{
  switch (weights->kind)
    {
    case HEED_SCORE_SCALED_DOT:
    case HEED_SCORE_MULTI_HEAD:
      return 1.0f / sqrtf ((float) (width / weights->n_heads));

    case HEED_SCORE_NONE:
    case HEED_SCORE_ADDITIVE:
    case HEED_SCORE_DOT:
    case HEED_SCORE_GENERAL:
    case HEED_SCORE_CONCAT:
    case HEED_SCORE_COSINE:
      break;
    }

  return 1.0f;
}

/**
 * heed_attention_map_query:
 * @query: n_rows x D
 *
 * Source: as heed_attention_attend()
 *
 * Returns: n_rows x A, or n_rows x D: the query as it is compared with the keys
 */
HeedTensor *
heed_attention_map_query (HeedTape                   *tape,
                          const HeedAttentionWeights *weights,
                          HeedTensor                 *query)
{
  if (weights->query_weight != NULL)
    return heed_linear (tape, query, weights->query_weight, weights->query_bias);

  if (weights->kind == HEED_SCORE_COSINE)
    return scale_rows (tape, heed_attention_make_unit_rows (tape, query), weights->score_weight);

  return query;
}

static void
record (HeedTape     *tape,
        const Attend *attend,
        void        (*backward) (HeedTape *, HeedOperation *))
{
  Attend *recorded = heed_tape_record (tape, Attend, backward);
  HeedOperation base;

  if (recorded == NULL)
    return;

  base = recorded->base;
  *recorded = *attend;
  recorded->base = base;
}

/**
 * heed_attention_attend:
 * @memory: from heed_attention_prepare()
 * @query: B x D; with a memory of one sentence B may be any number
 * @override: (nullable): interventions, the same for all queries; must live until
 *   the tape is reset
 *
 * Shape:  scores and weights B H x S; context B x D_k
 * Cost:   reads every key and every value once
 * Source: Bahdanau et al. 2015, section 3.1; Luong et al. 2015, section 3.1;
 *         Graves et al. 2014, equations 5 and 6; Vaswani et al. 2017, equation 1
 *
 * Returns: scores, weights and context; they belong to the tape
 */
HeedAttentionResult
heed_attention_attend (HeedTape                    *tape,
                       const HeedAttentionWeights  *weights,
                       const HeedAttentionMemory   *memory,
                       HeedTensor                  *query,
                       const HeedAttentionOverride *override)
{
  guint n_rows = query->n_rows * weights->n_heads;
  Attend attend = {
    .memory = *memory,
    .n_heads = weights->n_heads,
    .v = weights->score_weight,
    .v_bias = weights->score_bias,
    .query = heed_attention_map_query (tape, weights, query),
    .override = override,
  };
  HeedTensor *context;

  g_assert (query->n_rows == memory->n_sentences || memory->n_sentences == 1);

  attend.factor = heed_attention_get_factor (weights, attend.query->n_columns);
  attend.scores = heed_tape_new_tensor (tape, n_rows, memory->n_positions);
  attend.weights = heed_tape_new_tensor (tape, n_rows, memory->n_positions);
  attend.context = heed_tape_new_tensor (tape, query->n_rows, memory->values->n_columns);

  if (is_additive (weights))
    additive_forward (&attend);
  else
    dot_forward (&attend);
  record (tape, &attend, is_additive (weights) ? additive_backward : dot_backward);

  softmax_forward (&attend);
  record (tape, &attend, softmax_backward);

  context_forward (&attend);
  record (tape, &attend, context_backward);

  context = attend.context;
  if (weights->output_weight != NULL)
    context = heed_linear (tape, context, weights->output_weight, weights->output_bias);

  return (HeedAttentionResult) { attend.scores, attend.weights, context };
}
