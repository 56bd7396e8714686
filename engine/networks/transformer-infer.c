/* transformer-infer.c — fills in missing sizes of a Transformer's description from the weights
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The weights show all sizes except the number of heads (unless there is a relative
 * bias), and which optional parts the model has. They do not show sharing: a missing
 * matrix does not prove that another one is used in its place, so the description
 * must say which matrices are shared.
 */

#include "engine/networks/infer.h"
#include "engine/networks/transformer-description.h"

static gboolean
has (const HeedShapes *file,
     const char       *name)
{
  g_auto(HeedTensorPlace) place = heed_tensor_places_find (file->places, name);

  return heed_weights_find (file->weights, place.name) != NULL;
}

static guint
count_layers (const HeedShapes *file,
              const char       *name)
{
  guint n_layers = 0;

  while (n_layers < HEED_MAX_TRANSFORMER_LAYERS)
    {
      g_autofree char *inner =
        g_strdup_printf ("%s.layers.%u.feed_forward.inner.weight", name, n_layers);

      if (!has (file, inner))
        break;
      n_layers++;
    }

  return n_layers;
}

static void
infer_side (const HeedShapes           *file,
            HeedTransformerDescription *d,
            HeedTransformerSide        *side,
            const char                 *name)
{
  g_autofree char *query = g_strconcat (name, ".layers.0.self_attention.query.weight", NULL);
  g_autofree char *inner = g_strconcat (name, ".layers.0.feed_forward.inner.weight", NULL);
  g_autofree char *bias = g_strconcat (name, ".relative_bias.weight", NULL);
  g_autofree char *norm = g_strconcat (name, ".norm.weight", NULL);
  guint inner_width = 0;

  heed_infer_shape (file, bias, &d->n_buckets, &side->n_heads);
  heed_infer_shape (file, query, &inner_width, NULL);
  heed_infer_shape (file, inner, &side->feed_forward, NULL);

  if (side->n_layers == 0)
    side->n_layers = count_layers (file, name);
  if (side->head_width == 0 && side->n_heads > 0 && inner_width % side->n_heads == 0)
    side->head_width = inner_width / side->n_heads;

  side->final_norm = side->final_norm || has (file, norm);
}

static void
infer_positions (const HeedShapes           *file,
                 HeedTransformerDescription *d)
{
  if (!has (file, "encoder.positions.weight"))
    return;

  d->stored_positions = TRUE;
  heed_infer_shape (file, "encoder.positions.weight", &d->max_positions, NULL);
}

void
heed_transformer_description_infer (HeedTransformerDescription *d,
                                    HeedWeights                *weights,
                                    HeedTensorPlaces           *places)
{
  const HeedShapes file = { weights, places };

  heed_infer_shape (&file, "encoder.embedding.weight", &d->source_vocabulary, &d->width);
  heed_infer_shape (&file,
                    d->shared_embedding ? "encoder.embedding.weight" : "decoder.embedding.weight",
                    &d->target_vocabulary, NULL);
  d->embedding_norm = d->embedding_norm || has (&file, "encoder.embedding_norm.weight");
  d->gated = d->gated || has (&file, "encoder.layers.0.feed_forward.gate.weight");

  infer_positions (&file, d);
  infer_side (&file, d, &d->encoder, "encoder");
  infer_side (&file, d, &d->decoder, "decoder");
}
