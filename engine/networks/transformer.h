/* transformer.h — an encoder–decoder of attention and feed-forward blocks
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/layers/attention.h"
#include "engine/layers/norm.h"
#include "engine/networks/binder.h"
#include "engine/networks/past.h"
#include "engine/networks/token-batch.h"
#include "engine/networks/transformer-description.h"

G_BEGIN_DECLS

typedef struct {
  HeedTensor *weight;  /* n_out x n_in */
  HeedTensor *bias;    /* 1 x n_out, or NULL */
} HeedMap;

/* I is the total width of all heads of a side. */
typedef struct {
  HeedMap         query;   /* I x D */
  HeedMap         key;     /* I x D */
  HeedMap         value;   /* I x D */
  HeedMap         output;  /* D x I */
  HeedNormWeights norm;
} HeedAttentionBlock;

typedef struct {
  HeedMap         gate;    /* F x D; its weight is NULL if the block is not gated */
  HeedMap         inner;   /* F x D */
  HeedMap         output;  /* D x F */
  HeedNormWeights norm;
} HeedFeedForwardBlock;

typedef struct {
  HeedAttentionBlock   self;
  HeedAttentionBlock   cross;  /* in the decoder only */
  HeedFeedForwardBlock feed_forward;
} HeedTransformerLayer;

/* The encoder or the decoder. A norm that the model does not have has a NULL weight. */
typedef struct {
  HeedTensor           *embedding;      /* V x D */
  HeedTensor           *positions;      /* rows x D, or NULL */
  HeedNormWeights       embedding_norm;
  HeedTensor           *relative_bias;  /* buckets x H, or NULL */
  HeedTransformerLayer  layers[HEED_MAX_TRANSFORMER_LAYERS];
  HeedNormWeights       norm;
} HeedTransformerStack;

typedef struct {
  HeedTransformerDescription description;
  float                      dropout;        /* while the tape has a random generator */
  HeedTransformerStack       encoder;
  HeedTransformerStack       decoder;
  HeedTensor                *output_weight;  /* V x D */
  HeedTensor                *output_bias;    /* 1 x V, or NULL */
} HeedTransformer;

/* The inputs and outputs of one attention block, kept for explanations. */
typedef struct {
  HeedTensor          *asking;  /* T B x D: the block's input (after a pre-norm), to be projected */
  HeedTensor          *query;   /* T B x I: the projected query */
  HeedTensor          *given;   /* T B x D: the block's output; cross-attention only */
  HeedAttentionMemory  memory;  /* keys and values; unset for self-attention in the decoder */
} HeedTransformerRead;

/* An encoded source: the encoder's output, and its self-attention. */
typedef struct {
  HeedTensor          *outputs;                             /* S B x D */
  HeedAttentionMemory  cross[HEED_MAX_TRANSFORMER_LAYERS];  /* keys and values of each layer */
  HeedAttentionResult  self[HEED_MAX_TRANSFORMER_LAYERS];   /* S B H x S */
  HeedTransformerRead  self_read[HEED_MAX_TRANSFORMER_LAYERS];  /* the inputs of self */
} HeedTransformerMemory;

/* The tokens that the decoder reads. Without pasts they are T positions of B whole sentences, and
 * each position sees itself and those before it. With pasts there is one token per row, which
 * follows the tokens of the row's past, and n_positions is 1; its keys and values are stored in
 * the past, which must have room for them, unless leaves_pasts is set. */
typedef struct {
  const guint32   *ids;          /* T B */
  guint            n_positions;  /* T */
  guint            n_rows;       /* B */
  HeedPast *const *pasts;        /* B, or NULL */
  const guint     *n_past;       /* B: the number of tokens in each past */
  gboolean         leaves_pasts; /* do not change the pasts; needed for gradients */
} HeedTransformerInput;

/* What the decoder computed. Lives until the tape begins again. */
typedef struct {
  HeedTensor *output; /* T B x D: the input of the output layer */
  HeedAttentionResult
    *self[HEED_MAX_TRANSFORMER_LAYERS]; /* one of T B H x T; with pasts one per row, H x K */
  HeedAttentionResult  cross[HEED_MAX_TRANSFORMER_LAYERS];  /* T B H x S */
  HeedTransformerRead  self_read[HEED_MAX_TRANSFORMER_LAYERS];
  HeedTransformerRead  cross_read[HEED_MAX_TRANSFORMER_LAYERS];
  HeedTensor          *states[HEED_MAX_TRANSFORMER_LAYERS]; /* T B x D: each layer's output */
} HeedTransformerResult;

gboolean    heed_transformer_bind   (HeedTransformer                   *model,
                                     const HeedTransformerDescription  *description,
                                     HeedTensorSource                   source,
                                     gpointer                           user_data,
                                     GError                           **error);
void        heed_transformer_encode (const HeedTransformer             *model,
                                     HeedTape                          *tape,
                                     const HeedTokenBatch              *batch,
                                     const HeedOverrides               *overrides,
                                     HeedTransformerMemory             *memory);
void        heed_transformer_decode (const HeedTransformer             *model,
                                     HeedTape                          *tape,
                                     const HeedTransformerMemory       *memory,
                                     const HeedTransformerInput        *input,
                                     const HeedOverrides               *overrides,
                                     HeedTransformerResult             *result);
HeedTensor *heed_transformer_logits (const HeedTransformer             *model,
                                     HeedTape                          *tape,
                                     HeedTensor                        *output);

/* The loss of a batch, as heed_network_loss(). */
double      heed_transformer_loss   (const HeedTransformer             *model,
                                     HeedTape                          *tape,
                                     const HeedTokenBatch              *source,
                                     const HeedTargetBatch             *target,
                                     float                              label_smoothing);

G_END_DECLS
