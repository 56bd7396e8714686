/* attention-equations.h — what of an attention is written, and what is said beside it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

G_BEGIN_DECLS

/* Score and weight, a line each, as far as there are such. */
char       *heed_attention_equations_new (const HeedArithmetic *arithmetic)
                                          G_GNUC_WARN_UNUSED_RESULT;

/* What a person changed, or what no equation says; or NULL. */
const char *heed_attention_equations_get_remark (HeedScoreKind score_kind,
                                                 gboolean      is_mean,
                                                 HeedChanged   changed);

G_END_DECLS
