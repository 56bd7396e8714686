/* sampling.h — drawing a token from a distribution
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

gboolean heed_sampling_options_are_sound (const HeedSamplingOptions *options);

/* logits: n_tokens, finite or -INFINITY; a token with -INFINITY is never drawn. */
guint32  heed_sampling_draw              (const HeedSamplingOptions *options,
                                          guint                      position,
                                          const float               *logits,
                                          guint                      n_tokens);

G_END_DECLS
