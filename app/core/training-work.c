/* training-work.c — what the training's thread does, one batch at a time
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looking at the model takes time that is lost to training. So after a look
 * that took a second none is taken for four, unless it is for the film, and
 * after a check of the held-out pairs that took a second none for ten. A small
 * model is looked at after every batch all the same.
 */

#include "app/core/training-work.h"

#include <math.h>

#include "app/core/film.h"
#include "app/core/loss-history.h"
#include "app/core/training-data.h"

#define BATCHES_A_LOOK  4.0   /* how much longer is trained than looked */
#define BATCHES_A_CHECK 10.0
#define CHECK_SECONDS   0.25  /* at least between two */
#define BRIEF_SECONDS   2.0   /* of a check that whoever pauses or stops can wait for */
#define N_CHECKED_FIRST 20    /* sentences; a model that knows nothing yet does not stop */
#define N_CHECKED       100
#define N_CHECKED_LAST  500

struct _HeedTrainingWork
{
  HeedTrainingPlan  *plan;
  HeedTrainingState  state;
  GError            *error;
  HeedTrainer       *trainer;      /* NULL before it is made and once it is over */
  HeedReferences    *held_out;     /* NULL before the data is read */
  HeedBleuTokenizer  tokenizer;

  HeedPreparation    preparation;        /* what is done before the first batch */
  double             preparation_done;   /* the part of it, 0 to 1; NAN: nobody knows */
  gint64             preparation_start;  /* monotonic, microseconds; 0: not begun */
  HeedTrainingTell   tell;               /* while it is prepared */
  gpointer           tell_data;

  guint              n_train;
  guint              n_valid;
  HeedTrainReport    report;
  double             seconds;      /* spent on batches, looks and checks */

  char              *probe;        /* NULL until there is one */
  HeedModel         *model;        /* as it was kept last; or NULL */
  guint64            model_batch;
  HeedSnapshot      *snapshot;
  GError            *probe_error;
  HeedFilm          *film;
  double             next_look;    /* in seconds, as above */

  HeedLossHistory   *training_loss;
  HeedLossHistory   *held_out_loss;
  HeedHeldOutCheck  *check;
  double             check_seconds; /* what the last one took */
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
 * Returns: (transfer full): how far it is; for any thread
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

/* What the sentence should become, if that is known; or NULL. */
static const char *
find_answer (HeedTrainingWork *work,
             const char       *sentence)
{
  return work->held_out != NULL ? heed_references_find (work->held_out, sentence) : NULL;
}

/* The one place that asks a model in training about a sentence. */
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

/* Copies it, so that it can be saved while training goes on; after each batch once,
 * so that whoever saved it can tell.
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

/* @is_kept: the model is copied, for the film and to be saved; else it is only
 * looked at, which costs next to nothing. */
static void
look (HeedTrainingWork *work,
      gboolean          is_kept)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr(HeedModel) model =
    is_kept ? keep_model (work) : heed_trainer_borrow_model (work->trainer);

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

/* Once more where it rests, if that is soon done: so what is said is not of long
 * ago. Nobody asked for it, so nothing is said if it fails. */
static void
check_at_rest (HeedTrainingWork *work)
{
  if (work->check != NULL && work->check->score.batch < work->report.batch &&
      work->check_seconds < BRIEF_SECONDS)
    check (work, N_CHECKED, NULL, NULL);
}

/* --- Being over ---------------------------------------------------------- */

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

/* --- What is ordered ----------------------------------------------------- */

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
 * @tell: called whenever there is something to report of it
 *
 * Reads the data and makes a model that knows nothing. If that fails, it is
 * over.
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
 * @is_watched: whether somebody waits for a look at the model
 * @cancellable: ends a check that takes long
 *
 * Runs one batch, and looks and checks if it is time for that.
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
 * Looks at the model once more, and checks it if that does not take long, so that
 * what is seen is where it rests.
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
 * Ends it early. What was learned so far stays.
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
 * @sentence: (nullable): what is looked at from now on; %NULL changes nothing
 * @cancellable: (nullable): cancelled once another sentence is asked about
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
