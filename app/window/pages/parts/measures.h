/* measures.h — measures of a whole translation, in words
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/translation.h"
#include "app/core/words/word-map.h"

G_BEGIN_DECLS

/* Returns "per token p 0.812 · entropy 1.20 bits · not read: “please”" for a finished translation,
 * preceded by the probability of the word at step; and an explanation of each part. If target is
 * NULL, tokens are named instead of words. */
char *heed_measures_new_text         (const HeedTranslation *translation,
                                      HeedModel             *model,
                                      const HeedWordMap     *target,
                                      int                    step);
char *heed_measures_new_explanation  (const HeedTranslation *translation,
                                      const HeedWordMap     *target,
                                      int                    step);

/* Names the words of the sentence that the model does not know; NULL if there are none. */
char *heed_measures_new_unknown_text (const HeedTranslation *translation);

/* Says that the translation was cut off, and whether it repeats itself; NULL if it ended. */
char *heed_measures_new_cut_text     (const HeedTranslation *translation,
                                      guint32                end_token);

G_END_DECLS
