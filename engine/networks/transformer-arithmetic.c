/* transformer-arithmetic.c — one attention weight of a Transformer with all intermediate numbers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Of earlier target tokens only keys and values are cached (past.h), not the states
 * that they were computed from, so those are not written.
 */

#include "engine/networks/network-arithmetic.h"

#include <math.h>

#include "engine/layers/attention-arithmetic.h"
#include "engine/layers/positions.h"

static HeedAttentionWeights
to_weights (const HeedAttentionBlock *block,
            guint                     n_heads)
{
  return (HeedAttentionWeights) {
    .kind = HEED_SCORE_MULTI_HEAD,
    .n_heads = n_heads,
    .query_weight = block->query.weight,
    .query_bias = block->query.bias,
    .key_weight = block->key.weight,
    .key_bias = block->key.bias,
    .value_weight = block->value.weight,
    .value_bias = block->value.bias,
    .output_weight = block->output.weight,
    .output_bias = block->output.bias,
  };
}

/* Sets the scores and weights of one query, in all heads. */
static void
put_result (HeedAttentionQuestion     *question,
            const HeedAttentionResult *result,
            guint                      query)
{
  guint first = query * question->weights->n_heads;

  question->stride = result->weights->n_columns;
  question->n_keys = result->weights->n_columns;
  question->scores = heed_tensor_row (result->scores, first);
  question->attention = heed_tensor_row (result->weights, first);
}

static const HeedAttentionOverride *
find_override (const HeedOverrides *overrides,
               const HeedAsked     *asked)
{
  const HeedSiteOverride *site =
    heed_overrides_find (overrides, asked->site.kind, asked->site.layer);

  if (site == NULL)
    return NULL;

  return &site->queries[site->n_queries > 1 ? asked->query : 0];
}

static void
put_source (HeedAttentionQuestion *question,
            const HeedTensor      *rows,
            guint                  row)
{
  question->source = heed_tensor_row (rows, row);
  question->n_source = rows->n_columns;
}

static void
ask_encoder (HeedTape                   *tape,
             const HeedTransformerTaken *taken,
             const HeedAsked            *asked,
             HeedAttentionQuestion      *question)
{
  const HeedTransformerRead *read = &taken->memory->self_read[asked->site.layer];

  question->memory = read->memory;
  question->query = heed_tape_view_rows (tape, read->asking, asked->query, 1);
  put_source (question, read->asking, asked->key);
  put_result (question, &taken->memory->self[asked->site.layer], asked->query);
}

static void
ask_source (HeedTape                   *tape,
            const HeedTransformerTaken *taken,
            const HeedAsked            *asked,
            HeedAttentionQuestion      *question)
{
  const HeedTransformerRead *read = &taken->result->cross_read[asked->site.layer];

  question->memory = read->memory;
  question->query = read->asking;
  put_source (question, taken->memory->outputs, asked->key);
  put_result (question, &taken->result->cross[asked->site.layer], 0);
}

static HeedTensor *
view_past (HeedTape    *tape,
           float       *values,
           guint        n_positions,
           guint        width)
{
  HeedTensor *view = heed_arena_new_struct (heed_tape_get_arena (tape), HeedTensor);

  *view = (HeedTensor) { .n_rows = n_positions, .n_columns = width, .values = values };

  return view;
}

static void
ask_past (HeedTape                   *tape,
          const HeedTransformerTaken *taken,
          const HeedAsked            *asked,
          HeedAttentionQuestion      *question)
{
  guint layer = (guint) asked->site.layer;
  const HeedTransformerRead *read = &taken->result->self_read[layer];
  guint n = taken->input->n_past[0] + 1;
  guint width = read->query->n_columns;

  question->memory = (HeedAttentionMemory) {
    .keys = view_past (tape, heed_past_get_keys (taken->input->pasts[0], layer), n, width),
    .values = view_past (tape, heed_past_get_values (taken->input->pasts[0], layer), n, width),
    .n_positions = n,
    .n_sentences = 1,
  };
  question->query = read->asking;
  if (asked->key + 1 == n)
    put_source (question, read->asking, 0);
  put_result (question, taken->result->self[layer], 0);
}

/* Returns the distance bias of each head, H numbers, or NULL without relative positions. */
static const float *
find_bias (const HeedTransformer       *network,
           const HeedTransformerStack  *stack,
           const HeedAsked             *asked)
{
  const HeedTransformerDescription *d = &network->description;
  gboolean is_encoder = asked->site.kind == HEED_ATTENTION_ENCODER_SELF;

  if (stack->relative_bias == NULL || asked->site.kind == HEED_ATTENTION_CROSS)
    return NULL;

  return heed_tensor_row (stack->relative_bias,
                          heed_distance_bucket ((int) asked->key - (int) asked->query, is_encoder,
                                                d->n_buckets, d->max_distance));
}

void
heed_transformer_explain (HeedTape                   *tape,
                          const HeedTransformer      *network,
                          const HeedTransformerTaken *taken,
                          const HeedAsked            *asked,
                          HeedArithmeticWriter       *writer)
{
  const HeedTransformerDescription *d = &network->description;
  gboolean is_encoder = asked->site.kind == HEED_ATTENTION_ENCODER_SELF;
  const HeedTransformerSide *side = is_encoder ? &d->encoder : &d->decoder;
  const HeedTransformerStack *stack = is_encoder ? &network->encoder : &network->decoder;
  const HeedTransformerLayer *layer = &stack->layers[asked->site.layer];
  gboolean is_cross = asked->site.kind == HEED_ATTENTION_CROSS;
  const HeedAttentionWeights weights =
    to_weights (is_cross ? &layer->cross : &layer->self, side->n_heads);
  guint head_width = heed_transformer_inner_width (d, side) / side->n_heads;
  HeedAttentionQuestion question = {
    .weights = &weights,
    .factor = d->scale_scores ? 1.0f / sqrtf ((float) head_width) : 1.0f,
    .bias = find_bias (network, stack, asked),
    .override = find_override (taken->overrides, asked),
  };

  if (is_encoder)
    ask_encoder (tape, taken, asked, &question);
  else if (is_cross)
    ask_source (tape, taken, asked, &question);
  else
    ask_past (tape, taken, asked, &question);

  heed_attention_explain (tape, writer, &question, asked->site, asked->key);
}
