/* training-diagnosis.h — a diagnosis of a training from its attention and losses
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/training/training-status.h"

G_BEGIN_DECLS

typedef enum {
  HEED_DIAGNOSIS_NONE,            /* too early, or no evidence */
  HEED_DIAGNOSIS_UNIFORM,         /* every word gets about the same weight */
  HEED_DIAGNOSIS_STUCK,           /* one word gets most of the weight at every step */
  HEED_DIAGNOSIS_LEARNED,         /* attention goes from word to word, since an epoch */
  HEED_DIAGNOSIS_LOST,            /* it did so from one epoch to another */
  HEED_DIAGNOSIS_LOSS_RISES,      /* the training loss rises */
  HEED_DIAGNOSIS_HELD_OUT_RISES   /* the held-out loss rises */
} HeedDiagnosisKind;

typedef struct {
  HeedDiagnosisKind  kind;
  double             since;   /* epoch of the present state, or when it was learned */
  double             until;   /* epoch when it was lost */
  double             share;   /* of the attention on word, [0, 1] */
  const char        *word;    /* the word; borrowed from the status */
  double             from;    /* the least loss, at since, nats */
  double             to;      /* the present loss, nats */
} HeedDiagnosis;

HeedDiagnosis heed_training_diagnose (const HeedTrainingStatus *status,
                                      HeedAttentionSite         site);

/* Whether the training should be stopped, because a loss rises. */
gboolean      heed_diagnosis_advises_to_stop (const HeedDiagnosis *diagnosis);

G_END_DECLS
