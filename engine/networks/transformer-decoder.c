/* transformer-decoder.c — decoding steps of a Transformer
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A state is the number of tokens read so far and a reference to the shared cache of
 * their keys and values (past.h).
 */

#include "engine/networks/decoder-family.h"
#include "engine/layers/output-arithmetic.h"
#include "engine/networks/network-arithmetic.h"

#include <math.h>
#include <string.h>

typedef struct
{
  HeedEncoding           base;
  HeedTransformerMemory  memory;
} Encoding;

typedef struct
{
  HeedDecoderState  base;
  HeedPast         *past;
  guint             n_read;
} State;

static const HeedTransformer *
get_network (HeedEncoding *encoding)
{
  return &encoding->side.network->transformer;
}

static void
clear_state (HeedDecoderState *state)
{
  heed_past_unref (((State *) state)->past);
}

static HeedDecoderState *
new_state (HeedPast *past,
           guint     n_read)
{
  State *state = g_atomic_rc_box_new (State);

  *state = (State) { { clear_state }, past, n_read };

  return &state->base;
}

/* --- The source --- */

/* Adds the begin and end tokens of the model, unless they are there: a sentence that ends with
 * the end token is taken as complete. An empty sentence becomes the unknown token or, if the
 * model has none, token 0. */
static guint32 *
complete_ids (const HeedSourceSide *side,
              const guint32        *ids,
              guint                 n_ids,
              guint                *n_visible,
              guint                *n_read)
{
  const HeedTransformerDescription *d = &side->network->transformer.description;
  gboolean has_end = d->source_end && (n_ids == 0 || ids[n_ids - 1] != side->end);
  gboolean has_begin =
    d->source_begin && (has_end || !d->source_end) && (n_ids == 0 || ids[0] != side->begin);
  guint32 *complete = g_new (guint32, (gsize) n_ids + 2);
  guint n = 0;

  if (has_begin)
    complete[n++] = side->begin;
  if (n_ids > 0)
    memcpy (complete + n, ids, n_ids * sizeof *ids);
  n += n_ids;
  if (has_end)
    complete[n++] = side->end;
  if (n == 0)
    complete[n++] = side->unknown < d->source_vocabulary ? side->unknown : 0;

  *n_visible = n;
  *n_read = n;

  return complete;
}

static HeedEncoding *
encode (const HeedSourceSide *side,
        const guint32        *ids,
        guint                 n_ids,
        const HeedOverrides  *overrides)
{
  const HeedTransformer *network = &side->network->transformer;
  const HeedTransformerDescription *d = &network->description;
  Encoding *encoding = g_atomic_rc_box_new0 (Encoding);
  HeedTokenBatch batch;
  guint n_read;

  encoding->base.ids = complete_ids (side, ids, n_ids, &encoding->base.n_ids, &n_read);
  batch = heed_encoding_begin (&encoding->base, side, n_read);
  heed_transformer_encode (network, encoding->base.tape, &batch, overrides, &encoding->memory);
  encoding->base.start = new_state (
    heed_past_new (d->decoder.n_layers, heed_transformer_inner_width (d, &d->decoder)), 0);

  return &encoding->base;
}

static gboolean
find_self (HeedEncoding        *encoding,
           guint                layer,
           HeedAttentionResult *attention)
{
  const HeedTransformer *network = get_network (encoding);

  if (layer >= network->description.encoder.n_layers)
    return FALSE;

  *attention = ((Encoding *) encoding)->memory.self[layer];

  return TRUE;
}

static void
force (const HeedNetwork     *network,
       HeedTape              *tape,
       const HeedTokenBatch  *source,
       const HeedTargetBatch *target,
       HeedForcedPass        *pass)
{
  const HeedTransformer *model = &network->transformer;
  HeedArena *arena = heed_tape_get_arena (tape);
  guint n_layers = model->description.decoder.n_layers;
  guint n_heads = model->description.decoder.n_heads;
  const HeedTransformerInput input = {
    .ids = target->read,
    .n_positions = target->n_positions,
    .n_rows = source->n_sentences,
  };
  HeedTransformerMemory memory;
  HeedTransformerResult result;

  heed_transformer_encode (model, tape, source, target->overrides, &memory);
  heed_transformer_decode (model, tape, &memory, &input, target->overrides, &result);

  *pass = (HeedForcedPass) {
    .output = result.output,
    .weights = heed_arena_allocate (arena, n_layers * sizeof *pass->weights),
    .n_layers = n_layers,
    .n_heads = n_heads,
  };
  for (guint layer = 0; layer < n_layers; layer++)
    {
      guint n_rows = source->n_sentences * n_heads;

      pass->weights[layer] =
        heed_arena_allocate (arena, target->n_positions * sizeof **pass->weights);
      for (guint t = 0; t < target->n_positions; t++)
        pass->weights[layer][t] =
          heed_tape_view_rows (tape, result.cross[layer].weights, t * n_rows, n_rows);
    }
}

static const HeedTensor *
get_states (HeedEncoding *encoding)
{
  return ((Encoding *) encoding)->memory.outputs;
}

static void
find_values (HeedEncoding      *encoding,
             HeedDecoderState  *state,
             HeedAttentionKind  kind,
             guint              layer,
             HeedSiteValues    *values)
{
  const HeedTransformer *network = get_network (encoding);
  const HeedTransformerMemory *memory = &((Encoding *) encoding)->memory;
  const HeedTransformerLayer *own = &network->decoder.layers[layer];

  switch (kind)
    {
    case HEED_ATTENTION_CROSS:
      *values = (HeedSiteValues) { *memory->cross[layer].values, own->cross.output.weight };
      break;

    case HEED_ATTENTION_ENCODER_SELF:
      *values = (HeedSiteValues) { *memory->self_read[layer].memory.values,
                                   network->encoder.layers[layer].self.output.weight };
      break;

    case HEED_ATTENTION_DECODER_SELF:
      *values = (HeedSiteValues) { .output = own->self.output.weight };
      values->values = (HeedTensor) {
        .n_rows = ((State *) state)->n_read,
        .n_columns = own->self.output.weight->n_columns,
        .values = heed_past_get_values (((State *) state)->past, layer),
      };
      break;
    }
}

/* --- A step --- */

static void
add_site (HeedDecoded               *decoded,
          HeedAttentionKind          kind,
          guint                      layer,
          guint                      n_heads,
          const HeedAttentionResult *attention,
          guint                      row)
{
  g_assert (decoded->n_sites < HEED_MAX_SITES);

  decoded->sites[decoded->n_sites++] = (HeedSiteNumbers) {
    .kind = kind,
    .layer = (int) layer,
    .n_heads = n_heads,
    .n_keys = attention->weights->n_columns,
    .stride = attention->weights->n_columns,
    .scores = heed_tensor_row (attention->scores, row * n_heads),
    .weights = heed_tensor_row (attention->weights, row * n_heads),
  };
}

static void
hand_out (HeedDecoded                      *decoded,
          const HeedTransformerDescription *d,
          const HeedTransformerResult      *result,
          guint                             row)
{
  guint n_heads = d->decoder.n_heads;

  for (guint layer = 0; layer < d->decoder.n_layers; layer++)
    {
      add_site (decoded, HEED_ATTENTION_CROSS, layer, n_heads, &result->cross[layer], row);
      add_site (decoded, HEED_ATTENTION_DECODER_SELF, layer, n_heads, &result->self[layer][row], 0);
      heed_decoded_add_tensor (decoded, "query", layer, result->cross_read[layer].query, row);
      heed_decoded_add_tensor (decoded, "context", layer, result->cross_read[layer].given, row);
      heed_decoded_add_tensor (decoded, "state", layer, result->states[layer], row);
    }
}

static HeedTransformerInput
extend_pasts (HeedTape               *tape,
              const HeedDecoderInput *input)
{
  HeedArena *arena = heed_tape_get_arena (tape);
  HeedPast **pasts = heed_arena_allocate (arena, input->n_rows * sizeof *pasts);
  guint *n_past = heed_arena_allocate (arena, input->n_rows * sizeof *n_past);

  for (guint row = 0; row < input->n_rows; row++)
    {
      const State *state = (const State *) input->states[row];

      n_past[row] = state->n_read;
      pasts[row] = heed_past_extend (state->past, state->n_read);
    }

  return (HeedTransformerInput) { .ids = input->read,
                                  .n_positions = 1,
                                  .n_rows = input->n_rows,
                                  .pasts = pasts,
                                  .n_past = n_past };
}

static void
step (HeedTape               *tape,
      HeedEncoding           *encoding,
      const HeedDecoderInput *input,
      HeedDecoded            *decoded)
{
  const HeedTransformer *network = get_network (encoding);
  const HeedTransformerDescription *d = &network->description;
  HeedTransformerInput read = extend_pasts (tape, input);
  HeedTransformerResult result;
  HeedTensor *logits;

  heed_transformer_decode (network, tape, &((Encoding *) encoding)->memory, &read,
                           input->overrides, &result);
  logits = heed_transformer_logits (network, tape, result.output);

  for (guint row = 0; row < input->n_rows; row++)
    {
      decoded[row].logits = heed_tensor_row (logits, row);
      decoded[row].next = new_state (read.pasts[row], read.n_past[row] + 1);
      hand_out (&decoded[row], d, &result, row);
    }
}

/* Leaves the past unchanged: on a recording tape the keys and values of this token are tensors
 * of the tape, so that their gradients can flow. */
static HeedTensor *
decode (HeedTape               *tape,
        HeedEncoding           *encoding,
        const HeedDecoderInput *input)
{
  const HeedTransformer *network = get_network (encoding);
  const State *state = (const State *) input->states[0];
  const HeedTransformerInput read = { .ids = input->read,
                                      .n_positions = 1,
                                      .n_rows = 1,
                                      .pasts = &state->past,
                                      .n_past = &state->n_read,
                                      .leaves_pasts = TRUE };
  HeedTransformerResult result;

  heed_transformer_decode (network, tape, &((Encoding *) encoding)->memory, &read,
                           input->overrides, &result);

  return heed_transformer_logits (network, tape, result.output);
}

static const float *
explain (HeedTape               *tape,
         HeedEncoding           *encoding,
         const HeedDecoderInput *input,
         const HeedAsked        *asked,
         HeedArithmeticWriter   *writer)
{
  const HeedTransformer *network = get_network (encoding);
  const Encoding *source = (const Encoding *) encoding;
  HeedTransformerInput read = extend_pasts (tape, input);
  HeedTransformerResult result;
  HeedTensor *logits;

  heed_transformer_decode (network, tape, &source->memory, &read, input->overrides, &result);
  logits = heed_transformer_logits (network, tape, result.output);
  heed_transformer_explain (tape, network, &(HeedTransformerTaken) {
    &source->memory, &read, &result, input->overrides }, asked, writer);
  heed_output_explain (tape, writer, &(HeedOutputRow) {
    result.output->values, network->output_weight, network->output_bias, asked->token });
  heed_past_unref (read.pasts[0]);

  return logits->values;
}

static void
explain_self (HeedTape             *tape,
              HeedEncoding         *encoding,
              const HeedOverrides  *overrides,
              const HeedAsked      *asked,
              HeedArithmeticWriter *writer)
{
  heed_transformer_explain (tape, get_network (encoding), &(HeedTransformerTaken) {
    .memory = &((Encoding *) encoding)->memory, .overrides = overrides }, asked, writer);
}

const HeedDecoderFamily heed_transformer_decoder = {
  .complete_ids = complete_ids,
  .force = force,
  .encode = encode,
  .find_self = find_self,
  .get_states = get_states,
  .decode = decode,
  .find_values = find_values,
  .step = step,
  .explain = explain,
  .explain_self = explain_self,
};
