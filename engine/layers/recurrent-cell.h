/* recurrent-cell.h — one step of a GRU or an LSTM
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/tape/tape.h"

G_BEGIN_DECLS

/* The weights of one layer in one direction, gates stacked as PyTorch stacks
 * them: r, z, n for a GRU; i, f, g, o for an LSTM. */
typedef struct {
  HeedTensor *weight_ih;  /* gates D x n_in */
  HeedTensor *weight_hh;  /* gates D x D */
  HeedTensor *bias_ih;    /* 1 x gates D, or NULL */
  HeedTensor *bias_hh;    /* 1 x gates D, or NULL */
} HeedCellWeights;

typedef struct {
  HeedTensor *h;      /* B x D */
  HeedTensor *c;      /* B x D; NULL for a GRU */
  HeedTensor *gates;  /* B x gates D, what the last step's gates were; or NULL */
} HeedCellState;

/* Which sentences a step touches: those longer than position. The others keep
 * the state they have. lengths NULL: all. */
typedef struct {
  const guint32 *lengths;
  guint          position;
} HeedActive;

/* x_gates is W x + b, which the caller may have made for many positions in one
 * product. */
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
