/* bleu-tokenizer.h — the tokenizers of BLEU
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

char **heed_bleu_tokenize (const char        *line,
                           HeedBleuTokenizer  tokenizer);
