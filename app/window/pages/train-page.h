/* train-page.h — train a model, watch its attention emerge
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/pages/train-form.h"
#include "app/core/training.h"

G_BEGIN_DECLS

#define HEED_TYPE_TRAIN_PAGE (heed_train_page_get_type ())
G_DECLARE_FINAL_TYPE (HeedTrainPage, heed_train_page, HEED, TRAIN_PAGE, GtkWidget)

GtkWidget     *heed_train_page_new            (void);

HeedTrainForm *heed_train_page_get_form       (HeedTrainPage  *self);

/* The one that is shown; NULL before the first. */
HeedTraining  *heed_train_page_get_training   (HeedTrainPage  *self);

/* For good; nobody is asked. */
void           heed_train_page_remove         (HeedTrainPage  *self,
                                               HeedTraining   *training);

/* Its model. */
void           heed_train_page_save           (HeedTrainPage  *self,
                                               const char     *path);

/* Whether something would be lost if the page went: a training that runs, or
 * one that was not saved. */
gboolean       heed_train_page_has_unsaved    (HeedTrainPage  *self);

G_END_DECLS
