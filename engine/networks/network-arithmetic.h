/* network-arithmetic.h — all intermediate numbers of one step of a network
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/networks/decoder.h"

G_BEGIN_DECLS

/* A step of one row, as a recurrent network computed it. */
typedef struct {
  const HeedRecurrentMemory *memory;
  const HeedRecurrentInput  *input;
  const HeedRecurrentState  *state;     /* after the step */
  const HeedRecurrentStep   *computed;
  guint                      n_keys;    /* source tokens that attention can see */
} HeedRecurrentTaken;

/* The same for a Transformer. For the encoder's self-attention input and result are NULL. */
typedef struct {
  const HeedTransformerMemory *memory;
  const HeedTransformerInput  *input;
  const HeedTransformerResult *result;
  const HeedOverrides         *overrides;
} HeedTransformerTaken;

void heed_recurrent_explain   (HeedTape                    *tape,
                               const HeedRecurrent         *network,
                               const HeedRecurrentTaken    *taken,
                               const HeedAsked             *asked,
                               HeedArithmeticWriter        *writer);
void heed_transformer_explain (HeedTape                    *tape,
                               const HeedTransformer       *network,
                               const HeedTransformerTaken  *taken,
                               const HeedAsked             *asked,
                               HeedArithmeticWriter        *writer);

G_END_DECLS
