/* network.h — a blueprint bound to its weights, ready to compute with
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/networks/binder.h"
#include "engine/networks/blueprint.h"
#include "engine/networks/recurrent.h"
#include "engine/networks/token-batch.h"
#include "engine/networks/transformer.h"

G_BEGIN_DECLS

/* Only the member of this family is used. The weights are borrowed; the tensor source that bound
 * them determines their owner. */
typedef struct {
  HeedFamily      family;
  HeedRecurrent   recurrent;
  HeedTransformer transformer;
} HeedNetwork;

gboolean heed_network_bind         (HeedNetwork            *network,
                                    const HeedBlueprint    *blueprint,
                                    HeedTensorSource        source,
                                    gpointer                user_data,
                                    GError                **error);

/* Dropout is applied while the tape has a random generator. */
void     heed_network_set_dropout  (HeedNetwork            *network,
                                    float                   dropout);

/* Dropout of the embeddings and of the output layer's input. Only recurrent models have it
 * separately; the textbooks use only dropout between layers. */
void     heed_network_set_edge_dropout (HeedNetwork        *network,
                                    float                   dropout);

/* The numbers of layers with an attention of this kind and of heads in one of them; 0 if there is
 * none. */
guint    heed_network_get_n_layers (const HeedNetwork      *network,
                                    HeedAttentionKind       kind);
guint    heed_network_get_n_heads  (const HeedNetwork      *network,
                                    HeedAttentionKind       kind,
                                    int                     layer);

/* The largest number of source tokens: limited only by an encoder's self-attention, whose memory
 * grows with the square of the length. */
guint    heed_network_get_max_source (const HeedNetwork    *network);

/* The output layer: returns n_rows x V logits. */
HeedTensor *heed_network_logits    (const HeedNetwork      *network,
                                    HeedTape               *tape,
                                    HeedTensor             *output);

/* The members that point to the embedding tables: the owner of a network may replace them. An
 * output layer that is tied to an embedding keeps its weight. */
HeedTensor **heed_network_get_source_embedding (HeedNetwork *network);
HeedTensor **heed_network_get_target_embedding (HeedNetwork *network);

/* The loss of a batch: the weighted sum over all positions, in nats. */
double   heed_network_loss         (const HeedNetwork      *network,
                                    HeedTape               *tape,
                                    const HeedTokenBatch   *source,
                                    const HeedTargetBatch  *target,
                                    float                   label_smoothing);

G_END_DECLS
