/* train-page.h — train a model, watch its attention emerge
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/training/training.h"
#include "app/window/pages/train/train-form.h"

G_BEGIN_DECLS

#define HEED_TYPE_TRAIN_PAGE (heed_train_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedTrainPage, heed_train_page, HEED, TRAIN_PAGE, GtkWidget)

GtkWidget     *heed_train_page_new            (void);

HeedTrainForm *heed_train_page_get_form       (HeedTrainPage  *self);

/* The displayed training; NULL if there is none. */
HeedTraining  *heed_train_page_get_training   (HeedTrainPage  *self);

/* Removes a training for good, without a dialog. */
void           heed_train_page_remove         (HeedTrainPage  *self,
                                               HeedTraining   *training);

/* Saves the model of the displayed training. */
void           heed_train_page_save           (HeedTrainPage  *self,
                                               const char     *path);

/* Whether closing the page would lose a training that runs, or one that was not
 * saved. */
char         **heed_train_page_list_unsaved   (HeedTrainPage  *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
