/* weight-explanation.h — the arithmetic of the attention weight that was asked about last
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/decoder.h"
#include "app/core/translation/translation.h"

G_BEGIN_DECLS

typedef struct _HeedWeightExplanation HeedWeightExplanation;

/* Called when the answer to heed_weight_explanation_ask() has arrived, or was dropped. */
typedef void (*HeedWeightExplanationFunc) (gpointer user_data);

/* The questions are about what the decoder has decoded. */
HeedWeightExplanation *heed_weight_explanation_new     (HeedEngineWorker          *worker,
                                                        HeedDecoder               *decoder,
                                                        HeedWeightExplanationFunc  callback,
                                                        gpointer                   user_data);
void                   heed_weight_explanation_free    (HeedWeightExplanation     *self);

/* Asks about a weight of the displayed attention of translation, however its tokens were chosen.
 * Repeating the last question asks nothing, until heed_weight_explanation_outdate() says that it is
 * another attention now. */
void                   heed_weight_explanation_ask     (HeedWeightExplanation     *self,
                                                        const HeedTranslation     *translation,
                                                        guint                      row,
                                                        guint                      key);
void                   heed_weight_explanation_outdate (HeedWeightExplanation     *self);

/* Drops the answer, which is about another model. */
void                   heed_weight_explanation_clear   (HeedWeightExplanation     *self);

/* Returns the newest answer, which names its weight; borrowed. NULL if there is none. */
HeedArithmetic        *heed_weight_explanation_get     (HeedWeightExplanation     *self);

G_END_DECLS
