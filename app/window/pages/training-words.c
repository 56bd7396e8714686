/* training-words.c — what is said of a training while it goes on, and when it fails
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/training-words.h"

#include <glib/gi18n.h>
#include <math.h>

static char *
format_left (double seconds)
{
  guint whole = (guint) CLAMP (round (seconds), 0.0, 1e8);

  if (whole < 60)
    /* Translators: how much longer it takes */
    return g_strdup_printf (_("%u s left"), whole);
  if (whole < 3600)
    return g_strdup_printf (_("%u min %u s left"), whole / 60, whole % 60);

  return g_strdup_printf (_("%u h %u min left"), whole / 3600, whole / 60 % 60);
}

/**
 * heed_training_words_new_progress:
 *
 * Returns: (transfer full): for a person
 */
char *
heed_training_words_new_progress (HeedTraining *training)
{
  const HeedTrainingStatus *status = heed_training_get_status (training);
  const HeedTrainReport *report = &status->report;
  double n_epochs = heed_training_get_plan (training)->hypers[HEED_HYPER_EPOCHS];
  g_autofree char *left = format_left (status->seconds_left);

  switch (status->state)
    {
    case HEED_TRAINING_PREPARING:
      return g_strdup (_("reading the data…"));

    case HEED_TRAINING_FAILED:
      return g_strdup (_("failed"));

    case HEED_TRAINING_FINISHED:
      return g_strdup_printf (_("finished: epoch %.0f · loss %.3f"), report->epoch, report->loss);

    case HEED_TRAINING_STOPPED:
      return g_strdup_printf (_("stopped: epoch %.1f of %.0f · loss %.3f"), report->epoch,
                              n_epochs, report->loss);

    case HEED_TRAINING_PAUSED:
      return g_strdup_printf (_("paused: epoch %.1f of %.0f · loss %.3f"), report->epoch, n_epochs,
                              report->loss);

    case HEED_TRAINING_RUNNING:
      break;
    }

  /* Translators: epoch, how many there will be, loss, tokens a second, time left */
  return g_strdup_printf (_("epoch %.1f of %.0f · loss %.3f · %.0f tokens/s · %s"),
                          report->epoch, n_epochs, report->loss, report->tokens_per_second, left);
}

/**
 * heed_training_words_get_failure:
 * @error: what a training ended with
 *
 * Returns: what is said above what the error itself says
 */
const char *
heed_training_words_get_failure (const GError *error)
{
  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_NOT_FINITE))
    return _("The loss is no number any more. A smaller learning rate may help.");

  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_DAMAGED))
    return _("The data could not be read.");

  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED))
    return _("This cannot be trained.");

  return _("The training failed.");
}
