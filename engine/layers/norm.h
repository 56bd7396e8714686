/* norm.h — layer and root-mean-square normalisation, on the tape
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/tape/tape.h"

G_BEGIN_DECLS

typedef struct {
  gboolean    is_centred;  /* the mean is subtracted first: layer norm, not RMS norm */
  float       epsilon;
  HeedTensor *weight;      /* 1 x D */
  HeedTensor *bias;        /* 1 x D, or NULL */
} HeedNormWeights;

HeedTensor *heed_normalise (HeedTape               *tape,
                            HeedTensor             *x,
                            const HeedNormWeights  *weights);

G_END_DECLS
