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

/* The contribution W_e e + b of each token's embedding e to the gates of the first cells, computed
 * once per distinct token (gate-tables.c). U is the number of distinct tokens. */
typedef struct {
  HeedTape   *tape;                          /* owns the tensors */
  guint32    *source_rows;                   /* by source id: its row in encoder */
  guint32    *target_rows;                   /* by target id: its row in decoder */
  HeedTensor *encoder[HEED_MAX_DIRECTIONS];  /* U x gates, with the bias */
  HeedTensor *decoder;                       /* U x gates, with the bias */
  HeedTensor *rest_weight;                   /* gates x width of the other inputs of the decoder's
                                              * cell; NULL if there are none */
} HeedGateTables;

typedef struct {
  HeedDescription      description;
  const HeedGateTables *tables;       /* of all tokens that are read; NULL when recording */
  float                dropout;       /* between layers, while the tape has a random generator */
  float                edge_dropout;  /* of embeddings and of the output layer's input */
  HeedTensor          *source_embedding;                               /* V x E */
  HeedCellWeights      encoder[HEED_MAX_LAYERS][HEED_MAX_DIRECTIONS];
  HeedTensor          *target_embedding;                               /* V x E */
  HeedCellWeights      decoder[HEED_MAX_LAYERS];
  HeedAttentionWeights attention;
  HeedTensor          *bridge_h_weight[HEED_MAX_LAYERS];               /* D x bridge input width */
  HeedTensor          *bridge_h_bias[HEED_MAX_LAYERS];
  HeedTensor          *bridge_c_weight[HEED_MAX_LAYERS];
  HeedTensor          *bridge_c_bias[HEED_MAX_LAYERS];
  HeedTensor          *combine_weight;
  HeedTensor          *combine_bias;
  HeedTensor          *output_weight;                                  /* V x output input width */
  HeedTensor          *output_bias;
} HeedRecurrent;

typedef struct {
  HeedCellState  cells[HEED_MAX_LAYERS];
  HeedTensor    *attentional;  /* B x combine_width; NULL if it is not fed back */
} HeedRecurrentState;

typedef struct {
  HeedTensor          *outputs;  /* S B x D_k: the encoder's output for each token */
  HeedAttentionMemory  attention;
  HeedRecurrentState   initial;
  HeedTensor          *context;  /* B x D_k: the fixed context of a model without attention */
} HeedRecurrentMemory;

/* The input of one decoder step. */
typedef struct {
  const guint32               *read;      /* B ids: the tokens before this step */
  const HeedAttentionOverride *override;  /* interventions, the same for all rows; or NULL */
} HeedRecurrentInput;

/* What one step of the decoder computed. */
typedef struct {
  HeedAttentionResult  attention;    /* without attention only the context is set */
  HeedTensor          *query;        /* B x D: the decoder state used as query */
  HeedTensor          *attentional;  /* B x combine_width, or NULL */
  HeedTensor          *output;       /* B x width: the input of the output layer */
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
