/* held-out.h — how well a model in training translates what it does not learn from
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

typedef struct _HeedHeldOut HeedHeldOut;

/* The first max_sentences of a trainer's held-out pairs; pairs with the same
 * source are references of one sentence. */
HeedHeldOut *heed_held_out_new   (HeedTrainer           *trainer,
                                  guint                  max_sentences);
void         heed_held_out_free  (HeedHeldOut           *held_out);
guint        heed_held_out_get_n (HeedHeldOut           *held_out);

/* Greedy translations, scored. */
gboolean     heed_held_out_score (HeedHeldOut           *held_out,
                                  HeedModel             *model,
                                  HeedBleuTokenizer      tokenizer,
                                  HeedTranslationScore  *score,
                                  GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedHeldOut, heed_held_out_free)

G_END_DECLS
