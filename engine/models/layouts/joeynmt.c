/* joeynmt.c — JoeyNMT's RNN checkpoints, with config.yaml beside them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     src_embed.lut, encoder.rnn          directions side by side
 *     decoder.bridge_layer                tanh (bridge [forward ; backward]) of the top
 *                                         layer, for every layer, and for c too
 *     trg_embed.lut, decoder.rnn          the cell reads [embedding ; last vector],
 *                                         or the embedding only
 *     decoder.attention.query_layer, key_layer, energy_layer   bahdanau; the state
 *     decoder.attention.key_layer                              luong     after the step asks
 *     decoder.att_vector_layer            tanh (att_vector_layer [state ; context])
 *     decoder.output_layer
 *
 * What the tensors do not show is in config.yaml: whether embeddings are scaled,
 * what the decoder starts with when there is no bridge, what happens to text.
 *
 * Source: joeynmt/joeynmt, joeynmt/decoders.py, encoders.py and attention.py
 */

#include <math.h>

#include "engine/files/yaml-scalars.h"
#include "engine/heed.h"
#include "engine/models/layouts/layouts.h"

#define MAX_LAYERS 8

static const char *const model_has[] = {
  "decoder.att_vector_layer.weight", "decoder.output_layer.weight", "src_embed.lut.weight", "trg_embed.lut.weight",
  "encoder.rnn.weight_hh_l0", NULL
};

static GHashTable *
read_config (HeedRecognition *r)
{
  g_autofree char *folder = g_path_get_dirname (r->path);
  g_autofree char *path = g_build_filename (folder, "config.yaml", NULL);
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  return file != NULL ? heed_yaml_scalars_parse (g_mapped_file_get_contents (file), g_mapped_file_get_length (file))
                      : heed_yaml_scalars_parse ("", 0);
}

static const char *
get (GHashTable *config,
     const char *key,
     const char *otherwise)
{
  const char *value = g_hash_table_lookup (config, key);

  return value != NULL ? value : otherwise;
}

static gboolean
is_true (GHashTable *config,
         const char *key)
{
  return g_ascii_strcasecmp (get (config, key, "false"), "true") == 0;
}

/* Scaled embeddings are numbers times the root of their width. */
static void
say_embedding (HeedRecognition *r,
               const char      *ours,
               const char      *model,
               const char      *theirs,
               gboolean         is_scaled)
{
  g_autofree char *our_all = g_strconcat (ours, ".*", NULL);
  g_autofree char *our_weight = g_strconcat (ours, ".weight", NULL);
  g_autofree char *their_all = g_strconcat (theirs, ".*", NULL);
  g_autofree char *their_weight = g_strconcat (theirs, ".weight", NULL);
  HeedTheirPart part = { .prefix = model, .name = their_weight };
  gsize vocabulary, width;

  heed_recognition_say_tensor (r, our_all, model, their_all);
  if (!is_scaled)
    return;

  heed_recognition_get_shape (r, model, their_weight, &vocabulary, &width);
  part.scale = sqrt ((double) width);
  heed_recognition_say_parts_of (r, our_weight, &part, 1);
}

static void
say_attention (HeedRecognition *r,
               const char      *decoder)
{
  if (heed_recognition_find (r, decoder, "attention.query_layer.weight") != NULL)
    {
      heed_recognition_say_text (r, "score", "additive", "attention.query_layer, key_layer and energy_layer");
      heed_recognition_say_tensor (r, "decoder.attention.query.*", decoder, "attention.query_layer.*");
      heed_recognition_say_tensor (r, "decoder.attention.score.*", decoder, "attention.energy_layer.*");
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
      gboolean is_last = g_str_equal (get (config, "model.decoder.init_hidden", "zero"), "last");

      heed_recognition_say_text (r, "initial_state", is_last ? "top" : "zero",
                                 is_last ? "init_hidden in config.yaml" : "there is no bridge_layer");
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

static void
say_input (HeedRecognition *r,
           const char      *model,
           const char      *decoder)
{
  gsize n_rows, n_in, vocabulary, width;

  heed_recognition_get_shape (r, decoder, "rnn.weight_ih_l0", &n_rows, &n_in);
  heed_recognition_get_shape (r, model, "trg_embed.lut.weight", &vocabulary, &width);

  if (n_in > width)
    heed_recognition_say_parts (r, "cell_input", "embedding attentional", "the decoder's cell reads more than an embedding");
  else
    heed_recognition_say_parts (r, "cell_input", "embedding", "the decoder's cell reads as much as an embedding");
}

/* "data.src" since version 2, "data" before. */
static void
say_text (HeedRecognition *r,
          GHashTable      *config)
{
  gboolean lowercase = is_true (config, "data.src.lowercase") || is_true (config, "data.lowercase");
  const char *source = get (config, "data.src.lang", get (config, "data.src", ""));
  const char *target = get (config, "data.trg.lang", get (config, "data.trg", ""));

  heed_recognition_say_text_rules (r, "source_text", lowercase, FALSE,
                                   g_hash_table_size (config) > 0 ? "config.yaml" : "a guess: there is no config.yaml");
  if (*source != '\0')
    heed_recognition_say_text (r, "source_language", source, "config.yaml");
  if (*target != '\0')
    heed_recognition_say_text (r, "target_language", target, "config.yaml");
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

  config = read_config (r);
  say_embedding (r, "encoder.embedding", model, "src_embed.lut", is_true (config, "model.encoder.embeddings.scale"));
  say_embedding (r, "decoder.embedding", model, "trg_embed.lut", is_true (config, "model.decoder.embeddings.scale"));
  heed_recognition_say_rnn (r, "encoder", encoder, "rnn");
  heed_recognition_say_rnn (r, "decoder", decoder, "rnn");
  say_attention (r, decoder);
  say_initial (r, decoder, config);
  say_input (r, model, decoder);
  say_text (r, config);
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
