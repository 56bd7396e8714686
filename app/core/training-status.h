/* training-status.h — how far a training is, all of it at one moment
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/held-out-check.h"
#include "app/core/snapshot.h"

G_BEGIN_DECLS

typedef enum {
  HEED_TRAINING_PREPARING,  /* the data is read */
  HEED_TRAINING_RUNNING,
  HEED_TRAINING_PAUSED,
  HEED_TRAINING_FINISHED,   /* all batches are done */
  HEED_TRAINING_STOPPED,    /* ended before that, because somebody said so */
  HEED_TRAINING_FAILED      /* error says why */
} HeedTrainingState;

#define HEED_TYPE_TRAINING_STATE (heed_training_state_get_type ())
GType heed_training_state_get_type (void);

/* A whole, never a change: whoever missed some of them lost nothing. Made on
 * the training's thread and given away to the main one. */
typedef struct {
  HeedTrainingState  state;
  GError            *error;          /* if it failed */
  HeedPreparation    preparation;    /* what is done while it is prepared */
  double             preparation_done;   /* the part of it, 0 to 1; NAN: nobody knows */
  gint64             preparation_start;  /* monotonic, microseconds; 0: not begun */
  guint              n_train;        /* pairs, once the data is read */
  guint              n_valid;
  HeedTrainReport    report;         /* of the last batch; batch is 0 before it */
  double             seconds_left;   /* everything counted, pauses not */
  HeedModel         *model;          /* the last one that was kept; or NULL */
  HeedSnapshot      *snapshot;       /* what it makes of the probe; or NULL */
  GError            *probe_error;    /* why it makes nothing of it */
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
