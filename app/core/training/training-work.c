/* training-work.c — the work of the training's thread, one batch at a time
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taking a snapshot of the model takes time away from training. So after a snapshot
 * that took one second none is taken for four seconds, unless it is for the film, and
 * after a check of the held-out pairs that took one second none is made for ten. A
 * snapshot of a small model is so cheap that one is still taken after every batch.
 */

#include "app/core/training/training-work.h"

#include <math.h>

#include "app/core/training/film.h"
#include "app/core/training/loss-history.h"
#include "app/core/training/training-data.h"

#define BATCHES_A_LOOK  4.0   /* time of training per time of snapshots */
#define BATCHES_A_CHECK 10.0
#define CHECK_SECONDS   0.25  /* the least time between two checks */
#define BRIEF_SECONDS   2.0   /* the longest check for which pausing or stopping waits */
#define N_CHECKED_FIRST 20    /* sentences; an untrained model's outputs are very long */
#define N_CHECKED       100
#define N_CHECKED_LAST  500

struct _HeedTrainingWork
{
  HeedTrainingPlan  *plan;
  HeedTrainingState  state;
  GError            *error;
  HeedTrainer       *trainer;      /* NULL before it is made and after the end */
  HeedReferences    *held_out;     /* NULL before the data is read */
  HeedBleuTokenizer  tokenizer;

  HeedPreparation    preparation;        /* the present stage before the first batch */
  double             preparation_done;   /* the share done of that stage, [0, 1]; NAN if unknown */
  gint64             preparation_start;  /* monotonic time, microseconds; 0 before it begins */
  HeedTrainingTell   tell;               /* called while preparing */
  gpointer           tell_data;

  guint              n_train;
  guint              n_valid;
  HeedTrainReport    report;
  double             seconds;      /* spent on batches, snapshots and checks */

  char              *probe;        /* NULL until there is one */
  HeedModel         *model;        /* the last one kept; or NULL */
  guint64            model_batch;
  HeedSnapshot      *snapshot;
  GError            *probe_error;
  HeedFilm          *film;
  double             next_look;    /* in terms of seconds, above */

  HeedLossHistory   *training_loss;
  HeedLossHistory   *held_out_loss;
  HeedHeldOutCheck  *check;
  double             check_seconds; /* duration of the last one */
  double             next_check;
};

HeedTrainingWork *
heed_training_work_new (const HeedTrainingPlan *plan)
{
  HeedTrainingWork *work = g_new0 (HeedTrainingWork, 1);

  work->plan = heed_training_plan_copy (plan);
  work->state = HEED_TRAINING_PREPARING;
  work->film = heed_film_new ();
  work->training_loss = heed_loss_history_new ();
  work->held_out_loss = heed_loss_history_new ();

  return work;
}

void
heed_training_work_free (HeedTrainingWork *work)
{
  g_clear_pointer (&work->plan, heed_training_plan_free);
  g_clear_error (&work->error);
  g_clear_pointer (&work->trainer, heed_trainer_free);
  g_clear_pointer (&work->held_out, heed_references_free);
  g_clear_pointer (&work->model, heed_model_unref);
  g_clear_pointer (&work->snapshot, heed_snapshot_unref);
  g_clear_error (&work->probe_error);
  g_clear_pointer (&work->film, heed_film_free);
  g_clear_pointer (&work->training_loss, heed_loss_history_free);
  g_clear_pointer (&work->held_out_loss, heed_loss_history_free);
  g_clear_pointer (&work->check, heed_held_out_check_unref);
  g_free (work->probe);
  g_free (work);
}

HeedTrainingState
heed_training_work_get_state (HeedTrainingWork *work)
{
  return work->state;
}

static double
find_seconds_left (const HeedTrainingWork *work)
{
  const HeedTrainReport *report = &work->report;

  if (report->batch == 0 || heed_training_state_is_over (work->state))
    return 0.0;

  return work->seconds / (double) report->batch * (double) (report->n_batches - report->batch);
}

/**
 * heed_training_work_report:
 *
 * Returns: (transfer full): the present status, which can be passed to another thread
 */
HeedTrainingStatus *
heed_training_work_report (HeedTrainingWork *work)
{
  HeedTrainingStatus *status = g_new0 (HeedTrainingStatus, 1);

  status->state = work->state;
  status->error = work->error != NULL ? g_error_copy (work->error) : NULL;
  status->preparation = work->preparation;
  status->preparation_done = work->preparation_done;
  status->preparation_start = work->preparation_start;
  status->n_train = work->n_train;
  status->n_valid = work->n_valid;
  status->report = work->report;
  status->seconds_left = find_seconds_left (work);
  status->model = work->model != NULL ? heed_model_ref (work->model) : NULL;
  status->snapshot = work->snapshot != NULL ? heed_snapshot_ref (work->snapshot) : NULL;
  status->probe_error = work->probe_error != NULL ? g_error_copy (work->probe_error) : NULL;
  status->film = heed_film_dup_frames (work->film);
  status->training_loss = heed_loss_history_dup_points (work->training_loss);
  status->held_out_loss = heed_loss_history_dup_points (work->held_out_loss);
  status->check = work->check != NULL ? heed_held_out_check_ref (work->check) : NULL;
  status->probe = g_strdup (work->probe);

  return status;
}

/* --- Looking ------------------------------------------------------------- */

static double
add_seconds (HeedTrainingWork *work,
             gint64            begin)
{
  double seconds = (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;

  work->seconds += seconds;

  return seconds;
}

/* Returns the right answer for the sentence; NULL if it is unknown. */
static const char *
find_answer (HeedTrainingWork *work,
             const char       *sentence)
{
  return work->held_out != NULL ? heed_references_find (work->held_out, sentence) : NULL;
}

/* Runs the model on the probe. All snapshots are taken here, except those that remake the film. */
static void
take_snapshot (HeedTrainingWork *work,
               HeedModel        *model)
{
  g_clear_pointer (&work->snapshot, heed_snapshot_unref);
  g_clear_error (&work->probe_error);

  if (model == NULL || work->probe == NULL)
    return;

  work->snapshot = heed_snapshot_new (model, work->probe, find_answer (work, work->probe),
                                      &work->probe_error);
  if (work->snapshot == NULL)
    return;

  work->snapshot->batch = work->report.batch;
  work->snapshot->epoch = work->report.epoch;
}

/* Copies the model, so that it can be saved while training goes on. There is one copy per batch, so
 * that comparing pointers shows whether the latest model is saved.
 *
 * Returns: (transfer full): the copy */
static HeedModel *
keep_model (HeedTrainingWork *work)
{
  if (work->model == NULL || work->model_batch != work->report.batch)
    {
      g_clear_pointer (&work->model, heed_model_unref);
      work->model = heed_trainer_dup_model (work->trainer);
      work->model_batch = work->report.batch;
    }

  return heed_model_ref (work->model);
}

/* Takes a snapshot. With @is_kept the model is copied, for the film and for saving; otherwise it is
 * only borrowed, which costs almost nothing. */
static void
look (HeedTrainingWork *work,
      gboolean          is_kept)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr(HeedModel) model =
    is_kept ? keep_model (work) : heed_trainer_ref_model (work->trainer);

  take_snapshot (work, model);

  if (is_kept && work->snapshot != NULL)
    heed_film_add (work->film, work->probe, work->snapshot, model);

  work->next_look = BATCHES_A_LOOK * add_seconds (work, begin) + work->seconds;
}

static gboolean
check (HeedTrainingWork  *work,
       guint              max_sentences,
       GCancellable      *cancellable,
       GError           **error)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr(HeedModel) model = keep_model (work);
  const HeedHeldOutOptions how = { max_sentences, work->tokenizer, 1 };
  HeedHeldOutCheck *result = heed_held_out_check_new (work->trainer, model, work->held_out, &how,
                                                      cancellable, error);

  work->check_seconds = add_seconds (work, begin);
  work->next_check = MAX (BATCHES_A_CHECK * work->check_seconds, CHECK_SECONDS) + work->seconds;
  if (result == NULL)
    return FALSE;

  result->score.batch = work->report.batch;
  result->score.epoch = work->report.epoch;
  heed_loss_history_add (work->held_out_loss, result->score.epoch, result->score.loss);
  g_clear_pointer (&work->check, heed_held_out_check_unref);
  work->check = result;

  return TRUE;
}

/* Makes one more check when the training pauses or stops, if that is quick, so that the score is
 * up to date. The check is optional, so its errors are ignored. */
static void
check_at_rest (HeedTrainingWork *work)
{
  if (work->check != NULL && work->check->score.batch < work->report.batch &&
      work->check_seconds < BRIEF_SECONDS)
    check (work, N_CHECKED, NULL, NULL);
}

/* --- The end ------------------------------------------------------------- */

static void
end (HeedTrainingWork  *work,
     HeedTrainingState  state)
{
  work->state = state;
  g_clear_pointer (&work->trainer, heed_trainer_free);
}

static void
fail (HeedTrainingWork *work,
      GError           *error)
{
  if (work->trainer != NULL)
    look (work, TRUE);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      end (work, HEED_TRAINING_STOPPED);
      return;
    }

  work->error = error;
  end (work, HEED_TRAINING_FAILED);
}

/* --- Commands ------------------------------------------------------------ */

static void
preparing_cb (HeedPreparation what,
              double          done,
              gpointer        user_data)
{
  HeedTrainingWork *work = user_data;

  if (work->preparation_start == 0 || work->preparation != what)
    work->preparation_start = g_get_monotonic_time ();

  work->preparation = what;
  work->preparation_done = done;
  work->tell (work->tell_data);
}

/**
 * heed_training_work_prepare:
 * @tell: called whenever there is progress to report
 *
 * Reads the data and makes an untrained model. If that fails, the training is over.
 */
void
heed_training_work_prepare (HeedTrainingWork *work,
                            HeedTrainingTell  tell,
                            gpointer          user_data,
                            GCancellable     *cancellable)
{
  const HeedTrainingPlan *plan = work->plan;
  g_auto(HeedTrainingData) data = { 0 };
  g_autofree char *configuration = NULL;
  GError *error = NULL;

  g_return_if_fail (work->state == HEED_TRAINING_PREPARING);

  work->tell = tell;
  work->tell_data = user_data;
  preparing_cb (HEED_PREPARING_PAIRS, NAN, work);

  if (!plan->task->is_file)
    configuration = heed_training_plan_dup_configuration (plan, plan->path, plan->valid_path);
  else if (heed_training_data_part (&data, plan->path, plan->valid_path, cancellable, &error))
    configuration = heed_training_plan_dup_configuration (plan, data.train_path, data.valid_path);

  if (configuration != NULL)
    work->trainer =
      heed_trainer_new_telling (configuration, "/", preparing_cb, work, cancellable, &error);

  if (work->trainer == NULL)
    {
      heed_training_data_name_own (&data, error);
      fail (work, error);
      return;
    }

  work->n_train = heed_trainer_get_n_train (work->trainer);
  work->n_valid = heed_trainer_get_n_valid (work->trainer);
  work->held_out = heed_held_out_collect (work->trainer);
  work->tokenizer = heed_held_out_choose_tokenizer (work->held_out);
  if (work->probe == NULL)
    work->probe = heed_held_out_choose_probe (work->trainer);
  work->state = HEED_TRAINING_RUNNING;
}

static gboolean
run_batch (HeedTrainingWork  *work,
           GError           **error)
{
  gint64 begin = g_get_monotonic_time ();

  if (!heed_trainer_run_batch (work->trainer, &work->report, error))
    return FALSE;

  add_seconds (work, begin);

  heed_loss_history_add (work->training_loss, work->report.epoch, work->report.loss);

  return TRUE;
}

static void
finish (HeedTrainingWork *work,
        GCancellable     *cancellable)
{
  GError *error = NULL;

  look (work, TRUE);

  if (work->n_valid > 0 && !check (work, N_CHECKED_LAST, cancellable, &error))
    fail (work, error);
  else
    end (work, HEED_TRAINING_FINISHED);
}

static gboolean
is_check_due (const HeedTrainingWork *work)
{
  return work->n_valid > 0 &&
         (work->check == NULL || work->seconds >= work->next_check);
}

/**
 * heed_training_work_train:
 * @is_watched: whether the main thread is ready for a new snapshot
 * @cancellable: cancels a check that takes long
 *
 * Runs one batch, and takes a snapshot and makes a check if these are due.
 */
void
heed_training_work_train (HeedTrainingWork *work,
                          gboolean          is_watched,
                          GCancellable     *cancellable)
{
  GError *error = NULL;
  gboolean is_for_film;

  if (heed_training_state_is_over (work->state))
    return;

  work->state = HEED_TRAINING_RUNNING;
  if (work->report.batch == 0)
    look (work, TRUE);

  if (!run_batch (work, &error))
    {
      fail (work, error);
      return;
    }

  if (heed_trainer_is_finished (work->trainer))
    {
      finish (work, cancellable);
      return;
    }

  is_for_film = heed_film_wants (work->film, work->report.batch);
  if (is_for_film || (is_watched && work->seconds >= work->next_look))
    look (work, is_for_film);

  if (is_check_due (work) &&
      !check (work, work->check == NULL ? N_CHECKED_FIRST : N_CHECKED, cancellable, &error))
    fail (work, error);
}

/**
 * heed_training_work_pause:
 *
 * Takes one more snapshot, and makes a check if that is quick, so that both show the
 * model at which the training pauses.
 */
void
heed_training_work_pause (HeedTrainingWork *work)
{
  if (heed_training_state_is_over (work->state))
    return;

  if (work->state == HEED_TRAINING_RUNNING)
    {
      look (work, TRUE);
      check_at_rest (work);
    }

  work->state = HEED_TRAINING_PAUSED;
}

/**
 * heed_training_work_stop:
 *
 * Ends the training early. The model learned so far is kept.
 */
void
heed_training_work_stop (HeedTrainingWork *work)
{
  if (heed_training_state_is_over (work->state))
    return;

  look (work, TRUE);
  check_at_rest (work);
  end (work, HEED_TRAINING_STOPPED);
}

/**
 * heed_training_work_ask:
 * @sentence: (nullable): the new probe; %NULL changes nothing
 * @cancellable: (nullable): cancelled when the probe is changed again
 */
void
heed_training_work_ask (HeedTrainingWork *work,
                        const char       *sentence,
                        GCancellable     *cancellable)
{
  if (sentence == NULL || g_strcmp0 (sentence, work->probe) == 0)
    return;

  g_free (work->probe);
  work->probe = g_strdup (sentence);

  if (work->trainer != NULL)
    look (work, FALSE);
  else
    take_snapshot (work, work->model);

  heed_film_ask_again (work->film, sentence, find_answer (work, sentence), cancellable);
}
