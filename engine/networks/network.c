/* network.c — a blueprint bound to its weights, ready to compute with
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/networks/network.h"

#include <math.h>

#include "engine/networks/recurrent-loss.h"

/* The largest memory of an encoder's self-attention: about 2,000 tokens of a base model. */
#define MAX_ENCODER_BYTES (1.5 * 1024 * 1024 * 1024)

/**
 * heed_network_bind:
 * @network: (out): valid if the result is %TRUE
 * @blueprint: a checked one
 * @source: called for each tensor, with its name and the shape it must have
 */
gboolean
heed_network_bind (HeedNetwork          *network,
                   const HeedBlueprint  *blueprint,
                   HeedTensorSource      source,
                   gpointer              user_data,
                   GError              **error)
{
  network->family = blueprint->family;

  return network->family == HEED_FAMILY_TRANSFORMER
         ? heed_transformer_bind (&network->transformer, &blueprint->transformer, source, user_data,
                                  error)
         : heed_recurrent_bind (&network->recurrent, &blueprint->recurrent, source, user_data,
                                error);
}

void
heed_network_set_dropout (HeedNetwork *network,
                          float        dropout)
{
  network->recurrent.dropout = dropout;
  network->transformer.dropout = dropout;
}

void
heed_network_set_edge_dropout (HeedNetwork *network,
                               float        dropout)
{
  network->recurrent.edge_dropout = dropout;
}

guint
heed_network_get_n_layers (const HeedNetwork *network,
                           HeedAttentionKind  kind)
{
  const HeedTransformerDescription *d = &network->transformer.description;

  if (network->family == HEED_FAMILY_TRANSFORMER)
    return kind == HEED_ATTENTION_ENCODER_SELF ? d->encoder.n_layers : d->decoder.n_layers;

  return kind == HEED_ATTENTION_CROSS && network->recurrent.description.score != HEED_SCORE_NONE
         ? 1
         : 0;
}

guint
heed_network_get_n_heads (const HeedNetwork *network,
                          HeedAttentionKind  kind,
                          int                layer)
{
  const HeedTransformerDescription *d = &network->transformer.description;

  if (layer < 0 || layer >= (int) heed_network_get_n_layers (network, kind))
    return 0;

  if (network->family == HEED_FAMILY_TRANSFORMER)
    return kind == HEED_ATTENTION_ENCODER_SELF ? d->encoder.n_heads : d->decoder.n_heads;

  return network->recurrent.attention.n_heads;
}

guint
heed_network_get_max_source (const HeedNetwork *network)
{
  const HeedTransformerSide *side = &network->transformer.description.encoder;
  double n_numbers_per_pair = 2.0 * side->n_layers * side->n_heads;  /* scores and weights */

  if (network->family != HEED_FAMILY_TRANSFORMER)
    return G_MAXUINT;

  return (guint) sqrt (MAX_ENCODER_BYTES / (n_numbers_per_pair * sizeof (float)));
}

HeedTensor *
heed_network_logits (const HeedNetwork *network,
                     HeedTape          *tape,
                     HeedTensor        *output)
{
  if (network->family == HEED_FAMILY_TRANSFORMER)
    return heed_transformer_logits (&network->transformer, tape, output);

  return heed_recurrent_logits (&network->recurrent, tape, output);
}

HeedTensor **
heed_network_get_source_embedding (HeedNetwork *network)
{
  return network->family == HEED_FAMILY_TRANSFORMER ? &network->transformer.encoder.embedding
                                                    : &network->recurrent.source_embedding;
}

HeedTensor **
heed_network_get_target_embedding (HeedNetwork *network)
{
  return network->family == HEED_FAMILY_TRANSFORMER ? &network->transformer.decoder.embedding
                                                    : &network->recurrent.target_embedding;
}

/**
 * heed_network_loss:
 * @source: B sentences
 * @target: the decoder's inputs and the tokens to predict, position by position
 * @label_smoothing: in [0, 1)
 *
 * If the tape records, sets the gradients that heed_tape_backward() starts from.
 *
 * Units:   nats
 *
 * Returns: the sum over all positions of row_weights times the cross-entropy
 */
double
heed_network_loss (const HeedNetwork     *network,
                   HeedTape              *tape,
                   const HeedTokenBatch  *source,
                   const HeedTargetBatch *target,
                   float                  label_smoothing)
{
  if (network->family == HEED_FAMILY_TRANSFORMER)
    return heed_transformer_loss (&network->transformer, tape, source, target, label_smoothing);

  return heed_recurrent_loss (&network->recurrent, tape, source, target, label_smoothing, NULL);
}
