/* split.h — splitting text into words or characters
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/text/tokenizer.h"

G_BEGIN_DECLS

/* Copies the next token at or after *p to token, and moves *p past it; FALSE at the end of the
 * text. */
gboolean heed_text_split (HeedTokenizerKind   kind,
                          const char        **p,
                          GString            *token);

G_END_DECLS
