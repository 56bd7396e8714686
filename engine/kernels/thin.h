/* thin.h — a linear map of a few dozen rows
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* y (n_rows x n_out) += x (n_rows x n_in) w^T, where w is n_out x n_in. Rows of y are stride
 * numbers apart. */
void heed_thin_forward (float       *y,
                        const float *x,
                        const float *w,
                        gsize        n_rows,
                        gsize        n_out,
                        gsize        n_in,
                        gsize        stride);

G_END_DECLS
