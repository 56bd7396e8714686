/* training-card.h — how good a model in training was, and the card that says so
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/run-options.h"
#include "app/core/held-out-check.h"
#include "engine/files/json-writer.h"

G_BEGIN_DECLS

gboolean heed_trained_score_is_better (const HeedTrainedScore *score,
                                       const HeedTrainedScore *best,
                                       HeedSelect              select);

/* As JSON spells it: a resumed training compares the numbers of the card. */
void     heed_trained_score_round     (HeedTrainedScore       *score);
void     heed_trained_score_add       (const HeedTrainedScore *score,
                                       HeedJsonWriter         *json);

/* The card: what a person said (a JSON object, or NULL), the score, and how to
 * do it again. _read finds the score in a model file that was saved with one. */
char    *heed_training_card_new       (const HeedTrainedScore *score,
                                       const char             *said,
                                       const char             *command,
                                       const char             *configuration);
void     heed_training_card_read      (const char             *model_path,
                                       HeedTrainedScore       *score);

G_END_DECLS
