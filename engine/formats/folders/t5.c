/* t5.c — Hugging Face's T5, versions 1.0 and 1.1, and mT5
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * No biases in linear maps, RMS norms before each block, unscaled scores, and a bias on
 * each score that depends on the distance between key and query, with one table for all
 * layers of a side. With tied weights the states are divided by sqrt (d_model) before
 * the output layer. Early files have such a bias for the cross-attention too, which
 * transformers never used.
 *
 * Source: modeling_t5.py, configuration_t5.py and tokenization_t5.py of
 * transformers 4.26; Raffel et al. 2020
 */

#include "engine/formats/folders/folders.h"

#include <string.h>

#include "engine/networks/fields.h"
#include "engine/formats/folders/describe.h"
#include "engine/formats/folders/t5-text.h"
#include "engine/formats/layouts/transformer-names.h"

#define MAX_LAYERS     32
#define MAX_DISTANCE   1000000

typedef struct {
  guint              width;
  guint              head_width;
  guint              feed_forward;
  guint              n_heads;
  guint              n_layers[2];   /* encoder, decoder */
  guint              vocabulary;
  guint              n_buckets;
  guint              max_distance;
  float              epsilon;
  const char        *projection;    /* such as "relu" or "gated-gelu" */
  gboolean           ties_output;
  gboolean           scales_output; /* if the output layer is tied */
  HeedSpecialTokens  special;
} T5;

static gboolean
read_sizes (T5              *t5,
            const HeedJson  *config,
            GError         **error)
{
  if (!heed_json_read_count (config, "d_model", 1, HEED_MAX_WIDTH, &t5->width, error) ||
      !heed_json_read_count (config, "d_kv", 1, HEED_MAX_WIDTH, &t5->head_width, error) ||
      !heed_json_read_count (config, "d_ff", 1, 8 * HEED_MAX_WIDTH, &t5->feed_forward, error) ||
      !heed_json_read_count (config, "num_heads", 1, HEED_MAX_WIDTH, &t5->n_heads, error) ||
      !heed_json_read_count (config, "num_layers", 1, MAX_LAYERS, &t5->n_layers[0], error) ||
      !heed_json_read_count (config, "vocab_size", 1, HEED_MAX_VOCABULARY, &t5->vocabulary,
                             error) ||
      !heed_json_read_count (config, "relative_attention_num_buckets", 1, HEED_MAX_WIDTH,
                             &t5->n_buckets, error) ||
      !heed_json_read_count (config, "relative_attention_max_distance", 1, MAX_DISTANCE,
                             &t5->max_distance, error))
    return FALSE;

  t5->n_layers[1] = t5->n_layers[0];

  return heed_json_read_count (config, "num_decoder_layers", 1, MAX_LAYERS, &t5->n_layers[1],
                               error);
}

static gboolean
read_config (T5              *t5,
             const HeedJson  *config,
             GError         **error)
{
  const char *type = NULL;

  *t5 = (T5) {
    .width = 512,
    .head_width = 64,
    .feed_forward = 2048,
    .n_heads = 8,
    .n_layers = { 6, 6 },
    .vocabulary = 32128,
    .n_buckets = 32,
    .max_distance = 128,
    .epsilon = 1e-6f,
    .projection = "relu",
    .scales_output = TRUE,
    .special = { .begin = HEED_NO_TOKEN, .end = 1, .padding = 0, .unknown = HEED_NO_TOKEN },
  };

  if (!heed_json_read_text (config, "model_type", &type, error))
    return FALSE;

  t5->ties_output = g_str_equal (type, "t5");
  if (!t5->ties_output)
    t5->projection = "gated-gelu";

  return read_sizes (t5, config, error) &&
         heed_describe_get_tokens (config, &t5->special, error) &&
         heed_json_read_float (config, "layer_norm_epsilon", 1e-12f, 1.0f, &t5->epsilon, error) &&
         heed_json_read_text (config, "feed_forward_proj", &t5->projection, error) &&
         heed_json_read_boolean (config, "tie_word_embeddings", &t5->ties_output, error) &&
         heed_json_read_boolean (config, "scale_decoder_outputs", &t5->scales_output, error);
}

/* --- The description ------------------------------------------------------ */

static const HeedTensorName encoder_names[] = {
  { "self_attention.query.*", "layer.0.SelfAttention.q.*" },
  { "self_attention.key.*", "layer.0.SelfAttention.k.*" },
  { "self_attention.value.*", "layer.0.SelfAttention.v.*" },
  { "self_attention.output.*", "layer.0.SelfAttention.o.*" },
  { "self_attention.norm.*", "layer.0.layer_norm.*" },
  { "feed_forward.inner.*", "layer.1.DenseReluDense.wi.*" },
  { "feed_forward.output.*", "layer.1.DenseReluDense.wo.*" },
  { "feed_forward.norm.*", "layer.1.layer_norm.*" },
  { NULL, NULL }
};

static const HeedTensorName decoder_names[] = {
  { "self_attention.query.*", "layer.0.SelfAttention.q.*" },
  { "self_attention.key.*", "layer.0.SelfAttention.k.*" },
  { "self_attention.value.*", "layer.0.SelfAttention.v.*" },
  { "self_attention.output.*", "layer.0.SelfAttention.o.*" },
  { "self_attention.norm.*", "layer.0.layer_norm.*" },
  { "cross_attention.query.*", "layer.1.EncDecAttention.q.*" },
  { "cross_attention.key.*", "layer.1.EncDecAttention.k.*" },
  { "cross_attention.value.*", "layer.1.EncDecAttention.v.*" },
  { "cross_attention.output.*", "layer.1.EncDecAttention.o.*" },
  { "cross_attention.norm.*", "layer.1.layer_norm.*" },
  { "feed_forward.inner.*", "layer.2.DenseReluDense.wi.*" },
  { "feed_forward.output.*", "layer.2.DenseReluDense.wo.*" },
  { "feed_forward.norm.*", "layer.2.layer_norm.*" },
  { NULL, NULL }
};

static const HeedTensorName gated_encoder_names[] = {
  { "feed_forward.gate.*", "layer.1.DenseReluDense.wi_0.*" },
  { "feed_forward.inner.*", "layer.1.DenseReluDense.wi_1.*" },
  { NULL, NULL }
};

static const HeedTensorName gated_decoder_names[] = {
  { "feed_forward.gate.*", "layer.2.DenseReluDense.wi_0.*" },
  { "feed_forward.inner.*", "layer.2.DenseReluDense.wi_1.*" },
  { NULL, NULL }
};

#define RELATIVE_BIAS "block.0.layer.0.SelfAttention.relative_attention_bias.weight"

static void
say_tensors (HeedRecognition *r,
             const T5        *t5,
             gboolean         is_gated)
{
  heed_recognition_say_layers (r, "encoder.layers.", "encoder.block.", ".", t5->n_layers[0],
                               encoder_names);
  heed_recognition_say_layers (r, "decoder.layers.", "decoder.block.", ".", t5->n_layers[1],
                               decoder_names);
  if (is_gated)
    {
      heed_recognition_say_layers (r, "encoder.layers.", "encoder.block.", ".", t5->n_layers[0],
                                   gated_encoder_names);
      heed_recognition_say_layers (r, "decoder.layers.", "decoder.block.", ".", t5->n_layers[1],
                                   gated_decoder_names);
    }

  heed_recognition_say_tensor (r, "encoder.relative_bias.weight", "encoder.", RELATIVE_BIAS);
  heed_recognition_say_tensor (r, "decoder.relative_bias.weight", "decoder.", RELATIVE_BIAS);
  heed_recognition_say_tensor (r, "encoder.norm.weight", "encoder.", "final_layer_norm.weight");
  heed_recognition_say_tensor (r, "decoder.norm.weight", "decoder.", "final_layer_norm.weight");
}

/* Transformers 5 always writes that weights are tied, and has a separate flag for scaling the
 * states; before, they were scaled if tied. A separate output layer was trained without scaling. */
static void
say_ties (HeedRecognition *r,
          const T5        *t5)
{
  HeedTies ties = { TRUE, t5->ties_output };

  heed_describe_ties (r, "", &ties);
  heed_recognition_say_boolean (r, "scale_output", ties.ties_output && t5->scales_output,
                                ties.ties_output ? "tie_word_embeddings, scale_decoder_outputs"
                                                 : "lm_head");
}

static void
say_sizes (HeedRecognition *r,
           const T5        *t5)
{
  heed_recognition_say_count (r, "width", t5->width, "d_model");
  heed_recognition_say_count (r, "source_vocabulary", t5->vocabulary, "vocab_size");
  heed_recognition_say_count (r, "target_vocabulary", t5->vocabulary, "vocab_size");
  heed_recognition_say_count (r, "encoder_layers", t5->n_layers[0], "num_layers");
  heed_recognition_say_count (r, "decoder_layers", t5->n_layers[1], "num_decoder_layers");
  heed_recognition_say_count (r, "heads", t5->n_heads, "num_heads");
  heed_recognition_say_count (r, "head_width", t5->head_width, "d_kv");
  heed_recognition_say_count (r, "feed_forward", t5->feed_forward, "d_ff");
  heed_recognition_say_count (r, "buckets", t5->n_buckets, "relative_attention_num_buckets");
  heed_recognition_say_count (r, "max_distance", t5->max_distance,
                              "relative_attention_max_distance");
  heed_recognition_say_number (r, "norm_epsilon", t5->epsilon, "layer_norm_epsilon");
}

static void
say_choices (HeedRecognition *r,
             const T5        *t5,
             gboolean         is_gated)
{
  heed_recognition_say_text (r, "norm_place", "pre", "transformers' T5Block");
  heed_recognition_say_text (r, "norm", "rms", "transformers' T5LayerNorm");
  heed_recognition_say_boolean (r, "final_norm", TRUE, "final_layer_norm");
  heed_recognition_say_boolean (r, "gated", is_gated, "feed_forward_proj");
  heed_recognition_say_text (r, "positions", "relative", "relative_attention_bias");
  heed_recognition_say_boolean (r, "scale_embedding", FALSE, "transformers' T5Stack");
  heed_recognition_say_boolean (r, "scale_scores", FALSE, "transformers' T5Attention");
  say_ties (r, t5);
  heed_recognition_say_boolean (r, "biases", FALSE, "transformers' T5 has none");
  heed_recognition_say_boolean (r, "source_end", TRUE, "T5Tokenizer ends every source with </s>");
}

#define NEVER_READ "decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight"

static void
say_ignored (HeedRecognition *r)
{
  if (heed_recognition_find (r, "", NEVER_READ) == NULL)
    return;

  heed_json_add_text (heed_json_set_list (r->json, "ignore"), NEVER_READ);
  heed_json_set_text (r->why, "ignore", "transformers' T5 never reads it");
}

/* "gated-gelu" has always been the approximation with tanh; "gelu" alone is exact. */
static gboolean
say_description (HeedFolderModel  *model,
                 HeedFolder       *folder,
                 const HeedJson   *config,
                 const T5         *t5,
                 GError          **error)
{
  HeedRecognition *r = &model->recognition;
  gboolean is_gated = g_str_has_prefix (t5->projection, "gated-");
  const char *function = is_gated ? t5->projection + strlen ("gated-") : t5->projection;

  if (is_gated && g_str_equal (function, "gelu"))
    function = "gelu_new";

  heed_recognition_say_text (r, "family", "transformer", "model_type t5");
  say_sizes (r, t5);
  say_choices (r, t5, is_gated);
  say_tensors (r, t5, is_gated);
  say_ignored (r);

  return heed_describe_activation (r, "feed_forward_proj", function, error) &&
         heed_describe_banned (r, folder, config, error);
}

gboolean
heed_t5_read (HeedFolderModel  *model,
              HeedFolder       *folder,
              const HeedJson   *config,
              GError          **error)
{
  T5 t5;

  heed_json_set_text (model->recognition.why, "layout", "Hugging Face, T5");
  if (!read_config (&t5, config, error) || !say_description (model, folder, config, &t5, error) ||
      !heed_t5_read_text (model, folder, t5.vocabulary, &t5.special, error))
    return FALSE;

  heed_describe_tokens (&model->recognition, &t5.special, &t5.special,
                        "decoder_start_token_id, eos_token_id, pad_token_id and the vocabulary");

  return TRUE;
}
