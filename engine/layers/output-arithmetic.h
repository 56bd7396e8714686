/* output-arithmetic.h — how the output layer computes the logit of one token
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/base/arithmetic.h"
#include "engine/tape/tape.h"

G_BEGIN_DECLS

/* The output layer's input, its weights, and the token whose row is explained. */
typedef struct {
  const float      *output;  /* width numbers: the input of the output layer */
  const HeedTensor *weight;  /* V x width */
  const HeedTensor *bias;    /* 1 x V, or NULL */
  guint32           token;
} HeedOutputRow;

/* Writes everything but the logit itself: the token's row of the weight, the input, and their
 * elementwise products. */
void heed_output_explain (HeedTape             *tape,
                          HeedArithmeticWriter *writer,
                          const HeedOutputRow  *row);

G_END_DECLS
