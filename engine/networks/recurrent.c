/* recurrent.c — an encoder–decoder of GRU or LSTM cells
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     encoder    k_s = cells over the embeddings of the source, s = 0 ... S-1
 *     decoder    at each step t, having read y:
 *                c   = attention (the state before, or after, this step; k)
 *                s_t = cells (cell_input: context, embedding, attentional state)
 *                a_t = combine_activation (W_a combine)
 *                p   = softmax (W_o output + b)
 *
 * The description says which parts each of them reads. The same functions run in
 * training, with a recording tape, and in decoding, for one sentence or many.
 */

#include "engine/networks/recurrent.h"

#include <string.h>

#include "engine/heed.h"
#include "engine/layers/activation.h"
#include "engine/layers/linear.h"
#include "engine/networks/binder.h"
#include "engine/tape/operations.h"

/* --- Finding the tensors --- */

/* The position and the widths of a cell. */
typedef struct
{
  const char *side;       /* "encoder" */
  guint       layer;
  const char *direction;  /* "_reverse", or "" */
  guint       n_in;
  guint       width;
} Cell;

static HeedCellWeights
bind_cell (HeedBinder            *binder,
           const HeedDescription *d,
           const Cell            *cell)
{
  guint n_gates = heed_description_n_gates (d) * cell->width;
  g_autofree char *place = g_strdup_printf ("l%u%s", cell->layer, cell->direction);

  return (HeedCellWeights) {
    .weight_ih =
      heed_bind (binder, n_gates, cell->n_in, FALSE, "%s.rnn.weight_ih_%s", cell->side, place),
    .weight_hh =
      heed_bind (binder, n_gates, cell->width, FALSE, "%s.rnn.weight_hh_%s", cell->side, place),
    .bias_ih = heed_bind (binder, 1, n_gates, TRUE, "%s.rnn.bias_ih_%s", cell->side, place),
    .bias_hh = heed_bind (binder, 1, n_gates, TRUE, "%s.rnn.bias_hh_%s", cell->side, place),
  };
}

static void
bind_encoder (HeedBinder            *binder,
              const HeedDescription *d,
              HeedRecurrent         *model)
{
  guint n_in = d->source_embedding;

  model->source_embedding = heed_bind (binder, d->source_vocabulary, d->source_embedding, FALSE,
                                       "encoder.embedding.weight");

  for (guint layer = 0; layer < d->n_encoder_layers; layer++)
    {
      for (guint direction = 0; direction < d->n_directions; direction++)
        {
          const Cell cell = { "encoder", layer, direction == 0 ? "" : "_reverse", n_in,
                              d->encoder_width };

          model->encoder[layer][direction] = bind_cell (binder, d, &cell);
        }
      n_in = d->encoder_width * d->n_directions;
    }
}

/* Binds a projection of n_in to n_out numbers and its bias; neither if n_out is 0. */
static void
bind_map (HeedBinder  *binder,
          const char  *name,
          guint        n_out,
          guint        n_in,
          HeedTensor **weight,
          HeedTensor **bias)
{
  if (n_out == 0)
    return;

  *weight = heed_bind (binder, n_out, n_in, FALSE, "decoder.attention.%s.weight", name);
  *bias = heed_bind (binder, 1, n_out, TRUE, "decoder.attention.%s.bias", name);
}

/* Binds the weights that the table of scores lists for this score, with its widths. */
static HeedAttentionWeights
bind_attention (HeedBinder            *binder,
                const HeedDescription *d)
{
  const HeedScoreInfo *score = heed_score_get_info (d->score);
  guint keys = heed_description_memory_width (d);
  guint value = heed_description_score_width (d, score->value);
  guint weight = heed_description_score_width (d, score->weight);
  guint bias = heed_description_score_width (d, score->bias);
  HeedAttentionWeights w = { .kind = d->score, .n_heads = score->has_heads ? d->n_heads : 1 };

  bind_map (binder, "query", heed_description_score_width (d, score->query), d->decoder_width,
            &w.query_weight, &w.query_bias);
  bind_map (binder, "key", heed_description_score_width (d, score->key), keys, &w.key_weight,
            &w.key_bias);
  bind_map (binder, "value", value, keys, &w.value_weight, &w.value_bias);
  bind_map (binder, "output", value, value, &w.output_weight, &w.output_bias);

  if (weight > 0)
    w.score_weight = heed_bind (binder, 1, weight, FALSE, "decoder.attention.score.weight");
  if (bias > 0)
    w.score_bias = heed_bind (binder, 1, bias, TRUE, "decoder.attention.score.bias");

  return w;
}

static void
bind_bridge (HeedBinder            *binder,
             const HeedDescription *d,
             HeedRecurrent         *model)
{
  guint n_in = heed_description_bridge_width (d);

  for (guint layer = 0; layer < d->n_decoder_layers; layer++)
    {
      model->bridge_h_weight[layer] =
        heed_bind (binder, d->decoder_width, n_in, FALSE, "decoder.bridge.h_l%u.weight", layer);
      model->bridge_h_bias[layer] =
        heed_bind (binder, 1, d->decoder_width, TRUE, "decoder.bridge.h_l%u.bias", layer);

      if (d->cell == HEED_CELL_LSTM && d->initial_cell == HEED_INITIAL_CELL_CELL)
        {
          model->bridge_c_weight[layer] =
            heed_bind (binder, d->decoder_width, n_in, FALSE, "decoder.bridge.c_l%u.weight", layer);
          model->bridge_c_bias[layer] =
            heed_bind (binder, 1, d->decoder_width, TRUE, "decoder.bridge.c_l%u.bias", layer);
        }
    }
}

static void
bind_decoder (HeedBinder            *binder,
              const HeedDescription *d,
              HeedRecurrent         *model)
{
  guint n_in = heed_description_list_width (d, &d->cell_input);
  guint n_out = heed_description_list_width (d, &d->output);

  model->target_embedding = heed_bind (binder, d->target_vocabulary, d->target_embedding, FALSE,
                                       "decoder.embedding.weight");

  for (guint layer = 0; layer < d->n_decoder_layers; layer++)
    {
      const Cell cell = { "decoder", layer, "", layer == 0 ? n_in : d->decoder_width,
                          d->decoder_width };

      model->decoder[layer] = bind_cell (binder, d, &cell);
    }

  model->attention = bind_attention (binder, d);

  if (d->initial == HEED_INITIAL_BRIDGE)
    bind_bridge (binder, d, model);

  if (d->combine.n_parts > 0)
    {
      model->combine_weight =
        heed_bind (binder, d->combine_width, heed_description_list_width (d, &d->combine), FALSE,
                   "decoder.combine.weight");
      model->combine_bias = heed_bind (binder, 1, d->combine_width, TRUE, "decoder.combine.bias");
    }

  model->output_weight = d->tied_output ? model->target_embedding
                                        : heed_bind (binder, d->target_vocabulary, n_out, FALSE,
                                                     "decoder.output.weight");
  model->output_bias = heed_bind (binder, 1, d->target_vocabulary, TRUE, "decoder.output.bias");
}

/**
 * heed_recurrent_bind:
 * @model: (out): set if the result is %TRUE
 * @description: a checked one
 * @source: called for each tensor, with its name and the shape it must have
 *
 * The only function that goes through all tensors of a model: loading, random
 * initialisation and copying differ only in @source.
 */
gboolean
heed_recurrent_bind (HeedRecurrent          *model,
                     const HeedDescription  *description,
                     HeedTensorSource        source,
                     gpointer                user_data,
                     GError                **error)
{
  HeedBinder binder = { source, user_data, error, FALSE };
  HeedRecurrent bound = { .description = *description };

  bind_encoder (&binder, description, &bound);
  bind_decoder (&binder, description, &bound);

  if (binder.has_failed)
    return FALSE;

  *model = bound;

  return TRUE;
}

/* --- Encoder --- */

static HeedCellState
step_cell (const HeedRecurrent   *model,
           HeedTape              *tape,
           const HeedCellWeights *weights,
           HeedTensor            *x_gates,
           HeedCellState          state,
           HeedActive             active)
{
  if (model->description.cell == HEED_CELL_GRU)
    return heed_gru_step (tape, weights, x_gates, state, active);

  return heed_lstm_step (tape, weights, x_gates, state, active);
}

static HeedCellState
zero_state (const HeedRecurrent *model,
            HeedTape            *tape,
            guint                n_sentences,
            guint                width)
{
  return (HeedCellState) {
    .h = heed_zeros (tape, n_sentences, width),
    .c = model->description.cell == HEED_CELL_LSTM ? heed_zeros (tape, n_sentences, width) : NULL,
  };
}

/* Looks up a row of table for each id; rows[id] is its number. */
static HeedTensor *
look_up (HeedTape      *tape,
         HeedTensor    *table,
         const guint32 *rows,
         const guint32 *ids,
         guint          n_ids)
{
  guint32 *places = heed_arena_allocate (heed_tape_get_arena (tape), n_ids * sizeof *places);

  for (guint i = 0; i < n_ids; i++)
    places[i] = rows[ids[i]];

  return heed_embedding (tape, table, places, n_ids);
}

/* One layer of the encoder in one direction. */
typedef struct
{
  const HeedCellWeights *weights;
  gboolean               is_backward;
  HeedTensor            *table;    /* precomputed gates of tokens, or NULL */
  HeedCellState          last;
} Direction;

/* The backward direction starts at the last token of each sentence that is not padding, so its
 * last state is that at position 0. */
static HeedTensor *
run_direction (const HeedRecurrent  *model,
               HeedTape             *tape,
               const HeedTokenBatch *batch,
               HeedTensor           *x,
               Direction            *direction)
{
  const HeedDescription *d = &model->description;
  const HeedCellWeights *weights = direction->weights;
  guint n_positions = batch->n_positions;
  HeedTensor *x_gates =
    direction->table != NULL ? look_up (tape, direction->table, model->tables->source_rows,
                                        batch->ids, n_positions * batch->n_sentences)
                             : heed_linear (tape, x, weights->weight_ih, weights->bias_ih);
  HeedTensor **outputs =
    heed_arena_allocate (heed_tape_get_arena (tape), n_positions * sizeof *outputs);
  HeedCellState state = zero_state (model, tape, batch->n_sentences, d->encoder_width);

  for (guint i = 0; i < n_positions; i++)
    {
      guint position = direction->is_backward ? n_positions - 1 - i : i;
      HeedTensor *here =
        heed_tape_view_rows (tape, x_gates, position * batch->n_sentences, batch->n_sentences);
      HeedActive active = { d->padding == HEED_PADDING_READ ? NULL : batch->lengths, position };

      state = step_cell (model, tape, weights, here, state, active);
      outputs[position] = state.h;
    }

  direction->last = state;

  return heed_stack (tape, outputs, n_positions);
}

/* Concatenates the last h, or c, of some layers: layer by layer, with the directions side by
 * side. */
static HeedTensor *
join_last (HeedTape      *tape,
           HeedCellState  last[][HEED_MAX_DIRECTIONS],
           guint          n_layers,
           guint          n_directions,
           gboolean       is_c)
{
  HeedTensor *parts[HEED_MAX_LAYERS * HEED_MAX_DIRECTIONS];

  for (guint i = 0; i < n_layers * n_directions; i++)
    {
      const HeedCellState *state = &last[i / n_directions][i % n_directions];

      parts[i] = is_c ? state->c : state->h;
    }

  return heed_concatenate (tape, parts, n_layers * n_directions);
}

static HeedTensor *
activate (HeedTape         *tape,
          HeedTensor       *x,
          HeedNonlinearity  activation)
{
  switch (activation)
    {
    case HEED_NONLINEARITY_TANH:
      return heed_tanh_of (tape, x);

    case HEED_NONLINEARITY_RELU:
      return heed_activate (tape, x, HEED_ACTIVATION_RELU);

    case HEED_NONLINEARITY_NONE:
      break;
    }

  return x;
}

/* The encoder state that a decoder layer is initialised from, before a bridge. */
static HeedTensor *
choose_last (const HeedRecurrent *model,
             HeedTape            *tape,
             HeedCellState        last[HEED_MAX_LAYERS][HEED_MAX_DIRECTIONS],
             guint                layer,
             gboolean             is_c)
{
  const HeedDescription *d = &model->description;
  gboolean is_bridge = d->initial == HEED_INITIAL_BRIDGE;
  guint n = d->n_directions;

  if (is_bridge && d->bridge_input == HEED_BRIDGE_ALL)
    return join_last (tape, last, d->n_encoder_layers, n, is_c);

  if (d->initial == HEED_INITIAL_TOP && d->encoder_width * n != d->decoder_width)
    n = 1;

  if (d->initial == HEED_INITIAL_TOP || (is_bridge && d->bridge_input == HEED_BRIDGE_TOP))
    layer = d->n_encoder_layers - 1;

  return join_last (tape, last + layer, 1, n, is_c);
}

static HeedTensor *
bridge (const HeedRecurrent *model,
        HeedTape            *tape,
        HeedTensor          *last,
        HeedTensor          *weight,
        HeedTensor          *bias)
{
  if (model->description.initial != HEED_INITIAL_BRIDGE)
    return last;

  return activate (tape, heed_linear (tape, last, weight, bias),
                   model->description.bridge_activation);
}

static HeedCellState
initial_cell (const HeedRecurrent *model,
              HeedTape            *tape,
              HeedCellState        last[HEED_MAX_LAYERS][HEED_MAX_DIRECTIONS],
              guint                layer,
              guint                n_sentences)
{
  const HeedDescription *d = &model->description;
  HeedCellState state = { 0 };

  if (d->initial == HEED_INITIAL_ZERO)
    return zero_state (model, tape, n_sentences, d->decoder_width);

  if (d->initial == HEED_INITIAL_FIRST)
    {
      state = last[layer / d->n_directions][layer % d->n_directions];
      state.gates = NULL;
    }
  else
    {
      state.h = bridge (model, tape, choose_last (model, tape, last, layer, FALSE),
                        model->bridge_h_weight[layer], model->bridge_h_bias[layer]);
      if (d->cell == HEED_CELL_LSTM && d->initial_cell == HEED_INITIAL_CELL_CELL)
        state.c = bridge (model, tape, choose_last (model, tape, last, layer, TRUE),
                          model->bridge_c_weight[layer], model->bridge_c_bias[layer]);
    }

  if (d->cell == HEED_CELL_LSTM && d->initial_cell == HEED_INITIAL_CELL_STATE)
    state.c = state.h;

  return state;
}

static HeedTensor *
merge_directions (const HeedRecurrent *model,
                  HeedTape            *tape,
                  HeedTensor         **outputs,
                  gboolean             is_top)
{
  const HeedDescription *d = &model->description;

  if (is_top && d->merge == HEED_MERGE_SUM && d->n_directions == 2)
    return heed_add (tape, outputs[0], outputs[1]);

  return heed_concatenate (tape, outputs, d->n_directions);
}

/* The fixed context of a model without attention: the last state of the top layer. */
static HeedTensor *
fixed_context (const HeedRecurrent *model,
               HeedTape            *tape,
               HeedCellState        last_of_top[][HEED_MAX_DIRECTIONS])
{
  const HeedDescription *d = &model->description;

  if (d->score != HEED_SCORE_NONE)
    return NULL;

  if (d->merge == HEED_MERGE_SUM && d->n_directions == 2)
    return heed_add (tape, last_of_top[0][0].h, last_of_top[0][1].h);

  return join_last (tape, last_of_top, 1, d->n_directions, FALSE);
}

/**
 * heed_recurrent_encode:
 * @batch: ids are n_positions x n_sentences, each below the source vocabulary
 * @memory: (out): keys, values and initial state for heed_recurrent_step()
 *
 * Cost: per layer one product over all positions and one product per position
 */
void
heed_recurrent_encode (const HeedRecurrent  *model,
                       HeedTape             *tape,
                       const HeedTokenBatch *batch,
                       HeedRecurrentMemory  *memory)
{
  const HeedDescription *d = &model->description;
  HeedCellState last[HEED_MAX_LAYERS][HEED_MAX_DIRECTIONS] = { 0 };
  HeedTensor *x = heed_embedding (tape, model->source_embedding, batch->ids,
                                  batch->n_positions * batch->n_sentences);

  for (guint layer = 0; layer < d->n_encoder_layers; layer++)
    {
      HeedTensor *outputs[HEED_MAX_DIRECTIONS];

      x = heed_dropout (tape, x, layer == 0 ? model->edge_dropout : model->dropout);
      for (guint direction = 0; direction < d->n_directions; direction++)
        {
          Direction one = { &model->encoder[layer][direction], direction == 1, NULL, { 0 } };

          if (layer == 0 && model->tables != NULL)
            one.table = model->tables->encoder[direction];
          outputs[direction] = run_direction (model, tape, batch, x, &one);
          last[layer][direction] = one.last;
        }
      x = merge_directions (model, tape, outputs, layer + 1 == d->n_encoder_layers);
    }

  memory->outputs = x;
  memory->attention =
    heed_attention_prepare (tape, &model->attention, x, batch->lengths, batch->n_sentences);
  memory->context = fixed_context (model, tape, last + d->n_encoder_layers - 1);
  memory->initial = (HeedRecurrentState) { 0 };

  for (guint layer = 0; layer < d->n_decoder_layers; layer++)
    memory->initial.cells[layer] = initial_cell (model, tape, last, layer, batch->n_sentences);

  if (heed_part_list_has (&d->cell_input, HEED_PART_ATTENTIONAL))
    memory->initial.attentional = heed_zeros (tape, batch->n_sentences, d->combine_width);
}

/* --- Decoder --- */

static HeedTensor *
join_parts (HeedTape           *tape,
            const HeedPartList *list,
            HeedTensor *const   values[HEED_N_PARTS])
{
  HeedTensor *chosen[HEED_N_PARTS];

  for (guint i = 0; i < list->n_parts; i++)
    chosen[i] = values[list->parts[i]];

  return heed_concatenate (tape, chosen, list->n_parts);
}

/* Repeats the context of a memory of one sentence for all n_rows hypotheses. */
static HeedTensor *
repeat_context (HeedTape   *tape,
                HeedTensor *context,
                guint       n_rows)
{
  guint32 *rows;

  if (context->n_rows == n_rows)
    return context;

  rows = heed_arena_allocate (heed_tape_get_arena (tape), n_rows * sizeof *rows);
  memset (rows, 0, n_rows * sizeof *rows);

  return heed_embedding (tape, context, rows, n_rows);
}

static void
attend (const HeedRecurrent         *model,
        HeedTape                    *tape,
        const HeedRecurrentMemory   *memory,
        const HeedRecurrentState    *state,
        const HeedAttentionOverride *override,
        HeedRecurrentStep           *step)
{
  step->query = state->cells[model->description.n_decoder_layers - 1].h;

  if (model->description.score == HEED_SCORE_NONE)
    step->attention.context = repeat_context (tape, memory->context, step->query->n_rows);
  else
    step->attention =
      heed_attention_attend (tape, &model->attention, &memory->attention, step->query, override);
}

/* Computes W x + b of the first cell's input. */
static HeedTensor *
make_first_gates (const HeedRecurrent *model,
                  HeedTape            *tape,
                  const guint32       *read,
                  HeedTensor *const    values[HEED_N_PARTS])
{
  const HeedPartList *list = &model->description.cell_input;
  const HeedGateTables *tables = model->tables;
  HeedPartList rest = { .n_parts = 0 };
  HeedTensor *of_tokens;

  if (tables == NULL)
    return heed_linear (tape, join_parts (tape, list, values), model->decoder[0].weight_ih,
                        model->decoder[0].bias_ih);

  of_tokens = look_up (tape, tables->decoder, tables->target_rows, read,
                       values[HEED_PART_EMBEDDING]->n_rows);
  for (guint i = 0; i < list->n_parts; i++)
    if (list->parts[i] != HEED_PART_EMBEDDING)
      rest.parts[rest.n_parts++] = list->parts[i];

  return rest.n_parts > 0
         ? heed_add (tape, of_tokens, heed_linear (tape, join_parts (tape, &rest, values),
                                                   tables->rest_weight, NULL))
         : of_tokens;
}

static void
step_cells (const HeedRecurrent *model,
            HeedTape            *tape,
            HeedTensor          *x_gates,
            HeedRecurrentState  *state)
{
  const HeedActive all = { 0 };

  for (guint layer = 0; layer < model->description.n_decoder_layers; layer++)
    {
      const HeedCellWeights *weights = &model->decoder[layer];

      if (layer > 0)
        x_gates = heed_linear (tape, heed_dropout (tape, state->cells[layer - 1].h,
                                                   model->dropout),
                               weights->weight_ih, weights->bias_ih);
      state->cells[layer] = step_cell (model, tape, weights, x_gates, state->cells[layer], all);
    }
}

/**
 * heed_recurrent_step:
 * @memory: of as many sentences as @state has rows, or of one sentence for all rows
 * @input: ids are below the target vocabulary
 * @state: (inout): the decoder's state; at first @memory's initial state
 * @step: (out): what was computed
 *
 * Cost:   reads every weight of the decoder once, except the output layer's
 * Source: Bahdanau et al. 2015 and Luong et al. 2015, as the description says
 */
void
heed_recurrent_step (const HeedRecurrent       *model,
                     HeedTape                  *tape,
                     const HeedRecurrentMemory *memory,
                     const HeedRecurrentInput  *input,
                     HeedRecurrentState        *state,
                     HeedRecurrentStep         *step)
{
  const HeedDescription *d = &model->description;
  guint n_rows = state->cells[0].h->n_rows;
  HeedTensor *values[HEED_N_PARTS] = { NULL };

  *step = (HeedRecurrentStep) { 0 };
  values[HEED_PART_EMBEDDING] = heed_dropout (
    tape, heed_embedding (tape, model->target_embedding, input->read, n_rows), model->edge_dropout);
  values[HEED_PART_ATTENTIONAL] = state->attentional;

  if (d->query == HEED_QUERY_PREVIOUS || d->score == HEED_SCORE_NONE)
    attend (model, tape, memory, state, input->override, step);
  values[HEED_PART_CONTEXT] = step->attention.context;

  step_cells (model, tape, make_first_gates (model, tape, input->read, values), state);
  values[HEED_PART_STATE] = state->cells[d->n_decoder_layers - 1].h;

  if (d->query == HEED_QUERY_CURRENT && d->score != HEED_SCORE_NONE)
    attend (model, tape, memory, state, input->override, step);
  values[HEED_PART_CONTEXT] = step->attention.context;

  /* An attentional state that nothing reads is only displayed, so training does not need it. */
  if (d->combine.n_parts > 0 &&
      (heed_description_reads_combine (d) || !heed_tape_is_recording (tape)))
    {
      HeedTensor *combined = heed_linear (tape, join_parts (tape, &d->combine, values),
                                          model->combine_weight, model->combine_bias);

      step->attentional = activate (tape, combined, d->combine_activation);
      values[HEED_PART_ATTENTIONAL] = step->attentional;
    }

  if (state->attentional != NULL)
    state->attentional = step->attentional;

  step->output = heed_dropout (tape, join_parts (tape, &d->output, values), model->edge_dropout);
}

/* B x V */
HeedTensor *
heed_recurrent_logits (const HeedRecurrent *model,
                       HeedTape            *tape,
                       HeedTensor          *output)
{
  return heed_linear (tape, output, model->output_weight, model->output_bias);
}
