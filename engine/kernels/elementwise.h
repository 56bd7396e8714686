/* elementwise.h — exp, tanh, sigmoid, ReLU, sums and products over an array
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Arrays of n numbers; y may be x. The backward functions take y, not x, and add to d_x. */
void heed_exp              (float *y, const float *x, gsize n);
void heed_tanh             (float *y, const float *x, gsize n);
void heed_tanh_backward    (float *d_x, const float *d_y, const float *y, gsize n);
void heed_sigmoid          (float *y, const float *x, gsize n);
void heed_sigmoid_backward (float *d_x, const float *d_y, const float *y, gsize n);
void heed_relu             (float *y, const float *x, gsize n);
void heed_relu_backward    (float *d_x, const float *d_y, const float *y, gsize n);

/* y += x; y += factor * x */
void heed_accumulate       (float *y, const float *x, gsize n);
void heed_add_scaled       (float *y, const float *x, float factor, gsize n);
void heed_multiply         (float *y, const float *a, const float *b, gsize n);
void heed_multiply_add     (float *y, const float *a, const float *b, gsize n);

double heed_sum_of_squares (const float *x, gsize n);

G_END_DECLS
