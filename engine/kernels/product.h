/* product.h — the product of two matrices, each of which may be transposed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/kernels/blas.h"

G_BEGIN_DECLS

/* c (m x n) = factor a b + start, where start is c itself, the bias, or 0. */
typedef struct {
  gsize        m;
  gsize        n;
  gsize        k;
  HeedBlock    a;               /* m x k, or k x m if transposed */
  HeedBlock    b;               /* k x n, or n x k if transposed */
  HeedBlock    c;
  gboolean     a_is_transposed;
  gboolean     b_is_transposed;
  gboolean     adds;            /* start is c itself */
  const float *bias;            /* otherwise start is these n numbers in every row; NULL: 0 */
  float        factor;
} HeedProduct;

void heed_product        (const HeedProduct *product);

/* For tests: Heed's own kernel, which heed_product() uses where it is faster than OpenBLAS, and
 * the definition, three nested loops. */
void heed_product_packed (const HeedProduct *product);
void heed_product_plain  (const HeedProduct *product);

G_END_DECLS
