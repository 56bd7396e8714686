/* layouts.c — the known layouts of tensors, one file each
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/formats/layouts/layouts.h"

#include <string.h>

#include "engine/heed.h"

/* The first layout that matches the tensors is used; those with distinctive names come before
 * those with common ones. */
static const HeedLayout *const layouts[] = {
  &heed_layout_opennmt,
  &heed_layout_joeynmt,
  &heed_layout_joeynmt_transformer,
  &heed_layout_d2l_transformer,
  &heed_layout_torch_transformer,
  &heed_layout_tutorial,
  &heed_layout_input_feeding,
  &heed_layout_chatbot,
  &heed_layout_d2l,
};

static const HeedArray *
find_any (HeedRecognition   *recognition,
          const char *const *fragments)
{
  guint n_arrays;
  const HeedArray *arrays = heed_weights_get (recognition->weights, &n_arrays);

  for (guint i = 0; i < n_arrays; i++)
    for (guint j = 0; fragments[j] != NULL; j++)
      if (strstr (arrays[i].name, fragments[j]) != NULL)
        return &arrays[i];

  return NULL;
}

/* Gives a specific reason for language models and other models that are not supported. */
static gboolean
refuse_half (HeedRecognition  *recognition,
             GError          **error)
{
  static const char *const encoders[] = { "encoder", "enc.", NULL };
  static const char *const decoders[] = { "decoder", "dec.", "crossattention", NULL };
  static const char *const language_models[] = {
    "h.0.attn.c_attn", "gpt_neox.", "layers.0.self_attn.q_proj", "layers.0.attention.wq",
    "transformer.wte", "h.0.attn.", "h.0.self_attention.",       NULL
  };
  static const char *const folders[] = { "final_logits_bias", "SelfAttention.q.weight", NULL };
  static const char *const readers[] = { "encoder.layer.0.attention.self.query",
                                         "encoder.layers.0.self_attn", NULL };
  const HeedArray *encoder = find_any (recognition, encoders);
  const HeedArray *decoder = find_any (recognition, decoders);
  const HeedArray *other = find_any (recognition, language_models);

  if (encoder == NULL && other != NULL)
    g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                 "model: expected an encoder and a decoder, found a language model, which has only "
                 "a decoder (%.80s)",
                 other->name);
  else if ((other = find_any (recognition, folders)) != NULL)
    g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                 "model: expected config.json in the folder of a Hugging Face model, found none "
                 "beside its weights (%.80s)",
                 other->name);
  else if (decoder == NULL && (other = find_any (recognition, readers)) != NULL)
    g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                 "model: expected an encoder and a decoder, found an encoder only (%.80s)",
                 other->name);
  else
    return FALSE;

  return TRUE;
}

static gboolean
refuse (HeedRecognition  *recognition,
        GError          **error)
{
  guint n_arrays;
  const HeedArray *arrays = heed_weights_get (recognition->weights, &n_arrays);

  if (n_arrays == 0)
    g_set_error_literal (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                         "model: expected tensors, found none in the file");
  else if (!refuse_half (recognition, error))
    g_set_error (
      error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
      "model: expected the tensors of an encoder and a decoder as a known layout names them, "
      "or a description beside them, found %u others, the first of them %.80s",
      n_arrays, arrays[0].name);

  return FALSE;
}

static void
begin_again (HeedRecognition *recognition)
{
  HeedWeights *weights = recognition->weights;
  const HeedPickleValue *root = recognition->root;

  heed_recognition_clear (recognition);
  heed_recognition_begin (recognition, recognition->path);
  recognition->weights = weights;
  recognition->root = root;
}

/**
 * heed_layouts_recognise:
 * @recognition: (inout): initialised, with weights
 *
 * Errors: %HEED_ERROR_UNSUPPORTED if no layout matches the tensors, or if one does but
 *   a part of them is not supported, which the error names
 */
gboolean
heed_layouts_recognise (HeedRecognition  *recognition,
                        GError          **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autoptr(GError) layout_error = NULL;

      begin_again (recognition);
      if (layouts[i]->recognise (recognition, &layout_error))
        {
          heed_json_set_text (recognition->why, "layout", layouts[i]->title);
          return TRUE;
        }

      if (layout_error != NULL)
        {
          g_propagate_prefixed_error (error, g_steal_pointer (&layout_error),
                                      "%s: ", layouts[i]->title);
          return FALSE;
        }
    }

  return refuse (recognition, error);
}
