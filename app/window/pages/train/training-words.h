/* training-words.h — progress, diagnosis and failure of a training, in words
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/training/training-diagnosis.h"
#include "app/core/training/training.h"

G_BEGIN_DECLS

/* "epoch 1.5 of 3 · loss 0.412 · 5210 tokens/s · 40 s left" */
char       *heed_training_words_new_progress (HeedTraining *training);

/* The fraction that is done, or NAN. */
double      heed_training_words_find_progress (HeedTraining *training);

/* Returns one sentence, or "". */
char       *heed_training_words_new_diagnosis (const HeedDiagnosis *diagnosis);

const char *heed_training_words_get_failure  (const GError *error);

G_END_DECLS
