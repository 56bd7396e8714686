/* normalise.h — normalisation of text before it is split
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/text/tokenizer.h"

G_BEGIN_DECLS

char *heed_text_normalise (const char    *text,
                           HeedTextRules  rules);

G_END_DECLS
