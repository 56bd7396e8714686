/* activation.h — the activation of a feed-forward block, on the tape
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/tape/tape.h"

G_BEGIN_DECLS

typedef enum {
  HEED_ACTIVATION_RELU,
  HEED_ACTIVATION_GELU,       /* x times the normal distribution function of x, with erf */
  HEED_ACTIVATION_GELU_TANH,  /* GELU approximated with tanh */
  HEED_ACTIVATION_SWISH       /* x sigmoid (x) */
} HeedActivation;

HeedTensor *heed_activate (HeedTape       *tape,
                           HeedTensor     *x,
                           HeedActivation  activation);

/* y = gate * x, element by element; for gated feed-forward blocks. */
HeedTensor *heed_gate     (HeedTape       *tape,
                           HeedTensor     *gate,
                           HeedTensor     *x);

G_END_DECLS
