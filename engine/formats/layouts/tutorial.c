/* tutorial.c — PyTorch's tutorial "NLP From Scratch: Translation with Seq2Seq"
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     encoder.embedding, encoder.gru
 *     decoder.attention.Wa, Ua, Va       with biases; the query is the state before the step
 *     decoder.embedding, decoder.gru     the cell reads [embedding ; context]
 *     decoder.out
 *
 * Before 2023 the tutorial had another decoder, attn and attn_combine, in which the weight
 * of a position does not depend on the word there. It has no keys, so it is not supported.
 *
 * Source: pytorch/tutorials, intermediate_source/seq2seq_translation_tutorial.py
 */

#include "engine/heed.h"
#include "engine/formats/layouts/layouts.h"
#include "engine/text/tokenizer.h"

static const char *const decoder_has[] = { "attention.Wa.weight", "attention.Ua.weight",
                                           "attention.Va.weight", "embedding.weight",
                                           "out.weight",          NULL };
static const char *const old_decoder_has[] = { "attn_combine.weight", "attn.weight", "out.weight",
                                               NULL };
static const char *const encoder_has[] = { "embedding.weight", NULL };
static const char *const encoder_lacks[] = { "out.weight", NULL };

static gboolean
refuse_old (HeedRecognition  *r,
            GError          **error)
{
  g_autofree char *old = heed_recognition_find_module (r, old_decoder_has, NULL, NULL);

  if (old != NULL)
    g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                 "score: expected attention that compares a state with keys, "
                 "found the one of before 2023 (%sattn_combine.weight), which looks at places only",
                 old);

  return FALSE;
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
    return refuse_old (r, error);

  if (!heed_recognition_say_modules (r, encoder, encoder_rnn, decoder, decoder_rnn, error))
    return FALSE;

  heed_recognition_say_tensor (r, "decoder.attention.query.*", decoder, "attention.Wa.*");
  heed_recognition_say_tensor (r, "decoder.attention.key.*", decoder, "attention.Ua.*");
  heed_recognition_say_tensor (r, "decoder.attention.score.*", decoder, "attention.Va.*");
  heed_recognition_say_tensor (r, "decoder.output.*", decoder, "out.*");

  heed_recognition_say_text (r, "score", "additive", "attention.Wa, attention.Ua and attention.Va");
  heed_recognition_say_boolean (r, "source_end", TRUE,
                                "as in the tutorial, which ends every source with EOS");
  heed_recognition_say_text (r, "initial_state", "copy", "as in the tutorial");
  heed_recognition_say_text (r, "query", "previous", "as in the tutorial");
  heed_recognition_say_parts (r, "cell_input", "embedding context", "as in the tutorial");
  heed_recognition_say_parts (r, "output", "state", "as in the tutorial");
  heed_recognition_say_both_text_rules (r, HEED_TEXT_TUTORIAL, "normalizeString of the tutorial");
  heed_recognition_say_tokens (r, HEED_NO_TOKEN, HEED_NO_TOKEN, 0, 1,
                               "SOS and EOS of the tutorial");

  return TRUE;
}

const HeedLayout heed_layout_tutorial = {
  .name = "tutorial",
  .title = "PyTorch's seq2seq translation tutorial",
  .recognise = recognise,
};
