/* joeynmt.c — JoeyNMT's RNN checkpoints, with config.yaml next to them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     src_embed.lut, encoder.rnn          directions side by side
 *     decoder.bridge_layer                tanh (bridge [forward ; backward]) of the top
 *                                         layer, for every layer, and for c too
 *     trg_embed.lut, decoder.rnn          the cell reads [embedding ; last vector],
 *                                         or the embedding only
 *     decoder.attention.query_layer, key_layer, energy_layer   bahdanau: the query is
 *     decoder.attention.key_layer                              luong:    the state after the step
 *     decoder.att_vector_layer            tanh (att_vector_layer [state ; context])
 *     decoder.output_layer
 *
 * config.yaml has what the tensors do not show: whether embeddings are scaled, the initial
 * state of the decoder if there is no bridge, and the preprocessing of text.
 *
 * Source: joeynmt/joeynmt, joeynmt/decoders.py, encoders.py and attention.py
 */

#include "engine/formats/layouts/joeynmt-config.h"
#include "engine/formats/layouts/layouts.h"

#define MAX_LAYERS 8

static const char *const model_has[] = { "decoder.att_vector_layer.weight",
                                         "decoder.output_layer.weight",
                                         "src_embed.lut.weight",
                                         "trg_embed.lut.weight",
                                         "encoder.rnn.weight_hh_l0",
                                         NULL };

static void
say_attention (HeedRecognition *r,
               const char      *decoder)
{
  if (heed_recognition_find (r, decoder, "attention.query_layer.weight") != NULL)
    {
      heed_recognition_say_text (r, "score", "additive",
                                 "attention.query_layer, key_layer and energy_layer");
      heed_recognition_say_tensor (r, "decoder.attention.query.*", decoder,
                                   "attention.query_layer.*");
      heed_recognition_say_tensor (r, "decoder.attention.score.*", decoder,
                                   "attention.energy_layer.*");
    }
  else
    {
      heed_recognition_say_text (r, "score", "general", "attention.key_layer only");
    }

  heed_recognition_say_tensor (r, "decoder.attention.key.*", decoder, "attention.key_layer.*");
}

static void
say_initial (HeedRecognition *r,
             const char      *decoder,
             GHashTable      *config)
{
  guint n_layers = heed_recognition_count_layers (r, decoder, "rnn.weight_hh_l", "");

  heed_recognition_say_text (r, "initial_cell", "state", "as JoeyNMT does");
  if (heed_recognition_find (r, decoder, "bridge_layer.weight") == NULL)
    {
      gboolean is_last =
        g_str_equal (heed_joeynmt_get (config, "model.decoder.init_hidden", "zero"), "last");

      heed_recognition_say_text (r, "initial_state", is_last ? "top" : "zero",
                                 is_last ? "init_hidden in config.yaml"
                                         : "there is no bridge_layer");
      return;
    }

  heed_recognition_say_text (r, "initial_state", "bridge", "decoder.bridge_layer");
  heed_recognition_say_text (r, "bridge_input", "top", "as JoeyNMT does");
  for (guint layer = 0; layer < MIN (n_layers, MAX_LAYERS); layer++)
    {
      g_autofree char *ours = g_strdup_printf ("decoder.bridge.h_l%u.*", layer);

      heed_recognition_say_tensor (r, ours, decoder, "bridge_layer.*");
    }
}

static gboolean
recognise (HeedRecognition  *r,
           GError          **error)
{
  g_autofree char *model = heed_recognition_find_module (r, model_has, NULL, NULL);
  g_autofree char *encoder = g_strconcat (model != NULL ? model : "", "encoder.", NULL);
  g_autofree char *decoder = g_strconcat (model != NULL ? model : "", "decoder.", NULL);
  g_autoptr(GHashTable) config = NULL;

  if (model == NULL)
    return FALSE;

  if (!heed_recognition_say_cell (r, decoder, "rnn", error))
    return FALSE;

  config = heed_joeynmt_read_config (r);
  heed_joeynmt_say_embedding (r, "encoder.embedding", model, "src_embed.lut", config,
                              "model.encoder.embeddings.scale");
  heed_joeynmt_say_embedding (r, "decoder.embedding", model, "trg_embed.lut", config,
                              "model.decoder.embeddings.scale");
  heed_recognition_say_rnn (r, "encoder", encoder, "rnn");
  heed_recognition_say_rnn (r, "decoder", decoder, "rnn");
  say_attention (r, decoder);
  say_initial (r, decoder, config);
  heed_recognition_say_feeding (r, decoder, "rnn.weight_ih_l0", model, "trg_embed.lut.weight");
  heed_joeynmt_say_text (r, config);
  heed_recognition_say_tensor (r, "decoder.combine.*", decoder, "att_vector_layer.*");
  heed_recognition_say_tensor (r, "decoder.output.*", decoder, "output_layer.*");

  heed_recognition_say_boolean (r, "source_end", TRUE, "as JoeyNMT does");
  heed_recognition_say_text (r, "query", "current", "as JoeyNMT does");
  heed_recognition_say_parts (r, "combine", "state context", "as JoeyNMT does");
  heed_recognition_say_parts (r, "output", "attentional", "as JoeyNMT does");
  heed_recognition_say_tokens (r, 0, 1, 2, 3, "<unk>, <pad>, <s>, </s> of JoeyNMT");

  return TRUE;
}

const HeedLayout heed_layout_joeynmt = {
  .name = "joeynmt",
  .title = "JoeyNMT, RNN",
  .recognise = recognise,
};
