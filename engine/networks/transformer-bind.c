/* transformer-bind.c — binds the tensors of a Transformer
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     encoder.embedding.weight                      V x D
 *     encoder.positions.weight                      rows x D, learned or stored
 *     encoder.embedding_norm.weight, .bias          1 x D
 *     encoder.relative_bias.weight                  buckets x H
 *     encoder.layers.0.self_attention.query.weight, .bias      also key, value, output
 *     encoder.layers.0.self_attention.norm.weight, .bias
 *     encoder.layers.0.feed_forward.inner.weight, .bias        also gate, output
 *     encoder.layers.0.feed_forward.norm.weight, .bias
 *     encoder.norm.weight, .bias
 *     decoder                                       the same, and cross_attention
 *     decoder.output.weight, .bias                  V x D
 */

#include "engine/networks/transformer.h"

static HeedMap
bind_map (HeedBinder                       *binder,
          const HeedTransformerDescription *d,
          guint                             n_out,
          guint                             n_in,
          const char                       *block,
          const char                       *name)
{
  HeedMap map = { .weight = heed_bind (binder, n_out, n_in, FALSE, "%s.%s.weight", block, name) };

  if (d->biases)
    map.bias = heed_bind (binder, 1, n_out, TRUE, "%s.%s.bias", block, name);

  return map;
}

static HeedNormWeights
bind_norm (HeedBinder                       *binder,
           const HeedTransformerDescription *d,
           const char                       *block,
           const char                       *name)
{
  HeedNormWeights norm = {
    .is_centred = d->norm == HEED_NORM_LAYER,
    .epsilon = d->norm_epsilon,
    .weight = heed_bind (binder, 1, d->width, FALSE, "%s.%s.weight", block, name),
  };

  if (d->biases && norm.is_centred)
    norm.bias = heed_bind (binder, 1, d->width, TRUE, "%s.%s.bias", block, name);

  return norm;
}

static HeedAttentionBlock
bind_attention (HeedBinder                       *binder,
                const HeedTransformerDescription *d,
                guint                             inner,
                const char                       *layer,
                const char                       *name)
{
  g_autofree char *block = g_strconcat (layer, ".", name, NULL);

  return (HeedAttentionBlock) {
    .query = bind_map (binder, d, inner, d->width, block, "query"),
    .key = bind_map (binder, d, inner, d->width, block, "key"),
    .value = bind_map (binder, d, inner, d->width, block, "value"),
    .output = bind_map (binder, d, d->width, inner, block, "output"),
    .norm = bind_norm (binder, d, block, "norm"),
  };
}

static HeedFeedForwardBlock
bind_feed_forward (HeedBinder                       *binder,
                   const HeedTransformerDescription *d,
                   guint                             width,
                   const char                       *layer)
{
  g_autofree char *name = g_strconcat (layer, ".feed_forward", NULL);
  HeedFeedForwardBlock block = {
    .inner = bind_map (binder, d, width, d->width, name, "inner"),
    .output = bind_map (binder, d, d->width, width, name, "output"),
    .norm = bind_norm (binder, d, name, "norm"),
  };

  if (d->gated)
    block.gate = bind_map (binder, d, width, d->width, name, "gate");

  return block;
}

static gboolean
has_table (const HeedTransformerDescription *d)
{
  return d->positions == HEED_POSITIONS_LEARNED ||
         (d->stored_positions && d->positions != HEED_POSITIONS_NONE &&
          d->positions != HEED_POSITIONS_RELATIVE);
}

static void
bind_stack (HeedBinder                       *binder,
            const HeedTransformerDescription *d,
            const HeedTransformerSide        *side,
            const char                       *name,
            HeedTransformerStack             *stack)
{
  guint inner = heed_transformer_inner_width (d, side);

  if (has_table (d))
    stack->positions =
      heed_bind (binder, d->max_positions, d->width, FALSE, "%s.positions.weight", name);
  if (d->embedding_norm)
    stack->embedding_norm = bind_norm (binder, d, name, "embedding_norm");
  if (d->positions == HEED_POSITIONS_RELATIVE)
    stack->relative_bias =
      heed_bind (binder, d->n_buckets, side->n_heads, FALSE, "%s.relative_bias.weight", name);

  for (guint i = 0; i < side->n_layers; i++)
    {
      g_autofree char *layer = g_strdup_printf ("%s.layers.%u", name, i);

      stack->layers[i].self = bind_attention (binder, d, inner, layer, "self_attention");
      if (side == &d->decoder)
        stack->layers[i].cross = bind_attention (binder, d, inner, layer, "cross_attention");
      stack->layers[i].feed_forward = bind_feed_forward (binder, d, side->feed_forward, layer);
    }

  if (side->final_norm)
    stack->norm = bind_norm (binder, d, name, "norm");
}

/**
 * heed_transformer_bind:
 * @model: (out): valid if the result is %TRUE
 * @description: a checked one
 * @source: called for each tensor, with its name and the shape it must have
 *
 * The only function that goes through all tensors of a model: loading, random
 * initialisation and copying differ only in @source.
 */
gboolean
heed_transformer_bind (HeedTransformer                   *model,
                       const HeedTransformerDescription  *description,
                       HeedTensorSource                   source,
                       gpointer                           user_data,
                       GError                           **error)
{
  HeedBinder binder = { source, user_data, error, FALSE };
  const HeedTransformerDescription *d;

  *model = (HeedTransformer) { .description = *description };
  d = &model->description;

  model->encoder.embedding =
    heed_bind (&binder, d->source_vocabulary, d->width, FALSE, "encoder.embedding.weight");
  model->decoder.embedding =
    d->shared_embedding
      ? model->encoder.embedding
      : heed_bind (&binder, d->target_vocabulary, d->width, FALSE, "decoder.embedding.weight");

  bind_stack (&binder, d, &d->encoder, "encoder", &model->encoder);
  bind_stack (&binder, d, &d->decoder, "decoder", &model->decoder);

  model->output_weight = d->tied_output ? model->decoder.embedding
                                        : heed_bind (&binder, d->target_vocabulary, d->width, FALSE,
                                                     "decoder.output.weight");
  if (d->biases)
    model->output_bias = heed_bind (&binder, 1, d->target_vocabulary, TRUE, "decoder.output.bias");

  return !binder.has_failed;
}
