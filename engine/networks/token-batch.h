/* token-batch.h — sentences as ids, side by side
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/tape/tensor.h"

G_BEGIN_DECLS

/* Sentences of one length, the shorter ones padded. */
typedef struct {
  const guint32 *ids;          /* n_positions x n_sentences: position by position */
  const guint32 *lengths;      /* n_sentences: how many of them are real */
  guint          n_positions;
  guint          n_sentences;  /* B */
} HeedTokenBatch;

/* Where the attention should look, and how much that matters. */
typedef struct {
  const float *rows;   /* n_positions x B x S: each sums to 1, or is all 0 and asks for nothing */
  float        weight;
  double       loss;   /* (out): sum over rows, nats, before it is weighed */
} HeedGuide;

/* The first three are n_positions x B, position by position. */
typedef struct {
  const guint32 *read;         /* begin token, then the target */
  const guint32 *said;         /* the target, then the end token */
  const float   *row_weights;  /* how much each counts; 0 for padding */
  guint          n_positions;  /* T */
  HeedGuide     *guide;        /* or NULL */
} HeedTargetBatch;

/* What a pass along given targets computed; lives on the tape. */
typedef struct {
  HeedTensor   *output;    /* T B x D: what the output layer reads */
  HeedTensor ***weights;   /* n_layers x T: cross-attention, each B H x S, row b H + head */
  guint         n_layers;  /* 0: nothing attends */
  guint         n_heads;   /* H */
} HeedForcedPass;

G_END_DECLS
