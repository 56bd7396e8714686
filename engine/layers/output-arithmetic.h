/* output-arithmetic.h — how the output layer comes to the logit of one token
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/base/arithmetic.h"
#include "engine/tape/tape.h"

G_BEGIN_DECLS

/* What the output layer reads, and with which row of its weight. */
typedef struct {
  const float      *output;  /* as many numbers as weight has columns */
  const HeedTensor *weight;  /* V x width */
  const HeedTensor *bias;    /* 1 x V, or NULL */
  guint32           token;
} HeedOutputRow;

/* Everything but the logit itself: its row of the weight times what is read. */
void heed_output_explain (HeedTape             *tape,
                          HeedArithmeticWriter *writer,
                          const HeedOutputRow  *row);

G_END_DECLS
