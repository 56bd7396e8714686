/* recurrent.h — an encoder–decoder of GRU or LSTM cells
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/layers/attention.h"
#include "engine/layers/recurrent-cell.h"
#include "engine/networks/binder.h"
#include "engine/networks/description.h"
#include "engine/networks/token-batch.h"

G_BEGIN_DECLS

#define HEED_MAX_DIRECTIONS 2

/* What tokens make of the gates of the first cells, once for each; gate-tables.c makes it.
 * Tensors live on tape, and as long as it. */
typedef struct {
  HeedTape   *tape;
  guint32    *source_rows;                   /* of each id that was told: its row below */
  guint32    *target_rows;
  HeedTensor *encoder[HEED_MAX_DIRECTIONS];  /* U x gates, the bias in them */
  HeedTensor *decoder;                       /* U x gates, likewise */
  HeedTensor *rest_weight;                   /* gates x what else the decoder's cell reads; NULL:
                                              * nothing else */
} HeedGateTables;

typedef struct {
  HeedDescription      description;
  const HeedGateTables *tables;       /* of every token that is read; or NULL, as when recording */
  float                dropout;       /* between layers, while the tape has random numbers */
  float                edge_dropout;  /* of embeddings, and of what the output layer reads */
  HeedTensor          *source_embedding;                               /* V x E */
  HeedCellWeights      encoder[HEED_MAX_LAYERS][HEED_MAX_DIRECTIONS];
  HeedTensor          *target_embedding;                               /* V x E */
  HeedCellWeights      decoder[HEED_MAX_LAYERS];
  HeedAttentionWeights attention;
  HeedTensor          *bridge_h_weight[HEED_MAX_LAYERS];               /* D x what a bridge reads */
  HeedTensor          *bridge_h_bias[HEED_MAX_LAYERS];
  HeedTensor          *bridge_c_weight[HEED_MAX_LAYERS];
  HeedTensor          *bridge_c_bias[HEED_MAX_LAYERS];
  HeedTensor          *combine_weight;
  HeedTensor          *combine_bias;
  HeedTensor          *output_weight;                                  /* V x width of output */
  HeedTensor          *output_bias;
} HeedRecurrent;

typedef struct {
  HeedCellState  cells[HEED_MAX_LAYERS];
  HeedTensor    *attentional;  /* B x combine_width; NULL if there is none */
} HeedRecurrentState;

typedef struct {
  HeedTensor          *outputs;  /* S B x D_k: what the encoder knows of each token */
  HeedAttentionMemory  attention;
  HeedRecurrentState   initial;
  HeedTensor          *context;  /* B x D_k: what stands for the context when nothing attends */
} HeedRecurrentMemory;

/* What one step of the decoder reads. */
typedef struct {
  const guint32               *read;      /* B ids: the tokens before this step */
  const HeedAttentionOverride *override;  /* what a person changed, for all rows alike; or NULL */
} HeedRecurrentInput;

/* What one step of the decoder computed. */
typedef struct {
  HeedAttentionResult  attention;    /* all NULL when nothing attends, but for the context */
  HeedTensor          *query;        /* B x D: the state that asked */
  HeedTensor          *attentional;  /* B x combine_width, or NULL */
  HeedTensor          *output;       /* B x width: what the output layer reads */
} HeedRecurrentStep;

gboolean    heed_recurrent_bind   (HeedRecurrent              *model,
                                   const HeedDescription      *description,
                                   HeedTensorSource            source,
                                   gpointer                    user_data,
                                   GError                    **error);
void        heed_recurrent_encode (const HeedRecurrent        *model,
                                   HeedTape                   *tape,
                                   const HeedTokenBatch       *batch,
                                   HeedRecurrentMemory        *memory);
void        heed_recurrent_step   (const HeedRecurrent        *model,
                                   HeedTape                   *tape,
                                   const HeedRecurrentMemory  *memory,
                                   const HeedRecurrentInput   *input,
                                   HeedRecurrentState         *state,
                                   HeedRecurrentStep          *step);
HeedTensor *heed_recurrent_force  (const HeedRecurrent        *model,
                                   HeedTape                   *tape,
                                   const HeedTokenBatch       *source,
                                   const HeedTargetBatch      *target,
                                   HeedAttentionResult        *looked);
HeedTensor *heed_recurrent_logits (const HeedRecurrent        *model,
                                   HeedTape                   *tape,
                                   HeedTensor                 *output);

G_END_DECLS
