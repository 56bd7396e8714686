/* recurrent-decoder.c — decoding steps of a recurrent network
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A state is the h and c of every layer, and the attentional state if it is fed
 * back: a few vectors, copied out of the tape's arena after each step.
 */

#include "engine/networks/decoder-family.h"

#include <string.h>

#include "engine/layers/output-arithmetic.h"
#include "engine/networks/network-arithmetic.h"
#include "engine/tape/operations.h"

typedef struct
{
  HeedEncoding         base;
  HeedRecurrentMemory  memory;
} Encoding;

/* The vectors one after the other: h of each layer, then c of each layer, then the attentional
 * state. */
typedef struct
{
  HeedDecoderState base;
  float            values[];
} State;

static const HeedRecurrent *
get_network (HeedEncoding *encoding)
{
  return &encoding->side.network->recurrent;
}

/* --- States --- */

static gsize
count_state_values (const HeedDescription *d)
{
  gsize n_values =
    (gsize) d->n_decoder_layers * d->decoder_width * (d->cell == HEED_CELL_LSTM ? 2 : 1);

  return n_values +
         (heed_part_list_has (&d->cell_input, HEED_PART_ATTENTIONAL) ? d->combine_width : 0);
}

/* Lists the tensors of a state in the order of the packed vectors. */
static guint
list_tensors (const HeedDescription  *d,
              HeedRecurrentState     *state,
              HeedTensor            **tensors[2 * HEED_MAX_LAYERS + 1])
{
  guint n = 0;

  for (guint layer = 0; layer < d->n_decoder_layers; layer++)
    tensors[n++] = &state->cells[layer].h;
  for (guint layer = 0; layer < d->n_decoder_layers && d->cell == HEED_CELL_LSTM; layer++)
    tensors[n++] = &state->cells[layer].c;
  if (heed_part_list_has (&d->cell_input, HEED_PART_ATTENTIONAL))
    tensors[n++] = &state->attentional;

  return n;
}

/* Copies row row of every tensor into a new state. */
static HeedDecoderState *
pack_state (const HeedDescription *d,
            HeedRecurrentState    *state,
            guint                  row)
{
  gsize n_values = count_state_values (d);
  State *packed = g_atomic_rc_box_alloc (sizeof *packed + n_values * sizeof (float));
  HeedTensor **tensors[2 * HEED_MAX_LAYERS + 1];
  guint n_tensors = list_tensors (d, state, tensors);
  float *to = packed->values;

  packed->base = (HeedDecoderState) { 0 };
  for (guint i = 0; i < n_tensors; i++)
    {
      const HeedTensor *tensor = *tensors[i];

      memcpy (to, heed_tensor_row (tensor, row), tensor->n_columns * sizeof (float));
      to += tensor->n_columns;
    }

  return &packed->base;
}

/* Copies the states into the rows of one batch. */
static HeedRecurrentState
unpack_states (const HeedDescription  *d,
               HeedTape               *tape,
               const HeedDecoderInput *input)
{
  HeedRecurrentState state = { 0 };
  HeedTensor **tensors[2 * HEED_MAX_LAYERS + 1];
  guint n_tensors = list_tensors (d, &state, tensors);
  gsize first = 0;

  for (guint i = 0; i < n_tensors; i++)
    {
      gboolean is_attentional = tensors[i] == &state.attentional;
      guint width = is_attentional ? d->combine_width : d->decoder_width;
      HeedTensor *tensor = heed_tape_new_tensor (tape, input->n_rows, width);

      for (guint row = 0; row < input->n_rows; row++)
        memcpy (heed_tensor_row (tensor, row), ((State *) input->states[row])->values + first,
                width * sizeof (float));
      *tensors[i] = tensor;
      first += width;
    }

  return state;
}

/* --- The source --- */

/* Adds the begin and end tokens of the model, unless they are there, and removes padding at the
 * end of ids. A model that reads padding gets exactly source_length tokens: shorter sentences are
 * padded, longer ones cut. */
static guint32 *
complete_ids (const HeedSourceSide *side,
              const guint32        *ids,
              guint                 n_ids,
              guint                *n_visible,
              guint                *n_read)
{
  const HeedDescription *d = &side->network->recurrent.description;
  gboolean is_open, is_begun;
  guint32 *complete;
  guint n;

  while (n_ids > 0 && ids[n_ids - 1] == side->padding)
    n_ids--;

  is_open = d->source_end && (n_ids == 0 || ids[n_ids - 1] != side->end);
  is_begun =
    !d->source_begin || !(is_open || !d->source_end) || (n_ids > 0 && ids[0] == side->begin);
  n = (is_begun ? 0 : 1) + n_ids + (is_open ? 1 : 0);
  *n_visible = MAX (n, 1);
  *n_read = *n_visible;
  if (d->padding == HEED_PADDING_READ)
    {
      *n_visible = MIN (*n_visible, d->source_length);
      *n_read = d->source_length;
    }

  complete = g_new (guint32, MAX (*n_read, MAX (n, 1)));
  if (!is_begun)
    complete[0] = side->begin;
  if (n_ids > 0)
    memcpy (complete + (is_begun ? 0 : 1), ids, n_ids * sizeof *ids);
  if (is_open)
    complete[n - 1] = side->end;
  for (guint i = n; i < MAX (*n_read, 1); i++)
    complete[i] = side->padding < d->source_vocabulary ? side->padding : 0;

  return complete;
}

static HeedEncoding *
encode (const HeedSourceSide *side,
        const guint32        *ids,
        guint                 n_ids,
        const HeedOverrides  *overrides)
{
  const HeedRecurrent *network = &side->network->recurrent;
  Encoding *encoding = g_atomic_rc_box_new0 (Encoding);
  HeedTokenBatch batch;
  guint n_read;

  encoding->base.ids = complete_ids (side, ids, n_ids, &encoding->base.n_ids, &n_read);
  batch = heed_encoding_begin (&encoding->base, side, n_read);
  heed_recurrent_encode (network, encoding->base.tape, &batch, &encoding->memory);
  encoding->base.start = pack_state (&network->description, &encoding->memory.initial, 0);

  return &encoding->base;
}

static void
force (const HeedNetwork     *network,
       HeedTape              *tape,
       const HeedTokenBatch  *source,
       const HeedTargetBatch *target,
       HeedForcedPass        *pass)
{
  const HeedRecurrent *model = &network->recurrent;
  HeedArena *arena = heed_tape_get_arena (tape);
  HeedAttentionResult *looked = heed_arena_allocate (arena, target->n_positions * sizeof *looked);

  *pass = (HeedForcedPass) {
    .output = heed_recurrent_force (model, tape, source, target, looked),
    .weights = heed_arena_allocate (arena, sizeof *pass->weights),
    .n_layers = heed_network_get_n_layers (network, HEED_ATTENTION_CROSS),
    .n_heads = model->attention.n_heads,
  };
  pass->weights[0] = heed_arena_allocate (arena, target->n_positions * sizeof **pass->weights);
  for (guint t = 0; t < target->n_positions; t++)
    pass->weights[0][t] = looked[t].weights;
}

static const HeedTensor *
get_states (HeedEncoding *encoding)
{
  return ((Encoding *) encoding)->memory.outputs;
}

/* A recurrent network has a single attention layer. */
static void
find_values (HeedEncoding      *encoding,
             HeedDecoderState  *state,
             HeedAttentionKind  kind,
             guint              layer,
             HeedSiteValues    *values)
{
  values->values = *((Encoding *) encoding)->memory.attention.values;
  values->output = get_network (encoding)->attention.output_weight;
}

/* --- A step --- */

static const char *const gru_gates[] = { "reset gate", "update gate", "candidate state" };
static const char *const lstm_gates[] = { "input gate", "forget gate", "cell candidate",
                                          "output gate" };

static void
add_traces (HeedDecoded              *decoded,
            const HeedDescription    *d,
            const HeedRecurrentState *state,
            const HeedRecurrentStep  *step,
            guint                     row)
{
  const char *const *gates = d->cell == HEED_CELL_GRU ? gru_gates : lstm_gates;

  for (guint layer = 0; layer < d->n_decoder_layers; layer++)
    {
      const HeedCellState *cell = &state->cells[layer];
      const float *values = heed_tensor_row (cell->gates, row);

      for (guint gate = 0; gate < heed_description_n_gates (d); gate++)
        heed_decoded_add_trace (decoded, gates[gate], layer,
                                values + (gsize) gate * d->decoder_width, d->decoder_width);
      heed_decoded_add_tensor (decoded, "cell", layer, cell->c, row);
      heed_decoded_add_tensor (decoded, "state", layer, cell->h, row);
    }

  heed_decoded_add_tensor (decoded, "query", d->n_decoder_layers - 1, step->query, row);
  heed_decoded_add_tensor (decoded, "context", d->n_decoder_layers - 1, step->attention.context,
                           row);
  heed_decoded_add_tensor (decoded, "attentional state", d->n_decoder_layers - 1, step->attentional,
                           row);
}

/* Leaves out the columns of padding, which exist only in models that read padding. */
static void
add_site (HeedDecoded               *decoded,
          const HeedEncoding        *encoding,
          const HeedAttentionResult *attention,
          guint                      n_heads,
          guint                      row)
{
  if (attention->weights == NULL)
    return;

  decoded->sites[decoded->n_sites++] = (HeedSiteNumbers) {
    .kind = HEED_ATTENTION_CROSS,
    .layer = 0,
    .n_heads = n_heads,
    .n_keys = encoding->n_ids,
    .stride = attention->weights->n_columns,
    .scores = heed_tensor_row (attention->scores, row * n_heads),
    .weights = heed_tensor_row (attention->weights, row * n_heads),
  };
}

static HeedRecurrentInput
get_read (const HeedDecoderInput *input)
{
  const HeedSiteOverride *override =
    heed_overrides_find (input->overrides, HEED_ATTENTION_CROSS, 0);

  return (HeedRecurrentInput) { input->read, override != NULL ? override->queries : NULL };
}

static void
step (HeedTape               *tape,
      HeedEncoding           *encoding,
      const HeedDecoderInput *input,
      HeedDecoded            *decoded)
{
  const HeedRecurrent *network = get_network (encoding);
  const HeedDescription *d = &network->description;
  HeedRecurrentState state = unpack_states (d, tape, input);
  const HeedRecurrentInput read = get_read (input);
  HeedRecurrentStep computed;
  HeedTensor *logits;

  heed_recurrent_step (network, tape, &((Encoding *) encoding)->memory, &read, &state, &computed);
  logits = heed_recurrent_logits (network, tape, computed.output);

  for (guint row = 0; row < input->n_rows; row++)
    {
      decoded[row].logits = heed_tensor_row (logits, row);
      decoded[row].next = pack_state (d, &state, row);
      add_site (&decoded[row], encoding, &computed.attention, network->attention.n_heads, row);
      add_traces (&decoded[row], d, &state, &computed, row);
    }
}

static HeedTensor *
decode (HeedTape               *tape,
        HeedEncoding           *encoding,
        const HeedDecoderInput *input)
{
  const HeedRecurrent *network = get_network (encoding);
  HeedRecurrentState state = unpack_states (&network->description, tape, input);
  const HeedRecurrentInput read = get_read (input);
  HeedRecurrentStep computed;

  heed_recurrent_step (network, tape, &((Encoding *) encoding)->memory, &read, &state, &computed);

  return heed_recurrent_logits (network, tape, computed.output);
}

static const float *
explain (HeedTape               *tape,
         HeedEncoding           *encoding,
         const HeedDecoderInput *input,
         const HeedAsked        *asked,
         HeedArithmeticWriter   *writer)
{
  const HeedRecurrent *network = get_network (encoding);
  const HeedRecurrentMemory *memory = &((Encoding *) encoding)->memory;
  HeedRecurrentState state = unpack_states (&network->description, tape, input);
  const HeedRecurrentInput read = get_read (input);
  HeedRecurrentStep computed;

  heed_recurrent_step (network, tape, memory, &read, &state, &computed);
  heed_recurrent_explain (tape, network, &(HeedRecurrentTaken) {
    memory, &read, &state, &computed, encoding->n_ids }, asked, writer);
  heed_output_explain (tape, writer, &(HeedOutputRow) {
    computed.output->values, network->output_weight, network->output_bias, asked->token });

  return heed_recurrent_logits (network, tape, computed.output)->values;
}

const HeedDecoderFamily heed_recurrent_decoder = {
  .complete_ids = complete_ids,
  .force = force,
  .encode = encode,
  .get_states = get_states,
  .decode = decode,
  .find_values = find_values,
  .step = step,
  .explain = explain,
};
