/* score-formula.h — the equation of an attention score, and one softmax written out in numbers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

G_BEGIN_DECLS

/* The equation is in the notation of values.h, or NULL; the softmax is Pango markup. */
char *heed_score_formula_new         (HeedScoreKind       score_kind,
                                      HeedScoreVariation  variation,
                                      HeedAttentionKind   kind)       G_GNUC_WARN_UNUSED_RESULT;
char *heed_score_formula_new_softmax (const float        *scores,
                                      const float        *weights,
                                      guint               n_keys,
                                      guint               key,
                                      HeedChanged         changed)    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
