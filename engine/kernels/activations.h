/* activations.h — GELU and swish over an array, forward and backward
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Arrays of n numbers. The backward functions take x and add to d_x. */
void heed_gelu                (float *y, const float *x, gsize n);
void heed_gelu_backward       (float *d_x, const float *d_y, const float *x, gsize n);
void heed_gelu_tanh           (float *y, const float *x, gsize n);
void heed_gelu_tanh_backward  (float *d_x, const float *d_y, const float *x, gsize n);
void heed_swish               (float *y, const float *x, gsize n);
void heed_swish_backward      (float *d_x, const float *d_y, const float *x, gsize n);

G_END_DECLS
