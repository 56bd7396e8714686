/* network.h — a blueprint with its weights: what a model computes with
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

/* Only the one that family names means anything. The weights belong to whoever
 * the source got them from. */
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

/* While the tape has random numbers. */
void     heed_network_set_dropout  (HeedNetwork            *network,
                                    float                   dropout);

/* Of embeddings, and of what the output layer reads; a recurrent model has it
 * apart from the dropout between layers, which is all that the textbooks have. */
void     heed_network_set_edge_dropout (HeedNetwork        *network,
                                    float                   dropout);

/* Where attention is: 0 if there is none. */
guint    heed_network_get_n_layers (const HeedNetwork      *network,
                                    HeedAttentionKind       kind);
guint    heed_network_get_n_heads  (const HeedNetwork      *network,
                                    HeedAttentionKind       kind,
                                    int                     layer);

/* How many source tokens a sentence may have: where each looks at each, twice as
 * many need four times the memory. */
guint    heed_network_get_max_source (const HeedNetwork    *network);

/* What the output layer makes of what it reads, n_rows x V. */
HeedTensor *heed_network_logits    (const HeedNetwork      *network,
                                    HeedTape               *tape,
                                    HeedTensor             *output);

/* Where the tables of embeddings are named: whoever has a network of their own may
 * name others. The output layer keeps its weight, also where it was one of them. */
HeedTensor **heed_network_get_source_embedding (HeedNetwork *network);
HeedTensor **heed_network_get_target_embedding (HeedNetwork *network);

/* The loss of a batch, nats, all positions weighed and added up. */
double   heed_network_loss         (const HeedNetwork      *network,
                                    HeedTape               *tape,
                                    const HeedTokenBatch   *source,
                                    const HeedTargetBatch  *target,
                                    float                   label_smoothing);

G_END_DECLS
