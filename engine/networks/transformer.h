/* transformer.h — an encoder–decoder of attention alone
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

/* I is the width of all heads of a side together. */
typedef struct {
  HeedMap         query;   /* I x D */
  HeedMap         key;     /* I x D */
  HeedMap         value;   /* I x D */
  HeedMap         output;  /* D x I */
  HeedNormWeights norm;
} HeedAttentionBlock;

typedef struct {
  HeedMap         gate;    /* F x D; its weight is NULL where nothing is gated */
  HeedMap         inner;   /* F x D */
  HeedMap         output;  /* D x F */
  HeedNormWeights norm;
} HeedFeedForwardBlock;

typedef struct {
  HeedAttentionBlock   self;
  HeedAttentionBlock   cross;  /* of the decoder */
  HeedFeedForwardBlock feed_forward;
} HeedTransformerLayer;

/* The encoder or the decoder. Norms without a weight are not there. */
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
  float                      dropout;        /* while the tape has random numbers */
  HeedTransformerStack       encoder;
  HeedTransformerStack       decoder;
  HeedTensor                *output_weight;  /* V x D */
  HeedTensor                *output_bias;    /* 1 x V, or NULL */
} HeedTransformer;

/* What one attention reads, before it attends. */
typedef struct {
  HeedTensor          *asking;  /* T B x D: what becomes the query */
  HeedTensor          *query;   /* T B x I */
  HeedTensor          *given;   /* T B x D: what it hands on; of cross-attention alone */
  HeedAttentionMemory  memory;  /* of self-attention; in the decoder with pasts there is none */
} HeedTransformerRead;

/* A source, encoded: what the decoder looks at, and how the encoder looked. */
typedef struct {
  HeedTensor          *outputs;                             /* S B x D */
  HeedAttentionMemory  cross[HEED_MAX_TRANSFORMER_LAYERS];  /* keys and values of each layer */
  HeedAttentionResult  self[HEED_MAX_TRANSFORMER_LAYERS];   /* S B H x S */
  HeedTransformerRead  self_read[HEED_MAX_TRANSFORMER_LAYERS];  /* what that was computed from */
} HeedTransformerMemory;

/* Tokens that the decoder reads. Without pasts they are T positions of B whole
 * sentences, and each sees those before it. With pasts they are one token a row,
 * each behind its own past, which has room for it and gets it, or stays as it is;
 * n_positions is 1. */
typedef struct {
  const guint32   *ids;          /* T B */
  guint            n_positions;  /* T */
  guint            n_rows;       /* B */
  HeedPast *const *pasts;        /* B, or NULL */
  const guint     *n_past;       /* B: how many tokens each past has */
  gboolean         leaves_pasts; /* so that something may flow back to what is read now */
} HeedTransformerInput;

/* What the decoder computed. Lives as long as what the tape computed. */
typedef struct {
  HeedTensor *output; /* T B x D: what the output layer reads */
  HeedAttentionResult
    *self[HEED_MAX_TRANSFORMER_LAYERS]; /* one of T B H x T; with pasts one a row, H x keys */
  HeedAttentionResult  cross[HEED_MAX_TRANSFORMER_LAYERS];  /* T B H x S */
  HeedTransformerRead  self_read[HEED_MAX_TRANSFORMER_LAYERS];
  HeedTransformerRead  cross_read[HEED_MAX_TRANSFORMER_LAYERS];
  HeedTensor          *states[HEED_MAX_TRANSFORMER_LAYERS]; /* T B x D: what each layer gives */
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

/* The same batch, told word by word: as heed_network_loss(). */
double      heed_transformer_loss   (const HeedTransformer             *model,
                                     HeedTape                          *tape,
                                     const HeedTokenBatch              *source,
                                     const HeedTargetBatch             *target,
                                     float                              label_smoothing);

G_END_DECLS
