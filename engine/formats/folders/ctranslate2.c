/* ctranslate2.c — reading a folder written by the converters of CTranslate2
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     model.bin                 the weights, with options among them as scalars
 *     config.json               tokens; from binary version 6
 *     source_vocabulary.txt     one token per line, or a list in .json; likewise
 *                               target_vocabulary, or one shared_vocabulary
 *     sentencepiece.model, source.spm, target.spm, spiece.model    if there is one
 *
 * Missing options have defaults, which depend on the kind of model; the recognition
 * records where each value comes from.
 *
 * Source: src/models/transformer.cc, sequence_to_sequence.cc, vocabulary.cc and
 * src/layers of CTranslate2 2 to 4
 */

#include "engine/formats/folders/folders.h"

#include <math.h>

#include "engine/files/ctranslate2.h"
#include "engine/heed.h"
#include "engine/formats/folders/ctranslate2-text.h"
#include "engine/formats/layouts/transformer-names.h"

#define MODEL "model.bin"

static gboolean
refuse (GError     **error,
        const char  *what,
        const char  *expected,
        const char  *found)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               MODEL ": %s: expected %s, found %.40s", what, expected, found);

  return FALSE;
}

static gboolean
is_ctranslate2 (HeedFolder *folder)
{
  return heed_folder_has (folder, MODEL);
}

/* --- Scalars -------------------------------------------------------------- */

/* Returns FALSE if there is no scalar of that name; value is then unchanged. */
static gboolean
get_scalar (HeedRecognition *r,
            const char      *scope,
            const char      *name,
            float           *value)
{
  const HeedArray *array = heed_recognition_find (r, scope, name);
  float found;

  if (array == NULL || array->n_values != 1)
    return FALSE;

  heed_array_copy_floats (array, &found);
  if (!isfinite (found))
    return FALSE;

  *value = found;

  return TRUE;
}

/* Before revision 5 there was one value for both sides, without a scope. */
static gboolean
get_choice (HeedRecognition *r,
            const char      *scope,
            const char      *name,
            float           *value)
{
  return get_scalar (r, scope, name, value) || get_scalar (r, "", name, value);
}

static gboolean
is_near (float value,
         float expected)
{
  return fabsf (value - expected) <= 1e-3f * fabsf (expected);
}

/* --- The kind of model ---------------------------------------------------- */

static guint
get_revision (HeedRecognition *r)
{
  return (guint) g_ascii_strtoull (heed_weights_find_metadata (r->weights, "revision"), NULL, 10);
}

/* Default number of heads, for the two kinds of model that did not store it. */
static float
get_default_heads (const char *spec)
{
  return g_str_equal (spec, "TransformerBig") ? 16.0f : 8.0f;
}

static gboolean
check_spec (HeedRecognition  *r,
            GError          **error)
{
  const char *spec = heed_weights_find_metadata (r->weights, "spec");

  if (g_str_equal (spec, "TransformerDecoderSpec") ||
      g_str_equal (spec, "TransformerDecoderModelSpec"))
    return refuse (error, "specification", "an encoder and a decoder",
                   "a decoder without an encoder");

  if (!g_str_equal (spec, "TransformerSpec") && !g_str_equal (spec, "TransformerBase") &&
      !g_str_equal (spec, "TransformerBig") && *spec != '\0')
    return refuse (error, "specification", "TransformerSpec, TransformerBase or TransformerBig",
                   spec);

  if (get_revision (r) < 2)
    return refuse (error, "revision", "2 or later", "1");

  return TRUE;
}

/* Refuses kinds of attention that Heed does not implement. */
static gboolean
check_attention (HeedRecognition  *r,
                 GError          **error)
{
  static const char *const strange[] = {
    "encoder/layer_0/self_attention/relative_position_keys",
    "encoder/layer_0/self_attention/relative_asymmetric_position_keys",
    "encoder/layer_0/self_attention/rotary_dim",
    "decoder/layer_0/self_attention/rotary_dim",
    "decoder/layer_0/self_attention/q_norm/gamma",
    "decoder/layer_0/input_layer_norm/gamma",
    "decoder/project_in/weight",
    "encoder/embeddings_1/weight",
  };
  float value = 0.0f;

  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    if (heed_recognition_find (r, "", strange[i]) != NULL)
      return refuse (error, "layers", "those of a plain Transformer", strange[i]);

  if ((get_scalar (r, "decoder/", "alibi", &value) ||
       get_scalar (r, "decoder/", "multi_query_attention", &value)) &&
      value != 0.0f)
    return refuse (error, "layers", "those of a plain Transformer",
                   "ALiBi or multi-query attention");

  return TRUE;
}

/* --- Tensors -------------------------------------------------------------- */

static const HeedTensorName side_names[] = {
  { "self_attention.norm.weight", "self_attention/layer_norm/gamma" },
  { "self_attention.norm.bias", "self_attention/layer_norm/beta" },
  { "self_attention.output.*", "self_attention/linear_1/*" },
  { "feed_forward.norm.weight", "ffn/layer_norm/gamma" },
  { "feed_forward.norm.bias", "ffn/layer_norm/beta" },
  { "feed_forward.inner.*", "ffn/linear_0/*" },
  { "feed_forward.output.*", "ffn/linear_1/*" },
  { NULL, NULL }
};

/* The activation is applied to linear_0. */
static const HeedTensorName gated_names[] = {
  { "feed_forward.gate.*", "ffn/linear_0/*" },
  { "feed_forward.inner.*", "ffn/linear_0_noact/*" },
  { NULL, NULL }
};

static const HeedTensorName cross_names[] = {
  { "cross_attention.norm.weight", "attention/layer_norm/gamma" },
  { "cross_attention.norm.bias", "attention/layer_norm/beta" },
  { "cross_attention.query.*", "attention/linear_0/*" },
  { "cross_attention.output.*", "attention/linear_2/*" },
  { NULL, NULL }
};

static const HeedStackedName self_stacks[] = {
  { "self_attention.query", "self_attention/linear_0/", 0, 3 },
  { "self_attention.key", "self_attention/linear_0/", 1, 3 },
  { "self_attention.value", "self_attention/linear_0/", 2, 3 },
  { NULL, NULL, 0, 0 }
};

static const HeedStackedName cross_stacks[] = {
  { "cross_attention.key", "attention/linear_1/", 0, 2 },
  { "cross_attention.value", "attention/linear_1/", 1, 2 },
  { NULL, NULL, 0, 0 }
};

static void
say_norm (HeedRecognition *r,
          const char      *ours,
          const char      *theirs)
{
  g_autofree char *weight = g_strconcat (ours, ".weight", NULL);
  g_autofree char *bias = g_strconcat (ours, ".bias", NULL);

  heed_recognition_say_tensor (r, weight, theirs, "/gamma");
  heed_recognition_say_tensor (r, bias, theirs, "/beta");
}

static void
say_side (HeedRecognition *r,
          const char      *side)
{
  g_autofree char *ours = g_strconcat (side, ".layers.", NULL);
  g_autofree char *theirs = g_strconcat (side, "/layer_", NULL);
  g_autofree char *norm = g_strconcat (side, ".norm", NULL);
  g_autofree char *layer_norm = g_strconcat (side, "/layer_norm", NULL);
  g_autofree char *embedding_norm = g_strconcat (side, ".embedding_norm", NULL);
  g_autofree char *layernorm_embedding = g_strconcat (side, "/layernorm_embedding", NULL);
  g_autofree char *positions = g_strconcat (side, ".positions.weight", NULL);
  g_autofree char *encodings = g_strconcat (side, "/position_encodings/encodings", NULL);
  g_autofree char *bias = g_strconcat (side, ".relative_bias.weight", NULL);
  g_autofree char *relative_bias =
    g_strconcat (side, "/layer_0/self_attention/relative_attention_bias", NULL);
  guint n_layers = heed_recognition_count_layers (r, theirs, "", "/ffn/linear_0/weight");

  heed_recognition_say_layers (r, ours, theirs, "/", n_layers, side_names);
  heed_recognition_say_stacked (r, ours, theirs, "/", n_layers, self_stacks);
  if (heed_recognition_find (r, theirs, "0/ffn/linear_0_noact/weight") != NULL)
    heed_recognition_say_layers (r, ours, theirs, "/", n_layers, gated_names);
  if (g_str_equal (side, "decoder"))
    {
      heed_recognition_say_layers (r, ours, theirs, "/", n_layers, cross_names);
      heed_recognition_say_stacked (r, ours, theirs, "/", n_layers, cross_stacks);
    }

  say_norm (r, norm, layer_norm);
  say_norm (r, embedding_norm, layernorm_embedding);
  heed_recognition_say_tensor (r, positions, "", encodings);
  heed_recognition_say_tensor (r, bias, "", relative_bias);
}

/* Returns whether two arrays share their data. */
static gboolean
is_same (HeedRecognition *r,
         const char      *first,
         const char      *second)
{
  const HeedArray *a = heed_recognition_find (r, "", first);
  const HeedArray *b = heed_recognition_find (r, "", second);

  return a != NULL && b != NULL && a->data == b->data && a->n_values == b->n_values;
}

static void
say_embeddings (HeedRecognition *r)
{
  const char *source = heed_recognition_find (r, "encoder/", "embeddings_0/weight") != NULL
                       ? "encoder/embeddings_0/weight" : "encoder/embeddings/weight";
  gboolean is_shared = is_same (r, source, "decoder/embeddings/weight");
  gboolean is_tied = is_same (r, "decoder/projection/weight", "decoder/embeddings/weight") ||
                     heed_recognition_find (r, "decoder/", "projection/weight") == NULL;

  heed_recognition_say_tensor (r, "encoder.embedding.weight", "", source);
  if (!is_shared)
    heed_recognition_say_tensor (r, "decoder.embedding.weight", "decoder/", "embeddings/weight");
  if (!is_tied)
    heed_recognition_say_tensor (r, "decoder.output.weight", "decoder/", "projection/weight");
  heed_recognition_say_tensor (r, "decoder.output.bias", "decoder/", "projection/bias");

  heed_recognition_say_boolean (r, "shared_embedding", is_shared, "aliases in model.bin");
  heed_recognition_say_boolean (r, "tied_output", is_tied, "aliases in model.bin");
}

/* --- Choices -------------------------------------------------------------- */

static gboolean
say_heads (HeedRecognition  *r,
           const char       *side,
           GError          **error)
{
  const char *spec = heed_weights_find_metadata (r->weights, "spec");
  g_autofree char *scope = g_strconcat (side, "/", NULL);
  g_autofree char *key = g_strconcat (side, "_heads", NULL);
  float heads = get_default_heads (spec);
  gboolean is_stored = get_choice (r, scope, "num_heads", &heads);

  if (heads < 1.0f || heads > 16384.0f)
    return refuse (error, "num_heads", "1 to 16384", "another number");

  heed_recognition_say_count (r, key, (guint) heads,
                              is_stored ? "num_heads" : "the default of its specification");

  return TRUE;
}

static gboolean
say_activation (HeedRecognition  *r,
                GError          **error)
{
  static const char *const functions[] = { "relu", "gelu-tanh", "swish", "gelu" };
  float found = 0.0f;

  get_choice (r, "encoder/", "activation", &found);
  if (found < 0.0f || found >= G_N_ELEMENTS (functions))
    return refuse (error, "activation", "ReLU, GELU, GELU by tanh, or swish", "another one");

  heed_recognition_say_text (r, "activation", functions[(guint) found], "activation");

  return TRUE;
}

/* The value is either a flag or the factor itself. */
static gboolean
find_embedding_scale (HeedRecognition  *r,
                      const char       *scope,
                      float             width,
                      gboolean         *is_scaled,
                      GError          **error)
{
  const HeedArray *array = heed_recognition_find (r, scope, "scale_embeddings");
  float factor = 1.0f;

  *is_scaled = TRUE;
  if (!get_scalar (r, scope, "scale_embeddings", &factor) &&
      !get_scalar (r, scope, "embeddings/multiply_by_sqrt_depth", &factor))
    return TRUE;

  if (array == NULL || array->dtype == HEED_DTYPE_I8)
    *is_scaled = factor != 0.0f;
  else if (factor == 1.0f)
    *is_scaled = FALSE;
  else if (!is_near (factor, sqrtf (width)))
    return refuse (error, "scale_embeddings", "the square root of the width", "another factor");

  return TRUE;
}

static gboolean
say_embedding_scale (HeedRecognition  *r,
                     float             width,
                     GError          **error)
{
  gboolean source, target;

  if (!find_embedding_scale (r, "encoder/", width, &source, error) ||
      !find_embedding_scale (r, "decoder/", width, &target, error))
    return FALSE;

  if (source != target)
    return refuse (error, "scale_embeddings", "the same on both sides", "two");

  heed_recognition_say_boolean (r, "scale_embedding", source, "scale_embeddings");

  return TRUE;
}

static gboolean
say_other_scales (HeedRecognition  *r,
                  float             width,
                  GError          **error)
{
  float queries = 0.0f, output = 1.0f;
  gboolean is_scaled = TRUE;

  if (get_scalar (r, "encoder/layer_0/self_attention/", "queries_scale", &queries))
    is_scaled = queries != 1.0f;

  get_scalar (r, "decoder/", "scale_outputs", &output);
  if (output != 1.0f && !is_near (output, 1.0f / sqrtf (width)))
    return refuse (error, "scale_outputs", "one over the square root of the width",
                   "another factor");

  heed_recognition_say_boolean (r, "scale_scores", is_scaled, "queries_scale");
  heed_recognition_say_boolean (r, "scale_output", output != 1.0f, "scale_outputs");

  return TRUE;
}

static gboolean
say_positions (HeedRecognition  *r,
               GError          **error)
{
  gboolean has_table =
    heed_recognition_find (r, "encoder/", "position_encodings/encodings") != NULL;
  float max_distance = 0.0f;

  if (has_table != (heed_recognition_find (r, "decoder/", "position_encodings/encodings") != NULL))
    return refuse (error, "position_encodings", "a table on both sides or on none", "one");

  if (has_table)
    {
      heed_recognition_say_text (r, "positions", "learned", "position_encodings");
      return TRUE;
    }

  if (heed_recognition_find (r, "encoder/layer_0/self_attention/", "relative_attention_bias") ==
      NULL)
    {
      heed_recognition_say_text (r, "positions", "sinusoid-timescales",
                                 "no table in model.bin: CTranslate2 computes one");
      heed_recognition_say_count (r, "first_position", 1, "CTranslate2 counts from 1");
      return TRUE;
    }

  get_scalar (r, "encoder/layer_0/self_attention/", "relative_attention_max_distance",
              &max_distance);
  if (max_distance < 1.0f || max_distance > 1e6f)
    return refuse (error, "relative_attention_max_distance", "a distance", "none");

  heed_recognition_say_text (r, "positions", "relative", "relative_attention_bias");
  heed_recognition_say_count (r, "max_distance", (guint) max_distance,
                              "relative_attention_max_distance");

  return TRUE;
}

static void
say_norms (HeedRecognition *r,
           float            epsilon)
{
  gboolean is_rms =
    heed_recognition_find (r, "encoder/layer_0/self_attention/", "layer_norm/beta") == NULL;
  float is_pre = 1.0f;

  get_choice (r, "encoder/", "pre_norm", &is_pre);
  heed_recognition_say_text (r, "norm_place", is_pre != 0.0f ? "pre" : "post", "pre_norm");
  heed_recognition_say_text (r, "norm", is_rms ? "rms" : "layer", "layer_norm/beta");
  if (epsilon > 0.0f)
    heed_recognition_say_number (r, "norm_epsilon", epsilon, "layer_norm_epsilon in config.json");
  else
    heed_recognition_say_number (r, "norm_epsilon", is_rms ? 1e-6f : 1e-5f,
                                 "the default of CTranslate2");
}

static gboolean
find_width (HeedRecognition  *r,
            float            *width,
            GError          **error)
{
  gsize n_rows, n_columns;

  heed_recognition_get_shape (r, "decoder/", "embeddings/weight", &n_rows, &n_columns);
  if (n_rows == 0 || n_columns == 0 || n_columns > G_MAXINT)
    return refuse (error, "decoder/embeddings/weight", "a matrix", "none");

  *width = (float) n_columns;

  return TRUE;
}

static gboolean
say_description (HeedRecognition  *r,
                 float             epsilon,
                 GError          **error)
{
  float width;

  if (!check_attention (r, error) || !find_width (r, &width, error))
    return FALSE;

  heed_recognition_say_text (r, "family", "transformer", "the specification in model.bin");
  say_norms (r, epsilon);
  say_side (r, "encoder");
  say_side (r, "decoder");
  say_embeddings (r);

  return say_heads (r, "encoder", error) &&
         say_heads (r, "decoder", error) &&
         say_activation (r, error) &&
         say_embedding_scale (r, width, error) &&
         say_other_scales (r, width, error) &&
         say_positions (r, error);
}

/* --- The whole ------------------------------------------------------------ */

static gboolean
load_config (HeedJson   **config,
             float       *epsilon,
             HeedFolder  *folder,
             const char  *file,
             GError     **error)
{
  *epsilon = 0.0f;

  return !heed_folder_has (folder, file) ||
         (heed_config_load (config, folder, file, error) &&
          heed_json_read_float (*config, "layer_norm_epsilon", 1e-12f, 1.0f, epsilon, error));
}

gboolean
heed_ctranslate2_read (HeedFolderModel  *model,
                       HeedFolder       *folder,
                       const char       *prefix,
                       GError          **error)
{
  g_autofree char *weights_file = g_strconcat (prefix, MODEL, NULL);
  g_autofree char *config_file = g_strconcat (prefix, "config.json", NULL);
  g_autoptr(GBytes) bytes = heed_folder_map (folder, weights_file, error);
  g_autoptr(HeedJson) config = NULL;
  float epsilon;

  if (bytes == NULL)
    return FALSE;

  model->weights = model->recognition.weights = heed_ctranslate2_parse (bytes, error);
  heed_json_set_text (model->recognition.why, "layout", "CTranslate2");

  return model->weights != NULL &&
         load_config (&config, &epsilon, folder, config_file, error) &&
         check_spec (&model->recognition, error) &&
         heed_ctranslate2_read_texts (model, folder, prefix, config, error) &&
         say_description (&model->recognition, epsilon, error);
}

static gboolean
read_ctranslate2 (HeedFolderModel  *model,
                  HeedFolder       *folder,
                  GError          **error)
{
  return heed_ctranslate2_read (model, folder, "", error);
}

const HeedFolderKind heed_folder_kind_ctranslate2 = {
  .title = "a folder of CTranslate2's (model.bin)",
  .is_one = is_ctranslate2,
  .read = read_ctranslate2,
};
