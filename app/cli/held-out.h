/* held-out.h — how well a model in training translates what it does not learn from
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/examples.h"
#include "engine/heed.h"

G_BEGIN_DECLS

/* The first max_sentences of a trainer's held-out pairs; pairs with the same
 * source are references of one sentence. */
HeedExamples *heed_held_out_collect (HeedTrainer           *trainer,
                                     guint                  max_sentences);

/* Greedy translations, scored. */
gboolean      heed_held_out_score   (HeedExamples          *examples,
                                     HeedModel             *model,
                                     HeedBleuTokenizer      tokenizer,
                                     HeedTranslationScore  *score,
                                     GError               **error);

G_END_DECLS
