/* loss-export.c — saves the losses of the displayed trainings as a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/train/loss-export.h"

#include "app/core/training/loss-figure.h"

static void
add_run (HeedLossFigure *figure,
         HeedTraining   *training)
{
  const HeedTrainingStatus *status = heed_training_get_status (training);
  double n_epochs = heed_training_get_plan (training)->hypers[HEED_HYPER_EPOCHS];
  guint run = figure->n_runs++;

  figure->names[run] = heed_training_get_name (training);
  figure->curves[run][HEED_LOSS_TRAINING] = status->training_loss;
  figure->curves[run][HEED_LOSS_HELD_OUT] = status->held_out_loss;
  figure->n_epochs = MAX (figure->n_epochs, n_epochs);
}

/**
 * heed_loss_export_save:
 * @is_logarithmic: whether the axis of the losses is logarithmic
 * @path: its extension selects the format
 *
 * Errors: those of heed_loss_figure_save()
 *
 * Returns: whether it succeeded
 */
gboolean
heed_loss_export_save (HeedFilmView  *films,
                       gboolean       is_logarithmic,
                       const char    *path,
                       GError       **error)
{
  HeedLossFigure figure = { .is_logarithmic = is_logarithmic };

  for (guint i = 0; i < HEED_CHART_MAX_RUNS; i++)
    {
      HeedTraining *training = heed_film_view_get_training (films, i);

      if (training != NULL)
        add_run (&figure, training);
    }

  return figure.n_runs == 0 || heed_loss_figure_save (&figure, path, NULL, error);
}
