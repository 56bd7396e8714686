/* recurrent-cell.h — one step of a GRU or an LSTM
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/tape/tape.h"

G_BEGIN_DECLS

/* The weights of one layer in one direction, with the gates in PyTorch's order: r, z, n for a
 * GRU; i, f, g, o for an LSTM. */
typedef struct {
  HeedTensor *weight_ih;  /* gates D x n_in */
  HeedTensor *weight_hh;  /* gates D x D */
  HeedTensor *bias_ih;    /* 1 x gates D, or NULL */
  HeedTensor *bias_hh;    /* 1 x gates D, or NULL */
} HeedCellWeights;

typedef struct {
  HeedTensor *h;      /* B x D */
  HeedTensor *c;      /* B x D; NULL for a GRU */
  HeedTensor *gates;  /* B x gates D, the gates of the last step; or NULL */
} HeedCellState;

/* The sentences that a step updates: those longer than position, or all if lengths is NULL. The
 * others keep their state. */
typedef struct {
  const guint32 *lengths;
  guint          position;
} HeedActive;

/* x_gates is W x + b, which the caller can compute for many positions in one product. */
HeedCellState heed_gru_step  (HeedTape              *tape,
                              const HeedCellWeights *weights,
                              HeedTensor            *x_gates,
                              HeedCellState          state,
                              HeedActive             active);
HeedCellState heed_lstm_step (HeedTape              *tape,
                              const HeedCellWeights *weights,
                              HeedTensor            *x_gates,
                              HeedCellState          state,
                              HeedActive             active);

static inline gboolean
heed_active_has (HeedActive active,
                 guint      sentence)
{
  return active.lengths == NULL || active.position < active.lengths[sentence];
}

G_END_DECLS
