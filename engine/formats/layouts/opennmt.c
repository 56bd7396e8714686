/* opennmt.c — OpenNMT-py's RNN checkpoints, of any version
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     encoder.embeddings ... emb_luts.0   encoder.rnn, directions side by side
 *     encoder.bridge.0, .1                for h and c, all layers at once, then ReLU
 *     decoder.embeddings, decoder.rnn     the cell reads [embedding ; last output],
 *     (decoder.rnn.layers.0 when fed)     or the embedding only
 *     decoder.attn.linear_in              general: (linear_in q) . k
 *     decoder.attn.linear_query, _context, v             mlp, which is additive
 *     decoder.attn.linear_out             tanh (linear_out [context ; state]), no tanh for mlp
 *     generator.0
 *
 * Besides the weights, the checkpoint contains its options and vocabularies. Source sentences
 * have no end token.
 *
 * Source: OpenNMT/OpenNMT-py, onmt/modules/global_attention.py,
 * onmt/encoders/rnn_encoder.py and onmt/decoders/decoder.py
 */

#include <string.h>

#include "engine/heed.h"
#include "engine/formats/layouts/layouts.h"
#include "engine/formats/layouts/opennmt-text.h"

#define MAX_LAYERS 8

/* Names of the word embedding, newest first. */
static const char *const embeddings[] = { "embeddings.make_embedding.emb_luts.0.weight",
                                          "embeddings.emb_luts.0.weight",
                                          "embeddings.word_lut.weight", "word_lut.weight", NULL };

/* Parts of OpenNMT-py that Heed does not implement, by a tensor that reveals them. */
static const struct { const char *tensor, *what; } unknown[] = {
  { "decoder.attn.linear_cover.weight", "coverage_attn: expected none" },
  { "decoder.copy_attn.linear_out.weight", "copy_attn: expected none" },
  { "decoder.context_gate.gate.weight", "context_gate: expected none" },
  { "decoder.context_gate.context_gate.gate.weight", "context_gate: expected none" },
  { "encoder.embeddings.make_embedding.emb_luts.1.weight", "source features: expected none" },
  { "encoder.embeddings.emb_luts.1.weight", "source features: expected none" },
};

static const char *const model_has[] = { "decoder.attn.linear_out.weight", NULL };
static const char *const generator_has[] = { "generator.0.weight", NULL };

static gboolean
check_known (HeedRecognition  *r,
             const char       *model,
             GError          **error)
{
  const HeedPickleValue *options = heed_pickle_value_find (r->root, "opt");
  const char *function = heed_pickle_value_get_text (
    heed_pickle_value_find (options, "global_attention_function"), "softmax");

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    if (heed_recognition_find (r, model, unknown[i].tensor) != NULL)
      {
        g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s, found %s", unknown[i].what,
                     unknown[i].tensor);
        return FALSE;
      }

  if (!g_str_equal (function, "softmax"))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "global_attention_function: expected softmax, found %.40s", function);
      return FALSE;
    }

  return TRUE;
}

static const char *
find_embedding (HeedRecognition *r,
                const char      *prefix)
{
  for (guint i = 0; embeddings[i] != NULL; i++)
    if (heed_recognition_find (r, prefix, embeddings[i]) != NULL)
      return embeddings[i];

  return NULL;
}

static void
say_embedding (HeedRecognition *r,
               const char      *name,
               const char      *prefix,
               const char      *theirs)
{
  g_autofree char *pattern = g_strndup (theirs, strlen (theirs) - strlen ("weight"));
  g_autofree char *theirs_all = g_strconcat (pattern, "*", NULL);

  heed_recognition_say_tensor (r, name, prefix, theirs_all);
}

/* decoder.rnn.layers.0.weight_ih is named weight_ih_l0 elsewhere. */
static guint
say_decoder_cells (HeedRecognition *r,
                   const char      *decoder)
{
  static const char *const kinds[] = { "weight_ih", "weight_hh", "bias_ih", "bias_hh" };
  guint n_layers = heed_recognition_count_layers (r, decoder, "rnn.layers.", ".weight_hh");

  if (n_layers == 0)
    {
      heed_recognition_say_rnn (r, "decoder", decoder, "rnn");
      return heed_recognition_count_layers (r, decoder, "rnn.weight_hh_l", "");
    }

  for (guint layer = 0; layer < MIN (n_layers, MAX_LAYERS); layer++)
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
      {
        g_autofree char *ours = g_strdup_printf ("decoder.rnn.%s_l%u", kinds[i], layer);
        g_autofree char *theirs = g_strdup_printf ("rnn.layers.%u.%s", layer, kinds[i]);

        heed_recognition_say_tensor (r, ours, decoder, theirs);
      }

  return n_layers;
}

static void
say_attention (HeedRecognition *r,
               const char      *decoder)
{
  const HeedTheirPart general = { .prefix = decoder,
                                  .name = "attn.linear_in.weight",
                                  .is_transposed = TRUE };

  if (heed_recognition_find (r, decoder, "attn.linear_context.weight") != NULL)
    {
      heed_recognition_say_text (r, "score", "additive",
                                 "attn.linear_query, attn.linear_context and attn.v");
      heed_recognition_say_tensor (r, "decoder.attention.query.*", decoder, "attn.linear_query.*");
      heed_recognition_say_tensor (r, "decoder.attention.key.*", decoder, "attn.linear_context.*");
      heed_recognition_say_tensor (r, "decoder.attention.score.*", decoder, "attn.v.*");
      heed_recognition_say_text (r, "combine_activation", "none", "as OpenNMT-py does for mlp");
    }
  else if (heed_recognition_find (r, decoder, "attn.linear_in.weight") != NULL)
    {
      heed_recognition_say_text (r, "score", "general", "attn.linear_in");
      heed_recognition_say_parts_of (r, "decoder.attention.key.weight", &general, 1);
    }
  else
    {
      heed_recognition_say_text (r, "score", "dot", "attn has only linear_out");
    }

  heed_recognition_say_tensor (r, "decoder.combine.*", decoder, "attn.linear_out.*");
}

typedef struct
{
  const char *prefix;        /* such as "encoder." */
  guint       n_layers;
  guint       n_directions;
  gsize       width;         /* of one direction */
} Encoder;

/* The bridge takes all final states as one row of vectors, l0 forward, l0 backward, l1 forward,
 * ..., cuts it into pieces of as many vectors as there are layers, and maps each piece by the
 * same matrix. For each layer of the decoder, this finds the places where its directions have
 * gone. */
static void
say_bridge_layer (HeedRecognition *r,
                  const Encoder   *encoder,
                  guint            state,
                  guint            layer)
{
  HeedTheirPart weights[2], biases[2];
  gsize width = encoder->width;
  g_autofree char *weight = g_strdup_printf ("bridge.%u.weight", state);
  g_autofree char *bias = g_strdup_printf ("bridge.%u.bias", state);
  g_autofree char *our_weight =
    g_strdup_printf ("decoder.bridge.%s_l%u.weight", state == 0 ? "h" : "c", layer);
  g_autofree char *our_bias =
    g_strdup_printf ("decoder.bridge.%s_l%u.bias", state == 0 ? "h" : "c", layer);

  for (guint i = 0; i < encoder->n_directions; i++)
    {
      guint vector = layer * encoder->n_directions + i;
      gsize first = vector % encoder->n_layers * width;

      weights[i] = (HeedTheirPart) {
        .prefix = encoder->prefix, .name = weight, .first_row = first, .last_row = first + width,
        .to_row = i * width,
        .to_column = vector / encoder->n_layers * encoder->n_layers * width,
      };
      biases[i] = (HeedTheirPart) {
        .prefix = encoder->prefix,
        .name = bias,
        .first_column = first,
        .last_column = first + width,
        .to_column = i * width,
      };
    }

  heed_recognition_say_parts_of (r, our_weight, weights, encoder->n_directions);
  heed_recognition_say_parts_of (r, our_bias, biases, encoder->n_directions);
}

static void
say_initial (HeedRecognition *r,
             const char      *encoder,
             guint            n_layers)
{
  Encoder read = { .prefix = encoder, .n_layers = n_layers };
  guint n_states = heed_recognition_find (r, encoder, "bridge.1.weight") != NULL ? 2 : 1;
  gsize n_rows;

  if (heed_recognition_find (r, encoder, "bridge.0.weight") == NULL)
    {
      heed_recognition_say_text (r, "initial_state", "copy", "there is no encoder.bridge");
      return;
    }

  read.n_directions =
    heed_recognition_find (r, encoder, "rnn.weight_hh_l0_reverse") != NULL ? 2 : 1;
  heed_recognition_get_shape (r, encoder, "rnn.weight_hh_l0", &n_rows, &read.width);
  heed_recognition_say_text (r, "initial_state", "bridge", "encoder.bridge");
  heed_recognition_say_text (r, "bridge_input", "all", "as OpenNMT-py does");
  heed_recognition_say_text (r, "bridge_activation", "relu", "as OpenNMT-py does");
  for (guint state = 0; state < n_states; state++)
    for (guint layer = 0; layer < MIN (n_layers, MAX_LAYERS); layer++)
      say_bridge_layer (r, &read, state, layer);
}

static gboolean
recognise (HeedRecognition  *r,
           GError          **error)
{
  g_autofree char *model = heed_recognition_find_module (r, model_has, NULL, NULL);
  g_autofree char *generator = heed_recognition_find_module (r, generator_has, NULL, NULL);
  g_autofree char *encoder = g_strconcat (model != NULL ? model : "", "encoder.", NULL);
  g_autofree char *decoder = g_strconcat (model != NULL ? model : "", "decoder.", NULL);
  const char *source_embedding = find_embedding (r, encoder);
  const char *target_embedding = find_embedding (r, decoder);
  gboolean is_fed = heed_recognition_find (r, decoder, "rnn.layers.0.weight_ih") != NULL;

  if (model == NULL || source_embedding == NULL || target_embedding == NULL ||
      heed_recognition_find (r, encoder, "rnn.weight_hh_l0") == NULL)
    return FALSE;

  if (!check_known (r, model, error) || !heed_recognition_say_cell (r, encoder, "rnn", error))
    return FALSE;

  say_embedding (r, "encoder.embedding.*", encoder, source_embedding);
  say_embedding (r, "decoder.embedding.*", decoder, target_embedding);
  heed_recognition_say_rnn (r, "encoder", encoder, "rnn");
  say_initial (r, encoder, say_decoder_cells (r, decoder));
  say_attention (r, decoder);
  heed_recognition_say_feeding (r, decoder, is_fed ? "rnn.layers.0.weight_ih" : "rnn.weight_ih_l0",
                                decoder, target_embedding);
  heed_recognition_say_tensor (r, "decoder.output.*", generator != NULL ? generator : "",
                               "generator.0.*");

  heed_recognition_say_text (r, "query", "current", "as OpenNMT-py does");
  heed_recognition_say_parts (r, "combine", "context state", "as OpenNMT-py does");
  heed_recognition_say_parts (r, "output", "attentional", "as OpenNMT-py does");
  heed_opennmt_say_text (r);
  heed_recognition_say_tokens (r, 0, 1, 2, 3, "<unk>, <blank>, <s>, </s> of OpenNMT-py");

  return TRUE;
}

const HeedLayout heed_layout_opennmt = {
  .name = "opennmt",
  .title = "OpenNMT-py, RNN",
  .recognise = recognise,
};
