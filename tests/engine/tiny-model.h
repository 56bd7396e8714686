/* tiny-model.h — models of random numbers, small enough to check by hand
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

/* A GRU of one layer that reads both ways, additive attention, query previous;
 * change what a test is about. */
HeedDescription  tiny_description    (void);

/* All tensors, optional ones too, none of them zero. */
HeedParameters  *tiny_parameters_new (const HeedDescription  *description,
                                      guint64                 seed);
HeedModel       *tiny_model_new      (const HeedDescription  *description,
                                      guint64                 seed);

G_END_DECLS
