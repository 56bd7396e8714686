/* attention-equations.h — the equations of an attention, and the remark shown beside them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

G_BEGIN_DECLS

/* Returns the equations of score and weight, one line each, as far as there are any. */
char       *heed_attention_equations_new (const HeedArithmetic *arithmetic)
                                          G_GNUC_WARN_UNUSED_RESULT;

/* Returns a remark on what the user changed or no equation shows; or NULL. */
const char *heed_attention_equations_get_remark (HeedScoreKind score_kind,
                                                 gboolean      is_mean,
                                                 HeedChanged   changed);

G_END_DECLS
