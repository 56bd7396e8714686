/* matmul.h — a linear map of one row or many, and its two backward passes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Weights are stored as PyTorch stores them: n_out x n_in. */

/* y (n_rows x n_out) = x (n_rows x n_in) w^T + bias; bias may be NULL */
void heed_linear_forward          (float       *y,
                                   const float *x,
                                   const float *w,
                                   const float *bias,
                                   gsize        n_rows,
                                   gsize        n_out,
                                   gsize        n_in);

/* Computes n_out outputs of a larger map, so that several threads can share it: a part begins at
 * a multiple of HEED_LINEAR_PART outputs, and rows of y are stride numbers apart. Only sizes for
 * which _has_parts returns TRUE can be split. */
#define HEED_LINEAR_PART 8
gboolean heed_linear_has_parts    (gsize        n_rows,
                                   gsize        n_in);
void heed_linear_forward_part     (float       *y,
                                   const float *x,
                                   const float *w,
                                   const float *bias,
                                   gsize        n_rows,
                                   gsize        n_out,
                                   gsize        n_in,
                                   gsize        stride);

/* d_x (n_rows x n_in) += d_y (n_rows x n_out) w; = instead of += unless adds */
void heed_linear_backward_input   (float       *d_x,
                                   const float *d_y,
                                   const float *w,
                                   gsize        n_rows,
                                   gsize        n_out,
                                   gsize        n_in,
                                   gboolean     adds);

/* d_w (n_out x n_in) += d_y^T x;  d_bias (n_out) += sum over rows of d_y */
void heed_linear_backward_weights (float       *d_w,
                                   float       *d_bias,
                                   const float *d_y,
                                   const float *x,
                                   gsize        n_rows,
                                   gsize        n_out,
                                   gsize        n_in);

/* The definition of heed_linear_forward(), three nested loops; for tests. */
void heed_linear_forward_plain    (float       *y,
                                   const float *x,
                                   const float *w,
                                   const float *bias,
                                   gsize        n_rows,
                                   gsize        n_out,
                                   gsize        n_in);

G_END_DECLS
