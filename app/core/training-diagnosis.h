/* training-diagnosis.h — what a training's attention and losses say of it, so far
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/training-status.h"

G_BEGIN_DECLS

typedef enum {
  HEED_DIAGNOSIS_NONE,            /* too early, or nothing to tell it by */
  HEED_DIAGNOSIS_UNIFORM,         /* every word gets about as much */
  HEED_DIAGNOSIS_STUCK,           /* one word gets most, at every step */
  HEED_DIAGNOSIS_LEARNED,         /* it goes from word to word, since an epoch */
  HEED_DIAGNOSIS_LOST,            /* it did, from one epoch to another */
  HEED_DIAGNOSIS_LOSS_RISES,      /* of what is learned from */
  HEED_DIAGNOSIS_HELD_OUT_RISES   /* of what is not */
} HeedDiagnosisKind;

typedef struct {
  HeedDiagnosisKind  kind;
  double             since;   /* epoch: of what is now, or of what was learned */
  double             until;   /* epoch: when that was lost */
  double             share;   /* [0, 1]: of attention, on the one word */
  const char        *word;    /* that word, as long as the status lives */
  double             from;    /* nats: the least loss, at since */
  double             to;      /* nats: the loss now */
} HeedDiagnosis;

HeedDiagnosis heed_training_diagnose (const HeedTrainingStatus *status,
                                      HeedAttentionSite         site);

/* Whether going on makes it worse. */
gboolean      heed_diagnosis_advises_to_stop (const HeedDiagnosis *diagnosis);

G_END_DECLS
