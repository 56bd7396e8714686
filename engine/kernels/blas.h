/* blas.h — OpenBLAS, as far as Heed needs it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A matrix whose rows are stride numbers apart, such as some columns of a wider one. */
typedef struct {
  float *values;
  gsize  stride;
} HeedBlock;

/* c (m x n) = factor a' b' + keep c, where a' and b' are a and b or their transposes: a is m x k,
 * or k x m if transposed; b is k x n, or n x k if transposed. keep is 0 or 1. */
void heed_blas_gemm (gboolean  transpose_a,
                     gboolean  transpose_b,
                     gsize     m,
                     gsize     n,
                     gsize     k,
                     float     factor,
                     HeedBlock a,
                     HeedBlock b,
                     float     keep,
                     HeedBlock c);

/* Computes the n_wanted largest eigenvalues of a symmetric matrix, the largest last, and their
 * eigenvectors, one per row. Overwrites a. Returns FALSE without LAPACK. */
gboolean heed_blas_find_largest (double *a,
                                 gsize   n,
                                 gsize   n_wanted,
                                 double *values,
                                 double *vectors);

G_END_DECLS
