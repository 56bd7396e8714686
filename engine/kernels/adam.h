/* adam.h — one step of the Adam optimizer over an array
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The constants of one optimizer step t. */
typedef struct {
  float beta1;            /* 0.9 */
  float beta2;            /* 0.999 */
  float rest1;            /* 1 - beta1, rounded once: 1.0f - 0.999f is off by 5e-5 */
  float rest2;            /* 1 - beta2 */
  float epsilon;          /* 1e-8 */
  float step_size;        /* learning rate / (1 - beta1^t) */
  float root_correction;  /* 1 / sqrt (1 - beta2^t) */
  float gradient_factor;  /* from clipping the gradient's norm; 1 if it is not clipped */
} HeedAdamStep;

/* Arrays of n numbers; updates weights and both moments. */
void heed_adam (float *weights, float *first, float *second, const float *gradient,
                const HeedAdamStep *step, gsize n);

G_END_DECLS
