/* network-arithmetic.h — a step taken apart: what was looked at, and what came of it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/networks/decoder.h"

G_BEGIN_DECLS

/* A step of one row that a recurrent network took. */
typedef struct {
  const HeedRecurrentMemory *memory;
  const HeedRecurrentInput  *input;
  const HeedRecurrentState  *state;     /* after it */
  const HeedRecurrentStep   *computed;
  guint                      n_keys;    /* source tokens that can be looked at */
} HeedRecurrentTaken;

/* The same of a Transformer; of an encoder that looked at itself input and result
 * are NULL. */
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
