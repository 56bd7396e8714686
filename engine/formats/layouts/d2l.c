/* d2l.c — Dive into Deep Learning: Seq2Seq, with attention or without
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     encoder.embedding, encoder.rnn            the encoder reads num_steps tokens,
 *     (encoder.rnn.rnn since d2l 1.0)           padding too
 *     decoder.attention.W_q, W_k, w_v           the query is the state before the step
 *     decoder.embedding, decoder.rnn            the cell reads [context ; embedding]
 *     decoder.dense
 *
 * Without tensors of an attention it may be the model of the chapter before, which has
 * no attention, or the book's exercise with scaled dot product attention: before d2l
 * 1.0 names and shapes are the same, and the user must choose.
 *
 * Source: d2l 0.17, "Bahdanau Attention"; d2l 1.0, section 11.4 and its exercises
 */

#include "engine/formats/layouts/layouts.h"

#define OLD_STEPS 10  /* num_steps in the book's training, before d2l 1.0 and since */
#define NEW_STEPS 9

static const char *const decoder_has[] = { "dense.weight", "embedding.weight", NULL };
static const char *const encoder_has[] = { "embedding.weight", NULL };
static const char *const encoder_lacks[] = { "dense.weight", NULL };

/* The query is the state before the step, and the cell reads [context ; embedding]. */
static void
say_asking (HeedRecognition *r)
{
  heed_recognition_say_text (r, "query", "previous", "as in the book");
  heed_recognition_say_parts (r, "cell_input", "context embedding", "as in the book");
}

/* Since d2l 1.0 the decoder without attention has its cells in decoder.rnn.rnn. Before, the
 * tensors do not show whether it has attention. */
static void
say_attention (HeedRecognition *r,
               const char      *decoder,
               const char      *decoder_rnn)
{
  if (heed_recognition_find (r, decoder, "attention.W_k.weight") != NULL)
    {
      heed_recognition_say_text (r, "score", "additive",
                                 "attention.W_q, attention.W_k and attention.w_v");
      heed_recognition_say_tensor (r, "decoder.attention.query.*", decoder, "attention.W_q.*");
      heed_recognition_say_tensor (r, "decoder.attention.key.*", decoder, "attention.W_k.*");
      heed_recognition_say_tensor (r, "decoder.attention.score.*", decoder, "attention.w_v.*");
      say_asking (r);
    }
  else if (g_str_equal (decoder_rnn, "rnn.rnn"))
    {
      heed_recognition_say_text (
        r, "score", "none", "decoder.rnn.rnn, as Seq2Seq without attention has it since d2l 1.0");
      heed_recognition_say_parts (r, "cell_input", "embedding context", "as in the book");
    }
  else
    {
      heed_recognition_ask (r, "score", "Seq2Seq without attention",
                            "{\"score\": \"none\", \"cell_input\": [\"embedding\", \"context\"]}");
      heed_recognition_ask (
        r, "score", "Seq2Seq with scaled dot product attention, the book's exercise",
        "{\"score\": \"scaled-dot\", \"cell_input\": [\"context\", \"embedding\"]}");
    }
}

static void
say_padding (HeedRecognition *r,
             const char      *encoder_rnn)
{
  gboolean is_new = g_str_equal (encoder_rnn, "rnn.rnn");

  heed_recognition_say_text (r, "padding", "read", "as in the book, whose encoder reads padding");
  heed_recognition_say_count (r, "source_length", is_new ? NEW_STEPS : OLD_STEPS,
                              is_new ? "num_steps of d2l 1.0, since the encoder has rnn.rnn"
                                     : "num_steps of d2l before 1.0, since the encoder has rnn");
  heed_recognition_mark_guess (r, "source_length", "");
  heed_recognition_say_boolean (r, "source_end", TRUE,
                                "as in the book, which ends every source with <eos>");
}

static gboolean
recognise (HeedRecognition  *r,
           GError          **error)
{
  const char *encoder_rnn, *decoder_rnn;
  g_autofree char *decoder = heed_recognition_find_module (r, decoder_has, NULL, &decoder_rnn);
  g_autofree char *encoder =
    heed_recognition_find_module (r, encoder_has, encoder_lacks, &encoder_rnn);

  if (decoder == NULL || encoder == NULL)
    return FALSE;

  if (!heed_recognition_say_modules (r, encoder, encoder_rnn, decoder, decoder_rnn, error))
    return FALSE;

  heed_recognition_say_tensor (r, "decoder.output.*", decoder, "dense.*");
  say_attention (r, decoder, decoder_rnn);
  say_padding (r, encoder_rnn);

  heed_recognition_say_text (r, "initial_state", "copy", "as in the book");
  heed_recognition_say_parts (r, "output", "state", "as in the book");
  heed_recognition_say_both_text_rules (r, HEED_TEXT_LOWERCASE | HEED_TEXT_SPACE_PUNCTUATION,
                                        "as in the book");
  heed_recognition_say_tokens (r, 0, 1, 2, 3, "<unk>, <pad>, <bos>, <eos> of d2l before 1.0");

  return TRUE;
}

const HeedLayout heed_layout_d2l = {
  .name = "d2l",
  .title = "Dive into Deep Learning, Seq2Seq",
  .recognise = recognise,
};
