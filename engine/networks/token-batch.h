/* token-batch.h — batches of sentences as ids
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/layers/override.h"
#include "engine/tape/tensor.h"

G_BEGIN_DECLS

/* Sentences of one length; the shorter ones are padded. */
typedef struct {
  const guint32 *ids;          /* n_positions x n_sentences: position by position */
  const guint32 *lengths;      /* n_sentences: the number of tokens without padding */
  guint          n_positions;
  guint          n_sentences;  /* B */
} HeedTokenBatch;

/* The target of guided attention, and the weight of its loss. */
typedef struct {
  const float *rows;   /* n_positions x B x S: each row sums to 1, or is all 0 without a link */
  float        weight;
  double       loss;   /* (out): sum over rows, nats, before multiplying by weight */
} HeedGuide;

/* The target sentences of a batch. read, said and row_weights are n_positions x B, position by
 * position. */
typedef struct {
  const guint32 *read;         /* the decoder's input: begin token, then the target */
  const guint32 *said;         /* the tokens to predict: the target, then the end token */
  const float   *row_weights;  /* the weight of each token in the loss; 0 for padding */
  guint          n_positions;  /* T */
  HeedGuide     *guide;        /* or NULL */
  const HeedOverrides
    *overrides;  /* interventions on encoder and decoder, the same for all sentences; or NULL */
} HeedTargetBatch;

/* The result of a forced pass; it belongs to the tape. */
typedef struct {
  HeedTensor   *output;    /* T B x D: the input of the output layer */
  HeedTensor ***weights;   /* n_layers x T: cross-attention, each B H x S, row b H + head */
  guint         n_layers;  /* 0 without attention */
  guint         n_heads;   /* H */
} HeedForcedPass;

G_END_DECLS
