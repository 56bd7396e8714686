/* train-lesson.c — reads and sets the state of the page Train for lessons
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/train/train-lesson.h"

static void
describe_form (HeedTrainForm *form,
               HeedScene     *now)
{
  g_autoptr(HeedTrainingPlan) plan = heed_train_form_dup_plan (form);

  heed_scene_say_text (now, HEED_SCENE_TASK, plan->task->name);
  heed_scene_say_text (now, HEED_SCENE_MECHANISM, plan->mechanism->name);
  heed_scene_say_number (now, HEED_SCENE_PAIRS, plan->hypers[HEED_HYPER_PAIRS]);
  heed_scene_say_number (now, HEED_SCENE_EPOCHS, plan->hypers[HEED_HYPER_EPOCHS]);
}

static HeedSceneTraining
get_state (HeedTraining *training)
{
  if (training == NULL)
    return HEED_SCENE_TRAINING_NONE;

  if (heed_training_is_over (training))
    return HEED_SCENE_TRAINING_OVER;

  return heed_training_get_state (training) == HEED_TRAINING_PAUSED ? HEED_SCENE_TRAINING_PAUSED
                                                                    : HEED_SCENE_TRAINING_RUNNING;
}

void
heed_train_lesson_describe (HeedTrainForm *form,
                            HeedTraining  *training,
                            HeedScene     *now)
{
  const HeedHeldOutCheck *check =
    training != NULL ? heed_training_get_status (training)->check : NULL;

  describe_form (form, now);
  heed_scene_say_choice (now, HEED_SCENE_TRAINING, get_state (training));
  if (check != NULL && check->score.n_translated > 0)
    heed_scene_say_number (now, HEED_SCENE_EXACT, check->score.translation.exact_match);
}

/* The same action starts, pauses and resumes. */
static void
start_or_pause (HeedTrainForm *form,
                HeedTraining  *training,
                gboolean       runs)
{
  HeedSceneTraining state = get_state (training);

  if (runs != (state == HEED_SCENE_TRAINING_RUNNING) &&
      (runs || state == HEED_SCENE_TRAINING_RUNNING))
    gtk_widget_activate_action (GTK_WIDGET (form), "train.start-or-pause", NULL);
}

void
heed_train_lesson_bring_about (HeedTrainForm   *form,
                               HeedTraining    *training,
                               const HeedScene *wanted,
                               HeedSceneField   field)
{
  if (field == HEED_SCENE_TASK)
    heed_train_form_set_task (form, wanted->texts[field]);
  else if (field == HEED_SCENE_MECHANISM)
    heed_train_form_set_mechanism (form, wanted->texts[field]);
  else if (field == HEED_SCENE_PAIRS)
    heed_train_form_set_hyper (form, HEED_HYPER_PAIRS, wanted->numbers[field]);
  else if (field == HEED_SCENE_EPOCHS)
    heed_train_form_set_hyper (form, HEED_HYPER_EPOCHS, wanted->numbers[field]);
  else if (field == HEED_SCENE_TRAINING)
    start_or_pause (form, training,
                    heed_scene_wants (wanted, field, HEED_SCENE_TRAINING_RUNNING));
}
