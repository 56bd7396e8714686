/* measures.h — what can be said about a whole translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation.h"
#include "app/core/word-map.h"

G_BEGIN_DECLS

/* "per token p 0.812 · entropy 1.20 bits · not read: “please”"; of a translation that
 * is whole, with the probability of the word of a step before it. And what that
 * means, piece by piece. NULL for the words of the target: tokens are spoken of. */
char *heed_measures_new_text         (const HeedTranslation *translation,
                                      HeedModel             *model,
                                      const HeedWordMap     *target,
                                      int                    step);
char *heed_measures_new_explanation  (const HeedTranslation *translation,
                                      const HeedWordMap     *target,
                                      int                    step);

/* What of the sentence the model does not know; NULL if it knows all of it. */
char *heed_measures_new_unknown_text (const HeedTranslation *translation);

/* That it was cut off, and whether it goes in circles; NULL if it ended. */
char *heed_measures_new_cut_text     (const HeedTranslation *translation,
                                      guint32                end_token);

G_END_DECLS
