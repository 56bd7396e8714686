/* tiny-model.h — models with random weights, small enough to check by hand
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/models/model.h"

G_BEGIN_DECLS

#define TINY_SOURCE_VOCABULARY 11
#define TINY_TARGET_VOCABULARY 13

/* unknown, padding, begin, end */
#define TINY_TOKENS ((HeedSpecialTokens) { .unknown = 0, .padding = 1, .begin = 2, .end = 3 })

/* A bidirectional GRU of one layer with additive attention and the previous
 * state as query; tests change the members they are about. */
HeedDescription  tiny_description    (void);

/* All tensors, including the optional ones; none is zero. */
HeedParameters  *tiny_parameters_new (const HeedDescription  *description,
                                      guint64                 seed);
HeedModel       *tiny_model_new      (const HeedDescription  *description,
                                      guint64                 seed);

G_END_DECLS
