/* decoder.c — encodes a sentence and runs a network one decoding step at a time
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/networks/decoder-family.h"

const HeedDecoderFamily *
heed_decoder_family_of (const HeedNetwork *network)
{
  return network->family == HEED_FAMILY_TRANSFORMER ? &heed_transformer_decoder
                                                    : &heed_recurrent_decoder;
}

/* --- The source --- */

HeedTokenBatch
heed_encoding_begin (HeedEncoding         *encoding,
                     const HeedSourceSide *side,
                     guint                 n_read)
{
  encoding->tape = heed_tape_new ();
  encoding->length = encoding->n_ids;
  encoding->n_read = n_read;
  heed_tape_set_parallel (encoding->tape, side->parallel);
  heed_tape_begin (encoding->tape, FALSE);

  return (HeedTokenBatch) { encoding->ids, &encoding->length, n_read, 1 };
}

static HeedEncoding *
encode (const HeedSourceSide *side,
        const guint32        *ids,
        guint                 n_ids,
        const HeedOverrides  *overrides)
{
  const HeedDecoderFamily *family = heed_decoder_family_of (side->network);
  HeedEncoding *encoding = family->encode (side, ids, n_ids, overrides);

  encoding->family = family;
  encoding->side = *side;

  return encoding;
}

/**
 * heed_encoding_new:
 * @side: copied; what it points to must outlive the encoding
 * @ids: n_ids, each below the source vocabulary; n_ids may be 0
 *
 * Cost: one pass of the encoder
 *
 * Returns: (transfer full): the encoded sentence
 */
HeedEncoding *
heed_encoding_new (const HeedSourceSide *side,
                   const guint32        *ids,
                   guint                 n_ids)
{
  return encode (side, ids, n_ids, NULL);
}

HeedEncoding *
heed_encoding_new_changed (HeedEncoding        *encoding,
                           const HeedOverrides *overrides)
{
  return encode (&encoding->side, encoding->ids, encoding->n_ids, overrides);
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

  heed_tape_free (encoding->tape);
  heed_decoder_state_unref (encoding->start);
  g_free (encoding->ids);
}

void
heed_encoding_unref (HeedEncoding *encoding)
{
  g_atomic_rc_box_release_full (encoding, clear_encoding);
}

const guint32 *
heed_encoding_get_ids (HeedEncoding *encoding,
                       guint        *n_ids)
{
  *n_ids = encoding->n_ids;

  return encoding->ids;
}

const guint32 *
heed_encoding_get_read (HeedEncoding *encoding,
                        guint        *n_read)
{
  *n_read = encoding->n_read;

  return encoding->ids;
}

guint
heed_encoding_get_n_layers (HeedEncoding      *encoding,
                            HeedAttentionKind  kind)
{
  return heed_network_get_n_layers (encoding->side.network, kind);
}

/* Returns 0 if there is no such layer. */
guint
heed_encoding_get_n_heads (HeedEncoding      *encoding,
                           HeedAttentionKind  kind,
                           int                layer)
{
  return heed_network_get_n_heads (encoding->side.network, kind, layer);
}

gboolean
heed_encoding_find_self (HeedEncoding        *encoding,
                         int                  layer,
                         HeedAttentionResult *attention)
{
  return layer >= 0 && encoding->family->find_self != NULL &&
         encoding->family->find_self (encoding, (guint) layer, attention);
}

const HeedTensor *
heed_encoding_get_states (HeedEncoding *encoding)
{
  return encoding->family->get_states (encoding);
}

/**
 * heed_encoding_find_values:
 * @state: (nullable): a state of this encoding, after the last key; only for DECODER_SELF
 * @values: (out): borrowed
 *
 * Returns: whether the model has such a layer
 */
gboolean
heed_encoding_find_values (HeedEncoding      *encoding,
                           HeedDecoderState  *state,
                           HeedAttentionKind  kind,
                           int                layer,
                           HeedSiteValues    *values)
{
  if (layer < 0 || layer >= (int) heed_encoding_get_n_layers (encoding, kind))
    return FALSE;

  encoding->family->find_values (encoding, state, kind, (guint) layer, values);

  return TRUE;
}

HeedDecoderState *
heed_encoding_get_start (HeedEncoding *encoding)
{
  return encoding->start;
}

/* --- States --- */

HeedDecoderState *
heed_decoder_state_ref (HeedDecoderState *state)
{
  return g_atomic_rc_box_acquire (state);
}

static void
clear_state (gpointer data)
{
  HeedDecoderState *state = data;

  if (state->clear != NULL)
    state->clear (state);
}

void
heed_decoder_state_unref (HeedDecoderState *state)
{
  g_atomic_rc_box_release_full (state, clear_state);
}

/* --- A step --- */

void
heed_decoded_add_trace (HeedDecoded *decoded,
                        const char  *name,
                        guint        layer,
                        const float *values,
                        guint        n_values)
{
  g_assert (decoded->n_traces < HEED_MAX_TRACES);

  decoded->traces[decoded->n_traces++] = (HeedTrace) { name, layer, values, n_values };
}

void
heed_decoded_add_tensor (HeedDecoded      *decoded,
                         const char       *name,
                         guint             layer,
                         const HeedTensor *tensor,
                         guint             row)
{
  if (tensor != NULL)
    heed_decoded_add_trace (decoded, name, layer, heed_tensor_row (tensor, row), tensor->n_columns);
}

/**
 * heed_decoder_step:
 * @tape: is begun again; @decoded points into it
 * @input: states of this encoding, and ids below the target vocabulary
 * @decoded: (out): n_rows; each next is (transfer full)
 *
 * Cost: reads every weight of the decoder once, for all rows together
 */
void
heed_decoder_step (HeedTape               *tape,
                   HeedEncoding           *encoding,
                   const HeedDecoderInput *input,
                   HeedDecoded            *decoded)
{
  for (guint row = 0; row < input->n_rows; row++)
    {
      decoded[row].n_sites = 0;
      decoded[row].n_traces = 0;
    }

  heed_tape_set_parallel (tape, encoding->side.parallel);
  heed_tape_begin (tape, FALSE);
  encoding->family->step (tape, encoding, input, decoded);
}

/**
 * heed_decoder_logits:
 * @tape: is begun again
 * @input: of one row
 * @is_recording: whether heed_tape_backward() will be called; the gradient of pinned
 *   rows is then added to d_pinned of the overrides in @input
 *
 * Cost: as heed_decoder_step()
 *
 * Returns: (transfer none): 1 x V, on the tape
 */
HeedTensor *
heed_decoder_logits (HeedTape               *tape,
                     HeedEncoding           *encoding,
                     const HeedDecoderInput *input,
                     gboolean                is_recording)
{
  heed_tape_set_parallel (tape, encoding->side.parallel);
  heed_tape_begin (tape, is_recording);

  return encoding->family->decode (tape, encoding, input);
}

/**
 * heed_decoder_explain:
 * @tape: is begun again
 * @input: of one row
 * @asked: an existing layer and a key that the query can see; the key is ignored if the
 *   model has no attention
 * @writer: receives every stage except the softmax over the vocabulary
 *
 * Cost: as heed_decoder_step(), and a few small products
 *
 * Returns: (transfer none): V logits, on the tape
 */
const float *
heed_decoder_explain (HeedTape               *tape,
                      HeedEncoding           *encoding,
                      const HeedDecoderInput *input,
                      const HeedAsked        *asked,
                      HeedArithmeticWriter   *writer)
{
  heed_tape_set_parallel (tape, encoding->side.parallel);
  heed_tape_begin (tape, FALSE);

  return encoding->family->explain (tape, encoding, input, asked, writer);
}

void
heed_encoding_explain (HeedTape             *tape,
                       HeedEncoding         *encoding,
                       const HeedOverrides  *overrides,
                       const HeedAsked      *asked,
                       HeedArithmeticWriter *writer)
{
  heed_tape_set_parallel (tape, encoding->side.parallel);
  heed_tape_begin (tape, FALSE);
  encoding->family->explain_self (tape, encoding, overrides, asked, writer);
}
