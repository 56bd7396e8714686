/* token-tooltip.h — what is said of the token under the pointer in the translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/target-sentence.h"

G_BEGIN_DECLS

/* One text for each token of the sentence, ended by NULL; taken over. */
void heed_token_tooltip_take (HeedTargetSentence *sentence,
                              char              **texts);

G_END_DECLS
