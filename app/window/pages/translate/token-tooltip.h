/* token-tooltip.h — the tooltips of the tokens of the translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/target-sentence.h"

G_BEGIN_DECLS

/* texts has one text per token of the sentence, NULL-terminated; taken over. */
void heed_token_tooltip_take (HeedTargetSentence *sentence,
                              char              **texts);

G_END_DECLS
