/* joeynmt-transformer.c — JoeyNMT's Transformer checkpoints, with config.yaml next to them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     src_embed.lut, encoder.layers.0     layer_norm, src_src_att, feed_forward
 *     trg_embed.lut, decoder.layers.0     x_layer_norm, trg_trg_att, dec_layer_norm,
 *                                         src_trg_att, feed_forward
 *     encoder.layer_norm                  after the last layer, in pre-norm models only
 *     decoder.output_layer
 *
 * config.yaml has the number of heads, and whether embeddings are scaled.
 *
 * Source: joeynmt/joeynmt, joeynmt/transformer_layers.py, encoders.py, decoders.py
 */

#include "engine/heed.h"
#include "engine/formats/layouts/joeynmt-config.h"
#include "engine/formats/layouts/layouts.h"
#include "engine/formats/layouts/transformer-names.h"

#define MAX_HEADS     1024
#define PAPERS_HEADS  8
#define EPSILON       1e-6  /* of all norms */

static const char *const model_has[] = {
  "encoder.layers.0.src_src_att.k_layer.weight", "decoder.layers.0.src_trg_att.k_layer.weight",
  "src_embed.lut.weight", "trg_embed.lut.weight", "decoder.output_layer.weight", NULL
};

static const HeedTensorName encoder_names[] = {
  { "self_attention.query.*", "src_src_att.q_layer.*" },
  { "self_attention.key.*", "src_src_att.k_layer.*" },
  { "self_attention.value.*", "src_src_att.v_layer.*" },
  { "self_attention.output.*", "src_src_att.output_layer.*" },
  { "self_attention.norm.*", "layer_norm.*" },
  { NULL, NULL }
};

static const HeedTensorName decoder_names[] = {
  { "self_attention.query.*", "trg_trg_att.q_layer.*" },
  { "self_attention.key.*", "trg_trg_att.k_layer.*" },
  { "self_attention.value.*", "trg_trg_att.v_layer.*" },
  { "self_attention.output.*", "trg_trg_att.output_layer.*" },
  { "self_attention.norm.*", "x_layer_norm.*" },
  { "cross_attention.query.*", "src_trg_att.q_layer.*" },
  { "cross_attention.key.*", "src_trg_att.k_layer.*" },
  { "cross_attention.value.*", "src_trg_att.v_layer.*" },
  { "cross_attention.output.*", "src_trg_att.output_layer.*" },
  { "cross_attention.norm.*", "dec_layer_norm.*" },
  { NULL, NULL }
};

static const HeedTensorName feed_forward_names[] = {
  { "feed_forward.inner.*", "feed_forward.pwff_layer.0.*" },
  { "feed_forward.output.*", "feed_forward.pwff_layer.3.*" },
  { "feed_forward.norm.*", "feed_forward.layer_norm.*" },
  { NULL, NULL }
};

static void
say_layers (HeedRecognition      *r,
            const char           *model,
            const char           *side,
            const HeedTensorName *names)
{
  g_autofree char *ours = g_strconcat (side, ".layers.", NULL);
  g_autofree char *theirs = g_strconcat (model, ours, NULL);
  g_autofree char *norm = g_strconcat (side, ".norm.*", NULL);
  g_autofree char *layer_norm = g_strconcat (side, ".layer_norm.*", NULL);
  guint n_layers =
    heed_recognition_count_layers (r, theirs, "", ".feed_forward.pwff_layer.0.weight");

  heed_recognition_say_layers (r, ours, theirs, ".", n_layers, names);
  heed_recognition_say_layers (r, ours, theirs, ".", n_layers, feed_forward_names);
  heed_recognition_say_tensor (r, norm, model, layer_norm);
}

static gboolean
say_heads (HeedRecognition  *r,
           GHashTable       *config,
           const char       *side,
           GError          **error)
{
  g_autofree char *setting = g_strdup_printf ("model.%s.num_heads", side);
  g_autofree char *key = g_strconcat (side, "_heads", NULL);
  const char *text = heed_joeynmt_get (config, setting, NULL);
  guint64 heads = PAPERS_HEADS;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1, MAX_HEADS, &heads, NULL))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "config.yaml: %s: expected 1 to %d, found %.40s", setting, MAX_HEADS, text);
      return FALSE;
    }

  heed_recognition_say_count (r, key, (guint) heads,
                              text != NULL ? "num_heads in config.yaml"
                                           : "as in the paper, since there is no config.yaml");
  if (text == NULL)
    heed_recognition_mark_guess (r, key, "1 2 4 16");

  return TRUE;
}

/* Refuses models with weighted residual connections, which Heed does not implement. */
static gboolean
check_alpha (GHashTable  *config,
             GError     **error)
{
  static const char *const settings[] = { "model.encoder.alpha", "model.decoder.alpha" };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    if (g_ascii_strtod (heed_joeynmt_get (config, settings[i], "1"), NULL) != 1.0)
      {
        g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                     "config.yaml: %s: expected 1, found %.40s", settings[i],
                     heed_joeynmt_get (config, settings[i], "1"));
        return FALSE;
      }

  return TRUE;
}

static void
say_choices (HeedRecognition *r,
             const char      *model,
             GHashTable      *config)
{
  gboolean is_pre = heed_recognition_find (r, model, "encoder.layer_norm.weight") != NULL;
  const char *activation = heed_joeynmt_get (config, "model.encoder.activation", "relu");

  heed_recognition_say_text (r, "norm_place", is_pre ? "pre" : "post",
                             is_pre ? "there is an encoder.layer_norm"
                                    : "there is no encoder.layer_norm");
  heed_recognition_say_number (r, "norm_epsilon", EPSILON, "as JoeyNMT does");
  heed_recognition_say_text (r, "activation", activation,
                             "activation in config.yaml, or JoeyNMT's own");
  heed_recognition_say_text (r, "positions", "sinusoid-interleaved", "as JoeyNMT does");
  heed_recognition_say_boolean (r, "scale_embedding", FALSE,
                                "where they are scaled, their numbers are");
  heed_recognition_say_boolean (r, "source_end", TRUE, "as JoeyNMT does");
  heed_recognition_say_tokens (r, 0, 1, 2, 3, "<unk>, <pad>, <s>, </s> of JoeyNMT");
}

static gboolean
recognise (HeedRecognition  *r,
           GError          **error)
{
  g_autofree char *model = heed_recognition_find_module (r, model_has, NULL, NULL);
  g_autoptr(GHashTable) config = NULL;

  if (model == NULL)
    return FALSE;

  config = heed_joeynmt_read_config (r);
  if (!check_alpha (config, error))
    return FALSE;

  heed_recognition_say_text (r, "family", "transformer", model_has[0]);
  heed_joeynmt_say_embedding (r, "encoder.embedding", model, "src_embed.lut", config,
                              "model.encoder.embeddings.scale");
  heed_joeynmt_say_embedding (r, "decoder.embedding", model, "trg_embed.lut", config,
                              "model.decoder.embeddings.scale");
  say_layers (r, model, "encoder", encoder_names);
  say_layers (r, model, "decoder", decoder_names);
  heed_recognition_say_tensor (r, "decoder.output.*", model, "decoder.output_layer.*");
  say_choices (r, model, config);
  heed_joeynmt_say_text (r, config);

  return say_heads (r, config, "encoder", error) && say_heads (r, config, "decoder", error);
}

const HeedLayout heed_layout_joeynmt_transformer = {
  .name = "joeynmt-transformer",
  .title = "JoeyNMT, Transformer",
  .recognise = recognise,
};
