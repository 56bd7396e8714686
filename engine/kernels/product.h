/* product.h — the product of two matrices, whichever way they lie
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/kernels/blas.h"

G_BEGIN_DECLS

/* c (m x n) = factor a b + what c starts from */
typedef struct {
  gsize        m;
  gsize        n;
  gsize        k;
  HeedBlock    a;               /* m x k, or k x m if transposed */
  HeedBlock    b;               /* k x n, or n x k if transposed */
  HeedBlock    c;
  gboolean     a_is_transposed;
  gboolean     b_is_transposed;
  gboolean     adds;            /* c starts from what it is */
  const float *bias;            /* or else from n numbers in every row; or from 0 */
  float        factor;
} HeedProduct;

void heed_product        (const HeedProduct *product);

/* Our own, which heed_product() takes where it is the faster one; and the
 * definition of both, three loops. For tests. */
void heed_product_packed (const HeedProduct *product);
void heed_product_plain  (const HeedProduct *product);

G_END_DECLS
