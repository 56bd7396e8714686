/* chatbot.c — PyTorch's chatbot tutorial: Luong's attention, dot, general, concat
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     encoder.embedding, encoder.gru     two directions, added
 *     decoder.embedding, decoder.gru     the cell reads the embedding only
 *     decoder.attn.attn, decoder.attn.v  the query is the state after the step
 *     decoder.concat, decoder.out        a = tanh (concat [state ; context])
 *
 * The decoder starts with the first n of the encoder's final states, for its n layers,
 * in the order layer 0 forward, layer 0 backward, layer 1 forward, ...
 *
 * The tutorial itself saves the two modules as "en" and "de", and its vocabulary
 * as "voc_dict".
 *
 * Source: pytorch/tutorials, beginner_source/chatbot_tutorial.py
 */

#include "engine/heed.h"
#include "engine/formats/layouts/layouts.h"
#include "engine/text/tokenizer.h"

static const char *const decoder_has[] = { "concat.weight", "out.weight", "embedding.weight",
                                           NULL };
static const char *const decoder_lacks[] = { "attn.weight", NULL };
static const char *const encoder_has[] = { "embedding.weight", NULL };
static const char *const encoder_lacks[] = { "out.weight", NULL };

/* concat has the columns for query and key in one matrix, and a vector v. */
static gboolean
say_attention (HeedRecognition  *r,
               const char       *decoder,
               GError          **error)
{
  gsize n_rows, n_columns, width, n_v;
  HeedTheirPart query, key;

  heed_recognition_get_shape (r, decoder, "attn.attn.weight", &n_rows, &n_columns);
  heed_recognition_get_shape (r, decoder, "attn.v", &width, &n_v);

  if (n_columns == 0)
    {
      heed_recognition_say_text (r, "score", "dot", "the decoder has no attn.attn");
      return TRUE;
    }

  if (n_v == 0)
    {
      heed_recognition_say_text (r, "score", "general", "attn.attn without attn.v");
      heed_recognition_say_tensor (r, "decoder.attention.key.*", decoder, "attn.attn.*");
      return TRUE;
    }

  if (n_columns % 2 != 0)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_SHAPE,
                   "%sattn.attn.weight: expected columns for query and key, as many for each, "
                   "found %" G_GSIZE_FORMAT,
                   decoder, n_columns);
      return FALSE;
    }

  heed_recognition_say_text (r, "score", "concat", "attn.attn and attn.v");
  query =
    (HeedTheirPart) { .prefix = decoder, .name = "attn.attn.weight", .last_column = n_columns / 2 };
  key = query;
  key.first_column = n_columns / 2;
  key.last_column = n_columns;
  heed_recognition_say_parts_of (r, "decoder.attention.query.weight", &query, 1);
  heed_recognition_say_parts_of (r, "decoder.attention.key.weight", &key, 1);
  heed_recognition_say_tensor (r, "decoder.attention.key.bias", decoder, "attn.attn.bias");
  heed_recognition_say_tensor (r, "decoder.attention.score.weight", decoder, "attn.v");

  return TRUE;
}

static gboolean
recognise (HeedRecognition  *r,
           GError          **error)
{
  const char *encoder_rnn, *decoder_rnn;
  g_autofree char *decoder =
    heed_recognition_find_module (r, decoder_has, decoder_lacks, &decoder_rnn);
  g_autofree char *encoder =
    heed_recognition_find_module (r, encoder_has, encoder_lacks, &encoder_rnn);

  if (decoder == NULL || encoder == NULL)
    return FALSE;

  if (!heed_recognition_say_modules (r, encoder, encoder_rnn, decoder, decoder_rnn, error) ||
      !say_attention (r, decoder, error))
    return FALSE;

  heed_recognition_say_tensor (r, "decoder.combine.*", decoder, "concat.*");
  heed_recognition_say_tensor (r, "decoder.output.*", decoder, "out.*");

  heed_recognition_say_text (r, "encoder_merge", "sum",
                             "as in the tutorial, which adds up the directions");
  heed_recognition_say_boolean (r, "source_end", TRUE,
                                "as in the tutorial, which ends every source with EOS");
  heed_recognition_say_text (r, "initial_state", "first",
                             "as in the tutorial, which takes the first states there are");
  heed_recognition_say_text (r, "query", "current", "as in the tutorial");
  heed_recognition_say_parts (r, "cell_input", "embedding", "as in the tutorial");
  heed_recognition_say_parts (r, "combine", "state context", "as in the tutorial");
  heed_recognition_say_parts (r, "output", "attentional", "as in the tutorial");
  heed_recognition_say_both_text_rules (r, HEED_TEXT_TUTORIAL, "normalizeString of the tutorial");
  heed_recognition_say_tokens (r, HEED_NO_TOKEN, 0, 1, 2, "PAD, SOS and EOS of the tutorial");

  return TRUE;
}

const HeedLayout heed_layout_chatbot = {
  .name = "chatbot",
  .title = "PyTorch's chatbot tutorial",
  .recognise = recognise,
};
