/* recurrent-decoder.c — a recurrent model, one step at a time
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A state is the h and c of every layer, and the attentional state if it is fed
 * back: a few vectors, copied out of the tape's arena after each step.
 */

#include "engine/models/decoder.h"

#include <string.h>

#include "engine/tape/operations.h"

struct _HeedEncoding
{
  HeedModel           *model;
  HeedTape            *tape;    /* holds everything that memory points at */
  HeedRecurrentMemory  memory;
  HeedDecoderState    *start;
  guint32             *ids;     /* n_ids that can be looked at */
  guint                n_ids;
  guint32              length;  /* n_ids, for the batch of one */
};

/* Vectors one after the other: h of each layer, then c of each, then the
 * attentional state. */
struct _HeedDecoderState
{
  gsize n_values;
  float values[];
};

/* --- States --- */

static gsize
count_state_values (const HeedDescription *d)
{
  gsize n_values = (gsize) d->n_decoder_layers * d->decoder_width * (d->cell == HEED_CELL_LSTM ? 2 : 1);

  return n_values + (heed_part_list_has (&d->cell_input, HEED_PART_ATTENTIONAL) ? d->combine_width : 0);
}

/* Every tensor of a state, in the order in which its vectors lie. */
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

/* Row row of every tensor, copied. */
static HeedDecoderState *
pack_state (const HeedDescription *d,
            HeedRecurrentState    *state,
            guint                  row)
{
  gsize n_values = count_state_values (d);
  HeedDecoderState *packed = g_atomic_rc_box_alloc (sizeof *packed + n_values * sizeof (float));
  HeedTensor **tensors[2 * HEED_MAX_LAYERS + 1];
  guint n_tensors = list_tensors (d, state, tensors);
  float *to = packed->values;

  packed->n_values = n_values;
  for (guint i = 0; i < n_tensors; i++)
    {
      const HeedTensor *tensor = *tensors[i];

      memcpy (to, heed_tensor_row (tensor, row), tensor->n_columns * sizeof (float));
      to += tensor->n_columns;
    }

  return packed;
}

/* States one under the other as the tensors of one batch. */
static HeedRecurrentState
unpack_states (const HeedDescription   *d,
               HeedTape                *tape,
               HeedDecoderState *const *states,
               guint                    n_rows)
{
  HeedRecurrentState state = { 0 };
  HeedTensor **tensors[2 * HEED_MAX_LAYERS + 1];
  guint n_tensors = list_tensors (d, &state, tensors);
  gsize first = 0;

  for (guint i = 0; i < n_tensors; i++)
    {
      gboolean is_attentional = tensors[i] == &state.attentional;
      guint width = is_attentional ? d->combine_width : d->decoder_width;
      HeedTensor *tensor = heed_tape_new_tensor (tape, n_rows, width);

      for (guint row = 0; row < n_rows; row++)
        memcpy (heed_tensor_row (tensor, row), states[row]->values + first, width * sizeof (float));
      *tensors[i] = tensor;
      first += width;
    }

  return state;
}

HeedDecoderState *
heed_decoder_state_ref (HeedDecoderState *state)
{
  return g_atomic_rc_box_acquire (state);
}

void
heed_decoder_state_unref (HeedDecoderState *state)
{
  g_atomic_rc_box_release (state);
}

/* --- The source --- */

/* What the encoder reads: the sentence, the end token if the model wants one and
 * it is not there yet, and padding where the model reads that too. Longer
 * sentences are cut then. */
static guint32 *
complete_ids (HeedModel     *model,
              const guint32 *ids,
              guint          n_ids,
              guint         *n_visible,
              guint         *n_read)
{
  const HeedModelParts *parts = heed_model_get_parts (model);
  const HeedDescription *d = &parts->description;
  guint32 end = parts->source_special.end;
  gboolean is_open = d->source_end && (n_ids == 0 || ids[n_ids - 1] != end);
  guint n = n_ids + (is_open ? 1 : 0);
  guint32 *complete;

  *n_visible = MAX (n, 1);
  *n_read = *n_visible;
  if (d->padding == HEED_PADDING_READ)
    {
      *n_visible = MIN (*n_visible, d->source_length);
      *n_read = d->source_length;
    }

  complete = g_new (guint32, MAX (*n_read, MAX (n, 1)));
  if (n_ids > 0)
    memcpy (complete, ids, n_ids * sizeof *ids);
  if (is_open)
    complete[n_ids] = end;
  for (guint i = n; i < MAX (*n_read, 1); i++)
    complete[i] = parts->source_special.padding < d->source_vocabulary ? parts->source_special.padding : 0;

  return complete;
}

/**
 * heed_encoding_new:
 * @ids: n_ids, each below the source vocabulary; may be none
 *
 * Cost: one pass of the encoder
 *
 * Returns: (transfer full): the sentence, encoded
 */
HeedEncoding *
heed_encoding_new (HeedModel     *model,
                   const guint32 *ids,
                   guint          n_ids)
{
  const HeedRecurrent *recurrent = heed_model_get_recurrent (model);
  HeedEncoding *encoding = g_atomic_rc_box_new0 (HeedEncoding);
  HeedTokenBatch batch;
  guint n_read;

  encoding->model = heed_model_ref (model);
  encoding->tape = heed_tape_new ();
  encoding->ids = complete_ids (model, ids, n_ids, &encoding->n_ids, &n_read);
  encoding->length = encoding->n_ids;

  batch = (HeedTokenBatch) { encoding->ids, &encoding->length, n_read, 1 };
  heed_tape_begin (encoding->tape, FALSE);
  heed_recurrent_encode (recurrent, encoding->tape, &batch, &encoding->memory);
  encoding->start = pack_state (&recurrent->description, &encoding->memory.initial, 0);

  return encoding;
}

HeedEncoding *
heed_encoding_ref (HeedEncoding *encoding)
{
  return g_atomic_rc_box_acquire (encoding);
}

static void
clear_encoding (gpointer data)
{
  HeedEncoding *encoding = data;

  heed_decoder_state_unref (encoding->start);
  heed_tape_free (encoding->tape);
  heed_model_unref (encoding->model);
  g_free (encoding->ids);
}

void
heed_encoding_unref (HeedEncoding *encoding)
{
  g_atomic_rc_box_release_full (encoding, clear_encoding);
}

HeedModel *
heed_encoding_get_model (HeedEncoding *encoding)
{
  return encoding->model;
}

const guint32 *
heed_encoding_get_ids (HeedEncoding *encoding,
                       guint        *n_ids)
{
  *n_ids = encoding->n_ids;

  return encoding->ids;
}

/* 0 if nothing attends there. */
guint
heed_encoding_get_n_heads (HeedEncoding      *encoding,
                           HeedAttentionKind  kind,
                           int                layer)
{
  const HeedRecurrent *recurrent = heed_model_get_recurrent (encoding->model);

  if (kind != HEED_ATTENTION_CROSS || layer != 0 || recurrent->description.score == HEED_SCORE_NONE)
    return 0;

  return recurrent->attention.n_heads;
}

HeedDecoderState *
heed_encoding_get_start (HeedEncoding *encoding)
{
  return encoding->start;
}

/* --- A step --- */

static const char *const gru_gates[] = { "reset gate", "update gate", "candidate state" };
static const char *const lstm_gates[] = { "input gate", "forget gate", "cell candidate", "output gate" };

static void
add_trace (HeedDecoded *decoded,
           const char  *name,
           guint        layer,
           const float *values,
           guint        n_values)
{
  g_assert (decoded->n_traces < HEED_MAX_TRACES);

  decoded->traces[decoded->n_traces++] = (HeedTrace) { name, layer, values, n_values };
}

static void
add_tensor_trace (HeedDecoded      *decoded,
                  const char       *name,
                  guint             layer,
                  const HeedTensor *tensor,
                  guint             row)
{
  if (tensor != NULL)
    add_trace (decoded, name, layer, heed_tensor_row (tensor, row), tensor->n_columns);
}

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
        add_trace (decoded, gates[gate], layer, values + (gsize) gate * d->decoder_width, d->decoder_width);
      add_tensor_trace (decoded, "cell", layer, cell->c, row);
      add_tensor_trace (decoded, "state", layer, cell->h, row);
    }

  add_tensor_trace (decoded, "query", d->n_decoder_layers - 1, step->query, row);
  add_tensor_trace (decoded, "context", d->n_decoder_layers - 1, step->attention.context, row);
  add_tensor_trace (decoded, "attentional state", d->n_decoder_layers - 1, step->attentional, row);
}

/* Columns of padding, which are there only where padding is read, are cut. */
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

/**
 * heed_decoder_step:
 * @tape: begins again; @decoded points into it
 * @states: n_rows, all of this encoding
 * @read: n_rows ids, each below the target vocabulary: the last token of each
 * @override: (nullable): what a person changed, for all rows alike
 * @decoded: (out): n_rows; each next is (transfer full)
 *
 * Cost: reads every weight of the decoder once, for all rows together
 */
void
heed_decoder_step (HeedTape                    *tape,
                   HeedEncoding                *encoding,
                   HeedDecoderState *const     *states,
                   const guint32               *read,
                   guint                        n_rows,
                   const HeedAttentionOverride *override,
                   HeedDecoded                 *decoded)
{
  const HeedRecurrent *recurrent = heed_model_get_recurrent (encoding->model);
  const HeedDescription *d = &recurrent->description;
  HeedRecurrentState state;
  HeedRecurrentStep step;
  HeedTensor *logits;

  heed_tape_begin (tape, FALSE);
  state = unpack_states (d, tape, states, n_rows);
  heed_recurrent_step (recurrent, tape, &encoding->memory, &state, read, override, &step);
  logits = heed_recurrent_logits (recurrent, tape, step.output);

  for (guint row = 0; row < n_rows; row++)
    {
      decoded[row].n_sites = 0;
      decoded[row].n_traces = 0;
      decoded[row].logits = heed_tensor_row (logits, row);
      decoded[row].next = pack_state (d, &state, row);
      add_site (&decoded[row], encoding, &step.attention, recurrent->attention.n_heads, row);
      add_traces (&decoded[row], d, &state, &step, row);
    }
}
