/* norm.h — layer and root-mean-square normalisation of rows, forward and backward
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How rows of n numbers are normalised. */
typedef struct {
  gboolean     is_centred;  /* the mean is subtracted first: layer norm, not RMS norm */
  float        epsilon;
  const float *weight;      /* n */
  const float *bias;        /* n, or NULL */
  gsize        n;
} HeedNorm;

/* y and x are n_rows x n. stats is n_rows x 2, the mean and the reciprocal standard deviation of
 * each row, which the backward pass needs; it may be NULL. */
void heed_norm_forward (float *y, float *stats, const float *x, const HeedNorm *norm, gsize n_rows);

/* Adds to d_x, d_weight and d_bias; d_bias may be NULL. */
void heed_norm_backward (float *d_x,
                         float *d_weight,
                         float *d_bias,
                         const float *d_y,
                         const float *x,
                         const float *stats,
                         const HeedNorm *norm,
                         gsize n_rows);

G_END_DECLS
