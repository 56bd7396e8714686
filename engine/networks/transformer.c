/* transformer.c — an encoder–decoder of attention and feed-forward blocks
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     x_0      = sqrt (D) embedding + position
 *     block f  pre    x + f (norm (x))
 *              post   norm (x + f (x))
 *     encoder  layers of: self-attention, feed-forward
 *     decoder  layers of: self-attention, cross-attention, feed-forward
 *     p        = softmax (W x + b)
 *
 * The description says which of the choices a model makes. A batch of whole sentences
 * and a step of a few hypotheses run through the same functions; they differ only in
 * where the keys of the decoder's self-attention come from, the batch or the cache
 * of past tokens.
 *
 * Source: Vaswani et al. 2017, section 3; pre-norm: Xiong et al. 2020
 */

#include "engine/networks/transformer.h"

#include <math.h>
#include <string.h>

#include "engine/layers/linear.h"
#include "engine/layers/multi-head.h"
#include "engine/layers/positions.h"
#include "engine/tape/operations.h"

/* The parameters that the functions below share during one pass. */
typedef struct
{
  const HeedTransformer      *model;
  const HeedTransformerSide  *side;
  const HeedTransformerStack *stack;
  HeedTape                   *tape;
  const HeedOverrides        *overrides;
  const guint32              *buckets;    /* indexed by distance, which may be negative; or NULL */
  guint                       n_positions;
  guint                       n_sentences;
} Pass;

static HeedTensor *
map (const Pass    *pass,
     HeedTensor    *x,
     const HeedMap *weights)
{
  return heed_linear (pass->tape, x, weights->weight, weights->bias);
}

/* The projections of a self-attention block's input. */
typedef struct
{
  HeedTensor *query;   /* each n_rows x I */
  HeedTensor *keys;
  HeedTensor *values;
} Mapped;

/* The order matters: the backward passes add up the gradient of x in the reverse order, which
 * decides its last bits. */
static Mapped
map_all (const Pass               *pass,
         HeedTensor               *x,
         const HeedAttentionBlock *block)
{
  Mapped mapped;

  mapped.query = map (pass, x, &block->query);
  mapped.keys = map (pass, x, &block->key);
  mapped.values = map (pass, x, &block->value);

  return mapped;
}

/* --- Blocks --- */

/* The input of a block: normalised first with pre-norm. */
static HeedTensor *
enter_block (const Pass            *pass,
             HeedTensor            *x,
             const HeedNormWeights *norm)
{
  return pass->model->description.norm_place == HEED_NORM_PRE ? heed_normalise (pass->tape, x, norm)
                                                              : x;
}

/* The output of a block: the residual connection, normalised afterwards with post-norm. */
static HeedTensor *
leave_block (const Pass            *pass,
             HeedTensor            *x,
             HeedTensor            *y,
             const HeedNormWeights *norm)
{
  HeedTensor *sum = heed_add (pass->tape, x, heed_dropout (pass->tape, y, pass->model->dropout));

  return pass->model->description.norm_place == HEED_NORM_PRE
         ? sum
         : heed_normalise (pass->tape, sum, norm);
}

static HeedTensor *
feed_forward (const Pass                 *pass,
              HeedTensor                 *x,
              const HeedFeedForwardBlock *block)
{
  HeedActivation activation = pass->model->description.activation;
  HeedTensor *read = enter_block (pass, x, &block->norm);
  HeedTensor *inner = map (pass, read, &block->inner);

  if (block->gate.weight != NULL)
    inner = heed_gate (
      pass->tape, heed_activate (pass->tape, map (pass, read, &block->gate), activation), inner);
  else
    inner = heed_activate (pass->tape, inner, activation);

  inner = heed_dropout (pass->tape, inner, pass->model->dropout);

  return leave_block (pass, x, map (pass, inner, &block->output), &block->norm);
}

static HeedMultiHead
describe_heads (const Pass *pass,
                gboolean    is_causal,
                gboolean    is_self)
{
  const HeedTransformerDescription *d = &pass->model->description;
  guint head_width = heed_transformer_inner_width (d, pass->side) / pass->side->n_heads;

  return (HeedMultiHead) {
    .n_heads = pass->side->n_heads,
    .factor = d->scale_scores ? 1.0f / sqrtf ((float) head_width) : 1.0f,
    .is_causal = is_causal,
    .bias = { is_self ? pass->stack->relative_bias : NULL, pass->buckets },
    .dropout = pass->model->dropout,
  };
}

static HeedTensor *
leave_attention (const Pass               *pass,
                 HeedTensor               *x,
                 HeedTensor               *context,
                 const HeedAttentionBlock *block)
{
  return leave_block (pass, x, map (pass, context, &block->output), &block->norm);
}

/* --- Positions --- */

static gboolean
find_sinusoids (HeedPositions  positions,
                HeedSinusoids *kind)
{
  switch (positions)
    {
    case HEED_POSITIONS_INTERLEAVED:
      *kind = HEED_SINUSOIDS_INTERLEAVED;
      return TRUE;

    case HEED_POSITIONS_HALVES:
      *kind = HEED_SINUSOIDS_HALVES;
      return TRUE;

    case HEED_POSITIONS_TIMESCALES:
      *kind = HEED_SINUSOIDS_TIMESCALES;
      return TRUE;

    case HEED_POSITIONS_NONE:
    case HEED_POSITIONS_LEARNED:
    case HEED_POSITIONS_RELATIVE:
      break;
    }

  return FALSE;
}

/* Returns the D numbers added for a position, or NULL if nothing is added. Positions after the end
 * of a learned table use its last row. */
static const float *
find_position (const Pass *pass,
               guint       position)
{
  const HeedTransformerDescription *d = &pass->model->description;
  HeedTensor *table = pass->stack->positions;
  HeedSinusoids kind;
  gboolean is_computed = find_sinusoids (d->positions, &kind);
  float *row;

  position += d->first_position;
  if (table != NULL && (position < table->n_rows || !is_computed))
    return heed_tensor_row (table, MIN (position, table->n_rows - 1));

  if (!is_computed)
    return NULL;

  row = heed_arena_floats (heed_tape_get_arena (pass->tape), d->width);
  heed_sinusoids_fill (row, d->width, position, kind);

  return row;
}

/* Embeds ids, n_positions x n_sentences; positions has n_positions numbers. */
static HeedTensor *
embed (const Pass    *pass,
       const guint32 *ids,
       const guint   *positions,
       guint          n_positions,
       guint          n_sentences)
{
  const HeedTransformerDescription *d = &pass->model->description;
  HeedTape *tape = pass->tape;
  const float **rows = heed_arena_allocate (heed_tape_get_arena (tape), n_positions * sizeof *rows);
  HeedTensor *x = heed_embedding (tape, pass->stack->embedding, ids, n_positions * n_sentences);
  HeedTensor *learned = d->positions == HEED_POSITIONS_LEARNED ? pass->stack->positions : NULL;

  for (guint t = 0; t < n_positions; t++)
    rows[t] = find_position (pass, positions[t]);

  x = heed_add_positions (tape, x, d->scale_embedding ? sqrtf ((float) d->width) : 1.0f,
                          rows[0] != NULL ? rows : NULL, n_sentences, learned);
  if (pass->stack->embedding_norm.weight != NULL)
    x = heed_normalise (tape, x, &pass->stack->embedding_norm);

  return heed_dropout (tape, x, pass->model->dropout);
}

static guint *
count_up (HeedTape *tape,
          guint     n)
{
  guint *numbers = heed_arena_allocate (heed_tape_get_arena (tape), n * sizeof *numbers);

  for (guint i = 0; i < n; i++)
    numbers[i] = i;

  return numbers;
}

/* Returns the buckets of all distances from -longest to longest, or NULL without relative
 * positions. */
static const guint32 *
find_buckets (const Pass *pass,
              guint       longest,
              gboolean    looks_ahead)
{
  const HeedTransformerDescription *d = &pass->model->description;
  guint32 *buckets;

  if (d->positions != HEED_POSITIONS_RELATIVE)
    return NULL;

  buckets = heed_arena_allocate (heed_tape_get_arena (pass->tape),
                                 (2 * (gsize) longest + 1) * sizeof *buckets);
  buckets += longest;
  for (int distance = -(int) longest; distance <= (int) longest; distance++)
    buckets[distance] = heed_distance_bucket (distance, looks_ahead, d->n_buckets, d->max_distance);

  return buckets;
}

static HeedTensor *
finish_stack (const Pass *pass,
              HeedTensor *x)
{
  if (pass->stack->norm.weight != NULL)
    x = heed_normalise (pass->tape, x, &pass->stack->norm);

  return x;
}

/* --- Encoder --- */

static HeedTensor *
encode_layer (const Pass            *pass,
              HeedTensor            *x,
              const HeedTokenBatch  *batch,
              guint                  layer,
              HeedTransformerMemory *result)
{
  const HeedAttentionBlock *block = &pass->stack->layers[layer].self;
  const HeedMultiHead heads = describe_heads (pass, FALSE, TRUE);
  HeedTensor *asking = enter_block (pass, x, &block->norm);
  HeedTransformerRead *read = &result->self_read[layer];

  read->asking = asking;
  read->memory = (HeedAttentionMemory) {
    .keys = map (pass, asking, &block->key),
    .values = map (pass, asking, &block->value),
    .lengths = batch->lengths,
    .n_positions = batch->n_positions,
    .n_sentences = batch->n_sentences,
  };
  read->query = map (pass, asking, &block->query);

  result->self[layer] = heed_multi_head_attend (
    pass->tape, &heads, &read->memory, read->query,
    heed_overrides_find (pass->overrides, HEED_ATTENTION_ENCODER_SELF, (int) layer));
  x = leave_attention (pass, x, result->self[layer].context, block);

  return feed_forward (pass, x, &pass->stack->layers[layer].feed_forward);
}

/**
 * heed_transformer_encode:
 * @batch: ids are n_positions x n_sentences, each below the source vocabulary
 * @overrides: (nullable): interventions on the encoder's attention, the same for all
 *   sentences
 * @memory: (out): the encoded sentences, for heed_transformer_decode()
 */
void
heed_transformer_encode (const HeedTransformer *model,
                         HeedTape              *tape,
                         const HeedTokenBatch  *batch,
                         const HeedOverrides   *overrides,
                         HeedTransformerMemory *memory)
{
  const HeedTransformerDescription *d = &model->description;
  Pass pass = { model,     &d->encoder, &model->encoder,    tape,
                overrides, NULL,        batch->n_positions, batch->n_sentences };
  HeedTensor *x = embed (&pass, batch->ids, count_up (tape, batch->n_positions),
                         batch->n_positions, batch->n_sentences);

  pass.buckets = find_buckets (&pass, batch->n_positions, TRUE);
  for (guint layer = 0; layer < d->encoder.n_layers; layer++)
    x = encode_layer (&pass, x, batch, layer, memory);
  memory->outputs = finish_stack (&pass, x);

  for (guint layer = 0; layer < d->decoder.n_layers; layer++)
    {
      const HeedAttentionBlock *cross = &model->decoder.layers[layer].cross;

      memory->cross[layer] = (HeedAttentionMemory) {
        .keys = map (&pass, memory->outputs, &cross->key),
        .values = map (&pass, memory->outputs, &cross->value),
        .lengths = batch->lengths,
        .n_positions = batch->n_positions,
        .n_sentences = batch->n_sentences,
      };
    }
}

/* --- Decoder --- */

/* Self-attention of all positions at once; each sees itself and those before it. */
static HeedTensor *
attend_to_batch (const Pass           *pass,
                 const Mapped         *own,
                 guint                 layer,
                 HeedAttentionResult **result)
{
  const HeedMultiHead heads = describe_heads (pass, TRUE, TRUE);
  const HeedAttentionMemory memory = { own->keys, own->values, NULL, pass->n_positions,
                                       pass->n_sentences };

  *result = heed_arena_new_struct (heed_tape_get_arena (pass->tape), HeedAttentionResult);
  **result = heed_multi_head_attend (
    pass->tape, &heads, &memory, own->query,
    heed_overrides_find (pass->overrides, HEED_ATTENTION_DECODER_SELF, (int) layer));

  return (*result)->context;
}

static HeedTensor *
view_past (HeedTape *tape,
           float    *values,
           guint     n_positions,
           guint     width)
{
  HeedTensor *view = heed_arena_new_struct (heed_tape_get_arena (tape), HeedTensor);

  *view = (HeedTensor) { .n_rows = n_positions, .n_columns = width, .values = values };

  return view;
}

/* Returns a copy, on the tape, of n_past rows followed by row row of own. */
static HeedTensor *
join_past (const Pass *pass,
           float      *past,
           guint       n_past,
           HeedTensor *own,
           guint       row)
{
  HeedTensor *parts[] = { view_past (pass->tape, past, n_past, own->n_columns),
                          heed_tape_view_rows (pass->tape, own, row, 1) };

  return n_past == 0 ? parts[1] : heed_stack (pass->tape, parts, 2);
}

/* Appends row row of own to the past itself and returns a view of it. */
static HeedTensor *
extend_past (const Pass *pass,
             float      *past,
             guint       n_past,
             HeedTensor *own,
             guint       row)
{
  gsize width = own->n_columns;

  memcpy (past + n_past * width, heed_tensor_row (own, row), width * sizeof (float));

  return view_past (pass->tape, past, n_past + 1, own->n_columns);
}

/* Self-attention of one row over its past and its own key and value, which come after it. */
static HeedAttentionResult
attend_to_past (const Pass                 *pass,
                const HeedTransformerInput *input,
                guint                       layer,
                guint                       row,
                const Mapped               *own)
{
  guint n_past = input->n_past[row];
  HeedTensor *(*add) (const Pass *, float *, guint, HeedTensor *, guint) =
    input->leaves_pasts ? join_past : extend_past;
  HeedMultiHead heads = describe_heads (pass, TRUE, TRUE);
  HeedAttentionMemory memory = { .n_positions = n_past + 1, .n_sentences = 1 };

  memory.keys =
    add (pass, heed_past_get_keys (input->pasts[row], layer), n_past, own->keys, row);
  memory.values =
    add (pass, heed_past_get_values (input->pasts[row], layer), n_past, own->values, row);
  heads.first_query = n_past;

  return heed_multi_head_attend (
    pass->tape, &heads, &memory, heed_tape_view_rows (pass->tape, own->query, row, 1),
    heed_overrides_find (pass->overrides, HEED_ATTENTION_DECODER_SELF, (int) layer));
}

static HeedTensor *
attend_to_pasts (const Pass                 *pass,
                 const HeedTransformerInput *input,
                 guint                       layer,
                 const Mapped               *own,
                 HeedAttentionResult       **results)
{
  HeedArena *arena = heed_tape_get_arena (pass->tape);
  HeedTensor **contexts = heed_arena_allocate (arena, input->n_rows * sizeof *contexts);

  *results = heed_arena_allocate (arena, input->n_rows * sizeof **results);
  for (guint row = 0; row < input->n_rows; row++)
    {
      (*results)[row] = attend_to_past (pass, input, layer, row, own);
      contexts[row] = (*results)[row].context;
    }

  return input->n_rows == 1 ? contexts[0] : heed_stack (pass->tape, contexts, input->n_rows);
}

static HeedTensor *
attend_to_itself (const Pass                 *pass,
                  HeedTensor                 *x,
                  const HeedTransformerInput *input,
                  guint                       layer,
                  HeedTransformerResult      *result)
{
  const HeedAttentionBlock *block = &pass->stack->layers[layer].self;
  HeedTensor *asking = enter_block (pass, x, &block->norm);
  const Mapped own = map_all (pass, asking, block);
  HeedTensor *context = input->pasts != NULL
                        ? attend_to_pasts (pass, input, layer, &own, &result->self[layer])
                        : attend_to_batch (pass, &own, layer, &result->self[layer]);

  result->self_read[layer] = (HeedTransformerRead) { .asking = asking, .query = own.query };

  return leave_attention (pass, x, context, block);
}

static HeedTensor *
attend_to_source (const Pass                *pass,
                  HeedTensor                *x,
                  const HeedAttentionMemory *memory,
                  guint                      layer,
                  HeedTransformerResult     *result)
{
  const HeedAttentionBlock *block = &pass->stack->layers[layer].cross;
  const HeedMultiHead heads = describe_heads (pass, FALSE, FALSE);
  const HeedSiteOverride *override =
    heed_overrides_find (pass->overrides, HEED_ATTENTION_CROSS, (int) layer);
  HeedTransformerRead *read = &result->cross_read[layer];

  read->asking = enter_block (pass, x, &block->norm);
  read->query = map (pass, read->asking, &block->query);
  read->memory = *memory;
  result->cross[layer] =
    heed_multi_head_attend (pass->tape, &heads, memory, read->query, override);
  read->given = map (pass, result->cross[layer].context, &block->output);

  return leave_block (pass, x, read->given, &block->norm);
}

static guint
find_longest (const HeedTransformerInput *input)
{
  guint longest = input->n_positions;

  for (guint row = 0; input->pasts != NULL && row < input->n_rows; row++)
    longest = MAX (longest, input->n_past[row] + 1);

  return longest;
}

/**
 * heed_transformer_decode:
 * @memory: of as many sentences as @input has rows, or of one sentence for all rows
 * @overrides: (nullable): interventions, the same for all rows
 * @result: (out): what was computed
 *
 * Cost: reads every weight of the decoder once, except the output layer's
 */
void
heed_transformer_decode (const HeedTransformer       *model,
                         HeedTape                    *tape,
                         const HeedTransformerMemory *memory,
                         const HeedTransformerInput  *input,
                         const HeedOverrides         *overrides,
                         HeedTransformerResult       *result)
{
  const HeedTransformerDescription *d = &model->description;
  Pass pass = { model,     &d->decoder, &model->decoder,    tape,
                overrides, NULL,        input->n_positions, input->n_rows };
  HeedTensor *x = input->pasts != NULL
                  ? embed (&pass, input->ids, input->n_past, input->n_rows, 1)
                  : embed (&pass, input->ids, count_up (tape, input->n_positions),
                           input->n_positions, input->n_rows);

  pass.buckets = find_buckets (&pass, find_longest (input), FALSE);
  for (guint layer = 0; layer < d->decoder.n_layers; layer++)
    {
      x = attend_to_itself (&pass, x, input, layer, result);
      x = attend_to_source (&pass, x, &memory->cross[layer], layer, result);
      x = feed_forward (&pass, x, &model->decoder.layers[layer].feed_forward);
      result->states[layer] = x;
    }

  x = finish_stack (&pass, x);
  if (d->scale_output)
    x = heed_add_positions (tape, x, 1.0f / sqrtf ((float) d->width), NULL, 1, NULL);
  result->output = x;
}

/* T B x V */
HeedTensor *
heed_transformer_logits (const HeedTransformer *model,
                         HeedTape              *tape,
                         HeedTensor            *output)
{
  return heed_linear (tape, output, model->output_weight, model->output_bias);
}
