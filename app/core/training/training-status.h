/* training-status.h — the complete state of a training at one moment
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/training/held-out-check.h"
#include "app/core/translation/snapshot.h"

G_BEGIN_DECLS

typedef enum {
  HEED_TRAINING_PREPARING,  /* reading the data */
  HEED_TRAINING_RUNNING,
  HEED_TRAINING_PAUSED,
  HEED_TRAINING_FINISHED,   /* all batches are done */
  HEED_TRAINING_STOPPED,    /* ended early by the user */
  HEED_TRAINING_FAILED      /* error has the reason */
} HeedTrainingState;

#define HEED_TYPE_TRAINING_STATE (heed_training_state_get_type ())
GType heed_training_state_get_type (void);

/* Always complete, never a difference, so that missing one loses nothing. Made on the training's
 * thread and handed over to the main thread. */
typedef struct {
  HeedTrainingState  state;
  GError            *error;          /* if it failed */
  HeedPreparation    preparation;    /* the present stage of preparing */
  double             preparation_done;   /* the share done of that stage, [0, 1]; NAN if unknown */
  gint64             preparation_start;  /* monotonic time, microseconds; 0 before it begins */
  guint              n_train;        /* pairs, once the data is read */
  guint              n_valid;
  HeedTrainReport    report;         /* of the last batch; batch is 0 before it */
  double             seconds_left;   /* estimate, without pauses */
  HeedModel         *model;          /* the last one kept; or NULL */
  HeedSnapshot      *snapshot;       /* of the probe; or NULL */
  GError            *probe_error;    /* why there is no snapshot */
  GPtrArray         *film;           /* of HeedSnapshot, the earliest first */
  GArray            *training_loss;  /* of HeedChartPoint, by epoch */
  GArray            *held_out_loss;  /* of HeedChartPoint, by epoch */
  HeedHeldOutCheck  *check;          /* the last one; or NULL */
  char              *probe;          /* the sentence, once the data is read */
} HeedTrainingStatus;

HeedTrainingStatus *heed_training_status_new  (void);
void                heed_training_status_free (HeedTrainingStatus *status);

gboolean            heed_training_state_is_over (HeedTrainingState state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTrainingStatus, heed_training_status_free)

G_END_DECLS
