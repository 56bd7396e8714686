/* training-card.h — the scores of a model in training, and the model card with them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/run-options.h"
#include "app/core/training/held-out-check.h"
#include "engine/files/json-writer.h"

G_BEGIN_DECLS

gboolean heed_trained_score_is_better (const HeedTrainedScore *score,
                                       const HeedTrainedScore *best,
                                       HeedSelect              select);

/* Rounds to the precision of the card's JSON, because a resumed
 * training compares with its numbers. */
void     heed_trained_score_round     (HeedTrainedScore       *score);
void     heed_trained_score_add       (const HeedTrainedScore *score,
                                       HeedJsonWriter         *json);

/* _new writes the card: the user's notes (a JSON object, or NULL), the score, and how to reproduce
 * it. _read finds the score in a saved model file. */
char    *heed_training_card_new       (const HeedTrainedScore *score,
                                       const char             *said,
                                       const char             *command,
                                       const char             *configuration);
void     heed_training_card_read      (const char             *model_path,
                                       HeedTrainedScore       *score);

G_END_DECLS
