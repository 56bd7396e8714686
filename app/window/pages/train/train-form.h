/* train-form.h — the form for a training: data, mechanism, hyper-parameters
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/training/training-plan.h"

G_BEGIN_DECLS

#define HEED_TYPE_TRAIN_FORM (heed_train_form_get_type ())
G_DECLARE_FINAL_TYPE (HeedTrainForm, heed_train_form, HEED, TRAIN_FORM, GtkWidget)

GtkWidget        *heed_train_form_new               (void);

/* Whether there is training data; "changed" is emitted when that may have changed. */
gboolean          heed_train_form_is_ready          (HeedTrainForm  *self);

/* Returns the plan that the form describes. */
HeedTrainingPlan *heed_train_form_dup_plan          (HeedTrainForm  *self);
/* Also fills in the hyper-parameters known to work for the task. */
void              heed_train_form_set_task          (HeedTrainForm  *self,
                                                     const char     *name);
void              heed_train_form_set_path          (HeedTrainForm  *self,
                                                     const char     *path);
void              heed_train_form_set_held_out_path (HeedTrainForm  *self,
                                                     const char     *path);
void              heed_train_form_set_units         (HeedTrainForm  *self,
                                                     HeedUnits       units);
/* Likewise for the mechanism, but keeps hyper-parameters that the user changed. */
void              heed_train_form_set_mechanism     (HeedTrainForm  *self,
                                                     const char     *name);
void              heed_train_form_set_hyper         (HeedTrainForm  *self,
                                                     HeedHyper       hyper,
                                                     double          value);

G_END_DECLS
