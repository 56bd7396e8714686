/* training-status.c — the complete state of a training at one moment
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/training/training-status.h"

#include "ui/chart-layout.h"

G_DEFINE_ENUM_TYPE (HeedTrainingState, heed_training_state,
                    G_DEFINE_ENUM_VALUE (HEED_TRAINING_PREPARING, "preparing"),
                    G_DEFINE_ENUM_VALUE (HEED_TRAINING_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (HEED_TRAINING_PAUSED, "paused"),
                    G_DEFINE_ENUM_VALUE (HEED_TRAINING_FINISHED, "finished"),
                    G_DEFINE_ENUM_VALUE (HEED_TRAINING_STOPPED, "stopped"),
                    G_DEFINE_ENUM_VALUE (HEED_TRAINING_FAILED, "failed"))

/**
 * heed_training_status_new:
 *
 * Returns: (transfer full): the status before anything has happened
 */
HeedTrainingStatus *
heed_training_status_new (void)
{
  HeedTrainingStatus *status = g_new0 (HeedTrainingStatus, 1);

  status->film = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_snapshot_unref);
  status->training_loss = g_array_new (FALSE, FALSE, sizeof (HeedChartPoint));
  status->held_out_loss = g_array_new (FALSE, FALSE, sizeof (HeedChartPoint));

  return status;
}

void
heed_training_status_free (HeedTrainingStatus *status)
{
  g_clear_error (&status->error);
  g_clear_error (&status->probe_error);
  g_clear_pointer (&status->model, heed_model_unref);
  g_clear_pointer (&status->snapshot, heed_snapshot_unref);
  g_clear_pointer (&status->check, heed_held_out_check_unref);
  g_ptr_array_unref (status->film);
  g_array_unref (status->training_loss);
  g_array_unref (status->held_out_loss);
  g_free (status->probe);
  g_free (status);
}

/**
 * heed_training_state_is_over:
 *
 * Returns: whether no more batches will follow
 */
gboolean
heed_training_state_is_over (HeedTrainingState state)
{
  return state == HEED_TRAINING_FINISHED || state == HEED_TRAINING_STOPPED ||
         state == HEED_TRAINING_FAILED;
}
