/* matvec.h — a linear map of a few rows
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEED_MATVEC_BLOCK 8  /* outputs computed at once */

/* y (n_rows x n_out) = x (n_rows x n_in) w^T + bias; bias may be NULL. Rows of y are stride
 * numbers apart. */
void heed_matvec (float       *y,
                  const float *x,
                  const float *w,
                  const float *bias,
                  gsize        n_rows,
                  gsize        n_out,
                  gsize        n_in,
                  gsize        stride);

G_END_DECLS
