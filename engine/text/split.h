/* split.h — where text falls apart into words or characters
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/text/tokenizer.h"

G_BEGIN_DECLS

/* The token that starts at or after *p, copied to token, and *p moved behind
 * it; FALSE at the end of the text. */
gboolean heed_text_split (HeedTokenizerKind   kind,
                          const char        **p,
                          GString            *token);

G_END_DECLS
