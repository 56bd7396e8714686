/* input-feeding.c — Luong's model with input feeding, as implemented in courses
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     encoder.embedding, encoder.rnn     two directions, side by side
 *     bridge_h, bridge_c                 tanh (bridge [forward ; backward]), one for all layers
 *     decoder.embedding, decoder.rnn     the cell reads [embedding ; last v]
 *     decoder.attn                       the query is the state after the step; none: dot
 *     decoder.concat, decoder.out        v = tanh (concat [context ; state])
 *
 * Source: Luong et al. 2015, section 3.3
 */

#include "engine/heed.h"
#include "engine/formats/layouts/layouts.h"

static const char *const decoder_has[] = { "concat.weight", "out.weight", "embedding.weight",
                                           NULL };
static const char *const encoder_has[] = { "embedding.weight", NULL };
static const char *const encoder_lacks[] = { "out.weight", NULL };
static const char *const bridge_has[] = { "bridge_h.weight", NULL };

static void
say_bridge (HeedRecognition *r,
            const char      *bridge,
            const char      *decoder,
            const char      *rnn)
{
  g_autofree char *before = g_strconcat (rnn, ".weight_hh_l", NULL);
  guint n_layers = heed_recognition_count_layers (r, decoder, before, "");

  if (bridge == NULL)
    {
      heed_recognition_say_text (r, "initial_state", "copy", "there is no bridge_h");
      return;
    }

  heed_recognition_say_text (r, "initial_state", "bridge", "bridge_h");
  for (guint layer = 0; layer < n_layers; layer++)
    {
      g_autofree char *h = g_strdup_printf ("decoder.bridge.h_l%u.*", layer);
      g_autofree char *c = g_strdup_printf ("decoder.bridge.c_l%u.*", layer);

      heed_recognition_say_tensor (r, h, bridge, "bridge_h.*");
      heed_recognition_say_tensor (r, c, bridge, "bridge_c.*");
    }
}

static gboolean
recognise (HeedRecognition  *r,
           GError          **error)
{
  const char *encoder_rnn, *decoder_rnn;
  g_autofree char *decoder = heed_recognition_find_module (r, decoder_has, NULL, &decoder_rnn);
  g_autofree char *encoder =
    heed_recognition_find_module (r, encoder_has, encoder_lacks, &encoder_rnn);
  g_autofree char *bridge = heed_recognition_find_module (r, bridge_has, NULL, NULL);
  g_autofree char *cell = NULL;
  gboolean has_attention =
    decoder != NULL && heed_recognition_find (r, decoder, "attn.weight") != NULL;

  if (decoder == NULL || encoder == NULL || (bridge == NULL && !has_attention))
    return FALSE;

  if (!heed_recognition_say_modules (r, encoder, encoder_rnn, decoder, decoder_rnn, error))
    return FALSE;

  heed_recognition_say_tensor (r, "decoder.attention.key.*", decoder, "attn.*");
  heed_recognition_say_tensor (r, "decoder.combine.*", decoder, "concat.*");
  heed_recognition_say_tensor (r, "decoder.output.*", decoder, "out.*");
  say_bridge (r, bridge, decoder, decoder_rnn);
  cell = g_strconcat (decoder_rnn, ".weight_ih_l0", NULL);
  heed_recognition_say_feeding (r, decoder, cell, decoder, "embedding.weight");

  heed_recognition_say_text (r, "score", has_attention ? "general" : "dot",
                             has_attention ? "attn" : "there is no attn");
  heed_recognition_say_boolean (r, "source_end", TRUE,
                                "as courses do: every source ends with <eos>");
  heed_recognition_say_text (r, "encoder_merge", "concatenate", "Luong et al. 2015");
  heed_recognition_say_text (r, "query", "current", "Luong et al. 2015");
  heed_recognition_say_parts (r, "combine", "context state", "Luong et al. 2015");
  heed_recognition_say_parts (r, "output", "attentional", "Luong et al. 2015");
  heed_recognition_say_tokens (r, 0, 1, 2, 3, "as many do: <unk>, <pad>, <bos>, <eos>");

  return TRUE;
}

const HeedLayout heed_layout_input_feeding = {
  .name = "input-feeding",
  .title = "Luong's attention with input feeding",
  .recognise = recognise,
};
