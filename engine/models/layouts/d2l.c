/* d2l.c — Dive into Deep Learning: Seq2Seq, with attention or without
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     encoder.embedding, encoder.rnn            the encoder reads num_steps tokens,
 *     (encoder.rnn.rnn since d2l 1.0)           padding too
 *     decoder.attention.W_q, W_k, w_v           the state before the step asks
 *     decoder.embedding, decoder.rnn            the cell reads [context ; embedding]
 *     decoder.dense
 *
 * Without tensors of an attention it is the book's exercise, scaled dot product;
 * the model of the chapter before, without attention, looks the same, but for
 * what its cell reads. A description beside the weights can say so:
 *
 *     {"score": "none", "cell_input": ["embedding", "context"]}
 *
 * Source: d2l 0.17, "Bahdanau Attention"; d2l 1.0, section 11.4 and its exercises
 */

#include "engine/models/layouts/layouts.h"

#define OLD_STEPS 10  /* num_steps of the book's training, before 1.0 and since */
#define NEW_STEPS 9

static const char *const decoder_has[] = { "dense.weight", "embedding.weight", NULL };
static const char *const encoder_has[] = { "rnn.weight_hh_l0", "embedding.weight", NULL };
static const char *const new_encoder_has[] = { "rnn.rnn.weight_hh_l0", "embedding.weight", NULL };
static const char *const encoder_lacks[] = { "dense.weight", NULL };

static void
say_attention (HeedRecognition *r,
               const char      *decoder)
{
  if (heed_recognition_find (r, decoder, "attention.W_k.weight") == NULL)
    {
      heed_recognition_say_text (r, "score", "scaled-dot",
                                 "guessed: the decoder has no tensors of an attention, as in the book's exercise");
      return;
    }

  heed_recognition_say_text (r, "score", "additive", "attention.W_q, attention.W_k, attention.w_v");
  heed_recognition_say_tensor (r, "decoder.attention.query.*", decoder, "attention.W_q.*");
  heed_recognition_say_tensor (r, "decoder.attention.key.*", decoder, "attention.W_k.*");
  heed_recognition_say_tensor (r, "decoder.attention.score.*", decoder, "attention.w_v.*");
}

static gboolean
recognise (HeedRecognition  *r,
           GError          **error)
{
  g_autofree char *decoder = heed_recognition_find_module (r, decoder_has, NULL);
  g_autofree char *encoder = heed_recognition_find_module (r, encoder_has, encoder_lacks);
  g_autofree char *new_encoder = heed_recognition_find_module (r, new_encoder_has, encoder_lacks);
  gboolean is_new = encoder == NULL;
  const char *encoder_rnn = is_new ? "rnn.rnn.*" : "rnn.*";
  const char *decoder_rnn;

  if (decoder == NULL || (encoder == NULL && new_encoder == NULL))
    return FALSE;

  decoder_rnn = heed_recognition_find (r, decoder, "rnn.rnn.weight_hh_l0") != NULL ? "rnn.rnn.*" : "rnn.*";
  if (!heed_recognition_say_cell (r, decoder, decoder_rnn, error))
    return FALSE;

  heed_recognition_say_tensor (r, "encoder.embedding.*", is_new ? new_encoder : encoder, "embedding.*");
  heed_recognition_say_tensor (r, "encoder.rnn.*", is_new ? new_encoder : encoder, encoder_rnn);
  heed_recognition_say_tensor (r, "decoder.embedding.*", decoder, "embedding.*");
  heed_recognition_say_tensor (r, "decoder.rnn.*", decoder, decoder_rnn);
  heed_recognition_say_tensor (r, "decoder.output.*", decoder, "dense.*");
  say_attention (r, decoder);

  heed_recognition_say_text (r, "padding", "read", "the book's encoder reads padding");
  heed_recognition_say_count (r, "source_length", is_new ? NEW_STEPS : OLD_STEPS,
                              is_new ? "num_steps of d2l 1.0, as encoder.rnn.rnn is its name"
                                     : "num_steps of the book before 1.0, as encoder.rnn is its name");
  heed_recognition_say_boolean (r, "source_end", TRUE, "the book ends every source with <eos>");
  heed_recognition_say_text (r, "initial_state", "copy", "the book");
  heed_recognition_say_text (r, "query", "previous", "the book");
  heed_recognition_say_parts (r, "cell_input", "context embedding", "the book");
  heed_recognition_say_parts (r, "output", "state", "the book");
  heed_recognition_say_tokens (r, 0, 1, 2, 3, "the book's <unk>, <pad>, <bos>, <eos>");

  return TRUE;
}

const HeedLayout heed_layout_d2l = {
  .name = "d2l",
  .title = "Dive into Deep Learning, Seq2Seq with attention",
  .recognise = recognise,
};
