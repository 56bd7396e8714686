/* training-words.c — progress, diagnosis and failure of a training, in words
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/train/training-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/number-format.h"

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

static const char *
get_preparation_words (HeedPreparation preparation)
{
  switch (preparation)
    {
    case HEED_PREPARING_PAIRS:
      return _("reading the pairs");

    case HEED_PREPARING_TEXT:
      return _("learning the pieces");

    case HEED_PREPARING_IDS:
      return _("cutting the pairs into pieces");

    case HEED_PREPARING_LINKS:
      return _("finding which words belong together");
    }

  g_return_val_if_reached ("");
}

/* Reports the time left if the fraction done is known, which it is for links only; else the time
 * elapsed. */
static char *
new_preparation (const HeedTrainingStatus *status)
{
  const char *what = get_preparation_words (status->preparation);
  gint64 start = status->preparation_start;
  double done = status->preparation_done;
  double seconds = start > 0 ? (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC : 0.0;
  g_autofree char *time = NULL;

  if (start > 0 && done > 0.0)
    time = format_left (seconds * (1.0 - done) / done);
  else
    /* Translators: how long something has taken that is not over */
    time = g_strdup_printf (_("%u s so far"), (guint) seconds);

  return g_strdup_printf ("%s · %s", what, time);
}

/**
 * heed_training_words_find_progress:
 *
 * Returns: the fraction of the present work that is done, 0 to 1; NAN if unknown
 */
double
heed_training_words_find_progress (HeedTraining *training)
{
  const HeedTrainingStatus *status = heed_training_get_status (training);
  const HeedTrainReport *report = &status->report;

  if (status->state == HEED_TRAINING_PREPARING)
    return status->preparation_start > 0 ? status->preparation_done : NAN;

  return report->n_batches > 0 ? (double) report->batch / (double) report->n_batches : 0.0;
}

/**
 * heed_training_words_new_progress:
 *
 * Returns: (transfer full): the progress in words
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
      return new_preparation (status);

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

static char *
new_stuck (const HeedDiagnosis *diagnosis)
{
  g_autofree char *share = heed_number_format_percent (diagnosis->share);

  /* Translators: an epoch, a word of the sentence, a percentage */
  return g_strdup_printf (
    _("At epoch %.2f it looks at one word at every step: “%s” gets %s of the attention."),
    diagnosis->since, diagnosis->word, share);
}

/**
 * heed_training_words_new_diagnosis:
 *
 * Returns: (transfer full): one sentence; "" if there is nothing to report
 */
char *
heed_training_words_new_diagnosis (const HeedDiagnosis *diagnosis)
{
  switch (diagnosis->kind)
    {
    case HEED_DIAGNOSIS_NONE:
      break;

    case HEED_DIAGNOSIS_UNIFORM:
      return g_strdup_printf (_("At epoch %.2f it still attends to every word about equally."),
                              diagnosis->since);

    case HEED_DIAGNOSIS_STUCK:
      return new_stuck (diagnosis);

    case HEED_DIAGNOSIS_LEARNED:
      return g_strdup_printf (_("Since epoch %.2f it goes from word to word."), diagnosis->since);

    case HEED_DIAGNOSIS_LOST:
      return g_strdup_printf (
        _("At epoch %.2f it had learned to go from word to word, and at epoch %.2f lost it."),
        diagnosis->since, diagnosis->until);

    case HEED_DIAGNOSIS_LOSS_RISES:
      return g_strdup_printf (_("The loss rises: %.3f at epoch %.2f, %.3f now. A smaller learning "
                                "rate may help."),
                              diagnosis->from, diagnosis->since, diagnosis->to);

    case HEED_DIAGNOSIS_HELD_OUT_RISES:
      return g_strdup_printf (_("The held-out loss rises: %.3f at epoch %.2f, %.3f now. From here "
                                "on the model memorises the training pairs."),
                              diagnosis->from, diagnosis->since, diagnosis->to);
    }

  return g_strdup ("");
}

/**
 * heed_training_words_get_failure:
 * @error: the error that ended a training
 *
 * Returns: a heading for the message of the error
 */
const char *
heed_training_words_get_failure (const GError *error)
{
  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_NOT_FINITE))
    return _("The loss is no longer a number. A smaller learning rate may help.");

  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_DAMAGED))
    return _("The data could not be read.");

  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED))
    return _("This cannot be trained.");

  return _("The training failed.");
}
